"""Sums, products and brackets that journals may write in place of a number."""

from __future__ import annotations

import re
from decimal import Decimal
from decimal import DecimalException

_TOKEN = re.compile(r"\s*(?:(\d[\d,]*(?:\.\d*)?|\.\d+)|([-+*/()]))")
_MAX_LENGTH = 200


def evaluate(untrusted_text: str) -> Decimal | None:
    """Return the value of an expression such as ``(3 + 4.50) * -2``; ``None`` if it is none."""
    if len(untrusted_text) > _MAX_LENGTH:
        return None
    tokens = _tokens(untrusted_text.strip())
    if not tokens:
        return None
    try:
        value, rest = _sum(tokens)
    except (DecimalException, IndexError, ValueError):
        return None
    return value if not rest else None


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    position = 0
    while position < len(text):
        found = _TOKEN.match(text, position)
        if not found:
            return []
        tokens.append((found[1] or found[2]).replace(",", ""))
        position = found.end()
    return tokens


def _sum(tokens: list[str]) -> tuple[Decimal, list[str]]:
    value, tokens = _product(tokens)
    while tokens and tokens[0] in "+-":
        sign = tokens[0]
        term, tokens = _product(tokens[1:])
        value = value + term if sign == "+" else value - term
    return value, tokens


def _product(tokens: list[str]) -> tuple[Decimal, list[str]]:
    value, tokens = _factor(tokens)
    while tokens and tokens[0] in "*/":
        sign = tokens[0]
        factor, tokens = _factor(tokens[1:])
        value = value * factor if sign == "*" else value / factor
    return value, tokens


def _factor(tokens: list[str]) -> tuple[Decimal, list[str]]:
    first, rest = tokens[0], tokens[1:]
    if first in "+-":
        value, rest = _factor(rest)
        return (-value if first == "-" else value), rest
    if first == "(":
        value, rest = _sum(rest)
        if rest[0] != ")":
            raise ValueError
        return value, rest[1:]
    return Decimal(first), rest
