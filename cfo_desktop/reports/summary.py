"""The month in plain words: sentences made from the report's own figures by fixed templates."""

from __future__ import annotations

from cfo_desktop.domain.period import Month
from cfo_desktop.domain.report import MonthlyReport
from cfo_desktop.reports.words import Words


def sentences(report: MonthlyReport, *, words: Words) -> tuple[str, ...]:
    """Return the summary, one thought each: sales, profit, cash, debts, what is uncategorised."""
    cash, debts = _cash(report, words), _debts(report, words)
    if _is_empty(report):
        nothing = words.text("summary.nothing", month=words.month(report.month))
        waiting = [_uncategorised(report, words)] if report.uncategorised_count else []
        return (nothing, cash, debts, *waiting)
    earned = (_sales(report, words), _profit(report, words))
    return (*earned, cash, debts, _uncategorised(report, words))


def profit_or_loss(amount: int, *, words: Words) -> str:
    """Return ``a profit of CNY 10.00``, ``a loss of CNY 10.00`` or that there was neither."""
    key = "profit" if amount > 0 else "loss" if amount < 0 else "neither"
    return words.text(f"summary.{key}", amount=words.money(abs(amount)))


def _is_empty(report: MonthlyReport) -> bool:
    figures = report.figures
    lines = [line.amount for section in report.income.sections for line in section.lines]
    return not (figures["sales"] or figures["profit"] or any(lines))


def _sales(report: MonthlyReport, words: Words) -> str:
    sales = report.figures["sales"]
    parts = []
    for month, key in _earlier(report, "sales"):
        before = report.figures[key]
        difference = sales - before
        direction = "more" if difference > 0 else "less" if difference < 0 else "same"
        parts.append(
            words.text(
                f"summary.{direction}",
                difference=words.money(abs(difference)),
                bare=words.amount(abs(difference)),
                percent=_bracketed(words.percent(difference, whole=before), words),
                month=words.month(month),
            )
        )
    opening = words.text(
        "summary.sales_so_far" if report.running else "summary.sales",
        month=words.month(report.month),
        day=words.day(report.until),
        amount=words.money(sales),
    )
    return _joined(opening, parts, words)


def _profit(report: MonthlyReport, words: Words) -> str:
    profit = report.figures["profit"]
    parts = []
    for month, key in _earlier(report, "profit"):
        difference = profit - report.figures[key]
        direction = "better" if difference > 0 else "worse" if difference < 0 else "as_good"
        parts.append(
            words.text(
                f"summary.{direction}",
                difference=words.money(abs(difference)),
                bare=words.amount(abs(difference)),
                result=profit_or_loss(report.figures[key], words=words),
                month=words.month(month),
            )
        )
    opening = words.text(
        "summary.result_so_far" if report.running else "summary.result",
        result=profit_or_loss(profit, words=words),
    )
    return _joined(opening, parts, words)


def _cash(report: MonthlyReport, words: Words) -> str:
    cash = report.figures["cash"]
    opening = words.text(
        "summary.overdrawn" if cash < 0 else "summary.cash",
        day=words.day(report.until),
        amount=words.money(abs(cash)),
    )
    if "cash_before" not in report.figures:
        return _joined(opening, [], words)
    difference = cash - report.figures["cash_before"]
    direction = "grown" if difference > 0 else "shrunk" if difference < 0 else "unchanged"
    change = words.text(
        f"summary.{direction}",
        difference=words.money(abs(difference)),
        bare=words.amount(abs(difference)),
    )
    return _joined(opening, [change], words)


def _debts(report: MonthlyReport, words: Words) -> str:
    owed, owing = report.figures["owed_to_us"], report.figures["we_owe"]
    parts = [
        words.text(f"summary.owed_to_us_{_sign(owed)}", amount=words.money(abs(owed))),
        words.text(f"summary.we_owe_{_sign(owing)}", amount=words.money(abs(owing))),
    ]
    if owing > 0:
        short = owing - max(report.figures["cash"], 0)
        key = "short" if short > 0 else "covered"
        parts.append(words.text(f"summary.{key}", amount=words.money(short)))
    return words.text("summary.between").join(parts)


def _uncategorised(report: MonthlyReport, words: Words) -> str:
    if not report.uncategorised_count:
        return words.text("summary.all_categorised")
    total = report.uncategorised_total
    key = "out" if total > 0 else "in" if total < 0 else "even"
    return words.text(
        "summary.uncategorised_one"
        if report.uncategorised_count == 1
        else "summary.uncategorised_many",
        count=f"{report.uncategorised_count:,}",
        total=words.text(f"summary.money_{key}", amount=words.money(abs(total))),
    )


def _earlier(report: MonthlyReport, figure: str) -> list[tuple[Month, str]]:
    """Return the month before and the year before, as far as the book reaches back.

    A month that still runs is held against no whole one.
    """
    if report.running:
        return []
    candidates = ((report.month.plus(-1), "before"), (report.month.plus(-12), "year"))
    return [
        (month, f"{figure}_{suffix}")
        for month, suffix in candidates
        if f"{figure}_{suffix}" in report.figures
    ]


def _joined(opening: str, parts: list[str], words: Words) -> str:
    comparison = words.text("summary.and").join(parts)
    key = "summary.sentence_compared" if parts else "summary.sentence"
    return words.text(key, opening=opening, comparison=comparison)


def _bracketed(percent: str | None, words: Words) -> str:
    return words.text("summary.percent", percent=percent) if percent else ""


def _sign(amount: int) -> str:
    return "some" if amount > 0 else "ahead" if amount < 0 else "none"
