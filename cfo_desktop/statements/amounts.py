"""Amounts as banks print them, made plain decimals; the whole file decides the decimal sign."""

from __future__ import annotations

import enum
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain import currency as currencies
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import MAX_MINOR
from cfo_desktop.domain.money import Money


class DecimalSign(enum.StrEnum):
    """What stands before the cents."""

    POINT = "."
    COMMA = ","


@dataclass(frozen=True, slots=True)
class Amount:
    """A signed number as printed, and the currency where the cell itself names one."""

    value: Decimal
    currency: str = ""


_BLANK = re.compile(r"[-–—/\s]*|n/?a|null|none|nil|无", re.IGNORECASE)
_PLAIN = re.compile(r"[+-]?(?:\d{1,18}|[1-9]\d{0,2}(?:,\d{3}){1,5})(?:\.\d{1,12})?")
_MACHINE = re.compile(r"[+-]?\d{1,20}(?:\.\d{0,20})?(?:[eE][+-]?\d{1,2})?")
_STARTS_A_NUMBER = frozenset("0123456789+.,(¥￥$€£")
_SPACES = re.compile(r"[\s'’`´_]+")
_BEHIND = re.compile(r"(?<=\d)\(([a-z]{2,3})\)\Z")
"""What stands in brackets behind an amount."""
_CREDIT = re.compile(r"\d\s*\(?cr\.?\)?\s*\Z", re.IGNORECASE)
_SIGNED = re.compile(r"[-−+]|^\s*\(|\d\s*\(?d[rb]\.?\)?\s*\Z", re.IGNORECASE)
_SLASHED = re.compile(r"(.*\d)/([^\d/()]{2,6})(?:\((支出|存入|收入)\))?")
_TWO_LETTER_SIGNS = frozenset({"cr", "dr", "db"})
_MARKS = {
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "₺": "TRY",
    "₫": "VND",
    "₴": "UAH",
    "฿": "THB",
    "zł": "PLN",
    "kč": "CZK",
    "us$": "USD",
    "hk$": "HKD",
    "nt$": "TWD",
    "r$": "BRL",
    "a$": "AUD",
    "c$": "CAD",
    "s$": "SGD",
}
_VAGUE_MARKS = ("$", "¥", "元", "kr", "fr", "r", "圆")
"""Currency signs of several countries: no evidence, and no offence."""
_NUMBER = re.compile(r"(?P<lead>[^\d.,]*)(?P<digits>[\d.,]+)(?P<trail>[^\d.,]*)")
_BY_GROUPS = {
    DecimalSign.POINT: re.compile(r"(?:[1-9]\d{0,2}(?:,\d{2,3})*,\d{3}|\d+)?(?:\.\d{0,12})?"),
    DecimalSign.COMMA: re.compile(r"(?:[1-9]\d{0,2}(?:\.\d{2,3})*\.\d{3}|\d+)?(?:,\d{0,12})?"),
}
_ONE_GROUP = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
"""One sign that may stand before a group of digits or before the cents."""
_GROUP_DIGITS = 3
_GROUPED_BY_POINT = frozenset(
    "AOA ARS BAM BRL COP CRC DKK IDR MKD RON RSD TRY UYU VES".split()  # noqa: SIM905
)
"""Currencies of two digits whose countries write ``1.234,56``, all of them."""
_MAX_LENGTH = 60
_SIGNS = frozenset(DecimalSign)


def currency_of(untrusted_name: str) -> str | None:
    """Return the currency of a sign such as ``€``, a code or a name; ``None`` if it is of none."""
    return _MARKS.get(untrusted_name.strip().casefold()) or currencies.from_name(untrusted_name)


def is_blank(untrusted_text: str) -> bool:
    """Tell whether the cell holds no amount at all: empty, a dash, ``n/a``."""
    if not untrusted_text or untrusted_text[0] in _STARTS_A_NUMBER:
        return not untrusted_text
    return len(untrusted_text) <= _MAX_LENGTH and bool(_BLANK.fullmatch(untrusted_text))


def infer(untrusted_texts: Iterable[str], *, currency: str = "") -> DecimalSign:
    """Decide for all amounts of a file from those that leave no choice; else it is the point.

    ``currency`` is the file's: empty where it is not known yet. ``1.005`` alone proves nothing, so
    that one such cell never makes thousands of it: for the currency's digits see ``_vote``.
    """
    votes: Counter[DecimalSign] = Counter()
    digits = currencies.minor_digits(currency) if currency else 2
    by_point = not digits or currency in _GROUPED_BY_POINT
    for text in untrusted_texts:
        if text[-3:-2] in _SIGNS and text[-2:].isdigit():
            votes[DecimalSign(text[-3])] += 1
            continue
        found = _NUMBER.fullmatch(_SPACES.sub("", text.strip())[:_MAX_LENGTH])
        vote = _vote(found["digits"], digits=digits, by_point=by_point) if found else None
        if vote is not None:
            votes[vote] += 1
    return max(DecimalSign, key=lambda sign: votes[sign])


def undecided(untrusted_texts: Iterable[str], *, currency: str) -> str:
    """Return an amount such as ``1.500`` of a file where nothing shows whether its point groups.

    Empty where there is none, or where any amount decides as ``infer`` says.
    """
    doubtful = ""
    digits = currencies.minor_digits(currency)
    by_point = not digits or currency in _GROUPED_BY_POINT
    for text in untrusted_texts:
        found = _NUMBER.fullmatch(_SPACES.sub("", text.strip())[:_MAX_LENGTH])
        if not found:
            continue
        if _vote(found["digits"], digits=digits, by_point=by_point):
            return ""
        if DecimalSign.POINT in found["digits"]:
            doubtful = doubtful or text
    return doubtful


def _vote(number: str, *, digits: int, by_point: bool) -> DecimalSign | None:
    """What one number says of the decimal sign; ``None`` where both would do.

    A sign before exactly three digits (``1.005``, ``1,005``) groups in a currency without cents or
    whose countries group ``by_point``, stands before the cents where the currency has three
    ``digits``, and says nothing in any other.
    """
    last = max(number.rfind("."), number.rfind(","))
    if last < 0:
        return None
    sign = DecimalSign(number[last])
    other = DecimalSign.COMMA if sign is DecimalSign.POINT else DecimalSign.POINT
    if number.count(sign) > 1:
        return other
    if digits == _GROUP_DIGITS or not _ONE_GROUP.fullmatch(number):
        return sign
    return other if by_point else None


def parse(untrusted_text: str, sign: DecimalSign) -> Amount | None:
    """Read ``1,234.56``, ``(12.00)``, ``12.00-``, ``¥5``, ``EUR 5``, ``5.00 CR``; else ``None``."""
    text = untrusted_text.strip()
    if sign is DecimalSign.POINT and _PLAIN.fullmatch(text):
        return Amount(Decimal(text.replace(",", "")))
    if len(text) > _MAX_LENGTH:
        return None
    text = _SPACES.sub("", unicodedata.normalize("NFKC", text)).replace("−", "-").casefold()
    negative = text.startswith("(") and text.endswith(")")
    if negative:
        text = text[1:-1]
    elif text.endswith(")"):
        text = _BEHIND.sub(_said_behind, text)
    if "/" in text and (named := _SLASHED.fullmatch(text)):
        # the currency behind a slash, and in brackets which way it went: 5.00/RMB(支出)
        text = f"{'-' if named[3] == '支出' else ''}{named[1]}{named[2]}"
    found = _NUMBER.fullmatch(text)
    if not found or not _BY_GROUPS[sign].fullmatch(found["digits"]):
        return None
    lead = _affix(found["lead"])
    trail = _affix(found["trail"])
    if lead is None or trail is None or not any(map(str.isdigit, found["digits"])):
        return None
    signs = [part.sign for part in (lead, trail) if part.sign] + [-1] * negative
    names = {part.currency for part in (lead, trail) if part.currency}
    if len(signs) > 1 or len(names) > 1:
        return None
    group = "," if sign is DecimalSign.POINT else "."
    plain = found["digits"].replace(group, "").replace(",", ".")
    return Amount(Decimal(plain) * (signs or [1])[0], "".join(names))


def _said_behind(found: re.Match[str]) -> str:
    """A currency or a sign counts; the country in which a card was used says nothing of money."""
    said = found[1]
    return said if len(said) > 2 or said in _TWO_LETTER_SIGNS else ""  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class _Affix:
    sign: int = 0
    currency: str = ""


def _affix(text: str) -> _Affix | None:
    """What stands around the digits: a sign, ``cr``, ``dr``, a currency; ``None`` for others."""
    sign = 0
    for mark, value in (("-", -1), ("+", 1)):
        if mark in text:
            if text.count(mark) > 1 or sign:
                return None
            sign, text = value, text.replace(mark, "")
    for mark, value in (("dr", -1), ("cr", 1), ("db", -1)):
        if not sign and text in {mark, f"{mark}."}:
            return _Affix(value)
    if not text or text in _VAGUE_MARKS:
        return _Affix(sign)
    code = _MARKS.get(text) or currencies.from_name(text)
    return _Affix(sign, code) if code else None


def is_credit(untrusted_text: str) -> bool:
    """Tell whether an amount is marked as money that came: ``500.00CR``."""
    return bool(_CREDIT.search(untrusted_text))


def has_sign(untrusted_text: str) -> bool:
    """Tell whether an amount shows which way it went: by a sign, brackets or ``DR``."""
    return bool(_SIGNED.search(untrusted_text))


def money(value: Decimal, currency: str) -> Money | None:
    """Return the exact amount; ``None`` where the currency lacks the digits or it is too large."""
    try:
        return Money.from_decimal(value, currency)
    except UserError:
        return None


def refusal(value: Decimal, currency: str, *, place: str) -> Fault:
    """Return why ``money`` gave nothing for a number."""
    if abs(value) > Decimal(MAX_MINOR).scaleb(-currencies.minor_digits(currency)):
        return Fault("amount_too_large", place, {"text": f"{value:f}"[:60]})
    return Fault("amount_invalid", place, {"text": f"{value:f}"[:60]})


def from_float(number: float) -> Decimal:
    """Return what a spreadsheet shows: it keeps 15 digits, and a sum leaves dust below them."""
    return Decimal(f"{number:.15g}")


def from_text(untrusted_text: str) -> Decimal | None:
    """Return the number that a file writes for a machine: ``-12.5``, ``4.5E4``; else ``None``.

    It is one of a spreadsheet too, with dust below its 15 digits.
    """
    if not _MACHINE.fullmatch(untrusted_text):
        return None
    return from_float(float(untrusted_text))
