"""Every sentence of an answer is said in some book, in both languages, and reads as one."""

from __future__ import annotations

import re

import pytest

from cfo_desktop.base import texts
from cfo_desktop.domain import answer_texts
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.finding import Ratio
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Stretch
from cfo_desktop.services.asking import tools
from cfo_desktop.services.books import Book
from tests.services.asking.situations import SITUATIONS
from tests.services.asking.told import TODAY
from tests.services.asking.told import Show
from tests.services.asking.told import column
from tests.services.asking.told import days
from tests.services.asking.told import minor
from tests.services.asking.told import month
from tests.services.asking.told import show
from tests.services.made_shop import Shop

MINE = (
    *("change", "profit", "revenue", "expenses", "compare", "cash", "tax", "receivables"),
    *("payables", "top_customers", "top_suppliers", "top_products", "stock", "none", "why"),
)
SINGLE = {"nothing_booked", "not_yet", "no_customer", "no_supplier", "unsorted"}
HAN = re.compile(r"[\u3400-\u9fff，。；：（）“”？]")
LATIN = re.compile(r"[A-Za-z]{2,}")
NAMES = re.compile(
    r"CNY|USD|Landlord|Mary|Lily|Hotel|School|Walk-in|Ahead|Dairy|Baker|Cleaner|Prepaid|Nobody|Anna"
    r"|Bert"
)


def check(found: Answer, shown: dict[str, Show]) -> None:
    assert found.said
    assert len(found.said) <= 5, [each.key for each in found.said]
    assert len(found.follow_ups) <= 3
    for language, face in shown.items():
        told = answer_texts.sentences(found, language, face, today=TODAY)
        text = answer_texts.plain(found, language, face, today=TODAY)
        assert text == ("" if language == "zh_CN" else " ").join(
            "".join(piece.text for piece in each) for each in told
        )
        written = [text]
        written += [
            answer_texts.question(each, language, face, today=TODAY) for each in found.follow_ups
        ]
        if found.table is not None:
            written += [answer_texts.head(each, language) for each in found.table.heads]
            written += [answer_texts.name(each, language, face) for each in found.table.lines]
        for each in written:
            assert each
            assert not re.search(r"[{}]|  ", each)
            foreign = HAN if language == "en" else LATIN
            assert not foreign.search(NAMES.sub("", each)), each
        assert all(piece.fact in found.facts for each in told for piece in each if piece.fact)
        assert (
            not re.search(r"(?<!\d)-\d", text.replace("2026-", ""))
            or "minus" in text
            or ("负数" in text)
        ), text
    check_table(found)


def check_table(found: Answer) -> None:
    """A table is small, and adds up to what the sentences say."""
    if found.table is None:
        return
    assert len(found.table.lines) <= (12 if found.table.chart else 9)
    assert {len(line.figures) for line in found.table.lines} == {len(found.table.heads) - 1}
    named = found.arguments.amount is not None
    fact = {
        Tool.REVENUE: "large" if named else "sales",
        Tool.EXPENSES: "large" if named else "spent",
        Tool.RECEIVABLES: "owed",
        Tool.PAYABLES: "owed",
        Tool.CASH: "cash",
    }.get(found.tool)
    heads = found.table.heads
    place = next((at for at, head in enumerate(heads) if head in ("amount", "owed")), None)
    if fact is not None and fact in found.facts and place is not None:
        assert abs(sum(column(found, place - 1))) == minor(found, fact)


@pytest.fixture(scope="module")
def everything(shop: Shop, tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Ask everything everywhere, check each answer, and return what was said where."""
    said: dict[str, set[str]] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CFO_TODAY", TODAY.isoformat())
        for name, situation in SITUATIONS.items():
            book = shop.copy(tmp_path_factory.mktemp("situation") / "book")
            situation.make(book)
            shown = {language: show(book, language) for language in texts.LANGUAGES}
            said[name] = set()
            for tool, arguments in situation.questions:
                found = tools.ANSWERS[tool](book, arguments)
                check(found, shown)
                said[name] |= {each.key for each in found.said}
            book.store.close()
    return said


def test_every_sentence_is_said_somewhere(everything: dict[str, set[str]]) -> None:
    kept = {
        key
        for key in texts._catalogue("en", answer_texts.ROOM)
        if key.partition(".")[0] in MINE or key in SINGLE
    }
    said = set().union(*everything.values())
    assert said <= kept
    assert sorted(kept - said) == []


def test_the_demo_shop_is_answered_in_whole_sentences(demo_book: Book) -> None:
    shown = {language: show(demo_book, language) for language in texts.LANGUAGES}
    for tool, answers in tools.ANSWERS.items():
        if tool not in MINE:
            continue
        for period in (None, month(2026, 5), month(2026, 1, 12), days("2026-11-14")):
            found = answers(demo_book, Arguments(period=period))
            check_table(found)
            for language, face in shown.items():
                text = answer_texts.plain(found, language, face, today=TODAY)
                assert text.rstrip()[-1] in ".。"


@pytest.mark.parametrize(
    ("stretch", "english", "chinese", "bare"),
    [
        (days("2026-11-15"), "today", "今天", "today"),
        (days("2026-11-14"), "yesterday", "昨天", "yesterday"),
        (days("2026-11-10"), "on 2026-11-10", "2026-11-10", "on 2026-11-10"),
        (month(2026, 9), "in September 2026", "2026年9月", "September 2026"),
        (
            days("2026-11-01", "2026-11-15"),
            "in November 2026 so far",
            "2026年11月到目前为止",
            "November 2026 so far",
        ),
        (
            days("2026-10-01", "2026-10-15"),
            "in the first 15 days of October 2026",
            "2026年10月前15天",
            "the first 15 days of October 2026",
        ),
        (
            month(2026, 7, 3),
            "from July to September 2026",
            "2026年7月至9月",
            "July to September 2026",
        ),
        (
            month(2025, 12, 3),
            "from December 2025 to February 2026",
            "2025年12月至2026年2月",
            "December 2025 to February 2026",
        ),
        (month(2025, 1, 12), "in 2025", "2025年", "2025"),
        (
            days("2026-01-01", "2026-11-15"),
            "in 2026 so far",
            "2026年到目前为止",
            "2026 so far",
        ),
        (
            days("2026-10-17", "2026-11-15"),
            "in the last 30 days",
            "最近30天",
            "the last 30 days",
        ),
        (
            days("2026-10-20", "2026-11-15"),
            "since 2026-10-20",
            "2026-10-20以来",
            "the days since 2026-10-20",
        ),
        (
            days("2025-12-01", "2026-11-15"),
            "since December 2025",
            "2025年12月以来",
            "the months since December 2025",
        ),
        (
            days("2026-08-27", "2026-09-02"),
            "from 2026-08-27 to 2026-09-02",
            "2026-08-27至2026-09-02",
            "2026-08-27 to 2026-09-02",
        ),
    ],
    ids=str,
)
def test_days_are_said_as_people_say_them(
    stretch: Stretch, english: str, chinese: str, bare: str
) -> None:
    face = Show({})
    assert answer_texts.period(stretch, "en", face, today=TODAY) == english
    assert answer_texts.period(stretch, "zh_CN", face, today=TODAY) == chinese
    assert answer_texts.period(stretch, "en", face, today=TODAY, bare=True) == bare
    assert answer_texts.period(stretch, "zh_CN", face, today=TODAY, bare=True) == chinese


def test_the_others_are_the_rest(everything: dict[str, set[str]]) -> None:
    from cfo_desktop.services.asking.telling import Listed
    from cfo_desktop.services.asking.telling import Telling

    told = Telling(Tool.EXPENSES, Arguments(), currency="CNY")
    told.say("none.can")
    lines = [Listed(str(each), (each, Ratio(each))) for each in range(1, 12)]
    told.listed(lines, whole=66)
    table = told.answer(heads=("what", "amount", "share")).table
    assert table is not None
    assert len(table.lines) == 9
    assert table.lines[-1].figures == (Money("CNY", 9 + 10 + 11), Ratio(round(1000 * 30 / 66)))
