"""Answers who owes the shop and whom it owes: how much, since when, when due, what was paid."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

from cfo_desktop.analysis import standing
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.asking import AccountName
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import TextName
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.debts import Debt
from cfo_desktop.domain.debts import PartyDebts
from cfo_desktop.domain.forecast import Source
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.outlook import Due
from cfo_desktop.domain.outlook import Ground
from cfo_desktop.domain.period import Stretch
from cfo_desktop.domain.period import days_after
from cfo_desktop.services import ground
from cfo_desktop.services.asking import spans
from cfo_desktop.services.asking.telling import Listed
from cfo_desktop.services.asking.telling import Name
from cfo_desktop.services.asking.telling import Telling
from cfo_desktop.services.asking.telling import count
from cfo_desktop.services.asking.telling import name
from cfo_desktop.services.asking.telling import share
from cfo_desktop.services.books import Book

_SOON = 7
_MONTH = 30
_LISTED = 8


@dataclass(frozen=True, slots=True)
class _Side:
    """One direction of debts, as it is told."""

    tool: Tool
    direction: Direction
    group: Group
    sense: Sense
    unit: Unit
    parties: Unit
    unknown: str


_OWED = _Side(
    Tool.RECEIVABLES,
    Direction.SALE,
    Group.RECEIVABLE,
    Sense.OWED_TO_US,
    Unit.INVOICES,
    Unit.CUSTOMERS,
    "no_customer",
)
_OWING = _Side(
    Tool.PAYABLES,
    Direction.PURCHASE,
    Group.PAYABLE,
    Sense.WE_OWE,
    Unit.BILLS,
    Unit.SUPPLIERS,
    "no_supplier",
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an answer is made of: the side, the books, the debts that are asked about."""

    side: _Side
    found: Ground
    told: Telling
    open: tuple[Debt, ...]

    @property
    def today(self) -> dt.date:
        return self.found.history.today

    @property
    def late(self) -> tuple[Debt, ...]:
        return tuple(debt for debt in self.open if debt.due < self.today)

    def fact(self, debts: Sequence[Debt]) -> Fact:
        """Return what is open of some debts."""
        return self.told.money(_left(debts), sense=self.side.sense, place=_place(debts))

    def number(self, debts: Sequence[Debt]) -> Fact:
        """Return how many they are."""
        return count(len(debts), self.side.unit, place=_place(debts))

    def say(self, key: str, **facts: Fact) -> None:
        """Say a sentence of this side."""
        self.told.say(f"{self.side.tool}.{key}", **facts)


def receivables(book: Book, wanted: Arguments) -> Answer:
    """Return what customers owe, the late ones and what to expect; or what one of them owes."""
    return _answer(book, wanted, _OWED)


def payables(book: Book, wanted: Arguments) -> Answer:
    """Return what the shop owes suppliers, or one of them, or what falls due in days to come."""
    return _answer(book, wanted, _OWING)


def _answer(book: Book, wanted: Arguments, side: _Side) -> Answer:
    found = ground.read(book)
    told = Telling(side.tool, wanted, currency=found.history.currency)
    everything = found.debts.open(side.direction)
    if wanted.party:
        return _of_party(book, wanted, _Asked(side, found, told, everything))
    period = wanted.period
    ahead = period is not None and period.last > found.history.today
    if period is not None and ahead:
        return _ahead(_Asked(side, found, told, everything), period)
    if period is not None:
        everything = tuple(each for each in everything if _within(each.day, period))
    if wanted.amount is not None:
        least = told.minor(wanted.amount)
        everything = tuple(each for each in everything if each.left >= least)
    return _of_all(wanted, _Asked(side, found, told, everything))


# --- all parties ---


def _of_all(wanted: Arguments, asked: _Asked) -> Answer:
    """Return what is open with everybody, by party."""
    told, side = asked.told, asked.side
    narrowed: dict[str, Fact] = {}
    form = ""
    if wanted.amount is not None:
        narrowed, form = {"least": told.money(told.minor(wanted.amount))}, "_least"
    elif wanted.period is not None:
        narrowed, form = {"when": Fact(wanted.period)}, "_of"
    if not asked.open:
        asked.say(f"none{form}", **narrowed)
        return told.answer(*_others(side))
    asked.say(
        f"open{form}", owed=asked.fact(asked.open), number=asked.number(asked.open), **narrowed
    )
    _say_late(asked)
    if not wanted.amount and not wanted.period:
        _say_coming(asked)
    _say_most(asked)
    _list_parties(asked, most=min(wanted.count or _LISTED, _LISTED))
    return told.answer(*_further(asked), heads=(_HEADS[side.tool], "owed", "late", "since"))


_HEADS = {Tool.RECEIVABLES: "customer", Tool.PAYABLES: "supplier"}


def _say_late(asked: _Asked) -> None:
    late = asked.late
    if not late:
        asked.say("none_late")
        return
    oldest = min(late, key=lambda each: (each.due, each.party))
    since = Fact(oldest.due, place=_place([oldest]))
    if len({each.party for each in asked.open}) == 1:
        asked.say("late_one", late=asked.fact(late), late_number=asked.number(late), since=since)
        return
    asked.say(
        "late",
        late=asked.fact(late),
        late_number=asked.number(late),
        party=_party(oldest),
        since=since,
    )


def _say_most(asked: _Asked) -> None:
    by_party = _by_party(asked.open)
    if len(by_party) < 2:  # noqa: PLR2004 - nobody to be more than
        return
    debts = by_party[0][1]
    part = share(_left(debts), _left(asked.open))
    if part is not None:
        asked.say("most", largest=_party(debts[0]), most=asked.fact(debts), share=part)


def _say_coming(asked: _Asked) -> None:
    """Say what of it is likely to come, or has to be paid, before long."""
    if asked.side is _OWED:
        last = days_after(asked.today, _MONTH)
        soon = [each for each in asked.open if each.expected <= last]
    else:
        last = days_after(asked.today, _SOON)
        soon = [each for each in asked.open if asked.today <= each.due <= last]
    if soon:
        asked.say("soon", soon=asked.fact(soon), until=Fact(last))


def _list_parties(asked: _Asked, *, most: int) -> None:
    lines = []
    for party, debts in _by_party(asked.open):
        late = [each for each in debts if each.due < asked.today]
        figures = (_left(debts), _left(late) if late else None, debts[0].day)
        lines.append(Listed(party or TextName("unnamed"), figures, _place(debts)))
    asked.told.listed(lines, most=most)


# --- days to come ---


def _ahead(asked: _Asked, period: Stretch) -> Answer:
    """Return what falls due, or is expected to come in, within days to come."""
    side, today = asked.side, asked.today
    first = max(period.first, today)
    if side is _OWED:
        coming = [each for each in asked.open if first <= each.expected <= period.last]
        dues = [
            Due(each.expected, each.left, Source.INVOICE, each.party, entry=each.entry)
            for each in coming
        ]
    else:
        dues = _dues(asked.found, first, period.last)
    days = Stretch(first, period.last)
    if not dues:
        asked.say("nothing_ahead", days=Fact(days))
    else:
        rows = Place(rows=tuple(each.entry for each in dues if each.entry), stretch=days)
        total = sum(each.amount for each in dues)
        asked.say(
            "ahead",
            days=Fact(days),
            sum=asked.told.money(total, sense=side.sense, place=rows),
        )
        if len(dues) > 1:
            most = max(dues, key=lambda each: (each.amount, each.text))
            asked.say(
                "ahead_most",
                who=_who(most),
                most=asked.told.money(most.amount, sense=side.sense, place=_due_place(most)),
                day=Fact(most.day),
            )
    late = asked.late
    if late:
        asked.say("late_beside", late=asked.fact(late), late_number=asked.number(late))
    if side is _OWING and period.last > asked.found.forecast.days[-1].date:
        asked.say("ahead_known", known=Fact(asked.found.forecast.days[-1].date))
    lines = [Listed(_named(each), (each.day, each.amount), _due_place(each)) for each in dues]
    asked.told.listed(lines)
    return asked.told.answer(*_further(asked), heads=("who", _DAYS[side.tool], "amount"))


_DAYS = {Tool.RECEIVABLES: "expected", Tool.PAYABLES: "due"}


def _dues(found: Ground, first: dt.date, last: dt.date) -> list[Due]:
    """Return what falls due between two days: bills, schedules, rhythms, tax."""
    taxes = found.tax.dues() if found.tax else ()
    every = standing.due(found.history, found.debts, found.forecast, taxes, until=last)
    return [each for each in every if each.day >= first]


def _named(due: Due) -> str | AccountName | TextName:
    if due.text:
        return due.text
    if due.source is Source.TAX:
        return TextName("tax")
    return AccountName(due.account) if due.account else TextName("unnamed")


def _who(due: Due) -> Fact:
    return name(due.text) if due.text else Fact(_named(due), place=_due_place(due))


def _due_place(due: Due) -> Place:
    return Place(
        rows=(due.entry,) if due.entry else (),
        accounts=(due.account,) if due.account else (),
        party=due.text if due.source in {Source.BILL, Source.INVOICE} else "",
    )


# --- one party ---


def _of_party(book: Book, wanted: Arguments, asked: _Asked) -> Answer:
    """Return what is open with one party, and what was paid of late."""
    told, side, party = asked.told, asked.side, wanted.party
    all_of = asked.found.debts
    sides = all_of.customers if side is _OWED else all_of.suppliers
    of = sides.get(party)
    who = name(party)
    if of is None:
        _say_never(book, asked, party)
        return told.answer(*_others(side))
    mine = _Asked(side, asked.found, told, of.open)
    if of.open:
        _say_open(mine, of, who)
    else:
        mine.say("party_none", party=who)
    paid = _say_paid(book, mine, wanted)
    if of.ahead:
        ahead_of = told.money(of.ahead, place=Place(party=party))
        mine.say("party_ahead", party=who, ahead=ahead_of)
    if len(of.open) > 1 or (of.open and not paid):
        _list_debts(mine)
    return told.answer(*_further(mine, party), heads=(_DEBT[side.tool], "day", "due", "owed"))


_DEBT = {Tool.RECEIVABLES: "invoice", Tool.PAYABLES: "bill"}


def _say_never(book: Book, asked: _Asked, party: str) -> None:
    """Say that a party never had anything to pay later, or is not known at all."""
    groups = (
        (Group.SALES,)
        if asked.side is _OWED
        else (Group.COST_OF_SALES, Group.STOCK, Group.OPERATING, Group.FINANCE, Group.FIXED_ASSET)
    )
    last = spans.last_with(book, party, asked.side.group, *groups)
    if last is None:
        asked.told.say(asked.side.unknown, party=name(party))
    else:
        asked.say("party_at_once", party=name(party))


def _say_open(asked: _Asked, of: PartyDebts, who: Fact) -> None:
    """Say what is open with a party: since when, what of it is late, when it is expected."""
    asked.say("party", party=who, owed=asked.fact(of.open), number=asked.number(of.open))
    late = asked.late
    if late:
        asked.say("party_late", late=asked.fact(late), since=Fact(late[0].due))
    elif asked.side is _OWING:
        following = min(of.open, key=lambda each: each.due)
        asked.say("party_due", due=Fact(following.due, place=_place([following])))
    if asked.side is _OWED:
        asked.say(
            "party_expected",
            expected=Fact(of.open[0].expected),
            usual=count(of.usual_days, Unit.DAYS, place=Place(party=of.party)),
        )


def _say_paid(book: Book, asked: _Asked, wanted: Arguments) -> bool:
    """Say what was paid in the days that are asked about, else the latest payment."""
    told, party = asked.told, wanted.party
    if wanted.period is not None and wanted.period.first <= asked.today:
        stretch = spans.past(book, wanted.period)
        moved = spans.with_party(book, party, stretch)
        sign = 1 if asked.side is _OWED else -1
        paid = sign * moved.total(moved.of(Group.CASH))
        facts = {"party": name(party), "when": Fact(stretch)}
        if paid > 0:
            where = replace(moved.place(Group.CASH), party=party)
            asked.say("paid_in", paid=told.money(paid, place=where), **facts)
        else:
            asked.say("not_paid_in", **facts)
        return True
    sides = asked.found.debts
    of = (sides.customers if asked.side is _OWED else sides.suppliers)[party]
    if not of.paid:
        return False
    latest = of.paid[-1]
    entry = latest.paid_by
    together = sum(each.amount for each in of.paid if each.paid_by == entry)
    where = Place(rows=(entry,), party=party)
    asked.say(
        "last_paid",
        paid=told.money(together, place=where),
        paid_on=Fact(latest.paid, place=where),
    )
    return True


def _list_debts(asked: _Asked) -> None:
    """List what is open one by one, the oldest first."""
    texts: Mapping[int, str] = {row.entry: row.text for row in asked.found.history.rows}
    lines = []
    for debt in asked.open:
        text: Name = TextName("carried")
        if debt.entry is not None:
            text = texts.get(debt.entry) or debt.party or TextName("unnamed")
        lines.append(Listed(text, (debt.day, debt.due, debt.left), _place([debt])))
    asked.told.listed(lines)


# --- small things ---


def _within(day: dt.date, stretch: Stretch) -> bool:
    return stretch.first <= day <= stretch.last


def _left(debts: Iterable[Debt]) -> int:
    return sum(each.left for each in debts)


def _place(debts: Sequence[Debt]) -> Place:
    parties = {each.party for each in debts}
    rows = tuple(each.entry for each in debts if each.entry is not None)
    return Place(rows=rows, party=parties.pop() if len(parties) == 1 else "")


def _party(debt: Debt) -> Fact:
    return name(debt.party) if debt.party else Fact(TextName("unnamed"))


def _by_party(debts: Iterable[Debt]) -> list[tuple[str, list[Debt]]]:
    """Return each party's debts, the largest sum first; each party's oldest first."""
    found: dict[str, list[Debt]] = defaultdict(list)
    for each in debts:
        found[each.party].append(each)
    return sorted(found.items(), key=lambda item: (-_left(item[1]), item[0]))


def _others(side: _Side) -> tuple[FollowUp, ...]:
    if side is _OWED:
        return (FollowUp(Tool.TOP_CUSTOMERS), FollowUp(Tool.PAYABLES), FollowUp(Tool.CASH))
    return (FollowUp(Tool.TOP_SUPPLIERS), FollowUp(Tool.RECEIVABLES), FollowUp(Tool.CASH))


def _further(asked: _Asked, party: str = "") -> tuple[FollowUp, ...]:
    """Return what may be asked next: the largest party, then the money."""
    if party:
        tool = Tool.REVENUE if asked.side is _OWED else Tool.EXPENSES
        return (FollowUp(tool, Arguments(party=party)), *_others(asked.side)[:2])
    by_party = _by_party(asked.open)
    largest = by_party[0][0] if by_party else ""
    first = [FollowUp(asked.side.tool, Arguments(party=largest))] if largest else []
    other = Tool.PAYABLES if asked.side is _OWED else Tool.RECEIVABLES
    return (*first, FollowUp(other), FollowUp(Tool.FORECAST))
