"""Tax that falls due: what it is on, how much, and what is put aside for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TaxDue:
    """Tax of one period; minor units of the book's currency, positive.

    ``put_aside`` is the money on the account named for it, or what was paid already.
    """

    first: dt.date
    last: dt.date
    due: dt.date
    amount: int
    put_aside: int
