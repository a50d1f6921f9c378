"""What answers about earning and spending share: how it moved, what waits, their tables."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import replace

from cfo_desktop.domain.account import Group
from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.asking import AccountName
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import TextName
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.finding import Ratio
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch
from cfo_desktop.services import entries
from cfo_desktop.services.asking import spans
from cfo_desktop.services.asking.spans import Earned
from cfo_desktop.services.asking.telling import Listed
from cfo_desktop.services.asking.telling import Telling
from cfo_desktop.services.asking.telling import count
from cfo_desktop.services.asking.telling import ratio
from cfo_desktop.services.books import Book
from cfo_desktop.store import database
from cfo_desktop.store import parties
from cfo_desktop.store.parties import Moved

INCOME = (Group.SALES, Group.OTHER_INCOME)
COSTS = tuple(group for group in Group if group.kind is Kind.EXPENSE)
MONTHS = 12
"""So many months are told one by one."""
MOST_CHANGE = 2000
"""A change over so many thousandths is told without them: there was next to nothing before."""


def before(book: Book, now: Earned) -> Earned | None:
    """Return what the days before moved; ``None`` where the books do not reach back to them."""
    stretch = spans.before(now.stretch)
    began = spans.began(book)
    if began is None or began > stretch.first:
        return None
    then = spans.earned(book, stretch)
    return then if then.moved else None


def difference(told: Telling, minor: int, *, place: Place) -> Fact:
    """Return by how much something moved, up or down, as a fact."""
    sense = Sense.UP if minor > 0 else Sense.DOWN if minor else Sense.SAME
    return told.money(abs(minor), sense=sense, place=place)


def say_change(told: Telling, now: int, then: int, *, before: Stretch, place: Place) -> None:
    """Say how a sum moved against that of ``before``, which ``place`` leads to."""
    if now == then:
        told.say("change.same", before=Fact(before, place=place))
        return
    facts = {"difference": difference(told, now - then, place=place), "before": Fact(before)}
    part = ratio(abs(now - then), then)
    form = "more" if now > then else "less"
    if part is not None and 0 < part.per_mille <= MOST_CHANGE:
        facts["share"] = Fact(part, Sense.UP if now > then else Sense.DOWN)
        form += "_share"
    told.say(f"change.{form}", **facts)


def say_party_change(
    told: Telling, book: Book, now: Earned, party: str, *groups: Group, sign: int = 1
) -> None:
    """Say how what moved with one party changed, where the books reach back to the days before."""
    stretch = spans.before(now.stretch)
    began = spans.began(book)
    if began is None or began > stretch.first:
        return
    then = spans.with_party(book, party, stretch)
    total, earlier = (sign * each.total(each.of(*groups)) for each in (now, then))
    if earlier:
        where = replace(then.place(*groups), party=party)
        say_change(told, total, earlier, before=stretch, place=where)


def say_unsorted(told: Telling, book: Book, stretch: Stretch) -> None:
    """Say what of some days waits to be sorted, and is in no figure of theirs yet."""
    waiting = [
        each
        for each in entries.open_items(book, at=stretch.last, limit=_MOST_WAITING)
        if each.day >= stretch.first
    ]
    if waiting:
        where = Place(rows=tuple(each.entry for each in waiting))
        told.say("unsorted", waiting=count(len(waiting), Unit.PAYMENTS, place=where))


_MOST_WAITING = 10_000


def by_month(
    now: Earned, codes: Collection[str], *, sign: int = 1, party: str = ""
) -> list[Listed]:
    """Return a line for each month; none where the days are one month, or too many."""
    months = now.by_month(codes)
    if not 1 < len(months) <= MONTHS:
        return []
    where = tuple(sorted(codes))
    return [
        Listed(
            month,
            (sign * value,),
            Place(accounts=where, stretch=_in(month, now.stretch), party=party),
        )
        for month, value in months.items()
    ]


def _in(month: Month, stretch: Stretch) -> Stretch:
    return Stretch(max(month.first_day, stretch.first), min(month.last_day, stretch.last))


def by_account(
    now: Earned, codes: Iterable[str], *, sign: int = 1, shares: bool = False
) -> list[Listed]:
    """Return a line for each account that moved, the largest first, with its share if wanted."""
    moved = {code: sign * now.moved[code] for code in codes if code in now.moved}
    total = sum(moved.values())
    lines = []
    for code, value in sorted(moved.items(), key=lambda item: (-item[1], item[0])):
        part: tuple[Ratio | None, ...] = (ratio(value, total),) if shares else ()
        lines.append(Listed(AccountName(code), (value, *part), now.at([code])))
    return lines


def list_entries(told: Telling, found: Sequence[Moved], total: int) -> None:
    """Add a line for each entry, with its day, and one for what is left of ``total``."""
    told.listed(
        [Listed(each.text, (each.day, each.value), Place(rows=(each.entry,))) for each in found]
    )
    rest = total - sum(each.value for each in found)
    if rest:
        told.line(TextName("others"), None, rest)


def largest(
    book: Book,
    codes: Collection[str],
    stretch: Stretch,
    *,
    least: int,
    sign: int = 1,
    party: str = "",
) -> tuple[list[Moved], int, int]:
    """Return the largest entries on some accounts, and the count and sum of ``least`` or more."""
    with database.mapped_errors():
        connection = book.store.connection
        days = stretch.first, stretch.last
        return parties.largest(connection, codes, *days, least=least, sign=sign, party=party)
