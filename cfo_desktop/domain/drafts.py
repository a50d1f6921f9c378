"""Letters that the owner may send: what they are about, in which tone, made of which facts."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode


class DraftKind(enum.StrEnum):
    """What a letter is about."""

    REMINDER = "reminder"
    """A customer has not paid."""
    TIME = "time"
    """The shop asks a supplier for more time to pay."""
    PRICE = "price"
    """The shop asks a supplier why it has become dearer."""
    DOUBLE = "double"
    """The shop asks a supplier whether it was paid twice."""
    LOAN = "loan"
    """What the shop would borrow money for."""
    MISSED = "missed"
    """A customer has not been back."""


class Tone(enum.StrEnum):
    """How a reminder speaks; none of them threatens."""

    FRIENDLY = "friendly"
    FIRM = "firm"
    LAST = "last"

    @classmethod
    def for_days(cls, late: int) -> Tone:
        """Return the tone that fits an invoice so many days late."""
        if late <= _FORGOTTEN:
            return cls.FRIENDLY
        return cls.FIRM if late <= _LONG else cls.LAST


_FORGOTTEN = 21
_LONG = 60


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter as it was drafted; the program sends it nowhere.

    ``text`` says no figure, day or name that is not among ``facts``; what the books do not know
    (a telephone number, bank details, a day to propose) is a line left blank.
    """

    kind: DraftKind
    language: str
    """``en`` or ``zh_CN``."""
    to: str
    """The party as the book writes it; empty where the letter goes to nobody in particular."""
    tone: Tone | None
    """Of a reminder."""
    facts: Mapping[str, Fact]
    text: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A letter that something on the screen suggests; without a party the owner chooses one."""

    kind: DraftKind
    party: str = ""


def suggested(finding: Finding) -> Wanted | None:
    """Return the letter that could be written about a finding.

    Where money is short, the owner chooses among the suppliers whom to ask for more time.
    """
    kinds = {
        FindingCode.OVERDUE: DraftKind.REMINDER,
        FindingCode.CASH_SHORT: DraftKind.TIME,
        FindingCode.SUPPLIER_PRICE: DraftKind.PRICE,
        FindingCode.DUPLICATE_PAYMENT: DraftKind.DOUBLE,
    }
    kind = kinds.get(finding.code)
    return Wanted(kind, finding.party) if kind else None
