"""Whether two papers are one document: by number and seller, else by party, sum and day.

No picture is compared: two invoices of one template look more alike than two photos of one invoice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.domain.money import Money
from cfo_desktop.domain.papers import TwinReason
from cfo_desktop.domain.papers import TwinStrength
from cfo_desktop.domain.papers import number_key
from cfo_desktop.domain.party_names import are_alike
from cfo_desktop.domain.party_names import name_key

NEAR = 3
"""Days between two dates of one document: that of the invoice, of the delivery, of the post."""
_NUMBERED_ANEW = 60
"""From so many days on an equal number with another sum is the next year's."""
_NATIONWIDE = 20
"""Digits of China's fully digital invoices, whose numbers no two sellers share."""
_LONG = 6
"""From so many letters on a number is hardly another seller's by chance."""
_LEAST_PART = 4
"""From so many letters on the end of a number is told from another's."""
_LEAST_NAME = 4
"""From so many letters on a name is not found in a text by chance."""
_HABIT = 3
"""So many equal sums on different days of one party are what is bought there each time."""
_CONFUSED = frozenset(
    frozenset(pair)
    for pair in (
        *("0d", "0c", "08", "06", "14", "17", "1t", "27", "2z", "35", "38", "39", "49", "4a"),
        *("56", "58", "5s", "68", "69", "6b", "6g", "7t", "89", "8b", "9g", "mn", "uv"),
    )
)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a document is recognised by; what was not found is empty or ``None``.

    ``key`` is the caller's own name for it. ``source`` names the very bytes and the place in them,
    where that is known.
    """

    key: int
    party: str = ""
    """The seller; of what the shop itself wrote, the buyer."""
    party_tax_id: str = ""
    code: str = ""
    number: str = ""
    day: dt.date | None = None
    total: Money | None = None
    is_sale: bool = False
    is_credit: bool = False
    """A red-letter invoice reverses another: it is no copy of it."""
    letters: str = ""
    """All its words without spaces and signs, folded (``letters_of``): a name that was read wrongly
    stands there all the same."""
    number_is_sure: bool = True
    """Whether it was read from data, or by the owner; a picture's may be off by a letter."""
    source: frozenset[tuple[bytes, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Verdict:
    """That two are one document, how sure that is and by what; ``key`` is the other's."""

    key: int
    strength: TwinStrength
    reason: TwinReason
    total_differs: bool = False

    @property
    def may_merge(self) -> bool:
        """Whether both are files of one document without asking anybody."""
        return self.strength is not TwinStrength.LIKELY and not self.total_differs


def twins(one: Marks, others: Iterable[Marks]) -> list[Verdict]:
    """Return which of ``others`` are the same document as ``one``, the surest first.

    What is bought of one party for the same sum time and again is told apart by its days: such
    papers are asked about only where they are of one day.
    """
    known = [other for other in others if other.key != one.key]
    regular = _is_regular(one, known)
    found = []
    for other in known:
        verdict = compare(one, other)
        if verdict is None:
            continue
        by_sum = verdict.reason is TwinReason.PARTY_TOTAL_DAY
        if by_sum and regular and one.day != other.day:
            continue
        found.append(verdict)
    order = list(TwinStrength)
    return sorted(found, key=lambda each: (order.index(each.strength), each.total_differs))


def compare(one: Marks, other: Marks) -> Verdict | None:
    """Return whether two are one document; the same both ways, but for the verdict's ``key``."""
    if one.source & other.source:
        return Verdict(other.key, TwinStrength.SAME_BYTES, TwinReason.FILE)
    if (one.is_credit, one.is_sale) != (other.is_credit, other.is_sale):
        return None
    if _currencies_differ(one, other):
        return None
    numbers = number_key(one.number), number_key(other.number)
    if all(numbers):
        if numbers[0] == numbers[1]:
            return _with_equal_numbers(one, other, len(numbers[0]))
        return _with_other_numbers(one, other, *numbers)
    return _without_numbers(one, other)


def _with_equal_numbers(one: Marks, other: Marks, length: int) -> Verdict | None:
    differs = _totals(one, other) is False
    near = _days_apart(one, other) <= NEAR
    nationwide = length >= _NATIONWIDE and one.number.strip().isdigit()
    if not nationwide and _is_another(one, other, differs=differs):
        return None
    ids = _tax_ids(one, other)
    if not near and not nationwide and not (one.number_is_sure and other.number_is_sure):
        # what was taken for a number may be the customer's, which stands on every bill
        return _likely(other, TwinReason.NUMBER_AND_TOTAL) if _totals(one, other) else None
    if ids or nationwide:
        return _strong(other, TwinReason.TAX_ID_AND_NUMBER, differs=differs)
    same_name = bool(name_key(one.party)) and name_key(one.party) == name_key(other.party)
    alike = same_name or are_alike(one.party, other.party) or _is_named(one, other)
    if ids is None and (same_name or (alike and not differs)):
        return _strong(other, TwinReason.SELLER_AND_NUMBER, differs=differs)
    # Names or tax numbers that differ are misread, or are two sellers': sum and day must say so.
    agreed = _totals(one, other) is True and (near or alike)
    if agreed and (alike or length >= _LONG or not (one.party and other.party)):
        return _likely(other, TwinReason.NUMBER_AND_TOTAL)
    return None


def _is_another(one: Marks, other: Marks, *, differs: bool) -> bool:
    """Tell whether an equal number is another document's: of another code, or numbered anew."""
    if one.code and other.code and number_key(one.code) != number_key(other.code):
        return True
    return differs and _days_apart(one, other) > _NUMBERED_ANEW


def _with_other_numbers(one: Marks, other: Marks, mine: str, its: str) -> Verdict | None:
    """Two numbers of one seller are two documents, unless a letter of a picture was misread."""
    if one.number_is_sure and other.number_is_sure:
        return None
    misread = _is_part(mine, its) or _is_misread(mine, its)
    same = _totals(one, other) is True and _same_party(one, other) is not False
    if misread and same and _days_apart(one, other) <= NEAR:
        return _likely(other, TwinReason.PARTY_TOTAL_DAY)
    return None


def _without_numbers(one: Marks, other: Marks) -> Verdict | None:
    if not _totals(one, other):
        return None
    same = _same_party(one, other)
    apart = _days_apart(one, other)
    if same and apart <= NEAR:
        return _likely(other, TwinReason.PARTY_TOTAL_DAY)
    if same is None and one.day is not None and one.day == other.day:
        return _likely(other, TwinReason.PARTY_TOTAL_DAY)
    return None


def _likely(other: Marks, reason: TwinReason) -> Verdict:
    return Verdict(other.key, TwinStrength.LIKELY, reason)


def _strong(other: Marks, reason: TwinReason, *, differs: bool) -> Verdict:
    return Verdict(other.key, TwinStrength.STRONG, reason, total_differs=differs)


def _currencies_differ(one: Marks, other: Marks) -> bool:
    return bool(one.total and other.total and one.total.currency != other.total.currency)


def _totals(one: Marks, other: Marks) -> bool | None:
    """Tell whether both come to the same; ``None`` where one of them was not read."""
    if one.total is None or other.total is None:
        return None
    return one.total == other.total


def _tax_ids(one: Marks, other: Marks) -> bool | None:
    """Tell whether both parties have one tax number; ``None`` where one was not read."""
    mine, its = number_key(one.party_tax_id), number_key(other.party_tax_id)
    return mine == its if mine and its else None


def _same_party(one: Marks, other: Marks) -> bool | None:
    """Tell whether both are of one seller; ``None`` where a name is not known."""
    if _tax_ids(one, other) or _is_named(one, other):
        return True
    if not name_key(one.party) or not name_key(other.party):
        return None
    return are_alike(one.party, other.party)


def _is_named(one: Marks, other: Marks) -> bool:
    """Tell whether the party of one stands among the words of the other."""
    pairs = ((name_key(one.party), other.letters), (name_key(other.party), one.letters))
    return any(len(key) >= _LEAST_NAME and key in letters for key, letters in pairs)


def _days_apart(one: Marks, other: Marks) -> int:
    """Return the days between two documents; none where a day was not read."""
    if one.day is None or other.day is None:
        return 0
    return abs((one.day - other.day).days)


def _is_part(mine: str, its: str) -> bool:
    """Tell whether a number was read without its beginning or end, or with what stands beside."""
    short, long = sorted((mine, its), key=len)
    return len(short) >= _LEAST_PART and (long.endswith(short) or long.startswith(short))


def _is_misread(mine: str, its: str) -> bool:
    """Tell whether one letter of two numbers differs, and is one that is easily misread."""
    if len(mine) != len(its) or len(mine) < _LONG:
        return False
    pairs = [frozenset(pair) for pair in zip(mine, its, strict=True) if pair[0] != pair[1]]
    return len(pairs) == 1 and pairs[0] in _CONFUSED


def _is_regular(one: Marks, known: Sequence[Marks]) -> bool:
    days = {
        other.day
        for other in known
        if other.day is not None and _totals(one, other) and _same_party(one, other)
    }
    return len(days - {one.day}) >= _HABIT
