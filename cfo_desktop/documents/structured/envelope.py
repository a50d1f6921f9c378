"""Takes a signed document (p7m) out of its envelope, as Italy's exchange hands invoices on."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

from cfo_desktop.documents.structured.limits import MAX_BYTES

_SEQUENCE = 0x30
_OCTETS = 0x04
_CONSTRUCTED = 0x20
_INNER = 0xA0
_SIGNED = bytes.fromhex("06092a864886f70d010702")
"""The object identifier of signed data, which an envelope opens with."""
_MAX_DEPTH = 16
_LONG = 0x80
_TEXT = re.compile(rb"\s*M[A-Za-z0-9+/=\s]+")
_FRAME = re.compile(rb"\s*-----BEGIN [A-Z0-9 ]{1,40}-----")
_FRAME_END = b"-----END "


class _BrokenError(Exception):
    """The bytes are no such envelope."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One element of ASN.1: its tag, and where its content stands."""

    tag: int
    start: int
    end: int


def content_of(untrusted_content: bytes) -> bytes | None:
    """Return what was signed, or ``None`` for what is no such envelope; checks no signature.

    The envelope may be written as bytes or as letters (base64).
    """
    if len(untrusted_content) > MAX_BYTES:
        return None
    content = _from_letters(untrusted_content)
    if content[:1] != bytes([_SEQUENCE]) or _SIGNED not in content[:40]:
        return None
    try:
        return _signed(content) or None
    except (_BrokenError, IndexError):
        return None


def _from_letters(content: bytes) -> bytes:
    framed = _FRAME.match(content)
    letters = content[framed.end() :].partition(_FRAME_END)[0] if framed else content
    if framed or _TEXT.fullmatch(content):
        try:
            return base64.b64decode(letters)
        except binascii.Error:
            return content
    return content


def _signed(content: bytes) -> bytes:
    """Walk to the signed content: ContentInfo, [0], SignedData, encapContentInfo, [0]."""
    whole = _part(content, 0, len(content), 0)
    inner = _child(content, whole, _INNER)
    data = _child(content, inner, _SEQUENCE)
    info = _child(content, data, _SEQUENCE)
    signed = _child(content, info, _INNER)
    return b"".join(_octets(content, signed, 0))


def _child(content: bytes, parent: _Part, tag: int) -> _Part:
    for part in _parts(content, parent):
        if part.tag == tag:
            return part
    raise _BrokenError


def _octets(content: bytes, parent: _Part, depth: int) -> Iterator[bytes]:
    """Yield the pieces of a string of bytes, which may be cut into strings of its own."""
    if depth > _MAX_DEPTH:
        raise _BrokenError
    for part in _parts(content, parent):
        if part.tag == _OCTETS:
            yield content[part.start : part.end]
        elif part.tag == _OCTETS | _CONSTRUCTED:
            yield from _octets(content, part, depth + 1)


def _parts(content: bytes, parent: _Part) -> Iterator[_Part]:
    at = parent.start
    while at < parent.end:
        if content[at : at + 2] == b"\0\0":
            return
        part = _part(content, at, parent.end, 0)
        yield part
        at = part.end
        if content[at : at + 2] == b"\0\0" and part.end < parent.end and _is_open(content, part):
            at += 2


def _is_open(content: bytes, part: _Part) -> bool:
    """Tell whether a part's length was not written, so that two zeros end it."""
    return content[part.start - 1] == _LONG


def _part(content: bytes, at: int, limit: int, depth: int) -> _Part:
    if depth > _MAX_DEPTH:
        raise _BrokenError
    tag, length = content[at], content[at + 1]
    start = at + 2
    if length == _LONG:
        return _Part(tag, start, _open_end(content, start, limit, depth))
    if length > _LONG:
        count = length - _LONG
        length = int.from_bytes(content[start : start + count])
        start += count
    if start + length > limit:
        raise _BrokenError
    return _Part(tag, start, start + length)


def _open_end(content: bytes, at: int, limit: int, depth: int) -> int:
    """Return where a part of unwritten length ends: at two zeros between its own parts."""
    while content[at : at + 2] != b"\0\0":
        if at >= limit:
            raise _BrokenError
        part = _part(content, at, limit, depth + 1)
        at = part.end + 2 * _is_open(content, part)
    return at
