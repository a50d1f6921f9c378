"""Takes an OFX file apart as it comes: SGML with open tags, XML, and what banks make of either."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.domain.fault import Fault
from cfo_desktop.statements import encoding
from cfo_desktop.statements.limits import MAX_CELL
from cfo_desktop.statements.limits import MAX_XML_ELEMENTS

_TAG = re.compile(r"<\s{0,3}(/?)\s{0,3}([A-Za-z][A-Za-z0-9_.-]{0,40})(?:\s[^<>]{0,200})?(/?)>")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_ROOT = re.compile(r"<\s*OFX\s*>", re.IGNORECASE)
_END = re.compile(r"<\s*/\s*OFX\s*>", re.IGNORECASE)
_CHARSET = re.compile(
    rb"(?:CHARSET\s*:\s*|encoding\s*=\s*[\"'])([A-Za-z0-9_\-]{2,20})", re.IGNORECASE
)
_AGGREGATE_NAMES = """
OFX SIGNONMSGSRSV1 SONRS STATUS FI BANKMSGSRSV1 STMTTRNRS STMTRS BANKACCTFROM BANKACCTTO CCACCTFROM
CCACCTTO BANKTRANLIST BANKTRANLISTP STMTTRN STMTTRNP PAYEE LEDGERBAL AVAILBAL BALLIST BAL
CREDITCARDMSGSRSV1 CCSTMTTRNRS CCSTMTRS CURRENCY ORIGCURRENCY INVSTMTMSGSRSV1 INVSTMTTRNRS INVSTMTRS
LOANMSGSRSV1 LOANSTMTTRNRS LOANSTMTRS SIGNUPMSGSRSV1 PROFMSGSRSV1 ACCTINFOTRNRS ACCTINFORS ACCTINFO
EXTDPAYEE IMAGEDATA REWARDINFO
"""
_AGGREGATES = frozenset(_AGGREGATE_NAMES.split())
"""Elements that hold others: any other one that is empty was only left empty."""
_ENDED_BY = {
    "STMTTRN": ("STMTTRN", "STMTTRNP"),
    "STMTTRNP": ("STMTTRN", "STMTTRNP"),
    "LEDGERBAL": ("BANKTRANLIST", "STMTTRN"),
    "AVAILBAL": ("BANKTRANLIST", "STMTTRN", "LEDGERBAL"),
    "BANKTRANLIST": ("BANKACCTFROM", "CCACCTFROM"),
}
"""What cannot stand in what: the start of the one ends the other where its end was left out."""
_MAX_DEPTH = 32
_ANYTHING = {"1252", "1251", "437", "850"}
"""Code pages that programs write into every header, whatever follows."""


@dataclass(slots=True)
class Element:
    """One aggregate: its values by name (the first of each), its aggregates, its line."""

    name: str
    line: int
    values: dict[str, str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)
    closed: bool = False

    def all(self, *names: str) -> list[Element]:
        """Return the aggregates of these names, at any depth, in order."""
        found = []
        stack = self.children[::-1]
        while stack:
            element = stack.pop()
            if element.name in names:
                found.append(element)
            stack += element.children[::-1]
        return found

    def first(self, name: str) -> Element | None:
        """Return the aggregate of this name that stands directly in this one."""
        return next((child for child in self.children if child.name == name), None)


def parse(untrusted_content: bytes) -> Element | Fault:
    """Return the ``OFX`` aggregate.

    Faults: ``file_cut`` with the line where it ends, ``xml_forbidden``, ``xml_too_large``,
    ``ofx_invalid``, ``encoding_unknown``.
    """
    decoded = _decode(untrusted_content)
    if isinstance(decoded, Fault):
        return decoded
    if "<!DOCTYPE" in decoded[:4096].upper() or "<!ENTITY" in decoded.upper():
        return Fault("xml_forbidden")
    decoded = _without_comments(decoded)
    start = _ROOT.search(decoded)
    if start is None:
        return Fault("ofx_invalid")
    ends = list(_END.finditer(decoded))
    if not ends:
        return Fault("file_cut", f"line {decoded.count(chr(10)) + 1}")
    return _tree(decoded, start.start(), ends[-1].end())


def _decode(content: bytes) -> str | Fault:
    """As UTF-8 where it is that, else as the header says, else as any text: headers err."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(content[:1024])
    name = declared[1].decode("ascii").lower() if declared else ""
    if name.isdigit() and name not in _ANYTHING:
        name = f"cp{name}"
    if (text := encoding.decode_as(content, name)) is not None:
        return text
    decoded = encoding.decode(content)
    return decoded if isinstance(decoded, Fault) else decoded.text


def _without_comments(text: str) -> str:
    """Leave out comments, but not the ends of their lines, which are counted."""
    if "<!--" not in text:
        return text
    parts = text.split("<!--")
    kept = [parts[0]]
    for part in parts[1:]:
        comment, end, rest = part.partition("-->")
        kept.append("\n" * comment.count("\n") + rest if end else f"<!--{part}")
    return "".join(kept)


def _tree(text: str, start: int, end: int) -> Element | Fault:
    root = Element("", 0)
    stack = [root]
    line, counted = text.count("\n", 0, start) + 1, start
    for number, (tag, value) in enumerate(_tokens(text, start, end)):
        line += text.count("\n", counted, tag.start())
        counted = tag.start()
        closing, name, self_closed = tag[1], tag[2].upper(), tag[3]
        if number > MAX_XML_ELEMENTS:
            return Fault("xml_too_large")
        if closing:
            _close(stack, name)
        elif value or self_closed or name not in _AGGREGATES:
            stack[-1].values.setdefault(name, value)
        else:
            for ended in _ENDED_BY.get(name, ()):
                _close(stack, ended)
            element = Element(name, line)
            stack[-1].children.append(element)
            stack.append(element)
        if len(stack) > _MAX_DEPTH:
            return Fault("ofx_invalid", f"line {line}")
    return root.children[0] if root.children else Fault("ofx_invalid", f"line {line}")


def _tokens(text: str, start: int, end: int) -> Iterator[tuple[re.Match[str], str]]:
    """Each tag with the text that follows it."""
    last: re.Match[str] | None = None
    for tag in _TAG.finditer(text, start, end):
        if last is not None:
            yield last, _value(text, last.end(), tag.start())
        last = tag
    if last is not None:
        yield last, _value(text, last.end(), end)


def _value(text: str, start: int, end: int) -> str:
    raw = text[start : min(end, start + MAX_CELL)].strip()
    if not raw:
        return ""
    if "<![CDATA[" in raw:
        return _CDATA.sub(lambda found: found[1], raw).strip()
    return html.unescape(raw).strip() if "&" in raw else raw


def _close(stack: list[Element], name: str) -> None:
    """Close an aggregate and all left open in it; the end of one that is not open is left aside."""
    for depth in range(len(stack) - 1, 0, -1):
        if stack[depth].name == name:
            stack[depth].closed = True
            del stack[depth:]
            return
