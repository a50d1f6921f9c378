"""Takes an MT940 or MT942 file apart: messages of fields, whatever envelope a bank puts around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.statements.table import printable

_ENVELOPE = re.compile(r"[\x00-\x03\x1a\ufeff]+")
_TAG = re.compile(r":(\d{2}[A-Z]?|NS):")
_BALANCES = {"60F", "60M", "62F", "62M", "64", "64F", "65", "65F"}
_FIELDS = {"61", "86", "NS", "90D", "90C", "34F", "13D", *_BALANCES}
_HEADER = {"21", "25", "25P", "28", "28C", "13"}
"""Fields of a message's head: further down, a time of day (``T13:25:10``) looks like them."""
_START = "20"
_LOOK_AHEAD = 12
"""Lines after a message's start in which its account follows."""
_BLOCKS = re.compile(r"\{[1-5]:.*$")
_SENDER = (
    re.compile(r"\{2:O94\d\d{10}([A-Z]{6}[A-Z0-9]{2})"),
    re.compile(r"\{1:F\d\d([A-Z]{6}[A-Z0-9]{2})"),
    re.compile(r"^([A-Z]{6}[A-Z0-9]{2})(?:[A-Z0-9]{3})?$"),
)
_LIKELY = re.compile(
    r"^[\x01 \t]*(?:\{[^\n]{0,300})?:20:[^\n]{0,200}\n(?:[^:\n][^\n]{0,99}\n|\n)*"
    r":(?:21|25P?|28C?|NS|13D?|34F|60[FM]):",
    re.MULTILINE,
)


@dataclass(slots=True)
class Field:
    """One field: its tag, the line it starts on, its lines of text."""

    tag: str
    line: int
    lines: list[str]

    @property
    def text(self) -> str:
        """The field's lines as one."""
        return "".join(self.lines).strip()


@dataclass(slots=True)
class Message:
    """One message: its fields in order, the bank's BIC where the envelope tells it.

    ``closed`` where a line ended it (``-``), so that nothing of it is missing.
    """

    bank: str
    fields: list[Field] = field(default_factory=list)
    closed: bool = False

    def all(self, *tags: str) -> Iterator[Field]:
        """Return the fields of these tags, in order."""
        return (each for each in self.fields if each.tag in tags)

    def first(self, *tags: str) -> Field | None:
        """Return the first field of any of these tags."""
        return next(self.all(*tags), None)


def is_likely(head: str) -> bool:
    """Tell whether a text starts as these messages do."""
    return bool(_LIKELY.search(head.replace("\r\n", "\n").replace("\r", "\n")))


def messages(text: str) -> list[Message]:
    """Return the messages of a file, in order."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found: list[Message] = []
    bank, current, head = "", None, False
    for number, raw in enumerate(lines):
        line = printable(_ENVELOPE.sub("", raw))
        bank = _sender(line) or bank if line[:1] == "{" or current is None else bank
        line = _without_envelope(line)
        tag = _tag(line)
        if tag == _START and _account_follows(lines, number):
            current, head = Message(bank), True
            found.append(current)
        elif tag == _START or (tag in _HEADER and not head):
            tag = ""
        if current is None:
            continue
        if tag:
            head = head and tag not in _FIELDS
            current.fields.append(Field(tag, number + 1, [line[len(tag) + 2 :]]))
        elif _ends(line):
            current.closed, current, bank = True, None, ""
        elif current.fields:
            current.fields[-1].lines.append(line)
    return found


def _sender(line: str) -> str:
    for pattern in _SENDER:
        if found := pattern.search(line):
            return found[1]
    return ""


def _without_envelope(line: str) -> str:
    """Leave the text of block 4, where it starts on the line of the blocks before it."""
    start = line.find("{4:")
    if start >= 0:
        return line[start + 3 :].lstrip()
    return _BLOCKS.sub("", line) if line[:1] == "{" else line


def _tag(line: str) -> str:
    found = _TAG.match(line)
    known = found and (found[1] == _START or found[1] in _FIELDS or found[1] in _HEADER)
    return found[1] if found and known else ""


def _account_follows(lines: list[str], number: int) -> bool:
    ahead = lines[number + 1 : number + 1 + _LOOK_AHEAD]
    return any(line.startswith((":25:", ":25P:", ":28", ":60", ":21:")) for line in ahead)


def _ends(line: str) -> bool:
    return line.strip() == "-" or line.startswith("-}")
