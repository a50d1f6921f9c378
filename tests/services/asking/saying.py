"""What every answer must hold to: figures are facts, sentences are said in both languages."""

from __future__ import annotations

import datetime as dt
import re
import string

from cfo_desktop.base import clock
from cfo_desktop.base import texts
from cfo_desktop.domain import answer_texts
from cfo_desktop.domain import finding_texts
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Explanation
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.finding import Ratio
from cfo_desktop.domain.money import Money
from cfo_desktop.services import accounts
from cfo_desktop.services import books
from cfo_desktop.services import entries
from cfo_desktop.services import ground
from cfo_desktop.services import reports
from cfo_desktop.services.asking.tools import ANSWERS
from cfo_desktop.services.books import Book
from tests.services.made_shop import post

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{2,}")


class Show:
    """A face that writes figures plainly, without a currency, and accounts in one language."""

    def __init__(self, book: Book, language: str) -> None:
        self._names = {each.code: each.name_in(language) for each in accounts.all_accounts(book)}

    def money(self, money: Money) -> str:
        return f"{money.decimal():,f}"

    def ratio(self, ratio: Ratio) -> str:
        return f"{abs(ratio.per_mille) / 10:.1f}%"

    def day(self, day: dt.date) -> str:
        return day.isoformat()

    def number(self, number: int) -> str:
        return f"{number:,}"

    def account(self, code: str) -> str:
        return self._names[code]


def ask(book: Book, tool: Tool, **wanted: object) -> Answer:
    """Return a tool's answer, after it was held to what every answer must hold to."""
    answer = ANSWERS[tool](book, Arguments(**wanted))  # type: ignore[arg-type]
    assert answer.tool is tool
    assert answer.said
    for language in texts.LANGUAGES:
        _check(answer, book, language)
    return answer


def said(answer: Answer, book: Book, language: str = "en") -> str:
    """Return an answer as one text."""
    return answer_texts.plain(answer, language, Show(book, language), today=clock.today())


def keys(answer: Answer) -> list[str]:
    """Return the keys of what is said in the answer's own words."""
    return [each.key for each in answer.said if not each.of_finding]


def minor(answer: Answer, name: str) -> int:
    """Return the amount of a fact in minor units."""
    figure = answer.facts[name].figure
    assert isinstance(figure, Money)
    return figure.minor


def in_one_language(answer: Answer, book: Book, language: str) -> None:
    """Assert that an answer of a book in a language has no words of the other."""
    show = Show(book, language)
    shown = [said(answer, book, language)]
    if answer.table:
        shown += [answer_texts.head(each, language) for each in answer.table.heads]
        shown += [answer_texts.name(line, language, show) for line in answer.table.lines]
    shown += [
        answer_texts.question(each, language, show, today=clock.today())
        for each in answer.follow_ups
    ]
    other = _LATIN if language == "zh_CN" else _HAN
    assert not [each for each in shown if other.search(each)]


def language_of(book: Book) -> str:
    """Return the language that a demo shop's book is in."""
    return "en" if books.info(book).currency == "GBP" else "zh_CN"


def drawn_to(book: Book, left: int) -> None:
    """Let the owner take out money so that so much is left, minor units."""
    own = books.info(book).currency
    chart = accounts.all_accounts(book)
    takes = next(each.code for each in chart if each.group is Group.DRAWINGS)
    bank = next(each.code for each in chart if each.role == "bank")
    taken = ground.read(book).history.cash() - left
    post(book, takes, bank, str(Money(own, taken)), day=clock.today(), narration="x")


def ledger_cash(book: Book) -> int:
    """Return the money that the ledger says there is today."""
    lines = reports.trial_balance(book, at=clock.today()).lines
    return sum(line.balance for line in lines if line.account.group is Group.CASH)


def opened(book: Book, amount: str, day: dt.date) -> None:
    """Write down what a new book has in the bank."""
    entries.opening_balances(book, day=day, amounts={"1020": amount})


def check_sentences(answer: answer_texts.Told, book: Book, language: str) -> None:
    """Assert that each sentence says its facts, and no figure that is none."""
    show, today = Show(book, language), clock.today()
    for sentence, pieces in zip(
        answer.said, answer_texts.sentences(answer, language, show, today=today), strict=True
    ):
        room = finding_texts.ROOM if sentence.of_finding else answer_texts.ROOM
        unfilled = texts.unfilled(language, room, sentence.key)
        places = {name for _, name, _, _ in string.Formatter().parse(unfilled) if name}
        assert places <= set(sentence.facts), sentence.key
        if not sentence.of_finding:
            assert places == set(sentence.facts), f"{sentence.key} leaves a fact unsaid"
        for piece in pieces:
            assert piece.fact or not re.search(r"[0-9{}]", piece.text), piece


def check_said(answer: Answer | Explanation, book: Book, language: str) -> None:
    """Assert the same, and that a table is worded and small."""
    check_sentences(answer, book, language)
    show = Show(book, language)
    if answer.table:
        lines = answer.table.lines
        assert 0 < len(lines) <= 8
        for head in answer.table.heads:
            assert answer_texts.head(head, language)
        for line in lines:
            assert answer_texts.name(line, language, show)
            assert len(line.figures) == len(answer.table.heads) - 1


def _check(answer: Answer, book: Book, language: str) -> None:
    show, today = Show(book, language), clock.today()
    check_said(answer, book, language)
    assert len(answer.follow_ups) <= 3
    for further in answer.follow_ups:
        assert answer_texts.question(further, language, show, today=today)
    for action in answer.actions:
        assert finding_texts.action(action, language)
    opened = [each for each in answer.said if each.of_finding and each.opens]
    assert len(opened) == len(answer.findings)
