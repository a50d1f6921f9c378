"""The one door for e-invoices as XML: which format it is shows in the root element."""

from __future__ import annotations

import dataclasses

from cfo_desktop.documents.structured import cii
from cfo_desktop.documents.structured import einvoice_cn
from cfo_desktop.documents.structured import envelope
from cfo_desktop.documents.structured import fatturapa
from cfo_desktop.documents.structured import tree
from cfo_desktop.documents.structured import ubl
from cfo_desktop.documents.structured.limits import MAX_NAME
from cfo_desktop.documents.structured.tree import Node
from cfo_desktop.documents.structured.values import RefusedError
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.fault import Fault

ROOTS = ubl.ROOTS | cii.ROOTS | fatturapa.ROOTS | einvoice_cn.ROOTS
_WRAPPERS = frozenset({"StandardBusinessDocument", "Envelope", "Body", "Payload"})
"""What networks put around an invoice; it lies at most so many levels below."""
_SURE = ROOTS | {"StandardBusinessDocument"}
"""Other wrappers are put around anything."""
_LEVELS = 4
_UBL_PARTS = frozenset(
    {"LegalMonetaryTotal", "AccountingSupplierParty", "IssueDate", "CustomizationID"}
)


def is_known(untrusted_content: bytes) -> bool:
    """Tell by its root element alone whether this is XML that ``read`` knows."""
    return tree.root_name(untrusted_content) in _SURE


def read(untrusted_content: bytes, *, currency: str) -> Document | Fault:
    """Return the document of an e-invoice, or the one fault why there is none.

    ``currency`` is for a file that names none. Where a file holds several documents this is the
    first, with a warning; ``read_all`` returns all of them, with the same faults.
    """
    documents = read_all(untrusted_content, currency=currency)
    return documents if isinstance(documents, Fault) else _first_of(documents)


def read_all(untrusted_content: bytes, *, currency: str) -> tuple[Document, ...] | Fault:
    """Return the documents of a file in order: several bodies of a FatturaPA, else one.

    A signed file (p7m) is taken out of its envelope; the signature is not examined. Faults:
    those of ``tree.parse``; ``document_format`` for another root; ``document_no_number``,
    ``document_no_date``, ``document_no_seller``, ``document_no_total`` with the tags that were
    looked for; ``document_amount``, ``document_date`` with the tag; ``document_currency``,
    ``document_no_currency``.
    """
    content = envelope.content_of(untrusted_content) or untrusted_content
    root = tree.parse(content)
    if isinstance(root, Fault):
        return root
    try:
        return of_root(_unwrapped(root), currency=currency)
    except RefusedError as refused:
        return refused.fault


def of_root(root: Node, *, currency: str) -> tuple[Document, ...]:
    """Return the documents of a parsed file; raise ``RefusedError``."""
    if root.name in ubl.ROOTS and any(child.name in _UBL_PARTS for child in root.children):
        return (ubl.read(root, currency=currency),)
    if root.name in cii.ROOTS or root.first(cii.OLDEST_HEAD):
        return (cii.read(root, currency=currency),)
    if root.name in fatturapa.ROOTS:
        return fatturapa.read(root, currency=currency)
    if root.name in einvoice_cn.ROOTS:
        return (einvoice_cn.read(root),)
    raise RefusedError(Fault("document_format", data={"name": root.name[:MAX_NAME]}))


def _unwrapped(root: Node) -> Node:
    """Return the invoice inside what a network put around it; the root where there is none."""
    level = [root]
    for _ in range(_LEVELS):
        for node in level:
            if node.name in ROOTS:
                return node
        level = [child for node in level if node.name in _WRAPPERS for child in node.children]
    return root


def _first_of(documents: tuple[Document, ...]) -> Document:
    first, *others = documents
    if not others:
        return first
    more = Fault("document_more", data={"count": str(len(others))})
    return dataclasses.replace(first, warnings=(*first.warnings, more))
