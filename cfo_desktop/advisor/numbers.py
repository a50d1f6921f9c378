"""Every number in a text, however it is written: digits, English words, Chinese numerals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands: ``text[start:end]``.

    ``percent`` says that it is a share of a hundred; ``scaled`` that a word or letter multiplies
    it (grand, 万), as one says of money.
    """

    start: int
    end: int
    value: Decimal
    percent: bool = False
    scaled: bool = False


def find(text: str) -> tuple[Number, ...]:
    """Return the numbers of a text in the order in which they stand, none within another."""
    lowered = text.lower()
    found: list[Number] = []
    for pattern, read in _WAYS:
        for match in pattern.finditer(lowered):
            number = read(match)
            if number is not None and not any(
                number.start < each.end and each.start < number.end for each in found
            ):
                found.append(number)
    return tuple(sorted(found, key=lambda number: number.start))


# --- digits, with what multiplies them ---

_SCALES = {
    "k": 1_000,
    "grand": 1_000,
    "thousand": 1_000,
    "hundred": 100,
    "lakh": 100_000,
    "lakhs": 100_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "million": 1_000_000,
    "crore": 10_000_000,
    "bn": 10**9,
    "billion": 10**9,
    "十": 10,
    "百": 100,
    "千": 1_000,
    "万": 10_000,
    "w": 10_000,
    "亿": 10**8,
    "百万": 10**6,
    "千万": 10**7,
    "万亿": 10**12,
}
_DIGITS = re.compile(
    r"(?<![a-z0-9_.,])(?P<sign>[-−]?)(?P<digits>\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"(?:\s?(?P<scale>万亿|千万|百万|[十百千万亿]|(?:k|w|m|mn|bn|grand|thousand|hundred|million|billion"
    r"|lakhs?|crore)(?![a-z])))?(?P<more>[一二三四五六七八九1-9](?![\d.,一二三四五六七八九十百千万亿个]))?"
    r"(?P<percent>\s?(?:%|％|percent\b|per\scent\b))?"
)


def _of_digits(match: re.Match[str]) -> Number:
    scale = _SCALES.get(match["scale"] or "", 1)
    value = Decimal(re.sub("[,，]", "", match["digits"])) * scale
    end = match.end()
    if match["more"]:
        # Only after a Chinese unit does a single digit stand for the unit below: 3千5 is 3,500.
        if (match["scale"] or "") in "百千万" and match["scale"]:
            value += Decimal(_CHINESE.get(match["more"], 0) or int(match["more"])) * (scale // 10)
        else:
            end = match.start("more")
    if match["sign"]:
        value = -value
    return Number(match.start(), end, value, bool(match["percent"]), scale > 1)


# --- English words ---

_ONES = dict(
    zip(
        (
            *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
            *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
            *("seventeen", "eighteen", "nineteen"),
        ),
        range(20),
        strict=True,
    )
)
_TENS = dict(
    zip(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
        range(20, 100, 10),
        strict=True,
    )
)
_GROUPS = {
    "hundred": 100,
    "thousand": 1_000,
    "grand": 1_000,
    "k": 1_000,
    "lakh": 100_000,
    "million": 10**6,
    "billion": 10**9,
    "dozen": 12,
}
_HUNDRED = 100
_PLAIN = "|".join(sorted((*_ONES, *_TENS), key=len, reverse=True))
_WORD = rf"(?:{_PLAIN}|{'|'.join(_GROUPS)})"
_HALF = r"(?:\s+and\s+a\s+(?:half|quarter))"
_WORDS = re.compile(
    rf"\b(?:(?:half|quarter)\s+(?:of\s+)?an?\s+(?:hundred|thousand|grand|million|dozen|lakh)"
    rf"|(?:an?\s+(?=hundred|thousand|grand|million|dozen|billion|lakh))?{_WORD}(?:(?:[\s-]+(?:and\s+)?{_WORD})|{_HALF})*)\b"
    r"(?P<percent>\s+(?:percent|per\scent)\b)?"
)


def _of_words(match: re.Match[str]) -> Number | None:
    text = match[0][: match.start("percent") - match.start()] if match["percent"] else match[0]
    words = re.findall(r"[a-z]+", text)
    total, current, scaled = Fraction(0), Fraction(0), False
    for place, word in enumerate(words):
        if word in _ONES or word in _TENS:
            current += _ONES.get(word, 0) or _TENS.get(word, 0)
        elif word in {"half", "quarter"}:
            current += Fraction(1, 2) if word == "half" else Fraction(1, 4)
        elif word in _GROUPS:
            scaled = True
            current = (current or Fraction(1)) * _GROUPS[word]
            multiplied_again = words[place + 1 : place + 2] and words[place + 1] in _GROUPS
            if _GROUPS[word] > _HUNDRED and not multiplied_again:
                total, current = total + current, Fraction(0)
    value = total + current
    decimal = Decimal(value.numerator) / Decimal(value.denominator)
    return Number(match.start(), match.end(), decimal, bool(match["percent"]), scaled)


# --- Chinese numerals ---

_CHINESE = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    "〇": 0,
    "两": 2,
    "俩": 2,
    "仨": 3,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1_000, "仟": 1_000}
_TEN = 10
_YEAR = 4
"""Digits that are read one by one: of a year."""
_NUMERALS = "".join((*_CHINESE, *_UNITS))
_HAN = re.compile(
    rf"(?P<share>百分之)?(?P<numerals>[{_NUMERALS}][{_NUMERALS}万亿]*(?:点[{_NUMERALS}]+[万亿]?)?|[万亿](?=[块元]))"
    r"(?P<half>个?半(?![年个月天]))?(?P<tenths>成)?"
)


def _of_numerals(match: re.Match[str]) -> Number | None:
    text = match["numerals"]
    value = _chinese_value(text)
    if value is None:
        return None
    scaled = any(each in text for each in "百佰千仟万亿")
    if match["half"]:
        unit = _smallest_unit(text)
        value += Decimal(unit) / 2
    if match["tenths"]:
        return Number(match.start(), match.end(), value * 10, percent=True)
    return Number(match.start(), match.end(), value, bool(match["share"]), scaled)


def _smallest_unit(text: str) -> int:
    return {"万": 10_000, "亿": 10**8, **_UNITS}.get(text[-1], 1)


def _chinese_value(text: str) -> Decimal | None:
    """Return what numerals are worth; ``None`` where they are no number."""
    whole, point, rest = text.partition("点")
    if point:
        scale = 1
        if rest[-1:] in ("万", "亿"):
            scale, rest = (10_000 if rest[-1] == "万" else 10**8), rest[:-1]
        digits = "".join(str(_CHINESE[each]) for each in rest if each in _CHINESE)
        base = _chinese_value(whole)
        return None if base is None or not digits else Decimal(f"{base}.{digits}") * scale
    if len(whole) > 1 and all(each in _CHINESE for each in whole):
        # 二零二六, read digit by digit; 三五 ("three or five") is no number.
        digits = "".join(str(_CHINESE[each]) for each in whole)
        return Decimal(digits) if len(digits) >= _YEAR or "0" in digits else None
    return Decimal(_grouped(whole))


def _grouped(text: str) -> int:
    total = section = digit = 0
    unit, zero = 1, False
    for each in text:
        if each in _CHINESE:
            digit = _CHINESE[each]
            zero = zero or digit == 0
        elif each in _UNITS:
            unit, zero = _UNITS[each], False
            section += (digit or 1) * unit
            digit = 0
        else:
            unit, zero = (10_000 if each == "万" else 10**8), False
            total = (total + section + digit or 1) * unit
            section = digit = 0
    # Said shortly, the last digit is of the unit below: 三千五 is 3,500, 三千零五 is 3,005.
    last = digit * (unit // _TEN if unit > _TEN and not zero else 1)
    return total + section + last


_WAYS = ((_DIGITS, _of_digits), (_HAN, _of_numerals), (_WORDS, _of_words))


def values(text: str) -> tuple[Decimal, ...]:
    """Return what the numbers of a text are worth, in the order in which they stand."""
    return tuple(each.value for each in find(text))
