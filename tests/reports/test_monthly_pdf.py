"""The monthly PDF holds the report's figures, can be searched, and nothing in it collides."""

from __future__ import annotations

import ctypes
import dataclasses
import functools
import itertools
import re
from collections.abc import Callable
from collections.abc import Iterator

import pypdfium2
import pytest
from hypothesis import Phase
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from pypdfium2 import raw

from cfo_desktop.domain.entry import OpenItem
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.report import MonthlyReport
from cfo_desktop.domain.report import PartyTotal
from cfo_desktop.reports import look
from cfo_desktop.reports import monthly_findings
from cfo_desktop.reports import monthly_pdf
from cfo_desktop.reports import monthly_tables
from cfo_desktop.reports import wrapping
from cfo_desktop.reports.words import Words
from cfo_desktop.services import month_letter
from tests.reports import samples

LONG_NAME = (
    "上海喆堃镕日用百货食品烟酒综合贸易有限责任公司老街转角第一分公司，（兼营：五金、交电、化工）🛒"
)
LANGUAGES = ("en", "zh_CN")
EDGES = (
    "usual",
    "empty",
    "crowded",
    "huge",
    "loss",
    "yen",
    "dinar",
    "long_name",
    "young",
    "ahead",
    "told",
)


@functools.cache
def report_of(edge: str, language: str) -> MonthlyReport:
    usual = functools.partial(samples.monthly_report, language=language)
    made: dict[str, Callable[[], MonthlyReport]] = {
        "usual": usual,
        "empty": samples.empty_month,
        "crowded": samples.crowded,
        "huge": lambda: usual(scale=987_654_321),
        "loss": lambda: usual(scale=-1),
        "yen": lambda: usual(currency="JPY"),
        "dinar": lambda: usual(currency="KWD"),
        "long_name": lambda: usual(name=LONG_NAME * 3),
        "young": lambda: young(usual()),
        "ahead": lambda: samples.with_outlook(usual()),
        "told": lambda: samples.with_outlook(usual(scale=98_765), party=LONG_NAME * 2, many=8),
    }
    return made[edge]()


def young(report: MonthlyReport) -> MonthlyReport:
    """Return the report of a book in its second month."""
    figures = {key: value for key, value in report.figures.items() if not key.endswith("_year")}
    return dataclasses.replace(report, figures=figures, monthly_sales=report.monthly_sales[-2:])


@functools.cache
def printed(edge: str, language: str) -> bytes:
    report = report_of(edge, language)
    return monthly_pdf.render(report, letter=month_letter.write(report), language=language)


@pytest.fixture(params=itertools.product(EDGES, LANGUAGES), ids="-".join)
def pdf(request: pytest.FixtureRequest) -> Iterator[pypdfium2.PdfDocument]:
    """Each edge in each language, printed and opened again."""
    document = pypdfium2.PdfDocument(printed(*request.param))
    yield document
    document.close()


def text_of(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return "\n".join(pages).replace("\r\n", "\n")


def pieces(page: pypdfium2.PdfPage) -> list[pypdfium2.PdfObject]:
    return list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]))


# --- what it says -----------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_account_and_figure_is_found_by_searching(language: str) -> None:
    report = report_of("usual", language)
    words = Words(language, "CNY")
    text = text_of(printed("usual", language))
    for statement in (report.income, report.balance_sheet, report.cash_flow):
        for section in statement.sections:
            assert words.amount(section.total) in text
            for line in section.lines:
                assert line.account is None or line.account.name_in(language) in text
                for amount in (line.amount, line.compare, line.compare_year):
                    assert not amount or words.amount(amount) in text
    for party in (*report.customers, *report.suppliers):
        name = party.party.split(" Company")[0]  # the longest takes two lines
        assert name in text
        assert words.amount(party.amount) in text


@pytest.mark.parametrize(("edge", "digits"), [("usual", 2), ("yen", 0), ("dinar", 3)])
def test_amounts_have_the_digits_of_their_currency(edge: str, digits: int) -> None:
    words = Words("en", report_of(edge, "en").book.currency)
    sales = words.amount(8_643_350)
    assert text_of(printed(edge, "en")).count(sales) >= 3
    assert len(sales.partition(".")[2]) == digits


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Page 1 of 4", "4,321 entries, chain 9f86d081884c7d65", "Printed 2 Dec 2026")),
        ("en", ("Corner Shop on Old Street · November 2026", "own books; not audited")),
        ("zh_CN", ("第1页，共4页", "共4,321笔分录，校验链9f86d081884c7d65", "2026年12月2日")),
        ("zh_CN", ("老街转角便利店 · 2026年11月", "由本机根据本店账簿生成，未经审计")),
    ],
)
def test_each_page_says_where_it_comes_from(language: str, words: tuple[str, ...]) -> None:
    with pypdfium2.PdfDocument(printed("usual", language)) as document:
        for number, page in enumerate(document, start=1):
            text = page.get_textpage().get_text_range()
            for part in words:
                shown = part.replace("Page 1", f"Page {number}").replace("第1页", f"第{number}页")
                assert shown in text


@pytest.mark.parametrize(
    ("language", "loss", "praise", "more"),
    [
        ("en", "Loss for the month", "every payment has its category", "and 176 more"),
        ("zh_CN", "本月亏损", "每笔收付款都已归类", "另有176笔"),
    ],
)
def test_words_stand_beside_the_figures(language: str, loss: str, praise: str, more: str) -> None:
    assert loss in text_of(printed("loss", language))
    assert loss not in text_of(printed("usual", language))
    assert praise in text_of(printed("empty", language))
    assert praise not in text_of(printed("usual", language))
    crowded = text_of(printed("crowded", language))
    assert more in crowded
    assert crowded.count("\n2026年11月1日" if language == "zh_CN" else "\n1 Nov 2026") == (
        monthly_tables.MOST_UNCATEGORISED
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stood_out_is_told_with_its_figures(language: str) -> None:
    report = report_of("ahead", language)
    show = monthly_findings.Show(Words(language, "CNY"), report.accounts)
    text = text_of(printed("ahead", language))
    for finding in report.findings[: monthly_findings.MOST_FINDINGS]:
        for name in ("amount", "open"):
            figure = finding.figures[name]
            assert isinstance(figure, Money)
            assert show.words.amount(figure.minor) in text
    for finding in report.findings[monthly_findings.MOST_FINDINGS :]:
        figure = finding.figures["open"]
        assert isinstance(figure, Money)
        assert show.words.amount(figure.minor) not in text
    assert ("And 2 more" if language == "en" else "另有2项") in text
    assert ("Entry 2030\n" if language == "en" else "分录2030\n") in text
    assert ("2030, 2031, 2032" if language == "en" else "2030、2031、2032") in text
    assert ("What stood out" if language == "en" else "值得注意") not in text_of(
        printed("usual", language)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_forecast_page_tells_weeks_names_and_habits(language: str) -> None:
    report = report_of("ahead", language)
    assert report.ahead is not None
    found = report.ahead.forecast
    words = Words(language, "CNY")
    with pypdfium2.PdfDocument(printed("ahead", language)) as document:
        text = document[len(document) - 1].get_textpage().get_text_range()
    for week in found.weeks():
        for amount in (week.low, week.expected, week.high):
            assert words.amount(amount) in text
    for movement in found.named():
        assert words.amount(movement.amount) in text
    assert words.amount(1_665_00) in text  # two days of takings, one sum
    assert words.amount(777_00) not in text
    assert found.lowest is not None
    assert words.day(found.lowest.date) in text
    change = found.days[29].expected - found.opening
    assert words.amount(change) in text
    first_guess = "first guess" if language == "en" else "初步估计"
    assert first_guess not in text
    guessed = dataclasses.replace(
        report,
        findings=(),
        ahead=dataclasses.replace(
            report.ahead, forecast=dataclasses.replace(found, reliable=False)
        ),
    )
    text = text_of(monthly_pdf.render(guessed, language=language))
    assert first_guess in text
    assert ("Nothing stood out" if language == "en" else "没有特别的情况") in text


def test_a_locked_month_says_so() -> None:
    report = report_of("usual", "en")
    book = dataclasses.replace(report.book, locked_through=report.month.last_day)
    locked = monthly_pdf.render(dataclasses.replace(report, book=book), language="en")
    assert "Locked through 30 Nov 2026" in text_of(locked)
    assert "is not locked yet" in text_of(printed("usual", "en"))


def test_columns_of_comparison_only_where_there_was_a_book() -> None:
    assert "Nov 2025" not in text_of(printed("young", "en"))
    assert "Oct 2026" in text_of(printed("young", "en"))
    assert "Oct 2026" not in text_of(printed("empty", "en"))


def test_rare_characters_print_and_missing_ones_show() -> None:
    text = text_of(printed("usual", "zh_CN"))
    assert "陶喆" in text
    assert "张堃" in text
    assert "朱镕" in text
    name = "𠮷 🛒 Shop\u202e مرحبا \ud800\x00"
    report = samples.monthly_report(name=name)
    assert "□ □ Shop □□□□□ □□" in text_of(monthly_pdf.render(report, language="en"))


@given(
    scale=st.integers(-(10**11), 10**11),
    texts=st.lists(st.text(min_size=1, max_size=200), min_size=1, max_size=30),
    currency=st.sampled_from(["CNY", "JPY", "KWD", "CLF"]),
    language=st.sampled_from(LANGUAGES),
)
@settings(max_examples=20, phases=[Phase.generate])
def test_any_report_prints(scale: int, texts: list[str], currency: str, language: str) -> None:
    report = samples.monthly_report(currency=currency, name=texts[0], scale=scale)
    report = dataclasses.replace(
        report,
        uncategorised=tuple(OpenItem(1, report.printed_on, text, scale) for text in texts),
        uncategorised_count=len(texts),
        customers=tuple(PartyTotal(text, scale) for text in texts),
        suppliers=(),
    )
    with pypdfium2.PdfDocument(monthly_pdf.render(report, language=language)) as document:
        assert len(document) >= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_starts_or_ends_wrongly(language: str) -> None:
    for edge in EDGES:
        for line in text_of(printed(edge, language)).splitlines():
            shown = line.strip()
            if not shown or not re.search("[^0-9,. -]", shown):
                continue
            signed = re.match(r"-\d", shown)
            assert signed or shown[0] not in wrapping.CANNOT_START, (edge, shown)
            assert shown[-1] not in wrapping.CANNOT_END, (edge, shown)


# --- how it is made ---------------------------------------------------------------------


def test_every_font_is_embedded(pdf: pypdfium2.PdfDocument) -> None:
    names = set()
    for page in pdf:
        for piece in pieces(page):
            font = raw.FPDFTextObj_GetFont(piece.raw)
            assert raw.FPDFFont_GetIsEmbedded(font) == 1
            buffer = ctypes.create_string_buffer(100)
            raw.FPDFFont_GetBaseFontName(font, buffer, 100)
            names.add(buffer.value.decode())
    assert names == {"NotoSansSC-Regular", "NotoSansSC-Bold"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_other_font_is_even_named(language: str) -> None:
    names = set(re.findall(rb"/BaseFont /(?:[A-Z]{6}\+)?([\w-]+)", printed("usual", language)))
    assert names == {b"NotoSansSC-Regular", b"NotoSansSC-Bold"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_report_gives_the_same_bytes(language: str) -> None:
    report = samples.monthly_report(language=language)
    letter = month_letter.write(report)
    again = monthly_pdf.render(report, letter=letter, language=language)
    assert again == printed("usual", language)


@pytest.mark.parametrize(
    ("language", "title", "author", "tag"),
    [
        (
            "en",
            "Corner Shop on Old Street: monthly report, November 2026",
            "Corner Shop on Old Street",
            b"/Lang (en)",
        ),
        ("zh_CN", "老街转角便利店2026年11月月度报告", "老街转角便利店", b"/Lang (zh-CN)"),
    ],
)
def test_the_file_describes_itself(language: str, title: str, author: str, tag: bytes) -> None:
    data = printed("usual", language)
    with pypdfium2.PdfDocument(data) as document:
        about = document.get_metadata_dict()
    assert (about["Title"], about["Author"]) == (title, author)
    assert about["Creator"] == "CFO Desktop"
    assert about["CreationDate"].startswith("D:20261202")
    assert tag in data


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_stays_small_enough_to_send(language: str) -> None:
    assert 15_000 < len(printed("usual", language)) < 120_000


# --- how it looks -----------------------------------------------------------------------


def test_pages_are_a4_and_nothing_leaves_the_margins(pdf: pypdfium2.PdfDocument) -> None:
    for page in pdf:
        assert page.get_size() == pytest.approx((595.28, 841.89), abs=0.01)
        for piece in pieces(page):
            left, bottom, right, top = piece.get_bounds()
            assert left >= look.MARGIN - 1
            assert right <= look.PAGE_WIDTH - look.MARGIN + 1
            assert bottom >= 20
            assert top <= look.PAGE_HEIGHT - look.TOP + 6


def test_no_text_touches_another(pdf: pypdfium2.PdfDocument) -> None:
    for page in pdf:
        boxes = sorted(piece.get_bounds() for piece in pieces(page))
        for index, (_, bottom, right, top) in enumerate(boxes):
            for other in boxes[index + 1 :]:
                if other[0] >= right - 0.5:
                    break
                assert other[3] <= bottom + 0.5 or other[1] >= top - 0.5, (boxes[index], other)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edge", ["usual", "huge", "loss", "dinar"])
def test_amounts_line_up_on_the_right(edge: str, language: str) -> None:
    """The amounts of the cash flow, the last page, end at the right edge of three columns."""
    with pypdfium2.PdfDocument(printed(edge, language)) as document:
        textpage = document[len(document) - 1].get_textpage()
        edges = []
        for index in range(textpage.count_rects()):
            left, bottom, right, top = textpage.get_rect(index)
            text = textpage.get_text_bounded(left, bottom, right, top)
            if re.fullmatch(r"\s*-?[\d,]+\.\d+\s*", text):
                edges.append(right)
    assert len(edges) > 30
    columns: list[float] = []
    for right in sorted(edges):
        if not columns or right - columns[-1] > 0.5:
            columns.append(right)
    assert len(columns) == 3
    assert columns[-1] == pytest.approx(look.PAGE_WIDTH - look.MARGIN, abs=1)


def test_the_first_page_is_full(pdf: pypdfium2.PdfDocument) -> None:
    """The charts take what the summary leaves, so that no page is half empty but the last."""
    if len(pdf) == 1:
        return
    lowest = min(
        bottom
        for _, bottom, _, _ in (piece.get_bounds() for piece in pieces(pdf[0]))
        if bottom > look.BOTTOM - 5
    )
    assert lowest < look.BOTTOM + 60
