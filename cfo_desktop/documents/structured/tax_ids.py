"""Tax numbers that prove themselves: China's by their check characters, Europe's by country."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from collections.abc import Sequence

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""GB 32100: without I, O, S, V, Z."""
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)}
_REGISTERED = "1[1239]|2[19]|3[1-59]|4[19]|5[1239]|6[129]|7[129]|8[19]|9[1239]|A[19]|N[1239]|Y1"
"""Who registers (9: companies and traders) and what: a company, a sole trader, an association."""
_UNIFIED = re.compile(rf"(?:{_REGISTERED})[0-9]{{6}}[0-9A-HJ-NPQRTUWXY]{{10}}")
_ORGANISATION = re.compile(r"[0-9]{6}[0-9A-Z]{8}[0-9X]")
_PERSON = re.compile(r"[1-9][0-9]{16}[0-9X]")
_SOLE_TRADER = re.compile(r"[1-9][0-9]{16}[0-9X][0-9A-Z]{2}")
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_PERSON_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_PERSON_CHECKS = "10X98765432"
_SEPARATORS = re.compile(r"[\s.\-/]")


def normal(text: str) -> str:
    """Return a tax number as it is compared: capitals, without spaces, dots and hyphens."""
    return _SEPARATORS.sub("", text).upper()


def check(text: str) -> bool | None:
    """Tell whether a tax number fits its own check; ``None`` where no rule for it is known."""
    number = normal(text)
    if rule := _EUROPE.get(number[:2]):
        return rule(number[2:])
    if len(number) in {15, 18, 20} and number[:1].isalnum():
        return _chinese(number)
    return None


def is_valid(text: str) -> bool:
    """Tell whether a number is a tax number by its own check alone."""
    return check(text) is True


def is_chinese(text: str) -> bool:
    """Tell whether it is one of China's: 18 characters (GB 32100), or an older one of 15 or 20."""
    return _chinese(normal(text))


def _chinese(number: str) -> bool:
    match len(number):
        case 15:
            return bool(_ORGANISATION.fullmatch(number)) and _organisation(number[6:])
        case 18:
            return _unified(number) or _person(number)
        case 20:
            return bool(_SOLE_TRADER.fullmatch(number)) and _person(number[:18])
    return False


def _unified(number: str) -> bool:
    if not _UNIFIED.fullmatch(number):
        return False
    total = sum(_VALUES[letter] * pow(3, place, 31) for place, letter in enumerate(number[:17]))
    return _VALUES[number[17]] == -total % 31


def _organisation(code: str) -> bool:
    """GB 11714: eight characters and their check."""
    total = sum(
        int(letter, 36) * weight
        for letter, weight in zip(code, _ORGANISATION_WEIGHTS, strict=False)
    )
    return code[8] == "0123456789X"[-total % 11]


def _person(number: str) -> bool:
    """GB 11643: a sole trader's tax number may be a citizen's id number."""
    if not _PERSON.fullmatch(number):
        return False
    try:
        dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _PERSON_WEIGHTS, strict=False))
    return number[17] == _PERSON_CHECKS[total % 11]


def _weighted(digits: str, weights: Sequence[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def _austria(number: str) -> bool:
    if not re.fullmatch(r"U[0-9]{8}", number):
        return False
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(number[1:8])]
    total = sum(value // 10 + value % 10 for value in doubled)
    return int(number[8]) == (96 - total) % 10


def _belgium(number: str) -> bool:
    fits = re.fullmatch(r"[01][0-9]{9}", number)
    return bool(fits) and 97 - int(number[:8]) % 97 == int(number[8:])


def _denmark(number: str) -> bool:
    fits = re.fullmatch(r"[1-9][0-9]{7}", number)
    return bool(fits) and _weighted(number, (2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


def _germany(number: str) -> bool:
    """ISO 7064, mod 11,10."""
    if not re.fullmatch(r"[1-9][0-9]{8}", number):
        return False
    product = 10
    for digit in number[:8]:
        total = (int(digit) + product) % 10 or 10
        product = 2 * total % 11
    return (11 - product) % 10 == int(number[8])


def _finland(number: str) -> bool:
    if not re.fullmatch(r"[0-9]{8}", number):
        return False
    return _weighted(number, (7, 9, 10, 5, 8, 4, 2, 1)) % 11 == 0


def _france(number: str) -> bool:
    if not re.fullmatch(r"[0-9A-HJ-NP-Z]{2}[0-9]{9}", number):
        return False
    if not number[:2].isdigit():  # newer keys hold letters and follow another rule
        return True
    return int(number[:2]) == (12 + 3 * (int(number[2:]) % 97)) % 97


def _italy(number: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{11}", number)) and _luhn(number)


def _luxembourg(number: str) -> bool:
    fits = re.fullmatch(r"[0-9]{8}", number)
    return bool(fits) and int(number[:6]) % 89 == int(number[6:])


def _netherlands(number: str) -> bool:
    if not re.fullmatch(r"[0-9A-Z+*]{9}B[0-9A-Z+*]{2}", number):
        return False
    if number[:9].isdigit():
        total = _weighted(number[:8], range(9, 1, -1))
        if total % 11 == int(number[8]):
            return True
    if not number.isalnum():
        return False
    spelled = "".join(str(int(letter, 36)) for letter in f"NL{number}")
    return int(spelled) % 97 == 1


def _poland(number: str) -> bool:
    if not re.fullmatch(r"[0-9]{10}", number):
        return False
    return _weighted(number, (6, 5, 7, 2, 3, 4, 5, 6, 7)) % 11 == int(number[9])


def _portugal(number: str) -> bool:
    if not re.fullmatch(r"[1-9][0-9]{8}", number):
        return False
    rest = 11 - _weighted(number, range(9, 1, -1)) % 11
    return int(number[8]) == (rest if rest < 10 else 0)  # noqa: PLR2004 - one digit


def _spain(number: str) -> bool:
    if not re.fullmatch(r"[0-9A-Z][0-9]{7}[0-9A-Z]", number):
        return False
    letters = "TRWAGMYFPDXBNJZSQVHLCKE"
    if number[0].isdigit() or number[0] in "XYZKLM":
        prefix = {"X": "0", "Y": "1", "Z": "2"}.get(number[0], number[0])
        digits = number[1:8] if number[0] in "KLM" else prefix + number[1:8]
        return number[8] == letters[int(digits) % 23]
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(number[1:8])]
    key = -sum(value // 10 + value % 10 for value in doubled) % 10
    return number[8] in {str(key), "JABCDEFGHI"[key]}


def _sweden(number: str) -> bool:
    fits = re.fullmatch(r"[0-9]{10}[0-9]{2}", number)
    return bool(fits) and _luhn(number[:10])


def _fits(pattern: str) -> Callable[[str], bool]:
    """Return the rule of a country of which only the shape is held."""
    compiled = re.compile(pattern)
    return lambda number: bool(compiled.fullmatch(number))


_EUROPE: dict[str, Callable[[str], bool]] = {
    "AT": _austria,
    "BE": _belgium,
    "BG": _fits(r"[0-9]{9,10}"),
    "CY": _fits(r"[0-9]{8}[A-Z]"),
    "CZ": _fits(r"[0-9]{8,10}"),
    "DE": _germany,
    "DK": _denmark,
    "EE": _fits(r"[0-9]{9}"),
    "EL": _fits(r"[0-9]{9}"),
    "ES": _spain,
    "FI": _finland,
    "FR": _france,
    "GB": _fits(r"[0-9]{9}|[0-9]{12}|GD[0-9]{3}|HA[0-9]{3}"),
    "HR": _fits(r"[0-9]{11}"),
    "HU": _fits(r"[0-9]{8}"),
    "IE": _fits(r"[0-9][0-9A-Z+*][0-9]{5}[A-Z]{1,2}"),
    "IT": _italy,
    "LT": _fits(r"[0-9]{9}|[0-9]{12}"),
    "LU": _luxembourg,
    "LV": _fits(r"[0-9]{11}"),
    "MT": _fits(r"[0-9]{8}"),
    "NL": _netherlands,
    "PL": _poland,
    "PT": _portugal,
    "RO": _fits(r"[0-9]{2,10}"),
    "SE": _sweden,
    "SI": _fits(r"[0-9]{8}"),
    "SK": _fits(r"[0-9]{10}"),
    "XI": _fits(r"[0-9]{9}|[0-9]{12}|GD[0-9]{3}|HA[0-9]{3}"),
}
