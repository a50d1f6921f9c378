"""Holds a text to its facts: every figure, day and name in it must be one of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from collections.abc import Mapping
from decimal import Decimal

from cfo_desktop.advisor import numbers
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.finding import Ratio
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch
from cfo_desktop.services.letter_words import one_line

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = (
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)",
    r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日",
    rf"\b(?P<day>\d{{1,2}}) (?P<name>{'|'.join(_MONTHS)}) (?P<year>\d{{4}})",
)
_NAMED_MONTHS = (
    r"(?P<year>\d{4})年(?P<month>\d{1,2})月",
    rf"\b(?P<name>{'|'.join(_MONTHS)})[a-z]* (?P<year>\d{{4}})",
)


def hold(
    text: str, facts: Mapping[str, Fact], *, names: Iterable[str] = (), own: Iterable[str] = ()
) -> None:
    """Assert it; ``names`` are those that may stand in the text beside those of the facts.

    ``own`` are the words of the texts themselves: their number words ("take one back") may stand.
    """
    shown = [one_line(each.figure) for each in facts.values() if isinstance(each.figure, str)]
    for name in sorted((*shown, *names), key=len, reverse=True):
        text = text.replace(name, " ") if name else text
    days, months = set(), set()
    values = {number.value for each in own for number in numbers.find(each)}
    for fact in facts.values():
        figure = fact.figure
        if isinstance(figure, Stretch):
            days |= {figure.first, figure.last}
            months |= {Month.of(figure.first), Month.of(figure.last)}
            values.add(Decimal((figure.last - figure.first).days + 1))
        elif isinstance(figure, dt.date):
            days.add(figure)
        elif isinstance(figure, Money):
            values.add(abs(figure.decimal()))
        elif isinstance(figure, Ratio):
            values.add(abs(Decimal(figure.per_mille) / 10))
        elif isinstance(figure, int):
            values.add(Decimal(figure))
    text = _without(_DAYS, text, lambda found: _day(found) in days)
    text = _without(_NAMED_MONTHS, text, lambda found: Month.of(_day(found)) in months)
    for number in numbers.find(text):
        said = text[max(0, number.start - 30) : number.end + 30]
        assert abs(number.value) in values, f"{number.value} is no fact: …{said}…"


def _without(patterns: Iterable[str], text: str, known: object) -> str:
    for pattern in patterns:
        for found in re.finditer(pattern, text):
            assert known(found), f"{found[0]} is no fact"  # type: ignore[operator]
        text = re.sub(pattern, " ", text)
    return text


def _day(found: re.Match[str]) -> dt.date:
    parts = found.groupdict()
    month = int(parts["month"]) if parts.get("month") else _MONTHS.index(parts["name"][:3]) + 1
    return dt.date(int(parts["year"]), month, int(parts.get("day") or 1))
