"""What a text may say: the facts, table lines and names of an answer, and the days it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.domain.asking import AccountName
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import Line
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import TextName
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.finding import Figure
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch


@dataclass(frozen=True, slots=True)
class Given:
    """All that a text may be about; what is not here may not be said."""

    facts: Mapping[str, Fact]
    currency: str
    """The book's."""
    today: dt.date
    lines: tuple[Line, ...] = ()
    heads: tuple[str, ...] = ()
    """Keys of the columns of ``lines``, that of the names first."""
    names: Mapping[str, str] = field(default_factory=dict)
    """{code of an account, or key of a ``TextName``: its name in the language of the text}."""
    others: frozenset[str] = frozenset()
    """The book's other parties: known names that may not be said."""
    period: Stretch | None = None
    """The days that the answer is about."""
    tool: Tool | None = None


def given(
    answer: Answer,
    *,
    today: dt.date,
    currency: str,
    names: Mapping[str, str] | None = None,
    others: frozenset[str] = frozenset(),
) -> Given:
    """Return what a text about an answer may say; ``others`` may be all parties of the book."""
    table = answer.table
    return Given(
        facts=answer.facts,
        currency=currency,
        today=today,
        lines=table.lines if table else (),
        heads=table.heads if table else (),
        names=names or {},
        others=others,
        period=answer.arguments.period,
        tool=answer.tool,
    )


@dataclass(frozen=True, slots=True)
class Known:
    """One figure that may be said, with all that a text could say wrongly of it."""

    name: str
    figure: Figure | Stretch
    sense: Sense
    unit: Unit
    about: str
    """The party or account it is of, as it is written; empty for the shop as a whole."""
    stretch: Stretch | None
    topics: frozenset[str]
    """What it measures ("profit", "costs"); empty where nothing says so."""


_SENSE_OF = {
    Tool.RECEIVABLES: Sense.OWED_TO_US,
    Tool.PAYABLES: Sense.WE_OWE,
    Tool.TOP_CUSTOMERS: Sense.IN,
    Tool.TOP_SUPPLIERS: Sense.OUT,
}
"""What a table's lines say of the party that each is about."""
_COSTS = frozenset({"costs"})
_TOPIC_OF = {
    Tool.PROFIT: "profit",
    Tool.REVENUE: "sales",
    Tool.EXPENSES: "costs",
    Tool.CASH: "cash",
    Tool.RECEIVABLES: "receivables",
    Tool.PAYABLES: "payables",
    Tool.TOP_CUSTOMERS: "sales",
    Tool.TOP_SUPPLIERS: "costs",
    Tool.FORECAST: "cash",
    Tool.TAX: "tax",
}
TOPICS_OF_NAME: Mapping[str, str] = {
    **dict.fromkeys(("profit", "loss", "margin"), "profit"),
    **dict.fromkeys(("sales", "takings", "revenue"), "sales"),
    "income": "income",
    **dict.fromkeys(("costs", "expenses", "spent", "cost"), "costs"),
    **dict.fromkeys(("cash", "balance", "money", "left"), "cash"),
    **{each: each for each in ("tax", "rent", "wages", "price", "cushion", "loan", "stock")},
    **dict.fromkeys(("receivables", "owed"), "receivables"),
    **dict.fromkeys(("payables", "owing"), "payables"),
    "lowest": "lowest",
    "low": "lowest",
    "instalment": "loan",
    "short": "cash",
    "missing": "cash",
}
"""{a word in the name of a fact: what the fact measures}."""


def topics_of(name: str, tool: Tool | None) -> frozenset[str]:
    """Return what a fact measures: what its name says, else what the tool is about."""
    found = {TOPICS_OF_NAME[word] for word in name.split("_") if word in TOPICS_OF_NAME}
    if not found and tool in _TOPIC_OF:
        found = {_TOPIC_OF[tool]}
    return frozenset(found)


def default_topic(tool: Tool | None) -> frozenset[str]:
    """Return what a sentence is about that does not say it."""
    return topics_of("", tool)


def known(of: Given) -> tuple[Known, ...]:
    """Return every figure that may be said: those of the facts, then those of the lines."""
    found = [_of_fact(name, fact, of) for name, fact in of.facts.items()]
    for line in of.lines:
        found += _of_line(line, of)
    return tuple(each for each in found if each is not None)


def said_name(name: object, of: Given) -> str:
    """Return a name as a text writes it; empty for one that has no text."""
    if isinstance(name, AccountName):
        return of.names.get(name.code, "")
    if isinstance(name, TextName):
        return of.names.get(name.key, "")
    return name if isinstance(name, str) else ""


def _of_fact(name: str, fact: Fact, of: Given) -> Known | None:
    figure = fact.figure
    if isinstance(figure, AccountName | TextName):
        return None
    place = fact.place
    topics = topics_of(name, of.tool)
    return Known(name, figure, fact.sense, fact.unit, place.party, place.stretch, topics)


def _of_line(line: Line, of: Given) -> list[Known]:
    about = "" if isinstance(line.name, TextName) else said_name(line.name, of)
    stretch = line.place.stretch or of.period
    if isinstance(line.name, Month):
        stretch = Stretch(line.name.first_day, line.name.last_day)
    sense = _SENSE_OF.get(of.tool, Sense.NONE) if of.tool and isinstance(line.name, str) else None
    found = []
    for place, figure in enumerate(line.figures, 1):
        if figure is None:
            continue
        head = of.heads[place] if place < len(of.heads) else ""
        name = line.name.key if isinstance(line.name, TextName) else head
        unit = Unit(head) if head in set(Unit) else Unit.NONE
        topics = topics_of(name, of.tool)
        if isinstance(line.name, AccountName) and isinstance(figure, Money) and figure.minor < 0:
            topics = _COSTS
        found.append(Known(name, figure, sense or Sense.NONE, unit, about, stretch, topics))
    return found
