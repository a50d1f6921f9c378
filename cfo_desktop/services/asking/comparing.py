"""Answers that hold two periods against each other, fairly where one of them is not over."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from dataclasses import replace
from fractions import Fraction

from cfo_desktop.domain.account import Group
from cfo_desktop.domain.asking import AccountName
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Measure
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import TextName
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.period import Stretch
from cfo_desktop.services.asking import kinds
from cfo_desktop.services.asking import moving
from cfo_desktop.services.asking import spans
from cfo_desktop.services.asking import spending
from cfo_desktop.services.asking.spans import Earned
from cfo_desktop.services.asking.telling import Listed
from cfo_desktop.services.asking.telling import Telling
from cfo_desktop.services.asking.telling import name
from cfo_desktop.services.asking.telling import ratio
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info

_HEADS = ("what", "now", "then", "difference")
_MONTH = 28
_MONTHS_DIFFER = 3
"""Days by which two months, quarters or half years differ at most."""


@dataclass(frozen=True, slots=True)
class _Compared:
    """Two periods as they are told, and the whole one where one of them is only part of it."""

    now: Stretch
    then: Stretch
    whole: Stretch | None = None
    running: Stretch | None = None
    """The period as it was asked about, which is not over."""


@dataclass(frozen=True, slots=True)
class _Subject:
    """What is compared: the accounts, their sign, and how the texts call it."""

    key: str
    codes: Collection[str]
    sign: int
    facts: dict[str, Fact]

    def of(self, earned: Earned) -> int:
        return self.sign * earned.total(self.codes)

    def place(self, earned: Earned, party: str) -> Place:
        return replace(earned.at(code for code in earned.moved if code in self.codes), party=party)


def compare(book: Book, wanted: Arguments) -> Answer:
    """Return how one period stands against another: profit where nothing else is said."""
    compared = _periods(book, wanted)
    now, then = (_earned(book, wanted, each) for each in (compared.now, compared.then))
    arguments = spans.taken(replace(wanted, other=wanted.other or compared.then), compared.now)
    told = Telling(Tool.COMPARE, arguments, currency=info(book).currency)
    subject = _subject(wanted, now, then)
    if subject is None:
        told.say("compare.party_unknown", party=name(wanted.party))
        return told.answer(FollowUp(Tool.COMPARE, Arguments(period=compared.now)))
    if not subject.codes and wanted.kind is not None:
        told.say("expenses.kind_unknown", **subject.facts)
        return told.answer(FollowUp(Tool.COMPARE, Arguments(period=compared.now)))
    further = _further(compared.now, subject)
    empty = [each for each in (now, then) if not each.moved]
    if len(empty) == 2:  # noqa: PLR2004 - both
        told.say("compare.nothing", now=Fact(compared.now), then=Fact(compared.then))
        return told.answer(FollowUp(Tool.CASH), FollowUp(Tool.ADVICE))
    _say(told, subject, now, then, wanted.party)
    for each in empty:
        told.say("compare.empty", when=Fact(each.stretch))
    if not empty:
        _say_whole(told, book, wanted, compared, subject)
        _say_daily(told, subject, now, then)
        if subject.key == "profit":
            _say_why(told, now, then, most=2 if compared.whole else 3)
    _list(told, wanted, subject, now, then)
    return told.answer(*further, heads=_HEADS)


def _periods(book: Book, wanted: Arguments) -> _Compared:
    """Return what is compared; of a running period only as much of the other as has passed."""
    now = spans.past(book, wanted.period)
    if wanted.other is None:
        return _Compared(now, spans.before(now))
    asked = wanted.period or now
    other = wanted.other
    running, over = (asked, other) if spans.is_running(asked) else (other, asked)
    if not spans.is_running(running) or spans.is_running(over) or not _alike(running, over):
        return _Compared(now, spans.past(book, other))
    so_far, part = spans.past(book, running), spans.part(over, running)
    whole = over if part != over else None
    if running is asked:
        return _Compared(so_far, part, whole, running)
    return _Compared(part, so_far, whole, running)


def _alike(one: Stretch, other: Stretch) -> bool:
    """Tell whether two stretches are as long as one another, as months are."""
    shorter, longer = sorted((_days(one), _days(other)))
    return longer - shorter <= (_MONTHS_DIFFER if shorter >= _MONTH else 0)


def _days(stretch: Stretch) -> int:
    return (stretch.last - stretch.first).days + 1


def _earned(book: Book, wanted: Arguments, stretch: Stretch) -> Earned:
    if wanted.party:
        return spans.with_party(book, wanted.party, stretch)
    return spans.earned(book, stretch)


def _subject(wanted: Arguments, now: Earned, then: Earned) -> _Subject | None:
    """Return what is compared; ``None`` where a party neither bought nor sold anything."""
    accounts = now.accounts

    def of(*groups: Group) -> set[str]:
        return {code for code, account in accounts.items() if account.group in groups}

    if wanted.party:
        party = {"party": name(wanted.party)}
        sales, bought = of(Group.SALES), of(*spending.BOUGHT)
        moved = {*now.moved, *then.moved}
        if wanted.measure is not Measure.EXPENSES and moved & sales:
            return _Subject("sold_to", sales, -1, party)
        return _Subject("bought_from", bought, 1, party) if moved & bought else None
    if wanted.kind is not None:
        found = kinds.codes(accounts.values(), wanted.kind)
        return _Subject("kind", found, 1, {"kind": Fact(TextName(f"kind.{wanted.kind}"))})
    if wanted.measure is Measure.REVENUE:
        return _Subject("revenue", of(Group.SALES), -1, {})
    if wanted.measure is Measure.EXPENSES:
        return _Subject("expenses", of(*moving.COSTS), 1, {})
    return _Subject("profit", of(*moving.INCOME, *moving.COSTS), -1, {})


def _say(told: Telling, subject: _Subject, now: Earned, then: Earned, party: str) -> None:
    """Say both figures and which is more; a profit may be a loss on either side."""
    first, second = subject.of(now), subject.of(then)
    where = subject.place(now, party)
    facts = {
        **subject.facts,
        "now": Fact(now.stretch),
        "then": Fact(then.stretch),
        "first": told.money(first, place=where, sense=_sense(first, subject)),
        "second": told.money(
            second, place=subject.place(then, party), sense=_sense(second, subject)
        ),
    }
    form = "more" if first > second else "less" if first < second else "same"
    key = "result" if subject.key == "profit" and min(first, second) < 0 else subject.key
    if first != second:
        facts["difference"] = moving.difference(told, first - second, place=where)
    told.say(f"compare.{key}.{form}", **facts)
    if key != "result" and min(first, second) < 0:
        told.say("compare.minus")
    part = ratio(abs(first - second), second) if _alike(now.stretch, then.stretch) else None
    if part is not None and first > 0 and 0 < part.per_mille <= moving.MOST_CHANGE:
        sense = Sense.UP if first > second else Sense.DOWN
        told.say(f"compare.share_{form}", share=Fact(part, sense))


def _sense(minor: int, subject: _Subject) -> Sense:
    return Sense.LOSS if subject.key == "profit" and minor < 0 else Sense.NONE


def _say_whole(
    told: Telling, book: Book, wanted: Arguments, compared: _Compared, subject: _Subject
) -> None:
    """Say that a period is not over, and what the whole of the other came to."""
    if compared.running is None or compared.whole is None:
        return
    whole = _earned(book, wanted, compared.whole)
    told.say(
        "compare.running",
        running=Fact(compared.running),
        whole=Fact(compared.whole),
        total=told.money(subject.of(whole), place=subject.place(whole, wanted.party)),
    )


def _say_daily(told: Telling, subject: _Subject, now: Earned, then: Earned) -> None:
    """Say what a day brought of two periods that are not as long as one another."""
    if not _alike(now.stretch, then.stretch):
        daily, before = (
            told.money(round(Fraction(subject.of(each), _days(each.stretch))), place=each.place())
            for each in (now, then)
        )
        told.say("compare.uneven", daily=daily, daily_then=before)


def _say_why(told: Telling, now: Earned, then: Earned, *, most: int) -> None:
    """Say what moved the profit: what did most, then what else did a good part, or undid it."""
    changed = now.profit - then.profit
    effects = _effects(now, then)
    first = next((each for each in effects if each.effect * changed > 0), None)
    if first is None:
        return
    keys = {"next": first, "against": first}
    for key, wanted in (("next", 1), ("against", -1)):
        others = (each for each in effects if each.effect * changed * wanted > 0 and each != first)
        keys[key] = next(others, first)
    rest = [
        (key, each)
        for key, each in keys.items()
        if each != first and abs(each.effect) * _PART >= abs(first.effect)
    ]
    rest.sort(key=lambda found: -abs(found[1].effect))
    for key, each in [("most", first), *rest][:most]:
        told.say(
            f"why.{key}_{'more' if each.change > 0 else 'less'}",
            **{_ABOUT[key]: Fact(each.what, place=each.place)},
            moved=moving.difference(told, each.change, place=each.place),
        )


_ABOUT = {"most": "mover", "next": "next_mover", "against": "other_mover"}
_PART = 10
"""What did less than one part in so many of what did most is not worth a sentence."""


@dataclass(frozen=True, slots=True)
class _Effect:
    """What sales, other income or one kind of cost did to the profit; minor units."""

    what: TextName | AccountName
    change: int
    """By how much more it is than then."""
    effect: int
    """The same as it moves the profit."""
    place: Place


def _effects(now: Earned, then: Earned) -> list[_Effect]:
    """Return what moved the profit, the strongest first."""
    found = []
    for key, group in (("sales", Group.SALES), ("other_income", Group.OTHER_INCOME)):
        change = sum(then.of(group).values()) - sum(now.of(group).values())
        found.append(_Effect(TextName(key), change, change, now.place(group)))
    costs = {**then.of(*moving.COSTS), **now.of(*moving.COSTS)}
    for code in costs:
        change = now.moved.get(code, 0) - then.moved.get(code, 0)
        found.append(_Effect(AccountName(code), change, -change, now.at([code])))
    return sorted(
        (each for each in found if each.effect),
        key=lambda each: (-abs(each.effect), str(each.what)),
    )


def _list(told: Telling, wanted: Arguments, subject: _Subject, now: Earned, then: Earned) -> None:
    """List what is behind both figures, what moved most first."""
    if subject.key == "profit":
        for key, groups, sign in (
            ("sales", (Group.SALES,), -1),
            ("other_income", (Group.OTHER_INCOME,), -1),
            ("costs", moving.COSTS, 1),
        ):
            first, second = (sign * each.total(each.of(*groups)) for each in (now, then))
            if first or second or key == "sales":
                where = now.place(*groups)
                told.line_to(where, TextName(key), first, second, first - second)
        first, second = now.profit, then.profit
        told.line_to(
            now.place(*moving.INCOME, *moving.COSTS),
            TextName("profit"),
            first,
            second,
            first - second,
        )
        return
    lines = []
    for code in sorted({*now.moved, *then.moved} & set(subject.codes)):
        first, second = (subject.sign * each.moved.get(code, 0) for each in (now, then))
        where = replace(now.at([code]), party=wanted.party)
        lines.append(Listed(AccountName(code), (first, second, first - second), where))
    lines.sort(key=lambda each: -abs(each.figures[2] if isinstance(each.figures[2], int) else 0))
    if len(lines) > 1:
        told.listed(lines)


def _further(now: Stretch, subject: _Subject) -> tuple[FollowUp, ...]:
    same = Arguments(period=now)
    if subject.key in ("kind", "expenses"):
        return (FollowUp(Tool.EXPENSES, same), FollowUp(Tool.PROFIT, same), FollowUp(Tool.ADVICE))
    if subject.key in ("sold_to", "bought_from"):
        return (FollowUp(Tool.TOP_CUSTOMERS), FollowUp(Tool.TOP_SUPPLIERS))
    return (FollowUp(Tool.EXPENSES, same), FollowUp(Tool.FORECAST), FollowUp(Tool.ADVICE))
