"""Says in one word how hard a passphrase is to guess; it never forbids one."""

from __future__ import annotations

import enum
import itertools
import math
import string

_COMMON = (
    "password", "passphrase", "qwerty", "letmein", "welcome", "admin", "woaini", "iloveyou",
    "demo", "shop", "abc123", "111111", "123456", "888888", "666666", "asdf",
)  # fmt: skip
_WEAK_BITS = 40
_GOOD_BITS = 60
_STRONG_BITS = 80


class Strength(enum.IntEnum):
    """Four words for a passphrase, the weakest first."""

    NONE = 0
    WEAK = 1
    FAIR = 2
    GOOD = 3
    STRONG = 4


def strength(passphrase: str) -> Strength:
    """Estimate how hard ``passphrase`` is to guess.

    Each character counts by the size of the alphabets in use; one that repeats or continues its
    neighbour (``aaa``, ``123``, ``cba``) and a common word count little.
    """
    if not passphrase:
        return Strength.NONE
    bits = _bits(passphrase)
    if bits < _WEAK_BITS:
        return Strength.WEAK
    if bits < _GOOD_BITS:
        return Strength.FAIR
    return Strength.GOOD if bits < _STRONG_BITS else Strength.STRONG


def _bits(passphrase: str) -> float:
    rest = passphrase.lower()
    words = 0
    for word in _COMMON:
        words += rest.count(word)
        rest = rest.replace(word, "")
    telling = sum(abs(ord(a) - ord(b)) > 1 for a, b in itertools.pairwise(rest)) + bool(rest)
    telling = min(telling, 2 * len(set(rest)))
    return telling * math.log2(_alphabet(passphrase)) + 4 * words


def _alphabet(passphrase: str) -> int:
    sizes = {
        26: any(char in string.ascii_lowercase for char in passphrase),
        26.5: any(char in string.ascii_uppercase for char in passphrase),
        10: any(char in string.digits for char in passphrase),
        33: any(char in string.punctuation + " " for char in passphrase),
        3000: any(ord(char) > 127 for char in passphrase),
    }
    return int(sum(size for size, used in sizes.items() if used)) or 2
