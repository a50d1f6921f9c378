"""What the advisor says in plain words: an answer's sentences, tables and further questions."""

from __future__ import annotations

import datetime as dt
import string
from collections.abc import Iterator
from typing import NamedTuple

from cfo_desktop.base import texts
from cfo_desktop.domain import finding_texts
from cfo_desktop.domain import forecast_texts
from cfo_desktop.domain.asking import AccountName
from cfo_desktop.domain.asking import Answer
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


class Piece(NamedTuple):
    """A part of a sentence; ``fact`` names the fact whose figure it is, empty for other words."""

    text: str
    fact: str = ""


def sentences(
    answer: Answer, language: str, show: Show, *, today: dt.date
) -> tuple[tuple[Piece, ...], ...]:
    """Return what is said, each sentence in pieces, so that its figures can be linked."""
    return tuple(tuple(_pieces(each, answer, language, show, today)) for each in answer.said)


def plain(answer: Answer, language: str, show: Show, *, today: dt.date) -> str:
    """Return what is said as one text."""
    told = sentences(answer, language, show, today=today)
    said = ["".join(piece.text for piece in each) for each in told]
    return "\n\n".join(
        joined([said[place] for place in paragraph], language) for paragraph in paragraphs(answer)
    )


def paragraphs(answer: Answer) -> list[list[int]]:
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
    key = f"follow.{follow_up.tool}"
    if wanted.party:
        key += ".party"
    elif wanted.amount is not None:
        key += ".amount"
    elif wanted.period is None:
        key += ".now"
    said = texts.text(language, ROOM, key, when=when, party=wanted.party)
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
    return _name(line.name, language, show)


def figure(value: Figure, show: Show) -> str:
    """Return a figure of a table."""
    if isinstance(value, Money):
        return show.money(value)
    if isinstance(value, Ratio):
        return show.ratio(value)
    if isinstance(value, dt.date):
        return show.day(value)
    return show.number(value) if isinstance(value, int) else value


def period(stretch: Stretch, language: str, show: Show, *, today: dt.date) -> str:
    """Return days as they stand in a sentence: "in May 2026", "today", "from … to …"."""
    first, last = stretch.first, stretch.last
    month = Month.of(first)
    if first == last:
        form = "today" if first == today else "day"
    elif first == month.first_day and last == month.last_day:
        form = "month"
    elif first == month.first_day and last == today and month == Month.of(today):
        form = "so_far"
    elif (first, last) == (dt.date(first.year, 1, 1), dt.date(first.year, 12, 31)):
        form = "year"
    else:
        form = "days"
    return texts.text(
        language,
        ROOM,
        f"period.{form}",
        first=show.day(first),
        last=show.day(last),
        month=_month(month, language),
        year=first.year,
    )


def _month(month: Month, language: str) -> str:
    named = texts.text(language, ROOM, f"month.{month.number}")
    return texts.text(language, ROOM, "period.named_month", month=named, year=month.year)


def _pieces(
    said: Sentence, answer: Answer, language: str, show: Show, today: dt.date
) -> Iterator[Piece]:
    first = True
    unfilled = texts.unfilled(language, finding_texts.ROOM if said.of_finding else ROOM, said.key)
    for words, place, _, _ in string.Formatter().parse(unfilled):
        if words:
            yield Piece(words)
            first = False
        if place is None:
            continue
        fact = said.facts.get(place, place)
        shown = _filled(said, place, answer.facts[fact], language, show, today=today)
        yield Piece(shown[:1].upper() + shown[1:] if first else shown, fact)
        first = False
    if said.of_finding and said.opens:  # a title, which stands without a full stop elsewhere
        yield Piece(texts.text(language, ROOM, "stop"))


def _filled(
    said: Sentence, place: str, fact: Fact, language: str, show: Show, *, today: dt.date
) -> str:
    value = fact.figure
    if said.of_finding and not isinstance(value, Stretch | AccountName | TextName):
        return finding_texts.shown(place, value, language, show)
    return _shown(fact, language, show, today)


def _shown(fact: Fact, language: str, show: Show, today: dt.date) -> str:
    value = fact.figure
    if isinstance(value, Stretch):
        return period(value, language, show, today=today)
    if isinstance(value, AccountName | TextName):
        return _name(value, language, show)
    if isinstance(value, int) and fact.unit is not Unit.NONE:
        form = "one" if value == 1 else "many"
        return texts.text(language, ROOM, f"unit.{fact.unit}.{form}", count=show.number(value))
    return figure(value, show)


def _name(named: str | AccountName | TextName | Source, language: str, show: Show) -> str:
    if isinstance(named, Source):
        return forecast_texts.source(named, language)
    if isinstance(named, AccountName):
        return show.account(named.code)
    return texts.text(language, ROOM, f"name.{named.key}") if isinstance(named, TextName) else named
