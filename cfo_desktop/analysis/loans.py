"""A loan's equal instalments, to the minor unit."""

from __future__ import annotations

from fractions import Fraction

from cfo_desktop.domain.what_if import Instalment
from cfo_desktop.domain.what_if import Loan


def schedule(loan: Loan) -> tuple[Instalment, ...]:
    """Return the instalments of an annuity; what they pay back is exactly what was borrowed.

    Interest of a month is a twelfth of the year's on what is still owed, rounded half to even.
    Every instalment is the same but the last, which takes what rounding left.
    """
    monthly = Fraction(loan.percent) / 1200
    level = round(_level(loan.minor, monthly, loan.months))
    left = loan.minor
    found = []
    for number in range(1, loan.months + 1):
        interest = round(left * monthly)
        principal = left if number == loan.months else max(0, min(left, level - interest))
        left -= principal
        found.append(Instalment(number, interest, principal, left))
    return tuple(found)


def _level(minor: int, monthly: Fraction, months: int) -> Fraction:
    """Return the exact equal instalment."""
    if not monthly:
        return Fraction(minor, months)
    growth = (1 + monthly) ** months
    return minor * monthly * growth / (growth - 1)
