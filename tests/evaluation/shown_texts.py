"""Holds what the advisor shows to the facts: answers, morning letters and drafts of random books.

    python -m tests.evaluation.shown_texts [--texts 1000] [--words 40]

Makes shops with their own habits (``made_shops``), asks every tool about random days, parties,
kinds and amounts, and writes letters, in both languages. Every figure, day and name of a shown text
must be one of its facts, and every sum that a party owes or is owed must be so in the ledger; what
is not is listed. With ``--words`` the default model adds words to so many answers of each language:
printed are the sentences that the verifier passed, and the seconds to the first word.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import os
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from cfo_desktop.advisor import words
from cfo_desktop.advisor.engine import process
from cfo_desktop.advisor.engine.process import Engine
from cfo_desktop.advisor.grounding.reasons import Reason
from cfo_desktop.advisor.grounding.verify import verify_all
from cfo_desktop.advisor.words import Checked
from cfo_desktop.base import texts
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain import answer_texts
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.asking import AccountName
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Asked
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import Kind
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.drafts import DraftKind
from cfo_desktop.domain.drafts import Wanted
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch
from cfo_desktop.services import accounts
from cfo_desktop.services import advice
from cfo_desktop.services import books
from cfo_desktop.services import drafts
from cfo_desktop.services import entries
from cfo_desktop.services import ground
from cfo_desktop.services import models
from cfo_desktop.services.asking import ask
from cfo_desktop.services.asking import wording
from cfo_desktop.services.books import Book
from tests.evaluation import made_shops
from tests.services import only_facts
from tests.services.asking.saying import Show

END = Month(2026, 10)
_MONTHS = 18
_EACH = 3
"""Questions to each tool of a book in each language."""


class Shown(NamedTuple):
    """A text as it is shown, and what is wrong with it."""

    kind: str
    language: str
    text: str
    wrong: str = ""


def shown(seed: int, folder: Path) -> Iterator[Shown]:
    """Yield every text of one random book."""
    book = made(seed, folder)
    chance = random.Random(seed)
    for language, tool, _ in itertools.product(texts.LANGUAGES, Tool, range(_EACH)):
        asked = ask.answered(book, tool, wanted(chance, book), question="", language=language)
        yield _held(book, asked, chance)
    for language in texts.LANGUAGES:
        letter = advice.morning(book)
        yield _checked(book, "letter", language, letter)
        for kind in DraftKind:
            yield from _drafts(book, kind, language)
    books.close(book)


def made(seed: int, folder: Path) -> Book:
    """Make the book of a shop."""
    shop = made_shops.make(seed, months=_MONTHS, end=END)
    book, _ = books.create(
        folder,
        name="Made up",
        chart="shop",
        currency=made_shops.CURRENCY,
        passphrase="made up",
        cost=books.FLOOR_COST,
    )
    made_up = shop.drafts()
    known = {each.code for each in accounts.all_accounts(book)}
    used = {line.account for draft in made_up for line in draft.postings}
    for code in sorted(used - known):
        name = "Cost " + "".join(chr(ord("A") + int(each)) for each in code)
        accounts.add(book, code=code, name=name, group=Group.OPERATING)
    entries.post_all(book, drafts=made_up)
    return book


def wanted(chance: random.Random, book: Book) -> Arguments:
    """Return random days, parties, kinds and amounts to ask about."""
    today = END.last_day
    first = today - dt.timedelta(days=chance.randrange(500))
    month = Month.of(first)
    stretch = chance.choice(
        (
            None,
            Stretch(month.first_day, month.last_day),
            Stretch(first, first),
            Stretch(first, min(today, first + dt.timedelta(days=chance.randrange(90)))),
            Stretch(dt.date(first.year, 1, 1), dt.date(first.year, 12, 31)),
        )
    )
    owed = ground.read(book).debts
    parties = ("", "", *owed.customers, *owed.suppliers)
    return Arguments(
        period=stretch,
        horizon=chance.choice((None, today + dt.timedelta(days=chance.randrange(1, 120)))),
        kind=chance.choice((None, None, *Kind)),
        amount=chance.choice((None, Decimal(chance.randrange(1, 40_000)))),
        party=chance.choice(parties),
        count=chance.choice((None, 3, 5)),
    )


def _held(book: Book, asked: Asked, chance: random.Random) -> Shown:
    assert asked.answer is not None
    found = _checked(book, str(asked.tool), asked.language, asked.answer)
    if found.wrong:
        return found
    return found._replace(wrong=_wrong_way(book, asked))


def _checked(book: Book, kind: str, language: str, told: answer_texts.Told) -> Shown:
    show = Show(book, language)
    pieces = answer_texts.sentences(told, language, show, today=END.last_day)
    text = answer_texts.plain(told, language, show, today=END.last_day)
    own = [piece.text for each in pieces for piece in each if not piece.fact]
    # what days are called ("in 2025", 2025年9月至10月) has tests of its own
    held = "\n".join(
        "".join(" " if _is_days(told.facts.get(piece.fact)) else piece.text for piece in each)
        for each in pieces
    )
    names = [
        show.account(each.figure.code)
        for each in told.facts.values()
        if isinstance(each.figure, AccountName)
    ]
    return Shown(kind, language, text, _outside(held, told.facts, names, own))


def _is_days(fact: Fact | None) -> bool:
    return fact is not None and isinstance(fact.figure, Stretch)


def _outside(text: str, facts: Mapping[str, Fact], names: list[str], own: list[str]) -> str:
    try:
        only_facts.hold(text, facts, names=names, own=own)
    except AssertionError as error:
        return str(error).splitlines()[0]
    return ""


def _wrong_way(book: Book, asked: Asked) -> str:
    """Return what a party is said to owe, or to be owed, that it does not by the ledger."""
    assert asked.answer is not None
    debts = ground.read(book).debts
    for fact in asked.answer.facts.values():
        party = fact.place.party
        if not party or not isinstance(fact.figure, Money):
            continue
        if fact.sense is Sense.OWED_TO_US and party not in debts.customers:
            return f"{party} owes nothing"
        if fact.sense is Sense.WE_OWE and party not in debts.suppliers:
            return f"nothing is owed to {party}"
    return ""


def _drafts(book: Book, kind: DraftKind, language: str) -> Iterator[Shown]:
    for party in drafts.parties(book, kind)[:_EACH]:
        try:
            made = drafts.draft(book, Wanted(kind, party), language=language, default=language)
        except UserError:  # nothing to write about
            continue
        wrong = _outside(made.text, made.facts, [], [])
        yield Shown(f"draft {kind}", language, made.text, wrong)


# --- the model's words ---


class Spoken(NamedTuple):
    """What the model added to one answer."""

    language: str
    told: tuple[str, ...]
    """Sentences that held."""
    dropped: int
    wrong_way: int
    """Sentences that turned something around; they are among the dropped ones."""
    first: float
    seconds: float
    memory: int


def spoken(book: Book, count: int) -> Iterator[Spoken]:
    """Yield what the default model adds to ``count`` answers of each language."""
    weights = models.weights()
    if weights is None or not process.is_installed():
        return
    chance = random.Random(1)
    with Engine() as engine:
        engine.load(weights)
        for language in texts.LANGUAGES:
            for number in range(count):
                tool = list(Tool)[number % len(Tool)]
                asking = wanted(chance, book)
                asked = ask.answered(book, tool, asking, question="", language=language)
                if asked.answer is None or not asked.answer.held or asked.answer.findings:
                    continue
                given = wording.given_of(asked)
                checked = Checked(given, language=language)
                prompt = words.prompt(wording.fact(asked), language=language)
                said = engine.generate(prompt, limits=words.LIMITS)
                told = (*checked.add(said.untrusted_text), *checked.end())
                verdicts = verify_all(said.untrusted_text, given, language=language)
                wrong_way = sum(each.reason is Reason.DIRECTION for _, each in verdicts)
                memory = said.memory or 0
                yield Spoken(
                    language, told, checked.dropped, wrong_way, said.first, said.seconds, memory
                )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--texts", type=int, default=1_000, help="texts to look at")
    parser.add_argument("--words", type=int, default=0, help="answers that the model adds to")
    options = parser.parse_args()
    os.environ["CFO_TODAY"] = END.last_day.isoformat()
    looked: Counter[tuple[str, str]] = Counter()
    wrong: list[Shown] = []
    for seed in itertools.count(1):
        if looked.total() >= options.texts:
            break
        with tempfile.TemporaryDirectory() as folder:
            for each in shown(seed, Path(folder) / "book"):
                looked[each.kind, each.language] += 1
                wrong += [each] if each.wrong else []
    kinds = dict.fromkeys(kind for kind, _ in looked)
    for kind in kinds:
        print(f"{kind:16}" + "".join(f"{looked[kind, one]:8}" for one in texts.LANGUAGES))
    print(f"{looked.total()} texts, {len(wrong)} with something that is no fact")
    for each in wrong[:20]:
        print(f"  {each.kind} {each.language}: {each.wrong}\n    {each.text}")
    if options.words:
        _say_words(options.words)


def _say_words(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = made(99, Path(folder) / "book")
        told = list(spoken(book, count))
        books.close(book)
    for language in texts.LANGUAGES:
        of = [each for each in told if each.language == language]
        sentences = [sentence for each in of for sentence in each.told]
        passed, dropped = len(sentences), sum(each.dropped for each in of)
        first = sorted(each.first for each in of)[len(of) // 2] if of else 0.0
        whole = sorted(each.seconds for each in of)[len(of) // 2] if of else 0.0
        print(
            f"{language}: {len(of)} answers, {passed} of {passed + dropped} sentences passed,"
            f" {len(set(sentences))} different ones,"
            f" {sum(each.wrong_way for each in of)} refused for their direction;"
            f" first word after {first:.1f} s, all after {whole:.1f} s,"
            f" {max((each.memory for each in of), default=0) / 1e6:.0f} MB"
        )
        for sentence in dict.fromkeys(sentences):
            print(f"  {sentence}")


if __name__ == "__main__":
    main()
