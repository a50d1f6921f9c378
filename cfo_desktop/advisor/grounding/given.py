"""What a text may say: the facts, table lines and names of an answer, and the days it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.domain.asking import AccountName
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import Kind
from cfo_desktop.domain.asking import Line
from cfo_desktop.domain.asking import Measure
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
    arguments: Arguments = field(default_factory=Arguments)
    """What the figures are narrowed to: one party, one kind of cost, some days …"""


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
        arguments=answer.arguments,
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
_MEASURES = {
    Measure.PROFIT: "profit",
    Measure.REVENUE: "sales",
    Measure.EXPENSES: "costs",
}
_KINDS = {Kind.RENT: "rent", Kind.WAGES: "wages"}
_TOPIC_OF_NAME = {
    **dict.fromkeys(("profit", "loss"), "profit"),
    **dict.fromkeys(("sales", "takings", "revenue"), "sales"),
    "income": "income",
    **dict.fromkeys(("costs", "expenses", "spent"), "costs"),
    **dict.fromkeys(("lowest", "low"), "lowest"),
    **dict.fromkeys(("short", "missing"), "cash"),
    **{each: each for each in ("tax", "rent", "wages", "price", "cushion")},
    **{each: each for each in ("receivables", "payables")},
}
"""{the name of a fact: what it measures as a whole}."""
_OF_TOOL = frozenset(
    ("total", "sum", "amount", "first", "second", "difference", "share", "owed", "owing")
)
"""Names of what the tool itself is about."""
_NARROWED = frozenset({"sales", "costs"})
_UNTOLD = frozenset({"?"})
"""Of a figure whose measure no word of the texts stands for: an average, the largest, a part."""
_DEBTS = frozenset({Tool.RECEIVABLES, Tool.PAYABLES})
_WHOLE = frozenset(("owed", "owing", "total", "receivables", "payables", "most", "debt"))
_CASH = frozenset({Tool.CASH, Tool.FORECAST, Tool.AFFORD})


def default_topic(of: Given) -> frozenset[str]:
    """Return what a sentence is about that does not say it."""
    wanted = of.arguments
    if wanted.kind is not None:
        return frozenset({_KINDS.get(wanted.kind, "?")})
    if of.tool is Tool.COMPARE:
        return frozenset({_MEASURES[wanted.measure or Measure.PROFIT]})
    return frozenset({_TOPIC_OF[of.tool]}) if of.tool in _TOPIC_OF else frozenset()


def _topics(name: str, sense: Sense, of: Given) -> frozenset[str]:
    """Return what a fact of this name measures."""
    name = name.rstrip("_0123456789").removesuffix("_before")
    if name == "margin":
        return frozenset({"margin", "profit"})
    if (name == "cash" and of.tool in _CASH) or (name == "left" and of.tool is Tool.AFFORD):
        past = of.arguments.period is not None and of.arguments.period.last < of.today
        return _UNTOLD if past else frozenset({"cash"})
    if name == "share" and sense is Sense.NONE:
        return _UNTOLD
    topic = _TOPIC_OF_NAME.get(name, "?")
    if name in _OF_TOOL or (topic in _NARROWED and of.arguments.kind is not None):
        return default_topic(of) or _UNTOLD
    return frozenset({topic})


def owes_all(each: Known, of: Given) -> bool:
    """Tell whether an open amount is all that a party, or all of them, owe."""
    narrowed = of.tool in _DEBTS and (
        of.arguments.amount is not None or of.arguments.period is not None
    )
    name = each.name.rstrip("_0123456789")
    if of.tool not in {*_DEBTS, None}:
        return name in {"owed", "owing"}
    return not narrowed and name in _WHOLE


def is_late(each: Known) -> bool:
    """Tell whether a figure is of something that should have been paid."""
    return any(word in each.name for word in ("late", "overdue", "past_due"))


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
    place, sense = fact.place, fact.sense
    about = place.party or _account(fact, of)
    if isinstance(figure, Money):
        about = about or of.arguments.party
        if sense is Sense.NONE and about and of.tool in _TRADED:
            sense = _TRADED[of.tool]
    # A difference leads to rows of either time, and is of none of them.
    stretch = None if sense in _COMPARING else place.stretch
    return Known(name, figure, sense, fact.unit, about, stretch, _topics(name, fact.sense, of))


_COMPARING = frozenset({Sense.UP, Sense.DOWN, Sense.SAME})
_TRADED = {
    Tool.REVENUE: Sense.IN,
    Tool.TOP_CUSTOMERS: Sense.IN,
    Tool.EXPENSES: Sense.OUT,
    Tool.TOP_SUPPLIERS: Sense.OUT,
}


def _account(fact: Fact, of: Given) -> str:
    """Return the account that a fact is a part of, where the answer names it."""
    codes = {each.figure.code for each in of.facts.values() if isinstance(each.figure, AccountName)}
    if len(fact.place.accounts) != 1 or not codes & set(fact.place.accounts):
        return ""
    return of.names.get(fact.place.accounts[0], _UNNAMED)


_UNNAMED = "\0"
"""Of whom a text cannot speak."""


def _of_line(line: Line, of: Given) -> list[Known]:
    if of.heads[:1] in {("invoice",), ("bill",)}:
        return []  # its name is that of a paper
    about = "" if isinstance(line.name, TextName) else said_name(line.name, of)
    if isinstance(line.name, AccountName):
        about = about or _UNNAMED
    stretch = line.place.stretch or of.period
    if isinstance(line.name, Month):
        stretch = Stretch(line.name.first_day, line.name.last_day)
    sense = _SENSE_OF.get(of.tool, Sense.NONE) if of.tool and isinstance(line.name, str) else None
    found = []
    for place, figure in enumerate(line.figures, 1):
        if figure is None:
            continue
        head = of.heads[place] if place < len(of.heads) else ""
        if head not in _COLUMNS and not (of.tool in _DEBTS and head in _OF_DEBTS):
            continue  # no words tell such a column from the others
        name = line.name.key if isinstance(line.name, TextName) else head
        unit = Unit(head) if head in set(Unit) else Unit.NONE
        topics = _topics(name, Sense.NONE, of)
        if about and (head == "share" or topics == _UNTOLD):
            topics = default_topic(of)
        if isinstance(line.name, AccountName) and isinstance(figure, Money) and figure.minor < 0:
            topics = _COSTS
        found.append(Known(name, figure, sense or Sense.NONE, unit, about, stretch, topics))
    return found


_COLUMNS = frozenset(("share", "sales", "bought", "amount", "owed"))
_OF_DEBTS = frozenset(("late", "since"))
