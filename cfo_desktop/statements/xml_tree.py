"""XML from strangers as a plain tree: no document type, no entities, bounded in depth and size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from cfo_desktop.domain.fault import Fault
from cfo_desktop.statements import encoding
from cfo_desktop.statements.limits import MAX_XML_ATTRIBUTES
from cfo_desktop.statements.limits import MAX_XML_DEPTH
from cfo_desktop.statements.limits import MAX_XML_ELEMENTS
from cfo_desktop.statements.limits import MAX_XML_STRETCH

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DECLARED = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9._\-]{2,20})[\"']")
_OWN = frozenset({"utf-8", "utf-16", "us-ascii", "ascii", "utf8"})
_UNFINISHED = frozenset({3, 5, 6, 20})
"""Expat's codes for an early end: in an element, a tag, a character or a CDATA section."""


@dataclass(slots=True)
class Node:
    """One element: name and attributes without namespaces, text, children."""

    name: str
    attributes: dict[str, str]
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def all(self, name: str) -> list[Node]:
        """Return the children of this name."""
        return [child for child in self.children if child.name == name]

    def first(self, *path: str) -> Node | None:
        """Return the first element down this path; ``None`` where there is none."""
        if not path:
            return self
        name, *rest = path
        for child in self.children:
            if child.name == name:
                found = child.first(*rest) if rest else child
                if found is not None:
                    return found
        return None

    def value(self, *path: str) -> str:
        """Return the text of the first element down this path; empty if there is none."""
        node = self.first(*path)
        return node.text.strip() if node else ""

    def values(self, *path: str) -> Iterator[str]:
        """Return every filled text down this path."""
        nodes = [self]
        for name in path:
            nodes = [child for node in nodes for child in node.children if child.name == name]
        return (text for node in nodes if (text := node.text.strip()))


class _TooLargeError(Exception):
    """The tree has more levels or elements than any statement needs."""


class _Target:
    """Builds the tree as the parser tells of it, and stops where it grows beyond bounds."""

    def __init__(self) -> None:
        self.root = Node("", {})
        self._open = [self.root]
        self._texts: list[str] = []
        self._names: dict[str, str] = {}
        self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MAX_XML_ELEMENTS or len(self._open) > MAX_XML_DEPTH:
            raise _TooLargeError
        if len(attributes) > MAX_XML_ATTRIBUTES:
            raise _TooLargeError
        names = {self._bare(key): value for key, value in attributes.items()} if attributes else {}
        node = Node(self._bare(tag), names)
        self._open[-1].children.append(node)
        self._open.append(node)
        self._texts.clear()

    def _bare(self, name: str) -> str:
        """Return a name without its namespace; one string for each, however often it occurs."""
        bare = self._names.get(name)
        if bare is None:
            bare = self._names[name] = name.rpartition("}")[2]
        return bare

    def data(self, text: str) -> None:
        self._texts.append(text)

    def end(self, _tag: str) -> None:
        node = self._open.pop()
        if not node.children:
            node.text = "".join(self._texts)
        self._texts.clear()

    def close(self) -> None:
        """Nothing is left to do; the parser asks."""


def parse(untrusted_content: bytes) -> Node | Fault:
    """Return the root element.

    Faults: ``file_cut`` and ``xml_invalid`` with the line, ``xml_forbidden`` for a document type,
    ``xml_too_large``, ``encoding_unknown``.
    """
    content = _parseable(untrusted_content)
    if isinstance(content, Fault):
        return content
    target = _Target()
    parser = DefusedXMLParser(target=target, forbid_dtd=True)
    try:
        # at once: expat before 2.6 reads a long tag again from its start with each further piece
        parser.feed(content)
        parser.close()
    except DefusedXmlException:
        return Fault("xml_forbidden")
    except _TooLargeError:
        return Fault("xml_too_large")
    except (LookupError, ValueError):  # an encoding that no one has heard of
        return Fault("encoding_unknown", "line 1")
    except ParseError as error:
        code, (line, _column) = error.code, error.position
        return Fault("file_cut" if code in _UNFINISHED else "xml_invalid", f"line {line}")
    return target.root.children[0]


def _parseable(content: bytes) -> bytes | Fault:
    """Return the document in an encoding that the parser knows, none of its tags too long.

    The parser takes a tag whole before it says a word of it.
    """
    blocks = range(0, len(content) - MAX_XML_STRETCH, MAX_XML_STRETCH)
    if any(content.find(b"<", start, start + MAX_XML_STRETCH) < 0 for start in blocks):
        return Fault("xml_too_large")
    return _as_utf8(content)


def _as_utf8(content: bytes) -> bytes | Fault:
    """Bring encodings that the parser does not know (GB18030) into one that it does."""
    declared = _DECLARED.search(content[:200])
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    if name in _OWN:
        return content
    text = encoding.decode_as(content, name)
    if text is None:
        decoded = encoding.decode(content)
        if isinstance(decoded, Fault):
            return decoded
        text = decoded.text
    return _DECLARATION.sub("", text, count=1).encode()
