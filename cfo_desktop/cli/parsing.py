"""The parser of one verb's arguments, and what a verb is."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple
from typing import NoReturn

from cfo_desktop.base.errors import UserError
from cfo_desktop.base.texts import LANGUAGES

if TYPE_CHECKING:
    from cfo_desktop.cli.output import Answer
    from cfo_desktop.cli.session import Session

PROGRAM = "cfo-desktop"


class UsageError(Exception):
    """The command line itself is wrong: ``message``, and the ``usage`` of what was meant."""

    def __init__(self, message: str, *, usage: str) -> None:
        """Keep both."""
        super().__init__(message)
        self.message = message
        self.usage = usage


class _Formatter(argparse.HelpFormatter):
    """One of fixed width: for each argument argparse makes one, which else asks the terminal.

    Nothing is ever formatted; asking alone loads what packs files, 2 ms of a short command.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=100)


class Parser(argparse.ArgumentParser):
    """Parses one verb's arguments; it never prints and never exits."""

    def __init__(self, verb: str, *, language: str = LANGUAGES[0]) -> None:
        """Start without arguments; what is wrong with those given is told in ``language``."""
        super().__init__(
            prog=f"{PROGRAM} {verb}",
            formatter_class=_Formatter,
            add_help=False,
            allow_abbrev=False,
        )
        self.language = language
        self.wanted: list[argparse.Action] = []

    def want(
        self,
        *flags: str,
        text: str,
        among: argparse._ArgumentGroup | None = None,
        **options: Any,  # noqa: ANN401 - argparse's own
    ) -> None:
        """Add an argument; ``text`` is its key in the catalogue's table ``argument``.

        ``among`` is a group of which only one may be given.
        """
        self.wanted.append((among or self).add_argument(*flags, help=text, **options))

    def want_book(self) -> None:
        """Add the book's path, which every verb takes first."""
        self.want("book", text="book", metavar="BOOK")

    def want_date(self, flag: str, *, text: str) -> None:
        """Add an option that takes a day."""
        self.want(flag, text=text, metavar="DATE")

    def want_month(self) -> None:
        """Add the month that a statement or report is of."""
        self.want("--month", text="month", metavar="MONTH")

    def want_common(self) -> None:
        """Add what every verb understands."""
        self.want("--json", text="json", action="store_true")
        self.want("--lang", text="lang", choices=LANGUAGES)

    def take_signed(self) -> None:
        """Let values begin with a minus, such as ``-3%`` after ``--sales``."""
        self._negative_number_matcher = re.compile(r"-\d")

    def usage_line(self) -> str:
        """Return how the verb is typed, the book first."""
        positional = [action for action in self.wanted if not action.option_strings]
        optional = [action for action in self.wanted if action.option_strings]
        parts = []
        for action in (*positional, *optional):
            part = shown(action) + (" ..." if action.nargs == "+" else "")
            required = action.required if action.option_strings else action.nargs != "?"
            parts.append(part if required else f"[{part}]")
        return " ".join((self.prog, *parts))

    def error(self, message: str) -> NoReturn:
        """Raise ``UsageError`` where argparse would exit."""
        from cfo_desktop.cli import words

        raise UsageError(words.usage(self.language, message), usage=self.usage_line())


def shown(action: argparse.Action) -> str:
    """Return an argument as it is typed: ``--at DATE``."""
    flag = ", ".join(action.option_strings)
    if action.nargs == 0:
        return flag
    value = action.metavar or "|".join(map(str, action.choices or ()))
    if isinstance(value, tuple):
        value = " ".join(value)
    return f"{flag} {value}".strip()


class Verb(NamedTuple):
    """One verb: what adds its arguments to a parser, and what runs it."""

    arguments: Callable[[Parser], None]
    run: Callable[[Session, argparse.Namespace], Answer]


def parser(name: str, verb: Verb, *, language: str = LANGUAGES[0]) -> Parser:
    """Return the parser of one verb's arguments, which complains in ``language``."""
    made = Parser(name, language=language)
    verb.arguments(made)
    made.want_common()
    return made


def pair(text: str) -> tuple[str, str]:
    """Split ``CODE=AMOUNT`` or ``CCY=RATE``; argparse tells of one without the sign."""
    name, sign, amount = text.partition("=")
    if not (sign and name and amount):
        raise argparse.ArgumentTypeError(f"NAME=NUMBER is needed: {text!r}")
    return name, amount


def per_cent(text: str) -> float:
    """Read a share in per cent, with or without the sign; argparse tells of anything else."""
    try:
        share = float(text.rstrip(" %")) / 100
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"a share from 0 to 100 is needed: {text!r}")
    return share


def percent(text: str) -> Decimal:
    """Read a share or change in per cent, with or without the sign of either.

    Raises ``UserError("percent_invalid")``: what may be meant is said by the verb, not by argparse.
    """
    plain = text.strip().removesuffix("%").strip()
    if not re.fullmatch(r"[+-]?[0-9]{1,6}(\.[0-9]{1,6})?", plain):
        raise UserError("percent_invalid", text=text)
    return Decimal(plain)


def positive(text: str) -> int:
    """Read a whole number from 1 on; argparse tells of anything else."""
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError(f"a whole number from 1 on is needed: {text!r}")
    return int(text)
