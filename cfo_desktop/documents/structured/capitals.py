"""Amounts in Chinese capitals (大写), read and written."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)} | {
    digit: value
    for digits in ("〇一二三四五六七八九", "０壹貳參肆伍陸柒捌玖")
    for value, digit in enumerate(digits)
}
_VALUES |= {"两": 2, "兩": 2, "贰": 2, "弍": 2, "叄": 3, "叁": 3}
_SMALL = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "千": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_PLACES = ("", "拾", "佰", "仟")
_NEGATIVE = re.compile(r"^[(（\[]?负数?[)）\]]?")
_WHOLE = re.compile(r"(.*?)[圆元圓](.*)")
_PART = re.compile(r"零?(?:(.)角)?零?(?:(.)分)?[整正]?")
_NOT_WRITTEN = re.compile(r"[\s⊗ⓧ:：¥￥]|人民币|大写|[()（）]")
_LIMIT = 10**12
_FULL_SECTION = 1000
"""A section below it has no thousands, which is said by a zero."""


def amount(text: str) -> Decimal | None:
    """Return the amount that capitals say; ``None`` where they say none.

    ``壹仟贰佰圆伍角整`` is 1200.5; ``（负数）`` or ``负`` before it makes it negative.
    """
    bare = re.sub(r"\s|^[⊗ⓧ]", "", text)
    negative = _NEGATIVE.match(bare)
    bare = _NOT_WRITTEN.sub("", bare[negative.end() :] if negative else bare)
    if not bare.strip("整正"):
        return None
    whole = _WHOLE.fullmatch(bare)
    units, rest = (whole[1], whole[2]) if whole else ("", bare)
    part = _PART.fullmatch(rest)
    yuan = _whole(units) if units else 0
    if part is None or yuan is None or not (whole or part[1] or part[2]):
        return None
    tenth, hundredth = (_VALUES.get(each) if each else 0 for each in part.groups())
    if tenth is None or hundredth is None:
        return None
    cents = yuan * 100 + tenth * 10 + hundredth
    return Decimal(-cents if negative else cents).scaleb(-2)


def words(value: Decimal) -> str:
    """Return an amount of at most two decimals and below a billion thousands in capitals."""
    cents = int(abs(value).scaleb(2))
    yuan, part = divmod(cents, 100)
    tenth, hundredth = divmod(part, 10)
    if yuan >= _LIMIT:
        message = "no amount of that size is written in capitals"
        raise ValueError(message)
    text = f"{_written(yuan)}圆" if yuan or not part else ""
    if tenth:
        text += f"{_DIGITS[tenth]}角"
    elif hundredth and yuan:
        text += "零"
    text += f"{_DIGITS[hundredth]}分" if hundredth else "整"
    return f"（负数）{text}" if value < 0 else text


def _whole(text: str) -> int | None:
    """Read digits and units, the larger units first."""
    total = section = 0
    digit: int | None = None
    for letter in text:
        if letter in _VALUES:
            digit = _VALUES[letter]
        elif letter in _SMALL:
            section += (1 if digit is None else digit) * _SMALL[letter]
            digit = None
        elif letter in _LARGE:
            total = _raised(total, section + (digit or 0), _LARGE[letter])
            section, digit = 0, None
        else:
            return None
    return total + section + (digit or 0)


def _raised(total: int, section: int, unit: int) -> int:
    """Add a section in its unit; 万亿 raises what stands before it as well."""
    if unit == max(_LARGE.values()):
        return (total + section) * unit
    return total + section * unit


def _written(number: int) -> str:
    if not number:
        return _DIGITS[0]
    text = ""
    for unit, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section, number = divmod(number, unit)
        if not section:
            continue
        if text and section < _FULL_SECTION:
            text += _DIGITS[0]
        text += _section(section) + name
    return text


def _section(section: int) -> str:
    """Write a number below ten thousand; zeros between digits are said once."""
    text = ""
    for place in range(3, -1, -1):
        digit = section // 10**place % 10
        if digit:
            text += _DIGITS[digit] + _PLACES[place]
        elif text and section % 10**place and not text.endswith(_DIGITS[0]):
            text += _DIGITS[0]
    return text
