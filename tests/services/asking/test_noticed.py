"""What is said of what stands out is what Today says of it, and "nothing" says what was seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from cfo_desktop.domain import finding_texts
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.finding import Ratio
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch
from cfo_desktop.services import cushion
from cfo_desktop.services import entries
from cfo_desktop.services import findings
from cfo_desktop.services import ground
from cfo_desktop.services import reports
from cfo_desktop.services.asking import of_findings
from cfo_desktop.services.books import Book
from tests.domain.test_finding_texts import findings_of
from tests.services.asking.saying import Show
from tests.services.asking.saying import ask
from tests.services.asking.saying import in_one_language
from tests.services.asking.saying import keys
from tests.services.asking.saying import language_of
from tests.services.asking.saying import minor
from tests.services.asking.saying import opened
from tests.services.asking.saying import said
from tests.services.made_shop import post

TODAY = dt.date(2026, 10, 31)
pytestmark = pytest.mark.usefixtures("on_demo_day")


def paragraphs(answer: Answer, book: Book, language: str) -> list[str]:
    return said(answer, book, language).split("\n\n")


def with_something_odd(book: Book) -> int:
    """Post a payment that waits to be sorted and is far too large; return its entry."""
    suspense = "1390" if language_of(book) == "en" else "122101"
    bank = "1020" if language_of(book) == "en" else "1002"
    return post(book, suspense, bank, "9000", day=TODAY, party="Nobody Known")


def test_advice_says_what_today_says_in_its_order(open_demo: Callable[[str], Book]) -> None:
    book = open_demo("en")
    cushion.set_cushion(book, 2_000_000)
    with_something_odd(book)
    found = findings.read(book).findings
    assert len(found) >= 3
    answer = ask(book, Tool.ADVICE)
    assert keys(answer)[0] == "advice.many"
    assert answer.findings == found[:3]
    for language, stop, gap in (("en", ".", " "), ("zh_CN", "。", "")):
        show = Show(book, language)
        for paragraph, each in zip(paragraphs(answer, book, language)[1:], found[:3], strict=False):
            parts = (
                finding_texts.title(each, language, show) + stop,
                finding_texts.text(each, language, show),
                finding_texts.remedy(each, language, show),
                finding_texts.brings(each, language, show),
            )
            assert paragraph == gap.join(filter(None, parts))
    one = ask(book, Tool.ADVICE, count=1)
    assert one.findings == found[:1]
    assert keys(one) == ["advice.one", "findings_more"]
    more = next(each for each in one.said if each.key == "findings_more").facts["count"]
    assert one.facts[more].figure == len(found) - 1


def test_advice_is_worded_in_one_language(demo_shop: Book) -> None:
    in_one_language(ask(demo_shop, Tool.ADVICE), demo_shop, language_of(demo_shop))
    in_one_language(ask(demo_shop, Tool.UNUSUAL), demo_shop, language_of(demo_shop))


def test_what_was_put_off_is_no_advice(demo_shop: Book) -> None:
    (only,) = ask(demo_shop, Tool.ADVICE).findings
    findings.put_off(demo_shop, key=only.key)
    answer = ask(demo_shop, Tool.ADVICE)
    assert answer.findings == ()
    assert keys(answer) == ["advice.nothing", "advice.profit", "days_of_cash", "advice.late"]
    in_one_language(answer, demo_shop, language_of(demo_shop))
    statement = reports.income(demo_shop, month=Month.of(TODAY))
    (profit,) = [each.total for each in statement.sections if each.name == "profit"]
    assert minor(answer, "profit") == profit
    late = answer.facts["late"]
    owed = [entries.entry(demo_shop, number=number) for number in late.place.rows]
    assert minor(answer, "late") == sum(
        line.value.minor for each in owed for line in each.draft.postings if line.value.minor > 0
    )
    assert late.sense is Sense.OWED_TO_US


def test_a_small_quiet_shop_needs_nothing(book: Book) -> None:
    opened(book, "1000", TODAY - dt.timedelta(days=6))
    post(book, "6110", "1020", "30", day=TODAY)
    answer = ask(book, Tool.ADVICE)
    assert keys(answer) == ["advice.nothing", "advice.loss", "advice.none_late", "young_book"]
    assert minor(answer, "profit") == 3_000
    assert answer.facts["profit"].sense is Sense.LOSS


def test_what_is_odd_is_found_and_leads_to_its_entry(open_demo: Callable[[str], Book]) -> None:
    book = open_demo("en")
    number = with_something_odd(book)
    answer = ask(book, Tool.UNUSUAL)
    assert keys(answer) == ["unusual.found"]
    assert [each.code for each in answer.findings] == [FindingCode.UNUSUAL_ENTRY]
    assert answer.facts["value"] == Fact(
        Money("GBP", 900_000), place=of_findings_place(answer, number)
    )
    assert "Nobody Known" in said(answer, book)
    within = ask(book, Tool.UNUSUAL, period=Stretch(dt.date(2026, 10, 1), TODAY))
    assert keys(within) == ["unusual.found_in"]
    days = Stretch(dt.date(2026, 10, 1), dt.date(2026, 10, 15))
    assert keys(ask(book, Tool.UNUSUAL, period=days)) == ["unusual.nothing"]
    before = ask(book, Tool.UNUSUAL, period=Stretch(dt.date(2026, 9, 1), dt.date(2026, 9, 30)))
    assert keys(before) == ["unusual.nothing"]


def of_findings_place(answer: Answer, number: int) -> Place:
    (finding,) = answer.findings
    assert finding.rows == (number,)
    return dict(of_findings.facts(finding))["value"].place


def test_nothing_odd_says_what_was_looked_at(demo_shop: Book) -> None:
    answer = ask(demo_shop, Tool.UNUSUAL)
    assert keys(answer) == ["unusual.nothing"]
    first = TODAY - dt.timedelta(days=29)
    days = [each.draft.day for each in entries.page(demo_shop, limit=100_000)]
    assert answer.facts["entries"].figure == sum(first <= day <= TODAY for day in days)
    assert answer.facts["entries"].unit is Unit.ENTRIES
    assert answer.facts["when"].figure == Stretch(first, TODAY)
    whole_year = ask(
        demo_shop, Tool.UNUSUAL, period=Stretch(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    )
    seen = whole_year.facts["when"].figure
    assert isinstance(seen, Stretch)
    assert seen == Stretch(dt.date(2026, 9, 1), TODAY)
    assert whole_year.facts["entries"].figure == sum(seen.first <= day <= seen.last for day in days)


def test_days_without_an_entry_hold_nothing(book: Book) -> None:
    opened(book, "1000", TODAY - dt.timedelta(days=6))
    period = Stretch(dt.date(2026, 5, 1), dt.date(2026, 5, 31))
    assert keys(ask(book, Tool.UNUSUAL, period=period)) == ["nothing_booked", "young_book"]


@pytest.mark.parametrize("code", [FindingCode.COST_RISING, FindingCode.DUPLICATE_PAYMENT])
def test_every_figure_of_a_finding_is_a_fact(code: FindingCode) -> None:
    for each in findings_of(code).values():
        facts = dict(of_findings.facts(each))
        assert set(each.figures) <= set(facts)
        for name, figure in each.figures.items():
            assert facts[name].figure == figure
            assert facts[name].place.rows == each.rows
            assert isinstance(figure, int) == (facts[name].unit is not Unit.NONE)
            if isinstance(figure, Ratio) and code is FindingCode.COST_RISING:
                assert facts[name].sense is Sense.UP


def test_how_the_shop_stands_is_told_by_whole_months_and_the_money(demo_shop: Book) -> None:
    answer = ask(demo_shop, Tool.ADVICE, overview=True)
    told = keys(answer)
    assert told[0] == "advice.profit"
    assert told[1].startswith("change.")
    assert told[2:5] == ["cash.have", "days_of_cash", "advice.one"]
    months = [reports.income(demo_shop, month=Month.of(TODAY).plus(-back)) for back in (1, 2, 3)]
    profit = [each.total for of in months for each in of.sections if each.name == "profit"]
    assert minor(answer, "profit") == sum(profit)
    assert minor(answer, "cash") == ground.read(demo_shop).history.cash()
    assert answer.findings == ask(demo_shop, Tool.ADVICE).findings
    in_one_language(answer, demo_shop, language_of(demo_shop))


def test_how_a_young_shop_stands_is_told_by_the_month_so_far(book: Book) -> None:
    opened(book, "1000", TODAY - dt.timedelta(days=6))
    post(book, "6110", "1020", "30", day=TODAY)
    answer = ask(book, Tool.ADVICE, overview=True)
    assert keys(answer) == ["advice.loss", "cash.have", "advice.nothing", "young_book"]
    assert (minor(answer, "profit"), minor(answer, "cash")) == (3_000, 97_000)
    post(book, "6110", "1020", "2000", day=TODAY)
    assert "cash.overdrawn" in keys(ask(book, Tool.ADVICE, overview=True))
