"""Workbooks (.xlsx) with a password: an old container around the encrypted file."""

from __future__ import annotations

import io
import re
import zipfile

from cfo_desktop.domain.fault import Fault
from cfo_desktop.statements import ole

_PACKAGE = "EncryptedPackage"
_INFO = "EncryptionInfo"
_MAX_INFO = 1 << 16
_SPINS = re.compile(rb"spinCount\s*=\s*[\"']0*([0-9]*)[\"']")
_MAX_SPINS = 1_000_000
"""Rounds of hashing that a password may cost; Excel takes 100 000."""


def is_one(untrusted_content: bytes) -> bool:
    """Tell whether these bytes are an encrypted workbook, presentation or text."""
    if not untrusted_content.startswith(ole.MAGIC):
        return False
    found = ole.streams(untrusted_content)
    return not isinstance(found, Fault) and {_PACKAGE, _INFO} <= found.keys()


def unlocked(untrusted_content: bytes, *, password: str | None) -> bytes | Fault:
    """Return the workbook inside.

    Faults: ``file_password``, ``file_password_wrong``, ``file_damaged``.
    """
    found = ole.streams(untrusted_content, _INFO)
    if isinstance(found, Fault):
        return found
    if _is_hostile(found[_INFO]):
        return Fault("file_damaged")
    if not password:
        return Fault("file_password")
    return _decrypted(untrusted_content, password)


def _is_hostile(info: bytes) -> bool:
    """Tell whether what describes the encryption would cost hours, or defines entities."""
    spins = [int(digits[:9] or b"0") for digits in _SPINS.findall(info)]
    return len(info) > _MAX_INFO or b"<!" in info or any(n > _MAX_SPINS for n in spins)


def _decrypted(content: bytes, password: str) -> bytes | Fault:
    from msoffcrypto import exceptions
    from msoffcrypto.format.ooxml import OOXMLFile

    target = io.BytesIO()
    try:
        locked = OOXMLFile(io.BytesIO(content))
        locked.load_key(password=password, verify_password=True)
        locked.decrypt(target)
    except exceptions.InvalidKeyError:
        return Fault("file_password_wrong")
    except Exception:  # noqa: BLE001 - whatever a damaged container makes the library do
        return Fault("file_damaged")
    whole = zipfile.is_zipfile(target)
    return target.getvalue() if whole else Fault("file_damaged")
