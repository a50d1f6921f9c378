"""A typed question as the program understands it: one tool and its arguments."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from decimal import Decimal

from cfo_desktop.domain.period import Stretch


class Tool(enum.StrEnum):
    """What a question can be answered by; each reads the book and changes nothing."""

    PROFIT = "profit"
    REVENUE = "revenue"
    EXPENSES = "expenses"
    CASH = "cash"
    RECEIVABLES = "receivables"
    PAYABLES = "payables"
    TOP_PRODUCTS = "top_products"
    TOP_CUSTOMERS = "top_customers"
    TOP_SUPPLIERS = "top_suppliers"
    AFFORD = "afford"
    FORECAST = "forecast"
    COMPARE = "compare"
    TAX = "tax"
    STOCK = "stock"
    LOAN = "loan"
    UNUSUAL = "unusual"
    ADVICE = "advice"
    NONE = "none"
    """What no shop's books can answer."""


class Measure(enum.StrEnum):
    """What two periods are compared by."""

    PROFIT = "profit"
    REVENUE = "revenue"
    EXPENSES = "expenses"


class Kind(enum.StrEnum):
    """A kind of expense as people name it; the accounts of a book are found by it."""

    RENT = "rent"
    WAGES = "wages"
    UTILITIES = "utilities"
    ADVERTISING = "advertising"
    TRANSPORT = "transport"
    INSURANCE = "insurance"
    REPAIRS = "repairs"
    FEES = "fees"
    SUPPLIES = "supplies"
    GOODS = "goods"
    TELEPHONE = "telephone"


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a question names; ``None`` and empty for what it leaves out."""

    period: Stretch | None = None
    other: Stretch | None = None
    """The period that ``period`` is compared with."""
    measure: Measure | None = None
    kind: Kind | None = None
    horizon: dt.date | None = None
    """The last day to come that is asked about."""
    amount: Decimal | None = None
    """In the book's currency."""
    party: str = ""
    """A name as the book writes it."""
    count: int | None = None
    """How many are wanted."""
