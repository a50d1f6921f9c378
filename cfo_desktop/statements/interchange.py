"""The formats that banks write for other programs: which of them a file is, and what it gives."""

from __future__ import annotations

from dataclasses import replace

from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.statement import Statement
from cfo_desktop.statements import camt
from cfo_desktop.statements import mt940
from cfo_desktop.statements import mt940_fields
from cfo_desktop.statements import qif
from cfo_desktop.statements import qif_records
from cfo_desktop.statements.xml_tree import Node

_HEAD = 8192
Found = tuple[str, tuple[Statement, ...] | Fault]
"""The format's name, which is its profile's too, and the statements."""


def of_text(content: bytes, text: str, *, title: str, currency: str | None) -> Found | None:
    """Read MT940, MT942 or QIF; ``None`` for any other text."""
    head = text[:_HEAD]
    if mt940_fields.is_likely(head):
        own = mt940.text_of(content, text)
        statements = mt940.read(own, currency=currency)
        return ("mt942", _interim(statements)) if mt940.is_interim(own) else ("mt940", statements)
    if qif_records.is_likely(head):
        return "qif", qif.read(text, title=title, currency=currency)
    return None


def of_xml(root: Node, *, currency: str | None) -> Found | None:
    """Read CAMT.052, 053 or 054; ``None`` for any other document."""
    kind = camt.kind_of(root)
    if kind is None:
        return None
    statements = camt.read(root, currency=currency)
    return kind, statements if kind == camt.STATEMENT else _interim(statements)


def _interim(statements: tuple[Statement, ...] | Fault) -> tuple[Statement, ...] | Fault:
    """Say that the same movements come again, in the statement of the day or the month."""
    if isinstance(statements, Fault):
        return statements
    warning = Fault("report_interim")
    return tuple(
        replace(each, warnings=(*each.warnings, warning)) if each.rows else each
        for each in statements
    )
