"""Takes a QIF file apart: accounts, and the records under each, with the lines they stand on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.statements.table import printable

_SECTION = re.compile(
    r"!\s*(type\s*:\s*(?P<type>.*)|(?P<account>account)\b|(?:option|clear)\b:?(?P<option>.*))",
    re.IGNORECASE,
)
_INVESTMENTS = ("invst", "invest", "port")
_LISTS = ("cat", "class", "memor", "secur", "price", "budget", "tax", "templ", "payee", "tag")
"""Sections that hold no movements: what a program knows beside them."""
_DATE = re.compile(r"D\s?\d{1,4}\s?[-/.]\s?\d")
_AMOUNT = re.compile(r"[TU]\s?[-+]?[\d.,]+$")
_LINES_OF_A_RECORD = 8
_ORDERS = {"mdy", "dmy", "ymd"}
_LINES_BEFORE = 30
END = "^"


@dataclass(slots=True)
class Record:
    """One record: for each letter its texts with their lines; ``section`` is its kind."""

    line: int
    fields: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    splits: list[dict[str, str]] = field(default_factory=list)
    closed: bool = False

    def text(self, letter: str) -> str:
        """Return the first text under a letter; empty where there is none."""
        return self.fields[letter][0][1] if letter in self.fields else ""

    def texts(self, letter: str) -> list[str]:
        """Return every text under a letter."""
        return [text for _line, text in self.fields.get(letter, [])]


@dataclass(slots=True)
class Section:
    """The records of one account in one run; ``account`` is empty where none is named.

    ``kind`` is what the file calls it: ``Bank``, ``CCard``.
    """

    account: str
    kind: str
    investments: bool
    records: list[Record] = field(default_factory=list)


@dataclass(slots=True)
class Content:
    """All of a file; ``order`` is that of its dates where it says so."""

    sections: list[Section] = field(default_factory=list)
    order: str = ""


def is_likely(head: str) -> bool:
    """Tell whether a text starts as these files do: with a section, or a record without one."""
    lines = [line.strip("\ufeff \t") for line in head.splitlines()[:_LINES_BEFORE]]
    lines = [line for line in lines if line and not line.startswith(("#", END))]
    if lines and _SECTION.match(lines[0]):
        return True
    return END in head.splitlines()[:_LINES_BEFORE] and bool(lines) and _is_record(lines)


def _is_record(lines: list[str]) -> bool:
    first = lines[:_LINES_OF_A_RECORD]
    return any(map(_DATE.match, first)) and any(map(_AMOUNT.match, first))


def parse(text: str) -> Content:
    """Return the accounts' records."""
    parser = _Parser()
    for number, line in _lines(text):
        if line.startswith("!") and (found := _SECTION.match(line)):
            parser.head(found)
        elif parser.naming:
            if line[0] == "N":
                parser.account = line[1:].strip()
        else:
            parser.line(number, line)
    return parser.content


@dataclass(slots=True)
class _Parser:
    """Where in the file the next line stands."""

    content: Content = field(default_factory=Content)
    account: str = ""
    naming: bool = False
    section: Section | None = None
    record: Record | None = None

    def head(self, found: re.Match[str]) -> None:
        """Take a line that starts a section, or an option."""
        self.record = None
        self.naming = found["account"] is not None
        if found["type"] is not None:
            self.section = _section(found["type"].strip(), self.account)
            if self.section is not None:
                self.content.sections.append(self.section)
        elif (order := (found["option"] or "").strip().casefold()) in _ORDERS:
            self.content.order = order

    def line(self, number: int, line: str) -> None:
        """Take a line of a record."""
        if self.section is None:
            if self.content.sections or line[0] not in "DTU":
                return
            self.section = Section("", "", investments=False)
            self.content.sections.append(self.section)
        if line[0] == END:
            if self.record is not None:
                self.record.closed = True
            self.record = None
            return
        if self.record is None:
            self.record = Record(number)
            self.section.records.append(self.record)
        _add(self.record, number, line[0], line[1:].strip())


def _lines(text: str) -> Iterator[tuple[int, str]]:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, raw in enumerate(plain.split("\n"), start=1):
        line = printable(raw.strip("\x1a\x00\ufeff")).rstrip()
        if line.strip() and not line.startswith("#"):
            yield number, line


def _section(kind: str, account: str) -> Section | None:
    """A section of movements; kinds that no one has heard of hold them too."""
    plain = kind.casefold()
    investments = plain.startswith(_INVESTMENTS)
    if not investments and plain.startswith(_LISTS):
        return None
    return Section(account, kind[:30], investments)


def _add(record: Record, number: int, letter: str, text: str) -> None:
    if letter == "S":
        record.splits.append({"S": text})
    elif letter in "E$%" and record.splits:
        record.splits[-1].setdefault(letter, text)
    else:
        record.fields.setdefault(letter, []).append((number, text))
