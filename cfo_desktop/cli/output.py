"""What a verb answers, and writing it: one JSON document, or lines and tables for a terminal."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import unicodedata
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.currency import minor_digits
from cfo_desktop.domain.money import Money

DONE = 0
FAULT = 1
USAGE = 2
DAMAGED = 3
CANCELLED = 130
"""Exit statuses; 130 is what a shell expects of a program that Ctrl+C ended."""

Row = Sequence[str]
RULE: Row = ()
"""A row that draws a line over the columns of amounts: what follows is a sum."""
_GAP = "  "


class Answer(NamedTuple):
    """A verb's result: ``document`` for ``--json``, ``lines`` for people, the exit status.

    ``lines`` is best a generator: its texts are looked up only where a person reads them.
    """

    document: Mapping[str, object]
    lines: Iterable[str]
    status: int = DONE


def write(answer: Answer, *, as_json: bool) -> None:
    """Write ``answer`` to stdout in one piece; raise ``UserError("output_failed")``.

    A reader that has seen enough (``| head``) is no error: the verb did its work.
    """
    if as_json:
        text = json_text(answer.document) + "\n"
    else:
        text = "".join(f"{line}\n" for line in answer.lines)
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_stdout()
    except OSError as error:
        _drop_stdout()
        raise UserError("output_failed", reason=error.strerror or "") from error


def _drop_stdout() -> None:
    """Point stdout nowhere, so that Python's own flush at exit does not fail once more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def complain(message: str) -> None:
    """Write one message to stderr."""
    lines = "\n".join(map(clean, message.splitlines()))
    sys.stderr.write(f"cfo-desktop: {lines}\n")
    sys.stderr.flush()


def json_text(document: Mapping[str, object]) -> str:
    """Return one JSON document on one line; escaped where stdout could not show its letters."""
    unicode_out = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    return json.dumps(document, ensure_ascii=not unicode_out, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Path | Money):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in JSON")


def grouped(minor: int, currency: str) -> str:
    """Return minor units for people: ``-1,234.50``."""
    digits = minor_digits(currency)
    whole, part = divmod(abs(minor), 10**digits)
    sign = "-" if minor < 0 else ""
    return f"{sign}{whole:,}.{part:0{digits}d}" if digits else f"{sign}{whole:,}"


def plain(share: Decimal) -> str:
    """Return a share in per cent as short as it can be written: ``5``, ``2.5``."""
    return f"{share.normalize():f}"


def clean(text: str) -> str:
    """Return ``text`` without the control characters that a payee could steer a terminal with."""
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)


def quoted(path: str) -> str:
    """Return a path as it can be typed again, for a command that is shown."""
    return f'"{path}"' if " " in path else path


def width(text: str) -> int:
    """Return how many columns of a terminal ``text`` takes: a Chinese character takes two."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def padded(text: str, columns: int, *, right: bool = False) -> str:
    """Return ``text`` filled with blanks to ``columns`` columns of a terminal."""
    blanks = " " * (columns - width(text))
    return blanks + text if right else text + blanks


def table(heads: Row, rows: Iterable[Row], *, right: Collection[int] = ()) -> Iterator[str]:
    """Yield ``rows`` under ``heads`` in aligned columns; those numbered in ``right`` end together.

    ``heads`` whose texts are all empty print no line. ``RULE`` among the rows draws a line.
    """
    cells = [[clean(cell) for cell in row] for row in rows]
    widths = [
        max([width(head), *(width(row[index]) for row in cells if row)])
        for index, head in enumerate(heads)
    ]
    rule = ["-" * columns if index in right else "" for index, columns in enumerate(widths)]
    if any(heads):
        cells.insert(0, list(heads))
    for row in cells:
        yield _GAP.join(
            padded(cell, columns, right=index in right)
            for index, (cell, columns) in enumerate(zip(row or rule, widths, strict=True))
        ).rstrip()
