"""Real answers in their plain words: shown as they are, never with a figure that is another's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from cfo_desktop.advisor.grounding.given import Given
from cfo_desktop.advisor.grounding.given import given
from cfo_desktop.advisor.grounding.verify import verify
from cfo_desktop.base import clock
from cfo_desktop.domain import answer_texts
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Kind
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Stretch
from cfo_desktop.services import accounts as chart
from cfo_desktop.services.asking import tools
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from tests.services.asking import saying
from tests.services.asking import told

_SEPTEMBER = Stretch(dt.date(2026, 9, 1), dt.date(2026, 9, 30))
_WANTED = (
    Arguments(),
    Arguments(period=_SEPTEMBER),
    Arguments(kind=Kind.RENT, period=_SEPTEMBER),
    Arguments(party="St Bride's Day Centre"),
    Arguments(party="槐荫社区食堂"),
)
_FLIPPED = (
    *(
        (" more ", " less "),
        (" less ", " more "),
        (" profit ", " loss "),
        ("owe you", "are owed by you"),
    ),
    *(
        ("You owe", "You are owed by"),
        ("多", "少"),
        ("少", "多"),
        ("赚了", "亏了"),
        ("欠您", "被您欠了"),
    ),
    *(("September 2026", "July 2026"), ("2026年9月", "2026年7月"), ("August 2026", "June 2026")),
    *(("2026年8月", "2026年6月"), ("您一共欠", "客户一共欠")),
)


def _sentences(book: Book) -> Iterator[tuple[Answer, Given, str, set[str]]]:
    """Yield each sentence of the answers, and the amounts that stand in it."""
    language = saying.language_of(book)
    show, today = told.show(book, language), clock.today()
    names = {each.code: each.name_in(language) for each in chart.all_accounts(book)}
    for tool in tools.ANSWERS:
        for wanted in _WANTED:
            answer = tools.ANSWERS[tool](book, wanted)
            held = given(answer, today=today, currency=info(book).currency, names=names)
            for pieces in answer_texts.sentences(answer, language, show, today=today):
                amounts = {
                    piece.text
                    for piece in pieces
                    if piece.fact and isinstance(answer.facts[piece.fact].figure, Money)
                }
                yield answer, held, "".join(piece.text for piece in pieces), amounts


def _amounts(book: Book, answer: Answer) -> set[str]:
    show = told.show(book, "en")
    figures = [each.figure for each in answer.facts.values()]
    lines = answer.table.lines if answer.table else ()
    figures += [each for line in lines for each in line.figures if each is not None]
    return {show.money(each).replace("-", "") for each in figures if isinstance(each, Money)}


def test_another_figure_of_the_answer_is_refused(demo_book: Book) -> None:
    language, shown = saying.language_of(demo_book), 0
    for answer, held, text, amounts in _sentences(demo_book):
        if not verify(text, held, language=language).ok:
            continue
        shown += 1
        for amount in amounts:
            for other in _amounts(demo_book, answer) - {amount}:
                false = text.replace(amount, other)
                assert not verify(false, held, language=language).ok, false
    assert shown > 25


def test_the_other_way_round_is_refused(demo_book: Book) -> None:
    language = saying.language_of(demo_book)
    for _, held, text, _ in _sentences(demo_book):
        if not verify(text, held, language=language).ok:
            continue
        for plain, flipped in _FLIPPED:
            if plain in text:
                false = text.replace(plain, flipped)
                assert not verify(false, held, language=language).ok, false


@pytest.mark.parametrize(
    "tool", [Tool.PROFIT, Tool.REVENUE, Tool.EXPENSES, Tool.RECEIVABLES, Tool.PAYABLES]
)
def test_the_answer_itself_is_shown_as_it_stands(demo_book: Book, tool: Tool) -> None:
    language = saying.language_of(demo_book)
    first = next(
        (held, text) for answer, held, text, _ in _sentences(demo_book) if answer.tool is tool
    )
    assert verify(first[1], first[0], language=language).ok, first[1]
