"""The door to other programs' books: a file in, its accounts and transactions or a fault out."""

from __future__ import annotations

import re
import zlib

from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.foreign import ForeignBook
from cfo_desktop.statements import encoding
from cfo_desktop.statements import xml_tree
from cfo_desktop.statements.journals import beancount
from cfo_desktop.statements.journals import gnucash_xml
from cfo_desktop.statements.journals import ledger
from cfo_desktop.statements.limits import MAX_BYTES
from cfo_desktop.statements.limits import MAX_ROWS
from cfo_desktop.statements.limits import MAX_UNPACKED

_GZIP = b"\x1f\x8b"
_XML = re.compile(rb"[\s\xef\xbb\xbf]*<")
_BEANCOUNT = re.compile(
    r"^\d{4}[-/]\d\d?[-/]\d\d?\s+(open|close|balance|pad|txn|commodity)\s"
    r"|^(option|plugin)\s+\"|^\d{4}-\d\d-\d\d\s+[*!]\s+\"",
    re.MULTILINE,
)
_LEDGER = re.compile(r"^\d{1,4}[-/.]\d{1,2}([-/.]\d{1,2})?\b[^\n]*\n[ \t]+\S", re.MULTILINE)
_SAMPLE = 1_000_000
_MAX_LINES = 10 * MAX_ROWS


def read_journal(untrusted_content: bytes, *, filename: str) -> ForeignBook | Fault:
    """Read a journal of beancount, hledger or ledger, or a GnuCash book kept as XML.

    What it is, its content tells; ``filename`` is for the caller's own messages. Bad data never
    raises. Faults: ``file_empty``, ``file_too_large``, ``archive_too_large``, ``file_damaged``,
    ``journal_unknown``, ``too_many_rows`` and those of ``xml_tree.parse`` and ``encoding.decode``.
    """
    del filename
    try:
        return _read(untrusted_content)
    except MemoryError:
        return Fault("file_memory_short")


def _read(content: bytes) -> ForeignBook | Fault:
    if not content.strip():
        return Fault("file_empty")
    if len(content) > MAX_BYTES:
        return Fault("file_too_large", data={"limit": str(MAX_BYTES // 1024 // 1024)})
    plain = _unpacked(content) if content.startswith(_GZIP) else content
    if isinstance(plain, Fault):
        return plain
    return _gnucash(plain) if _XML.match(plain) else _journal(plain)


def _gnucash(content: bytes) -> ForeignBook | Fault:
    root = xml_tree.parse(content)
    if isinstance(root, Fault):
        return root
    return gnucash_xml.read(root) if gnucash_xml.is_book(root) else Fault("journal_unknown")


def _unpacked(content: bytes) -> bytes | Fault:
    """Unpack gzip within bounds."""
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        unpacked = unpacker.decompress(content, MAX_UNPACKED)
    except zlib.error:
        return Fault("file_damaged")
    if unpacker.unconsumed_tail:
        return Fault("archive_too_large")
    return unpacked if unpacker.eof else Fault("file_cut")


def _journal(content: bytes) -> ForeignBook | Fault:
    decoded = encoding.decode(content)
    if isinstance(decoded, Fault):
        return decoded
    text = decoded.text
    head = text[:_SAMPLE]
    if text.count("\n") > _MAX_LINES:
        return Fault("too_many_rows", data={"limit": str(_MAX_LINES)})
    if _BEANCOUNT.search(head):
        return beancount.read(text)
    return ledger.read(text) if _LEDGER.search(head) else Fault("journal_unknown")
