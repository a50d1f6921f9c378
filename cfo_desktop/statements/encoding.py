"""Bytes to text: which encoding a bank's file is in, and what is left where bytes are damaged."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from cfo_desktop.domain.fault import Fault

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark starts with theirs
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HIGH_BYTES = re.compile(rb"[\x80-\xff]+")
_FOUR_BYTES = re.compile(rb"[\x81-\xfe][0-9][\x81-\xfe][0-9]")
"""GB18030's rare characters, which look like high bytes alone."""
_CONTROL = re.compile(r"[\x00\x04-\x08\x0e-\x19\x1b-\x1f\x7f]")
"""What no text holds; SWIFT puts the others around each message."""
_DECLARED = re.compile(
    r"iso-?8859-\d+|windows-\d+|cp\d+|gb2312|gbk|gb18030|big5|shift_jis|euc-\w+|latin-?1|koi8-[ru]"
)
"""Encodings that a file may declare; others are tried only where its bytes show them."""
_MAX_CONTROL_SHARE = 100
"""One control character in so many is still a text with a few damaged places."""
_SAMPLE = 8192
DAMAGED = "\ufffd"
"""Stands in the text for bytes that could not be read."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file; ``damaged`` where some bytes were replaced by ``DAMAGED``."""

    text: str
    encoding: str
    damaged: bool = False


def decode(untrusted_content: bytes) -> Decoded | Fault:
    """Return the text: by its mark, UTF-16's pattern of NULs, as UTF-8, else GB18030 or Windows.

    A file of which some bytes are damaged is still read, for only the rows they stand in are lost.
    Faults: ``encoding_unknown`` with the line, ``format_unknown`` for what is no text.
    """
    for mark, encoding in _BOMS:
        if untrusted_content.startswith(mark):
            return _checked(_tolerant(untrusted_content[len(mark) :], encoding))
    if encoding := _utf16_without_mark(untrusted_content[:_SAMPLE]):
        return _checked(_tolerant(untrusted_content, encoding))
    try:
        return _checked(Decoded(untrusted_content.decode("utf-8"), "utf-8"))
    except UnicodeDecodeError as error:
        first_bad = error.start
    # Chinese comes in pairs of high bytes; the accented letters of Western files stand alone.
    runs = _HIGH_BYTES.findall(_FOUR_BYTES.sub(b"", untrusted_content))
    western = 2 * sum(len(run) == 1 for run in runs) > len(runs)
    for encoding in ("utf-8", "cp1252", "gb18030") if western else ("utf-8", "gb18030"):
        decoded = _tolerant(untrusted_content, encoding)
        if _mostly_read(decoded):
            return _checked(decoded)
    return Fault("encoding_unknown", f"line {_line(untrusted_content, first_bad)}")


def decode_as(untrusted_content: bytes, untrusted_name: str) -> str | None:
    """Return the text in the encoding the file declares; ``None`` if it is not in that one."""
    if not _DECLARED.fullmatch(untrusted_name):
        return None
    try:
        return untrusted_content.decode(untrusted_name)
    except (LookupError, UnicodeDecodeError):
        return None


def _utf16_without_mark(sample: bytes) -> str:
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    enough = len(sample) // 20
    if odd > enough and even * 20 < odd:
        return "utf-16-le"
    if even > enough and odd * 20 < even:
        return "utf-16-be"
    return ""


def _tolerant(content: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(content.decode(encoding), encoding)
    except UnicodeDecodeError:
        return Decoded(content.decode(encoding, "replace"), encoding, damaged=True)


def _mostly_read(decoded: Decoded) -> bool:
    """One damaged character in four at most: more, and it is the wrong encoding."""
    if not decoded.damaged:
        return True
    bad = decoded.text.count(DAMAGED)
    foreign = sum(len(run) for run in re.findall(r"[^\x00-\x7f]+", decoded.text))
    return foreign >= 4 * bad


def _checked(decoded: Decoded) -> Decoded | Fault:
    sample = decoded.text[: 8 * _SAMPLE]
    if len(_CONTROL.findall(sample)) > 1 + len(sample) // _MAX_CONTROL_SHARE:
        return Fault("format_unknown")
    return decoded


def _line(content: bytes, position: int) -> int:
    return content.count(b"\n", 0, position) + 1
