"""The summary says in plain words what the figures say: amounts, direction and profit or loss."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from cfo_desktop.domain.report import MonthlyReport
from cfo_desktop.reports import summary
from cfo_desktop.reports.words import Words
from tests.reports import samples


def said(report: MonthlyReport, language: str = "en") -> list[str]:
    sentences = summary.sentences(report, words=Words(language, report.book.currency))
    return [sentence.replace("\u00a0", " ") for sentence in sentences]


def with_figures(**figures: int) -> MonthlyReport:
    report = samples.monthly_report()
    return dataclasses.replace(report, figures={**report.figures, **figures})


def test_english() -> None:
    assert said(samples.monthly_report()) == [
        (
            "Sales in November 2026 were CNY 86,433.50: 3,508.30 (4.2%) more than in October 2026,"
            " and 9,321.00 (12.1%) more than in November 2025."
        ),
        (
            "After all expenses the month closed with a profit of CNY 11,380.95: 2,396.61 better"
            " than October 2026 (a profit of CNY 8,984.34), and 3,938.70 better than November 2025"
            " (a profit of CNY 7,442.25)."
        ),
        (
            "On 30 Nov 2026 there was CNY 75,758.75 in cash, bank and wallet accounts: 6,480.23"
            " more than a month before."
        ),
        (
            "Customers still owe the shop CNY 12,840.00. The shop itself owes its suppliers"
            " CNY 31,027.50. The money at hand would cover that."
        ),
        (
            "3 payments are not categorised yet, on balance CNY 660.50 that came in. The profit may"
            " change once they are."
        ),
    ]


def test_chinese() -> None:
    assert said(samples.monthly_report(), "zh_CN") == [
        (
            "2026年11月销售收入为86,433.50元，比2026年10月增加3,508.30元（4.2%），"
            "比2025年11月增加9,321.00元（12.1%）。"
        ),
        (
            "扣除全部费用后，本月盈利11,380.95元，利润比2026年10月（盈利8,984.34元）增加2,396.61元，"
            "利润比2025年11月（盈利7,442.25元）增加3,938.70元。"
        ),
        "2026年11月30日，现金、银行和钱包账户共有75,758.75元，比一个月前增加6,480.23元。",
        "客户尚欠本店12,840.00元。本店尚欠供应商31,027.50元。手头资金足以偿付。",
        "还有3笔收付款没有归类，收支相抵后净收入660.50元。归类后利润可能变动。",
    ]


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (-500, 700, "a loss of CNY 5.00: 12.00 worse than October 2026 (a profit of CNY 7.00)"),
        (-500, -700, "a loss of CNY 5.00: 2.00 better than October 2026 (a loss of CNY 7.00)"),
        (500, 0, "a profit of CNY 5.00: 5.00 better than October 2026 (neither profit nor loss)"),
        (0, 0, "neither profit nor loss: the same as October 2026"),
    ],
)
def test_profit_and_loss_in_words(now: int, before: int, words: str) -> None:
    assert words in said(with_figures(profit=now, profit_before=before))[1]


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({"sales": 100, "sales_before": 200}, "CNY 1.00: 1.00 (50.0%) less than in October"),
        ({"sales": 200, "sales_before": 200}, "CNY 2.00: the same as in October"),
        ({"sales": 200, "sales_before": 0}, "CNY 2.00: 2.00 more than in October"),
        ({"cash": -100, "cash_before": 0}, "overdrawn by CNY 1.00: 1.00 less than a month before"),
        ({"cash": 100, "cash_before": 100}, "CNY 1.00 in cash, bank and wallet accounts: as much"),
        ({"owed_to_us": 0, "we_owe": 0}, "Customers owe the shop nothing. The shop owes its supp"),
        ({"owed_to_us": -5, "we_owe": -6}, "have paid the shop CNY 0.05 ahead. The shop has paid"),
        ({"we_owe": 500, "cash": 100}, "The money at hand would fall CNY 4.00 short of that."),
        ({"we_owe": 500, "cash": -100}, "The money at hand would fall CNY 5.00 short of that."),
    ],
)
def test_directions_in_words(figures: dict[str, int], words: str) -> None:
    assert words in " ".join(said(with_figures(**figures)))


@pytest.mark.parametrize(
    ("count", "total", "words"),
    [
        (0, 0, "Every payment of the month has its category"),
        (1, 500, "One payment is not categorised yet: on balance CNY 5.00 that went out."),
        (1234, 0, "1,234 payments are not categorised yet, with as much money in as out."),
    ],
)
def test_what_is_uncategorised(count: int, total: int, words: str) -> None:
    report = dataclasses.replace(
        samples.monthly_report(), uncategorised_count=count, uncategorised_total=total
    )
    assert words in said(report)[-1]


def test_a_new_book_is_compared_with_nothing() -> None:
    report = samples.monthly_report()
    young = {name: report.figures[name] for name in report.figures if "_" not in name}
    report = dataclasses.replace(report, figures=young | {"owed_to_us": 0, "we_owe": 0})
    assert said(report)[:3] == [
        "Sales in November 2026 were CNY 86,433.50.",
        "After all expenses the month closed with a profit of CNY 11,380.95.",
        "On 30 Nov 2026 there was CNY 75,758.75 in cash, bank and wallet accounts.",
    ]


def test_an_empty_month_after_others() -> None:
    """What was left uncategorised before is still said; nothing is compared with nothing."""
    report = dataclasses.replace(
        samples.empty_month(), uncategorised_count=1, uncategorised_total=500
    )
    report = dataclasses.replace(report, figures={**report.figures, "sales_before": 900})
    assert said(report)[0] == "No sales and no expenses were recorded in November 2026."
    assert said(report)[-1].startswith("One payment is not categorised yet: on balance CNY 5.00")


def test_an_empty_month() -> None:
    assert said(samples.empty_month()) == [
        "No sales and no expenses were recorded in November 2026.",
        "On 30 Nov 2026 there was CNY 0.00 in cash, bank and wallet accounts.",
        "Customers owe the shop nothing. The shop owes its suppliers nothing.",
    ]


def test_a_month_that_still_runs_is_told_as_one() -> None:
    report = dataclasses.replace(samples.monthly_report(), printed_on=dt.date(2026, 11, 24))
    sales, result, cash, *_ = said(report)
    assert sales == (
        "Sales in November 2026 were CNY 86,433.50 up to 24 Nov 2026, and the month still runs."
    )
    assert result == "After the expenses booked so far there is a profit of CNY 11,380.95."
    assert cash.startswith("On 24 Nov 2026 there was CNY 75,758.75")
    assert "本月尚未结束" in said(report, "zh_CN")[0]
    whole = dataclasses.replace(report, printed_on=dt.date(2026, 11, 30))
    assert said(whole) == said(samples.monthly_report())
