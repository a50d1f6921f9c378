"""Names of parties as different papers write them: when two are one party's."""

from __future__ import annotations

import functools
import re
from collections import Counter

from cfo_desktop.domain.search import folded

_FORMS = (
    *("有限责任公司", "股份有限公司", "有限公司", "公司", "个体工商户"),
    *("gesellschaftmitbeschränkterhaftung", "gmbhcokg", "gmbh", "limited", "ltd", "llc", "inc"),
    *("incorporated", "corporation", "corp", "plc", "srl", "spa", "sarl", "sas", "bv", "ag", "kg"),
    *("sdnbhd", "ptyltd", "company", "co"),
)
"""Legal forms, folded, as names end in them; the longer before what they end in themselves."""
_LEAST = 2
"""So many letters of a name are left at least."""
_ALIKE = 0.7
_PER_PAIR = 2
_DIGITS = re.compile("[0-9]+")


def letters_of(text: str) -> str:
    """Return the letters and digits of a text, folded: what names are looked up in."""
    return "".join(letter for letter in folded(text) if letter.isalnum())


@functools.lru_cache(4096)
def name_key(name: str) -> str:
    """Return what is the same of a name however it is written: no case, signs or legal form.

    Empty where nothing of it is a letter or digit.
    """
    key = letters_of(name)
    shorter = True
    while shorter:
        shorter = False
        for form in _FORMS:
            if key.endswith(form) and len(key) - len(form) >= _LEAST:
                key = key[: -len(form)]
                shorter = True
                break
    return key


def are_alike(name: str, other: str) -> bool:
    """Tell whether two names are one party's but for letters read wrongly or left out.

    Numbers must be the same: Shop 12 is not Shop 13.
    """
    one, two = name_key(name), name_key(other)
    if not one or not two:
        return False
    if one == two or _begins(one, two):
        return True
    return _DIGITS.findall(one) == _DIGITS.findall(two) and _likeness(one, two) >= _ALIKE


def _begins(one: str, two: str) -> bool:
    """Tell whether one name is the beginning of the other: 'Metro' of 'Metro Markt Nord'."""
    short, long = sorted((one, two), key=len)
    return len(short) >= 4 and long.startswith(short)  # noqa: PLR2004 - shorter ones begin many


def _likeness(one: str, two: str) -> float:
    """Return from 0 to 1 how many pairs of letters two names share (Dice's coefficient)."""
    pairs, others = _pairs(one), _pairs(two)
    shared = sum((pairs & others).values())
    return _PER_PAIR * shared / (pairs.total() + others.total())


def _pairs(key: str) -> Counter[str]:
    padded = f" {key} "
    return Counter(padded[at : at + 2] for at in range(len(padded) - 1))
