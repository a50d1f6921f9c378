"""Works out the sums that people type into a field for an amount: ``12+8.5``, exactly."""

from __future__ import annotations

import re
from fractions import Fraction

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.currency import minor_digits
from cfo_desktop.domain.money import MAX_MINOR
from cfo_desktop.domain.money import Money

MAX_LENGTH = 60
MAX_DEPTH = 8
"""Brackets within brackets."""

_TOKEN = re.compile(r"[0-9]{1,18}(?:\.[0-9]{1,6})?|[-+*/()]")
_SIGNED = re.compile(r"[-+]?[^-+*/()]*")


def is_sum(text: str) -> bool:
    """Tell whether ``text`` is more than one number with its sign."""
    return _SIGNED.fullmatch(text) is None


def amount(text: str, currency: str) -> Money:
    """Return what ``text`` comes to: plain decimals, ``+ - * /`` and brackets, no blanks.

    What is only added must be exact in the currency's minor units, as a single amount must:
    ``12.345`` is a slip of the keyboard. A product or a quotient is rounded once, at the end, half
    to even: a third of a bill, or a weight times a price, seldom comes to whole cents, and half to
    even favours neither side. Raises ``UserError`` (``amount_invalid``, ``sum_invalid``,
    ``sum_by_zero``).
    """
    if not is_sum(text):
        return Money.parse(text, currency)
    if len(text) > MAX_LENGTH:
        raise UserError("sum_invalid", text=text)
    minor = _Reader(text).value() * 10 ** minor_digits(currency)
    exact = minor.denominator == 1 or "*" in text or "/" in text
    if not exact or abs(minor) > MAX_MINOR:
        raise UserError("amount_invalid", text=text)
    return Money(currency, round(minor))


class _Reader:
    """Reads a sum from left to right, products before sums."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens: list[str] = _TOKEN.findall(text)
        self._tokens.reverse()
        if "".join(reversed(self._tokens)) != text:
            raise self._invalid()

    def value(self) -> Fraction:
        """Return what the whole text comes to."""
        found = self._sum(depth=0)
        if self._tokens:
            raise self._invalid()
        return found

    def _invalid(self) -> UserError:
        return UserError("sum_invalid", text=self._text)

    def _next_of(self, signs: str) -> str:
        """Take and return the next token where it is one of ``signs``; else return nothing."""
        if self._tokens and self._tokens[-1] in signs:
            return self._tokens.pop()
        return ""

    def _sum(self, *, depth: int) -> Fraction:
        found = self._product(depth=depth)
        while sign := self._next_of("+-"):
            term = self._product(depth=depth)
            found += term if sign == "+" else -term
        return found

    def _product(self, *, depth: int) -> Fraction:
        found = self._factor(depth=depth)
        while sign := self._next_of("*/"):
            factor = self._factor(depth=depth)
            if sign == "/" and not factor:
                raise UserError("sum_by_zero", text=self._text)
            found = found * factor if sign == "*" else found / factor
        return found

    def _factor(self, *, depth: int) -> Fraction:
        if sign := self._next_of("+-"):  # one sign before a number, not a row of them
            found = self._unsigned(depth=depth)
            return found if sign == "+" else -found
        return self._unsigned(depth=depth)

    def _unsigned(self, *, depth: int) -> Fraction:
        if self._next_of("("):
            if depth == MAX_DEPTH:
                raise self._invalid()
            found = self._sum(depth=depth + 1)
            if not self._next_of(")"):
                raise self._invalid()
            return found
        if not self._tokens or self._tokens[-1] in "+-*/()":
            raise self._invalid()
        return Fraction(self._tokens.pop())
