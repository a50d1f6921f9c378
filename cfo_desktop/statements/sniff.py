"""What a file is, told from its first bytes and never from its name."""

from __future__ import annotations

import enum
import re

from cfo_desktop.domain.fault import Fault
from cfo_desktop.statements import ole
from cfo_desktop.statements.limits import MAX_BYTES

_BIFF = tuple(
    map(bytes.fromhex, ("09081000", "09080800", "09080600", "09040600", "09020600", "09000400"))
)
"""How a workbook's records begin, by its age, where they stand in a file without a container."""
# Each: the bytes a file starts with, and the name under which it is refused.
_MAGIC = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"BM", "BMP"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"{\\rtf", "RTF"),
)
_PHOTOS = (b"ftypheic", b"ftypmif1", b"ftypheix", b"ftypavif")
_HTML = re.compile(
    rb"(?:[\s\xef\xbb\xbf\xff\xfe]|<!--.{0,2000}?-->|<\?xml[^>]{0,200}\?>)*"
    rb"<(!doctype\s+html|html|head|body|table|meta|style|div|center|title|font|tr)\b",
    re.IGNORECASE | re.DOTALL,
)
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
_BEFORE_TEXT = b"\xef\xbb\xbf\xff\xfe \t\r\n"
_HEAD = 4096
_OFX = re.compile(rb"<\s*OFX\s*>|OFXHEADER", re.IGNORECASE)
_PRINTABLE_MAGIC = {"BMP", "bzip2", "RTF"}
# Each: how a text starts or what stands in its head, and the name under which it is refused.
_TEXTS = (
    (re.compile(r"\s*[\[{]\s*[\"{\[]"), "JSON"),
    (re.compile(r"From: |Return-Path: |Received: |MIME-Version: "), "e-mail"),
)


class Kind(enum.StrEnum):
    """What the readers here can take."""

    OFX = "ofx"
    XML = "xml"
    ZIP = "zip"
    XLS = "xls"
    HTML = "html"
    TEXT = "text"


def of_bytes(untrusted_content: bytes) -> Kind | Fault:
    """Tell the kind of a file.

    Faults: ``file_empty``, ``file_too_large``, ``format_unsupported`` with its name.
    """
    if not untrusted_content.strip():
        return Fault("file_empty")
    if len(untrusted_content) > MAX_BYTES:
        return Fault("file_too_large", data={"limit": str(MAX_BYTES // 1024 // 1024)})
    head = untrusted_content[:_HEAD]
    if head.startswith((ole.MAGIC, *_BIFF)):
        return Kind.XLS
    if name := _refused(head):
        return Fault("format_unsupported", data={"name": name})
    return _kind(head)


def _refused(head: bytes) -> str:
    """Return the name of a format that is not read, by its first bytes; empty for anything else."""
    if b"%PDF-" in head[:1024]:
        return "PDF"
    for magic, name in _MAGIC:
        if head.startswith(magic) and (name not in _PRINTABLE_MAGIC or b"\x00" in head):
            return name
    if head[4:12] in _PHOTOS:
        return "HEIC"
    if head[8:12] == b"WEBP":
        return "WEBP"
    if head[257:262] == b"ustar":
        return "TAR"
    return ""


def _kind(head: bytes) -> Kind:
    narrow = head.replace(b"\x00", b"")
    if head.startswith(_ZIPS):
        return Kind.ZIP
    if _OFX.search(narrow):
        return Kind.OFX
    if _HTML.match(narrow):
        return Kind.HTML
    return Kind.XML if narrow.lstrip(_BEFORE_TEXT).startswith(b"<") else Kind.TEXT


def of_text(text: str) -> Fault | None:
    """Name a text that is no table and is not read; ``None`` for anything that may be one."""
    head = text[:_HEAD]
    for pattern, name in _TEXTS:
        if pattern.match(head):
            return Fault("format_unsupported", data={"name": name})
    return None
