"""The printed recovery code: 128 random bits as eight groups of digits that catch typing errors.

Each group is a 16-bit number times 11, so that one wrong digit or two swapped neighbours leave a
group that 11 does not divide, and the owner is told which group to look at.
"""

from __future__ import annotations

import unicodedata

from cfo_desktop.base.errors import UserError

SECRET_BYTES = 16
_GROUPS = 8
_DIGITS = 6
_CHECK = 11
_MAX_NUMBER = 0xFFFF


def encode(secret: bytes) -> str:
    """Return 16 bytes as ``dddddd-dddddd-...`` in eight groups."""
    numbers = (int.from_bytes(secret[i : i + 2], "big") for i in range(0, SECRET_BYTES, 2))
    return "-".join(f"{number * _CHECK:0{_DIGITS}d}" for number in numbers)


def decode(untrusted_code: str) -> bytes:
    """Return the 16 bytes of a typed code; blanks, dashes and full width do not matter.

    Raises ``UserError`` with ``recovery_code_length`` (``found``) or ``recovery_code_typo``
    (``group``, counted from 1).
    """
    normal = unicodedata.normalize("NFKC", untrusted_code)
    digits = "".join(char for char in normal if char.isascii() and char.isdigit())
    if len(digits) != _GROUPS * _DIGITS:
        raise UserError("recovery_code_length", found=len(digits))
    secret = bytearray()
    for group in range(_GROUPS):
        number, rest = divmod(int(digits[group * _DIGITS : (group + 1) * _DIGITS]), _CHECK)
        if rest or number > _MAX_NUMBER:
            raise UserError("recovery_code_typo", group=group + 1)
        secret += number.to_bytes(2, "big")
    return bytes(secret)
