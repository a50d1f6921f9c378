"""Lets the language model of this computer add words to an answer, each sentence checked."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace

from cfo_desktop.advisor import words
from cfo_desktop.advisor.engine.process import Engine
from cfo_desktop.advisor.grounding.given import Given
from cfo_desktop.advisor.grounding.given import given
from cfo_desktop.advisor.quoting import cleaned
from cfo_desktop.advisor.words import Checked
from cfo_desktop.base import texts
from cfo_desktop.base.errors import Bug
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain import answer_texts
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Asked
from cfo_desktop.domain.asking import Background
from cfo_desktop.domain.asking import TextName
from cfo_desktop.domain.asking import Worded
from cfo_desktop.domain.finding import Ratio
from cfo_desktop.domain.language_model import LanguageModel
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.money import decimal_text
from cfo_desktop.services import models

_TOLD = 3
"""Sentences of an answer that the model is given: the answer, and what puts it in proportion."""


class Speaker:
    """Words answers by the chosen model; holds the one engine. Any thread may ask."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._engine = Engine()

    def words(self, asked: Asked, *, say: Callable[[str], None], stop: threading.Event) -> Worded:
        """Return what the model adds to an answer; each sentence is first told to ``say``.

        Nothing where no model may speak in the answer's language, or it fails: the plain wording
        stands.
        """
        model = speaks(asked)
        if model is None:
            return Worded()
        checked = Checked(given_of(asked), language=asked.language)
        told: list[str] = []

        def take(sentences: Iterator[str]) -> None:
            for sentence in sentences:
                told.append(sentence)
                say(sentence)

        prompt = words.prompt(fact(asked), language=asked.language)
        try:
            self._engine.use(models.weights())
            said = self._engine.generate(
                prompt,
                on_word=lambda piece: take(checked.add(piece)),
                stop=stop,
                limits=words.LIMITS,
            )
        except UserError:
            return Worded(model.title, tuple(told), checked.dropped)
        if not said.stopped:
            take(checked.end())
        return Worded(model.title, tuple(told), checked.dropped)

    def close(self) -> None:
        """End the model's process."""
        self._engine.close()


def speaks(asked: Asked) -> LanguageModel | None:
    """Return the model that may add to an answer; ``None`` where none may, or nothing is to add."""
    answer, model = asked.answer, models.chosen()
    if answer is None or not answer.held or answer.findings:
        return None
    if model is None or asked.language not in model.passed or models.available():
        return None
    return model


def fact(asked: Asked) -> str:
    """Return what a model is told of an answer: the program's own first sentences."""
    if asked.answer is None or asked.background is None:
        return ""
    show = _Spoken(asked.background.accounts, asked.language)
    today, answer = asked.background.today, _harmless(asked.answer)
    said = answer_texts.sentences(answer, asked.language, show, today=today)[:_TOLD]
    return answer_texts.joined(
        ["".join(piece.text for piece in each) for each in said], asked.language
    )


def _harmless(answer: Answer) -> Answer:
    """Return an answer whose names open and end nothing in a prompt: they came from strangers."""
    facts = {
        name: replace(fact, figure=cleaned(fact.figure)) if isinstance(fact.figure, str) else fact
        for name, fact in answer.facts.items()
    }
    if answer.table is None:
        return replace(answer, facts=facts)
    lines = tuple(
        replace(line, name=cleaned(line.name)) if isinstance(line.name, str) else line
        for line in answer.table.lines
    )
    return replace(answer, facts=facts, table=replace(answer.table, lines=lines))


def given_of(asked: Asked) -> Given:
    """Return what a text about an answer may say; ``asked`` has an answer and its background."""
    if asked.answer is None or asked.background is None:
        raise Bug("a text is asked for where there is no answer")
    return _given(_harmless(asked.answer), asked.background, asked.language)


def _given(answer: Answer, background: Background, language: str) -> Given:
    names = {code: each.name_in(language) for code, each in background.accounts.items()}
    of_lines = answer.table.lines if answer.table else ()
    told = [*(each.figure for each in answer.facts.values()), *(line.name for line in of_lines)]
    keys = {each.key for each in told if isinstance(each, TextName)}
    names |= {key: texts.text(language, answer_texts.ROOM, f"name.{key}") for key in keys}
    return given(
        answer,
        today=background.today,
        currency=background.currency,
        names=names,
        others=background.parties,
    )


@dataclass(frozen=True, slots=True)
class _Spoken:
    """How a model is told figures: as they are said, in the language of the answer."""

    accounts: Mapping[str, Account]
    language: str

    def money(self, money: Money) -> str:
        """Return ``1,234.50 GBP``, whole amounts without the part after the point."""
        whole, point, part = decimal_text(money.minor, money.currency).partition(".")
        sign = "-" if whole.startswith("-") else ""
        grouped = f"{sign}{int(whole.lstrip('-')):,}"
        return f"{grouped}{point + part if part.strip('0') else ''} {money.currency}"

    def ratio(self, ratio: Ratio) -> str:
        """Return ``12.5 %``, without a sign."""
        whole, part = divmod(abs(ratio.per_mille), 10)
        return f"{whole}.{part} %" if part else f"{whole} %"

    def day(self, day: dt.date) -> str:
        """Return a date in words."""
        if self.language == "zh_CN":
            return f"{day.year}年{day.month}月{day.day}日"
        month = texts.text(self.language, answer_texts.ROOM, f"month.{day.month}")
        return f"{day.day} {month} {day.year}"

    def number(self, number: int) -> str:
        """Return ``1,234``."""
        return f"{number:,}"

    def account(self, code: str) -> str:
        """Return the name of an account."""
        account = self.accounts.get(code)
        return account.name_in(self.language) if account else code
