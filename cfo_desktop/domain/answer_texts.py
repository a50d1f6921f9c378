"""What the advisor says in plain words: an answer's sentences, tables and further questions."""

from __future__ import annotations

import datetime as dt
import string
from collections.abc import Iterator
from collections.abc import Mapping
from typing import NamedTuple
from typing import Protocol

from cfo_desktop.base import texts
from cfo_desktop.domain import finding_texts
from cfo_desktop.domain import forecast_texts
from cfo_desktop.domain.asking import AccountName
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Line
from cfo_desktop.domain.asking import Sentence
from cfo_desktop.domain.asking import TextName
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.finding import Figure
from cfo_desktop.domain.finding import Ratio
from cfo_desktop.domain.finding_texts import Show
from cfo_desktop.domain.forecast import Source
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch

ROOM = "answers"
_BARE = "bare"
"""What a text writes behind a placeholder for days without the word before them."""


class Told(Protocol):
    """What says its facts in sentences: an answer, an explanation, a letter."""

    @property
    def facts(self) -> Mapping[str, Fact]:
        """The facts by the names that sentences know them by."""
        ...

    @property
    def said(self) -> tuple[Sentence, ...]:
        """The sentences."""
        ...


class Piece(NamedTuple):
    """A part of a sentence; ``fact`` names the fact whose figure it is, empty for other words."""

    text: str
    fact: str = ""


def sentences(
    answer: Told, language: str, show: Show, *, today: dt.date
) -> tuple[tuple[Piece, ...], ...]:
    """Return what is said, each sentence in pieces, so that its figures can be linked."""
    return tuple(tuple(_pieces(each, answer, language, show, today)) for each in answer.said)


def plain(answer: Told, language: str, show: Show, *, today: dt.date) -> str:
    """Return what is said as one text."""
    told = sentences(answer, language, show, today=today)
    said = ["".join(piece.text for piece in each) for each in told]
    return "\n\n".join(
        joined([said[place] for place in paragraph], language) for paragraph in paragraphs(answer)
    )


def paragraphs(answer: Told) -> list[list[int]]:
    """Return the places in ``said`` of the sentences of each paragraph."""
    found: list[list[int]] = []
    for place, each in enumerate(answer.said):
        if each.opens or not found:
            found.append([])
        found[-1].append(place)
    return found


def joined(said: list[str], language: str) -> str:
    """Return sentences as one text."""
    return ("" if language == "zh_CN" else " ").join(said)


def question(follow_up: FollowUp, language: str, show: Show, *, today: dt.date) -> str:
    """Return a further question in words."""
    wanted = follow_up.arguments
    when = period(wanted.period, language, show, today=today) if wanted.period else ""
    kind = texts.text(language, ROOM, f"name.kind.{wanted.kind}") if wanted.kind else ""
    form = "now"
    if wanted.party:
        form = "party"
    elif kind:
        form = "kind"
    elif wanted.amount is not None:
        form = "amount"
    elif when:
        form = "when"
    key = f"follow.{follow_up.tool}.{form}"
    said = texts.text(language, ROOM, key, when=when, party=wanted.party, kind=kind)
    return said[:1].upper() + said[1:]


def tool(wanted: Tool, language: str) -> str:
    """Return what a tool answers in a few words: the button that chooses it."""
    return texts.text(language, ROOM, f"tool.{wanted}")


def head(key: str, language: str) -> str:
    """Return the title of a column of an answer's table."""
    return texts.text(language, ROOM, f"head.{key}")


def name(line: Line, language: str, show: Show) -> str:
    """Return what a line of a table is about."""
    if isinstance(line.name, Month):
        return _month(line.name, language)
    return named(line.name, language, show)


def figure(value: Figure, show: Show) -> str:
    """Return a figure of a table."""
    if isinstance(value, Money):
        return show.money(value)
    if isinstance(value, Ratio):  # what is listed is never nothing at all
        return show.ratio(value) if value.per_mille else f"< {show.ratio(Ratio(1))}"
    if isinstance(value, dt.date):
        return show.day(value)
    return show.number(value) if isinstance(value, int) else value


def period(
    stretch: Stretch, language: str, show: Show, *, today: dt.date, bare: bool = False
) -> str:
    """Return days as they stand in a sentence: "in May 2026", "today", "from … to …".

    ``bare`` is without the word before them, for what is compared: "more than May 2026".
    """
    first, last = Month.of(stretch.first), Month.of(stretch.last)
    form = _form(stretch, today)
    return texts.text(
        language,
        ROOM,
        f"period.bare.{form}" if bare else f"period.{form}",
        first=show.day(stretch.first),
        last=show.day(stretch.last),
        month=_month(first, language),
        until=_month(last, language),
        name=texts.text(language, ROOM, f"month.{first.number}"),
        last_name=texts.text(language, ROOM, f"month.{last.number}"),
        year=first.year,
        count=show.number((stretch.last - stretch.first).days + 1),
    )


def _form(stretch: Stretch, today: dt.date) -> str:
    """Return which way of saying them some days have."""
    first, last = stretch.first, stretch.last
    month, until = Month.of(first), Month.of(last)
    begins, ends = first == month.first_day, last == until.last_day
    if first == last:
        near = {0: "today", -1: "yesterday"}
        return near.get((first - today).days, "day")
    if begins and month == until:
        return "month" if ends else "so_far" if last == today else "part"
    if begins and month.number == 1 and last == today:
        return "year_so_far"
    if begins and ends:
        return _whole_months(month, until)
    return _back(first, last) if last == today else "days"


def _whole_months(first: Month, last: Month) -> str:
    if first.year != last.year:
        return "months"
    return "year" if (first.number, last.number) == (1, 12) else "months_of_year"


def _back(first: dt.date, today: dt.date) -> str:
    """Return how days up to the present one are said: round numbers of them are counted."""
    if first.day == 1:
        return "since_month"
    days = (today - first).days + 1
    return "lately" if days % 7 == 0 or days % 10 == 0 else "since"


def _month(month: Month, language: str) -> str:
    alone = texts.text(language, ROOM, f"month.{month.number}")
    return texts.text(language, ROOM, "period.named_month", month=alone, year=month.year)


def _pieces(
    said: Sentence, answer: Told, language: str, show: Show, today: dt.date
) -> Iterator[Piece]:
    first = True
    unfilled = texts.unfilled(language, finding_texts.ROOM if said.of_finding else ROOM, said.key)
    for words, place, form, _ in string.Formatter().parse(unfilled):
        if words:
            yield Piece(words)
            first = False
        if place is None:
            continue
        fact = said.facts.get(place, place)
        value, bare = answer.facts[fact], form == _BARE
        if said.of_finding and not isinstance(value.figure, Stretch | AccountName | TextName):
            shown = finding_texts.shown(place, value.figure, language, show)
        else:
            shown = _shown(value, language, show, today, bare=bare)
        capital = first and not isinstance(value.figure, str)  # a name stays as it is written
        yield Piece(shown[:1].upper() + shown[1:] if capital else shown, fact)
        first = False
    if said.of_finding and said.opens:  # a title, which stands without a full stop elsewhere
        yield Piece(texts.text(language, ROOM, "stop"))


def _shown(fact: Fact, language: str, show: Show, today: dt.date, *, bare: bool) -> str:
    value = fact.figure
    if isinstance(value, Stretch):
        return period(value, language, show, today=today, bare=bare)
    if isinstance(value, AccountName | TextName):
        return named(value, language, show)
    if isinstance(value, int) and fact.unit is not Unit.NONE:
        form = "one" if value == 1 else "many"
        return texts.text(language, ROOM, f"unit.{fact.unit}.{form}", count=show.number(value))
    return figure(value, show)


def named(about: str | AccountName | TextName | Source, language: str, show: Show) -> str:
    """Return the name of a party, an account or a kind of money, or one that the texts hold."""
    if isinstance(about, Source):
        return forecast_texts.source(about, language)
    if isinstance(about, AccountName):
        return show.account(about.code)
    return texts.text(language, ROOM, f"name.{about.key}") if isinstance(about, TextName) else about
