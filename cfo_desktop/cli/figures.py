"""How a terminal writes what is told in sentences: their figures, their lines, and both as JSON."""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

from cfo_desktop.cli.output import grouped
from cfo_desktop.cli.output import width
from cfo_desktop.domain.finding import Figure
from cfo_desktop.domain.finding import Ratio
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.money import decimal_text

_WIDTH = 96


@dataclass(frozen=True, slots=True)
class Show:
    """How a terminal writes figures; ``names`` are the accounts' by code."""

    names: Mapping[str, str]

    def money(self, money: Money) -> str:
        """Return ``1,234.50 GBP``."""
        return f"{grouped(money.minor, money.currency)} {money.currency}"

    def ratio(self, ratio: Ratio) -> str:
        """Return ``12.5 %``, without a sign: the words say which way."""
        whole, part = divmod(abs(ratio.per_mille), 10)
        return f"{whole}.{part} %" if part else f"{whole} %"

    def day(self, day: dt.date) -> str:
        """Return an ISO 8601 date."""
        return day.isoformat()

    def number(self, number: int) -> str:
        """Return ``1,234``."""
        return f"{number:,}"

    def account(self, code: str) -> str:
        """Return an account's name, its code where there is none."""
        return self.names.get(code, code)


def plain(figure: Figure) -> object:
    """Return a figure as JSON holds it: amounts as decimal strings, ratios in per cent."""
    if isinstance(figure, Money):
        return decimal_text(figure.minor, figure.currency)
    if isinstance(figure, Ratio):
        sign = "-" if figure.per_mille < 0 else ""
        whole, part = divmod(abs(figure.per_mille), 10)
        return f"{sign}{whole}.{part}"
    return figure


def wrapped(text: str, language: str, *, indent: str = "") -> list[str]:
    """Return a text in lines that read well; Chinese breaks anywhere but within a figure."""
    if language != "zh_CN":
        return textwrap.wrap(
            text, _WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
        )
    lines = [""]
    for piece in _PIECES.findall(text):
        if lines[-1] and width(lines[-1]) + width(piece) > _WIDTH - len(indent):
            lines.append("")
        lines[-1] += piece
    return [indent + line.strip() for line in lines if line.strip()]


# A run of letters and digits stays together, a figure with its unit, a mark with what it follows.
_PIECES = re.compile(r"(?:[!-~]*\d(?: %| [A-Z]{3}(?![A-Za-z]))|[!-~]+|.)[，。：；！？、）”]*")
