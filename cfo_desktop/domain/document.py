"""Bills, invoices and receipts as they were read: each field with its evidence and its place."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.domain.fault import Check
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money

FULL = 10_000
"""A page's width, and its height: places are parts of it, whatever its size in points or pixels."""


class DocumentKind(enum.StrEnum):
    """What a document is by its content; which way it goes is for the book to say."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
