"""XML of an invoice as a plain tree: no namespaces, document type or attachments, and bounded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from typing import NoReturn
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from cfo_desktop.documents.structured.limits import MAX_BYTES
from cfo_desktop.documents.structured.limits import MAX_XML_ATTRIBUTES
from cfo_desktop.documents.structured.limits import MAX_XML_DEPTH
from cfo_desktop.documents.structured.limits import MAX_XML_ELEMENTS
from cfo_desktop.domain.fault import Fault

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_MULTI_BYTE = re.compile(
    rb"<\?xml[^>]*encoding\s*=\s*[\"'](gb18030|gbk|gb2312|big5|shift_jis|euc-jp|euc-kr)[\"']",
    re.IGNORECASE,
)
"""Encodings that expat does not know and invoices are written in."""
_UNFINISHED = frozenset({3, 5, 6, 20})
"""Expat's codes for an early end: of all elements, in a tag, a character or a CDATA section."""
_ATTACHED = frozenset(
    {
        "EmbeddedDocumentBinaryObject",
        "AttachmentBinaryObject",
        "Attachment",
        "SignatureValue",
        "X509Certificate",
        "Signature",
    }
)
"""Files and signatures in letters: nobody searches for them."""


@dataclass(slots=True)
class Node:
    """One element: name and attributes without namespaces, text, children."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def all(self, *path: str) -> list[Node]:
        """Return every element down this path."""
        nodes = [self]
        for name in path:
            nodes = [child for node in nodes for child in node.children if child.name == name]
        return nodes

    def first(self, *path: str) -> Node | None:
        """Return the first element down this path; ``None`` where there is none."""
        return next(iter(self.all(*path)), None)

    def value(self, *path: str) -> str:
        """Return the first filled text down this path, its spaces made single; else empty."""
        return next(self.values(*path), "")

    def values(self, *path: str) -> Iterator[str]:
        """Return every filled text down this path, its spaces made single."""
        return (text for node in self.all(*path) if (text := " ".join(node.text.split())))

    def walk(self) -> Iterator[Node]:
        """Return this element and all below it, in the document's order."""
        yield self
        for child in self.children:
            yield from child.walk()


class _TooLargeError(Exception):
    """The tree has more levels or elements than any invoice needs."""


class _RootSeenError(Exception):
    """The root's name is known, and nothing more is wanted."""


class _Target:
    """Builds the tree as the parser tells of it, and stops where it grows beyond bounds."""

    def __init__(self) -> None:
        self.root = Node("")
        self._open = [self.root]
        self._texts: list[str] = []
        self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MAX_XML_ELEMENTS or len(self._open) > MAX_XML_DEPTH:
            raise _TooLargeError
        if len(attributes) > MAX_XML_ATTRIBUTES:
            raise _TooLargeError
        node = Node(_bare(tag), {_bare(key): value for key, value in attributes.items()})
        self._open[-1].children.append(node)
        self._open.append(node)
        self._texts.clear()

    def data(self, text: str) -> None:
        self._texts.append(text)

    def end(self, _tag: str) -> None:
        node = self._open.pop()
        if not node.children and node.name not in _ATTACHED:
            node.text = "".join(self._texts)
        self._texts.clear()

    def close(self) -> None:
        """Nothing is left to do; the parser asks."""


class _RootOnly:
    """Stops at the first element."""

    def __init__(self) -> None:
        self.name = ""

    def start(self, tag: str, _attributes: dict[str, str]) -> NoReturn:
        self.name = _bare(tag)
        raise _RootSeenError

    def close(self) -> None:
        """Nothing is left to do; the parser asks."""


def parse(untrusted_content: bytes) -> Node | Fault:
    """Return the root element.

    Faults: ``document_empty``, ``document_too_large``, ``document_cut`` and
    ``document_not_well_formed`` with the line, ``document_forbidden`` for a document type,
    ``document_too_complex``, ``document_encoding``.
    """
    target = _Target()
    fault = _fed(untrusted_content, target)
    return fault or target.root.children[0]


def root_name(untrusted_content: bytes) -> str:
    """Return the name of the root element; empty for what is no XML."""
    target = _RootOnly()
    try:
        _fed(untrusted_content, target)
    except _RootSeenError:
        return target.name
    return ""


def _fed(untrusted_content: bytes, target: _Target | _RootOnly) -> Fault | None:
    if not untrusted_content.strip():
        return Fault("document_empty")
    if len(untrusted_content) > MAX_BYTES:
        return Fault("document_too_large", data={"limit": str(MAX_BYTES >> 20)})
    try:
        content = _parseable(untrusted_content)
        parser = DefusedXMLParser(target=target, forbid_dtd=True)
        parser.feed(content)
        parser.close()
    except (DefusedXmlException, _TooLargeError, LookupError, ValueError, ParseError) as error:
        return _reason(error)
    return None


def _reason(error: Exception) -> Fault:
    if isinstance(error, DefusedXmlException):
        return Fault("document_forbidden")
    if isinstance(error, _TooLargeError):
        return Fault("document_too_complex")
    if not isinstance(error, ParseError):  # an encoding that no one has heard of, or other bytes
        return Fault("document_encoding")
    line, _column = error.position
    if error.code in _UNFINISHED:
        return Fault("document_cut", f"line {line}")
    return Fault("document_not_well_formed", f"line {line}")


def _parseable(content: bytes) -> bytes:
    """Bring Chinese and Japanese encodings, which expat does not know, into one that it does."""
    declared = _MULTI_BYTE.match(content[:200])
    if not declared:
        return content
    name = declared[1].decode("ascii").lower()
    text = content.decode("gb18030" if name.startswith("gb") else name)
    return _DECLARATION.sub("", text, count=1).encode()


def _bare(name: str) -> str:
    return name.rpartition("}")[2]
