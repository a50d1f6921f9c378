"""The data key that opens a book, its sub-keys, and the key slots that wrap it.

A random 256-bit data key is wrapped once per slot with AES-256-GCM under a key-encryption key:
from the passphrase by Argon2id (RFC 9106), or from the recovery code's 128 random bits by
HKDF-SHA256 (RFC 5869). The slot's own header is the associated data, so that no slot can be moved
to another book or given weaker parameters.
"""

from __future__ import annotations

import base64
import functools
import json
import os
import secrets
import sys
import time
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from argon2 import low_level
from argon2.exceptions import HashingError
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from cfo_desktop.base.errors import BookDamaged
from cfo_desktop.base.errors import Bug
from cfo_desktop.base.errors import UserError
from cfo_desktop.store import recovery_code

KEY_BYTES = 32
_SALT_BYTES = 16
_NONCE_BYTES = 12
_GIB = 2**30


@dataclass(frozen=True, slots=True)
class Argon2Cost:
    """Argon2id's parameters: memory in KiB, passes, lanes."""

    memory_kib: int
    iterations: int
    lanes: int


FLOOR = Argon2Cost(memory_kib=64 * 1024, iterations=3, lanes=2)
"""The least that any slot may use."""
_CANDIDATES = (
    Argon2Cost(memory_kib=256 * 1024, iterations=4, lanes=2),
    Argon2Cost(memory_kib=128 * 1024, iterations=4, lanes=2),
    FLOOR,
)
_TARGET_SECONDS = 1.0
_KIB_OF_MIB = 2**10
_KIB_OF_GIB = 2**20
_CEILING_KIB = 4 * _KIB_OF_GIB
_MOST_ITERATIONS = 1000


@dataclass(frozen=True, slots=True)
class Slot:
    """One wrapping of the data key: its public ``header`` and the wrapped bytes."""

    header: Mapping[str, str | int]
    nonce: bytes
    wrapped: bytes

    @property
    def kind(self) -> str:
        """``passphrase`` or ``recovery``."""
        return str(self.header["kind"])


def new_key() -> bytes:
    """Return a random data key."""
    return secrets.token_bytes(KEY_BYTES)


def sub_key(data_key: bytes, label: str) -> bytes:
    """Return the 32-byte key for one use (``database``, ``anchor``, ``backup``)."""
    if len(data_key) != KEY_BYTES:
        raise Bug("a data key has 32 bytes")
    return _hkdf(data_key, f"cfo-desktop {label}")


def calibrated_cost() -> Argon2Cost:
    """Return the strongest parameters this computer does within a second; never below the floor."""
    plenty = _memory_bytes() >= 8 * _GIB
    for cost in _CANDIDATES[0 if plenty else 1 :]:
        started = time.perf_counter()
        try:
            _argon2(b"calibration", bytes(_SALT_BYTES), cost)
        except MemoryError:
            continue
        if time.perf_counter() - started <= _TARGET_SECONDS:
            return cost
    return FLOOR


def passphrase_slot(
    data_key: bytes, passphrase: str, *, book_id: str, cost: Argon2Cost | None = None
) -> Slot:
    """Wrap ``data_key`` under ``passphrase``; raise ``UserError("passphrase_empty")``."""
    if not passphrase:
        raise UserError("passphrase_empty")
    cost = cost or calibrated_cost()
    header: dict[str, str | int] = {
        "kind": "passphrase",
        "book": book_id,
        "kdf": "argon2id",
        "memory_kib": max(cost.memory_kib, FLOOR.memory_kib),
        "iterations": max(cost.iterations, FLOOR.iterations),
        "lanes": cost.lanes,
        "salt": base64.b64encode(secrets.token_bytes(_SALT_BYTES)).decode(),
    }
    return _wrap(data_key, header, _passphrase_key(passphrase, header))


def recovery_slot(data_key: bytes, *, book_id: str) -> tuple[Slot, str]:
    """Wrap ``data_key`` under a new recovery code; return the slot and the code to print once."""
    secret = secrets.token_bytes(recovery_code.SECRET_BYTES)
    header: dict[str, str | int] = {"kind": "recovery", "book": book_id, "kdf": "hkdf-sha256"}
    slot = _wrap(data_key, header, _hkdf(secret, "cfo-desktop recovery"))
    return slot, recovery_code.encode(secret)


def unwrap_with_passphrase(slot: Slot, passphrase: str) -> bytes:
    """Return the data key; raise ``UserError("passphrase_wrong")`` and nothing more telling."""
    key = _passphrase_key(passphrase, slot.header) if passphrase else bytes(KEY_BYTES)
    return _unwrap(slot, key, "passphrase_wrong")


def unwrap_with_recovery_code(slot: Slot, untrusted_code: str) -> bytes:
    """Return the data key; raise ``UserError``: ``recovery_code_wrong`` or a typing error's."""
    secret = recovery_code.decode(untrusted_code)
    return _unwrap(slot, _hkdf(secret, "cfo-desktop recovery"), "recovery_code_wrong")


def _wrap(data_key: bytes, header: Mapping[str, str | int], key: bytes) -> Slot:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return Slot(header, nonce, AESGCM(key).encrypt(nonce, data_key, _associated(header)))


def _unwrap(slot: Slot, key: bytes, code: str) -> bytes:
    try:
        data_key = AESGCM(key).decrypt(slot.nonce, slot.wrapped, _associated(slot.header))
    except InvalidTag as error:
        raise UserError(code) from error
    except ValueError as error:
        raise BookDamaged("slots_damaged") from error
    if len(data_key) != KEY_BYTES:
        raise Bug("a data key has 32 bytes")
    return data_key


def _associated(header: Mapping[str, str | int]) -> bytes:
    return json.dumps(header, sort_keys=True, separators=(",", ":")).encode()


def _passphrase_key(passphrase: str, header: Mapping[str, str | int]) -> bytes:
    # Half characters: what a terminal passed on that was no UTF-8.
    normal = unicodedata.normalize("NFC", passphrase).encode(errors="surrogatepass")
    try:
        memory, iterations = int(header["memory_kib"]), int(header["iterations"])
        cost = Argon2Cost(memory, iterations, int(header["lanes"]))
        salt = base64.b64decode(str(header["salt"]), validate=True)
    except (KeyError, ValueError) as error:
        raise BookDamaged("slots_damaged") from error
    if memory > _CEILING_KIB or iterations > _MOST_ITERATIONS:
        raise UserError("slots_ask_too_much_memory", gib=memory // _KIB_OF_GIB)
    try:
        return _argon2(normal, salt, cost)
    except MemoryError as error:
        raise UserError("memory_short", mib=memory // _KIB_OF_MIB) from error
    except (ValueError, OverflowError) as error:
        raise BookDamaged("slots_damaged") from error


def _argon2(secret: bytes, salt: bytes, cost: Argon2Cost) -> bytes:
    # Not by `cryptography`, which holds Python's lock meanwhile: the window would stand still.
    try:
        return low_level.hash_secret_raw(
            secret,
            salt,
            time_cost=cost.iterations,
            memory_cost=cost.memory_kib,
            parallelism=cost.lanes,
            hash_len=KEY_BYTES,
            type=low_level.Type.ID,
        )
    except HashingError as error:
        if "allocation" in str(error):
            raise MemoryError from error
        raise ValueError(str(error)) from error


def _hkdf(secret: bytes, label: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=label.encode()).derive(secret)


@functools.cache
def _memory_bytes() -> int:
    """Physical memory; Windows has no ``sysconf``, and there the smaller parameters are tried."""
    if sys.platform == "win32":
        return 0
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
