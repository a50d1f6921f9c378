"""Answers who buys most from the shop, whom it buys most from, and who stopped coming."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.domain.account import Group
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.customers import Customer
from cfo_desktop.domain.customers import CustomerPage
from cfo_desktop.domain.customers import Segment
from cfo_desktop.domain.period import Stretch
from cfo_desktop.services import customers
from cfo_desktop.services import reports
from cfo_desktop.services.asking import spans
from cfo_desktop.services.asking.spans import Earned
from cfo_desktop.services.asking.telling import Listed
from cfo_desktop.services.asking.telling import Telling
from cfo_desktop.services.asking.telling import count
from cfo_desktop.services.asking.telling import name
from cfo_desktop.services.asking.telling import ratio
from cfo_desktop.services.asking.telling import share
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info
from cfo_desktop.store import database
from cfo_desktop.store import parties

_LISTED = 8
_MOSTLY = 2
"""With so many or more the first few of them together say something."""


@dataclass(frozen=True, slots=True)
class _Ranked:
    """Parties with what they brought or took in some days, the largest first."""

    stretch: Stretch
    sums: Sequence[tuple[str, int]]
    total: int
    """Of everybody, those without a name too."""
    accounts: tuple[str, ...]

    @property
    def named(self) -> int:
        return sum(value for _, value in self.sums)

    def place(self, party: str) -> Place:
        return Place(accounts=self.accounts, stretch=self.stretch, party=party)


def top_customers(book: Book, wanted: Arguments) -> Answer:
    """Return who bought most in some days, twelve months if none are named, and who stopped."""
    now = spans.earned(book, spans.year(book, wanted.period))
    told = Telling(
        Tool.TOP_CUSTOMERS, spans.taken(wanted, now.stretch), currency=info(book).currency
    )
    page = customers.kept_page(book)
    found = _ranked(book, now, (Group.SALES,), sign=-1, left_out=page.left_out)
    further = (
        FollowUp(Tool.RECEIVABLES),
        FollowUp(Tool.REVENUE, Arguments(period=now.stretch)),
        FollowUp(Tool.ADVICE),
    )
    if wanted.lost and not wanted.party and page.customers:
        return _lost(told, page, further)
    if not now.of(Group.SALES):
        told.say(
            "revenue.none" if now.moved else spans.nothing(now.stretch), when=Fact(now.stretch)
        )
        return told.answer(*further)
    if not found.sums:
        told.say("top_customers.no_names", when=Fact(now.stretch))
        return told.answer(*further)
    if wanted.party:
        _say_rank(told, found, wanted.party, known=_known(book, wanted.party, Group.SALES))
    else:
        _say_first(told, found)
        part = share(found.named, found.total)
        if found.named < found.total and part is not None:
            told.say("top_customers.named", share_named=part)
    if not wanted.party:
        _say_gone(told, page.of(Segment.GONE) or page.of(Segment.SLIPPING))
    _list(told, found, wanted.count)
    party = found.sums[0][0]
    return told.answer(
        FollowUp(Tool.REVENUE, Arguments(party=party)),
        *further[:2],
        heads=("customer", "sales", "share"),
    )


def _say_gone(told: Telling, gone: Sequence[Customer]) -> None:
    """Say how many stopped coming, or come less often, and who of them was worth most."""
    if not gone:
        return
    form = "gone" if gone[0].segment is Segment.GONE else "slipping"
    told.say(
        f"top_customers.{form}.{'one' if len(gone) == 1 else 'many'}",
        gone=count(len(gone), Unit.CUSTOMERS),
        missed=name(gone[0].name),
        last=Fact(gone[0].last, place=Place(party=gone[0].name)),
    )


def _lost(told: Telling, page: CustomerPage, further: Sequence[FollowUp]) -> Answer:
    """Return who stopped coming, then who comes less often, with what each was worth a month."""
    gone, slipping = page.of(Segment.GONE), page.of(Segment.SLIPPING)
    _say_gone(told, gone)
    _say_gone(told, slipping)
    if not gone and not slipping:
        told.say("top_customers.nobody_gone")
    for each in (*gone, *slipping)[:_LISTED]:
        told.line_to(Place(party=each.name), each.name, each.last, each.monthly)
    return told.answer(
        *(FollowUp(Tool.REVENUE, Arguments(party=each.name)) for each in gone[:1]),
        FollowUp(Tool.TOP_CUSTOMERS),
        *further,
        heads=("customer", "last_visit", "each_month"),
    )


def top_suppliers(book: Book, wanted: Arguments) -> Answer:
    """Return whom the shop bought most from in some days, twelve months where none are named."""
    now = spans.earned(book, spans.year(book, wanted.period))
    told = Telling(
        Tool.TOP_SUPPLIERS, spans.taken(wanted, now.stretch), currency=info(book).currency
    )
    found = _ranked(book, now, reports.SUPPLY_GROUPS, sign=1)
    further = (
        FollowUp(Tool.PAYABLES),
        FollowUp(Tool.EXPENSES, Arguments(period=now.stretch)),
        FollowUp(Tool.UNUSUAL),
    )
    if not now.moved:
        told.say(spans.nothing(now.stretch), when=Fact(now.stretch))
        return told.answer(*further)
    if not found.sums:
        told.say("top_suppliers.no_names", when=Fact(now.stretch))
        return told.answer(*further)
    if wanted.party:
        _say_rank(
            told, found, wanted.party, known=_known(book, wanted.party, *reports.SUPPLY_GROUPS)
        )
    else:
        _say_first(told, found)
    _list(told, found, wanted.count)
    party = found.sums[0][0]
    return told.answer(
        FollowUp(Tool.EXPENSES, Arguments(party=party)),
        *further[:2],
        heads=("supplier", "bought", "share"),
    )


def _ranked(
    book: Book,
    now: Earned,
    groups: Sequence[Group],
    *,
    sign: int,
    left_out: Iterable[str] = (),
) -> _Ranked:
    """Rank parties; names that differ in case alone are one. Who only gave back is left out."""
    stretch = now.stretch
    with database.mapped_errors():
        totals = parties.totals(book.store.connection, stretch.first, stretch.last, groups)
    apart = {each.casefold() for each in left_out}
    together: dict[str, dict[str, int]] = defaultdict(dict)
    for party, value in totals:
        if party.casefold() not in apart:
            together[party.casefold()][party] = sign * value
    sums = [(_spelling(each), sum(each.values())) for each in together.values()]
    ranked = sorted((each for each in sums if each[1] > 0), key=lambda each: (-each[1], each[0]))
    codes = tuple(sorted(now.of(*groups)))
    return _Ranked(stretch, ranked, sign * now.total(codes), codes)


def _spelling(spelled: Mapping[str, int]) -> str:
    """Return the spelling that most was booked under."""
    return max(spelled, key=lambda each: (spelled[each], each))


def _say_first(told: Telling, found: _Ranked) -> None:
    """Say who comes first, with what share, and how much the first few make together."""
    party, value = found.sums[0]
    facts = {"party": name(party), "sum": told.money(value, place=found.place(party))}
    part = share(value, found.total)
    key = told.tool
    if part is not None and value <= found.total:
        told.say(f"{key}.first_share", when=Fact(found.stretch), share=part, **facts)
    else:
        told.say(f"{key}.first", when=Fact(found.stretch), **facts)
    if len(found.sums) > _MOSTLY:
        party, value = found.sums[1]
        told.say(
            f"{key}.second",
            second=name(party),
            second_sum=told.money(value, place=found.place(party)),
        )


def _known(book: Book, party: str, *groups: Group) -> bool:
    return spans.last_with(book, party, *groups) is not None


def _say_rank(told: Telling, found: _Ranked, party: str, *, known: bool) -> None:
    """Say at which place one party stands."""
    names = [each.casefold() for each, _ in found.sums]
    if not known:
        told.say(
            "no_customer" if told.tool is Tool.TOP_CUSTOMERS else "no_supplier", party=name(party)
        )
        return
    if party.casefold() not in names:
        told.say(f"{told.tool}.not_among", party=name(party), when=Fact(found.stretch))
        return
    place = names.index(party.casefold())
    told.say(
        f"{told.tool}.rank",
        party=name(party),
        rank=Fact(place + 1),
        of=Fact(len(names)),
        when=Fact(found.stretch),
        sum=told.money(found.sums[place][1], place=found.place(party)),
    )


def _list(told: Telling, found: _Ranked, wanted: int | None) -> None:
    lines = [
        Listed(party, (value, ratio(value, found.total)), found.place(party))
        for party, value in found.sums
    ]
    if wanted is not None:
        told.listed(lines[:wanted])
    else:
        told.listed(lines, most=_LISTED, whole=found.total)
