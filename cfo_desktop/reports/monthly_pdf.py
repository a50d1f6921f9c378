"""Prints the monthly report: values in, the bytes of a PDF out."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable
from reportlab.platypus import Spacer

from cfo_desktop.domain.advice import Letter
from cfo_desktop.domain.report import MonthlyReport
from cfo_desktop.reports import drawing
from cfo_desktop.reports import fonts
from cfo_desktop.reports import look
from cfo_desktop.reports import monthly_charts
from cfo_desktop.reports import monthly_findings
from cfo_desktop.reports import monthly_forecast
from cfo_desktop.reports import monthly_letter
from cfo_desktop.reports import monthly_tables
from cfo_desktop.reports import sheet
from cfo_desktop.reports import summary
from cfo_desktop.reports.words import Words

_LOWEST_PLOT = 60.0
_HIGHEST_PLOT = 150.0


def render(report: MonthlyReport, *, language: str, letter: Letter | None = None) -> bytes:
    """Return the report as a PDF in ``language`` (``en`` or ``zh_CN``): A4, fonts embedded.

    ``letter`` is what its owner is told beside the sums: what moved most, what to do next.
    The same report gives the same bytes. Reads nothing but the program's own fonts and texts.
    """
    fonts.register()
    words = Words(language, report.book.currency)
    return sheet.render(_sheet(report, words), lambda: _story(report, letter, words))


def _sheet(report: MonthlyReport, words: Words) -> sheet.Sheet:
    shop = fonts.printable(report.book.name)
    month = words.month(report.month)
    chain = words.text(
        "footer.chain_one" if report.head.entries == 1 else "footer.chain_many",
        entries=f"{report.head.entries:,}",
        link=report.head.short,
    )
    return sheet.Sheet(
        title=words.text("document_title", shop=shop, month=month),
        author=shop,
        subject=words.text("title"),
        language=words.language.replace("_", "-"),
        made_on=report.printed_on,
        footer=(f"{shop} · {month}", words.text("footer.origin")),
        remark=f"{chain} · {words.text('footer.printed', day=words.day(report.printed_on))}",
        page_text=lambda page, pages: words.text("footer.page", page=page, pages=pages),
    )


def _story(report: MonthlyReport, letter: Letter | None, words: Words) -> list[Flowable]:
    front = [
        *_masthead(report, words),
        drawing.Lines([words.text("summary.heading")], like=drawing.HEADING, leading=19),
        drawing.Lines(
            [
                *summary.sentences(report, words=words),
                *monthly_letter.paragraphs(letter, report=report, words=words),
            ],
            like=drawing.BODY,
            leading=13.5,
            after=2.5,
        ),
        Spacer(0, 9),
        drawing.Tiles(_tiles(report, words)),
    ]
    return [
        *front,
        *_front_charts(report, words, room=look.HEIGHT - _height(front)),
        *monthly_findings.found(report, words=words),
        *monthly_tables.statement(report.income, report=report, words=words),
        *monthly_charts.expenses(report, words=words),
        *monthly_tables.parties(report, words=words),
        *monthly_tables.uncategorised(report, words=words),
        *monthly_tables.statement(report.balance_sheet, report=report, words=words),
        *monthly_tables.statement(report.cash_flow, report=report, words=words),
        *monthly_forecast.page(report, words=words),
    ]


def _front_charts(report: MonthlyReport, words: Words, *, room: float) -> list[Flowable]:
    """Return two charts, as high as fills the rest of the first page."""

    def charts(plot: float) -> list[Flowable]:
        return [
            *monthly_charts.trend(report, plot=plot, words=words),
            *monthly_charts.takings(report, plot=plot, words=words),
        ]

    left = room - _height(charts(0)) - 1
    return charts(min(max(left / 2, _LOWEST_PLOT), _HIGHEST_PLOT))


def _height(parts: Sequence[Flowable]) -> float:
    return sum(part.wrap(look.WIDTH, look.HEIGHT)[1] for part in parts)


def _masthead(report: MonthlyReport, words: Words) -> list[Flowable]:
    month = words.month(report.month)
    locked = report.book.locked_through
    if locked and locked >= report.month.last_day:
        state = words.text("masthead.locked", day=words.day(locked))
    else:
        state = words.text("masthead.open", month=month)
    about = words.text("masthead.about", currency=words.currency_name(), state=state)
    return [
        drawing.Lines(
            [fonts.printable(report.book.name)],
            like=drawing.Type(fonts.BOLD, 21),
            leading=27,
            most_lines=3,
        ),
        drawing.Lines(
            [f"{words.text('title')} · {month}"],
            like=drawing.Type(fonts.REGULAR, 13, look.ACCENT),
            leading=19,
        ),
        drawing.Lines([about], like=drawing.SMALL, leading=14),
        drawing.Rule(),
        Spacer(0, 10),
    ]


def _tiles(report: MonthlyReport, words: Words) -> list[drawing.Tile]:
    figures = report.figures
    in_month = words.text("tile.in", month=words.short_month(report.month))
    on_last_day = words.text("tile.at", day=words.day(report.until))
    before = words.text("tile.on", month=words.short_month(report.month.plus(-1)))
    tiles = []
    for name in ("sales", "profit", "cash", "owed_to_us", "we_owe"):
        of_month = name in ("sales", "profit")
        remarks = [in_month if of_month else on_last_day]
        if of_month and report.running:
            remarks.append(words.text("tile.so_far"))
        elif f"{name}_before" in figures:
            change = _change(figures[name], before=figures[f"{name}_before"], words=words)
            remarks = [change, before]
        label = "loss" if name == "profit" and figures[name] < 0 else name
        tiles.append(
            drawing.Tile(words.text(f"tile.{label}"), words.amount(figures[name]), remarks)
        )
    return tiles


def _change(amount: int, *, before: int, words: Words) -> str:
    difference = amount - before
    direction = "up" if difference > 0 else "down" if difference < 0 else "same"
    percent = words.percent(difference, whole=before) if before > 0 else None
    return words.text(
        f"tile.{direction}",
        difference=words.amount(abs(difference)),
        percent=words.text("summary.percent", percent=percent) if percent else "",
    )
