"""Files within files, opened within bounds: ZIP archives, gzip, and what a password protects."""

from __future__ import annotations

import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from cfo_desktop.domain.fault import Fault
from cfo_desktop.statements import limits
from cfo_desktop.statements import locked_workbook
from cfo_desktop.statements import xlsx
from cfo_desktop.statements.table import words_of

_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_ENCRYPTED = 0x1
_UTF8 = 0x800
_SYSTEM_FOLDERS = ("__MACOSX/",)
_SYSTEM_FILES = ("/", ".DS_Store", "Thumbs.db", "desktop.ini")
"""What systems add to an archive unasked: nobody's statement, and no news to the owner."""
_NAME_SHOWN = 80
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    RuntimeError,
    OverflowError,
)
"""What the libraries raise for an archive that is not what its directory says."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file out of an archive, or why it cannot be had.

    ``name`` is shown and never used as a path; empty where the archive can hold one file only.
    ``share`` is its part of all that is unpacked.
    """

    name: str
    content: bytes | Fault
    share: float = 1.0


def is_one(untrusted_content: bytes) -> bool:
    """Tell whether these bytes hold other files; a spreadsheet is a file of its own."""
    if untrusted_content.startswith(_GZIP):
        return True
    return untrusted_content.startswith(_ZIP) and _is_plain_zip(untrusted_content)


def members(
    untrusted_content: bytes, *, password: str | None = None
) -> Iterator[Member] | Fault | None:
    """Return the files in an archive, each unpacked when its turn comes; ``None`` for any other.

    Faults: ``file_password``, ``file_password_wrong``, ``archive_too_large``, ``archive_empty``,
    ``file_cut`` and ``file_damaged`` where nothing can be had.
    """
    if len(untrusted_content) > limits.MAX_BYTES:
        return None
    if untrusted_content.startswith(_GZIP):
        content = _gunzipped(untrusted_content)
        return content if isinstance(content, Fault) else iter([Member("", content)])
    if locked_workbook.is_one(untrusted_content):
        content = locked_workbook.unlocked(untrusted_content, password=password)
        return content if isinstance(content, Fault) else iter([Member("", content)])
    is_zip = untrusted_content.startswith(_ZIP) and _is_plain_zip(untrusted_content)
    return _opened(untrusted_content, password) if is_zip else None


def _gunzipped(content: bytes) -> bytes | Fault:
    limit = min(limits.MAX_UNPACKED, max(limits.SMALL, limits.MAX_RATIO * len(content)))
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as stream:
            unpacked = stream.read(limit + 1)
    except EOFError:
        return Fault("file_cut")
    except _BROKEN:
        return Fault("file_damaged")
    return unpacked if len(unpacked) <= limit else Fault("archive_too_large")


def _is_plain_zip(content: bytes) -> bool:
    """Tell whether a ZIP can be opened and is no document of an office program."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return not xlsx.is_office(set(packed.namelist()))
    except _BROKEN:
        return False


def _opened(content: bytes, password: str | None) -> Iterator[Member] | Fault:
    try:
        packed = _archive(content)
    except _broken():
        return Fault("file_damaged")
    listed: list[zipfile.ZipInfo] = packed.infolist()
    if limits.unpacks_too_far([(info.file_size, info.compress_size) for info in listed]):
        return Fault("archive_too_large")
    wanted = [info for info in listed if not _is_beside(info)]
    if not wanted:
        return Fault("archive_empty")
    secret = _secret(packed, wanted, password)
    return secret if isinstance(secret, Fault) else _unpacked(packed, wanted, secret)


def _archive(content: bytes) -> Any:  # noqa: ANN401 - the library tells no types
    import pyzipper

    return pyzipper.AESZipFile(io.BytesIO(content))


def _broken() -> tuple[type[Exception], ...]:
    import pyzipper

    return (*_BROKEN, pyzipper.BadZipFile)


def _is_beside(info: zipfile.ZipInfo) -> bool:
    """Tell whether a member is a folder, or was put there by a system."""
    return info.filename.startswith(_SYSTEM_FOLDERS) or info.filename.endswith(_SYSTEM_FILES)


def _secret(
    packed: Any,  # noqa: ANN401
    wanted: Sequence[zipfile.ZipInfo],
    password: str | None,
) -> bytes | Fault | None:
    """Return the password as the bytes that open the smallest encrypted file; ``None``: no need."""
    encrypted = [info for info in wanted if info.flag_bits & _ENCRYPTED]
    if not encrypted:
        return None
    if not password:
        return Fault("file_password")
    smallest = min(encrypted, key=lambda info: info.file_size)
    # programs differ in how they turn a password that is not plain ASCII into bytes
    for secret in dict.fromkeys([password.encode(), password.encode("gb18030")]):
        if not isinstance(_content(packed, smallest, secret), Fault):
            return secret
    return Fault("file_password_wrong")


def _unpacked(
    packed: Any,  # noqa: ANN401
    wanted: Sequence[zipfile.ZipInfo],
    secret: bytes | None,
) -> Iterator[Member]:
    total = sum(info.file_size for info in wanted) or 1
    names = [_name(info).replace("\\", "/") for info in wanted]
    times = Counter(PurePosixPath(name).name for name in names)
    for number, (info, name) in enumerate(zip(wanted, names, strict=True), start=1):
        last = PurePosixPath(name).name
        shown = words_of(last if times[last] == 1 else name)[-_NAME_SHOWN:] or f"#{number}"
        yield Member(shown, _content(packed, info, secret), info.file_size / total)


def _content(
    packed: Any,  # noqa: ANN401
    info: zipfile.ZipInfo,
    secret: bytes | None,
) -> bytes | Fault:
    """Unpack one file; its stated size bounds what is unpacked, and its sum proves it."""
    try:
        with packed.open(info, pwd=secret if info.flag_bits & _ENCRYPTED else None) as stream:
            content: bytes = stream.read()
    except _broken():
        return Fault("file_damaged")
    return content if len(content) == info.file_size else Fault("file_damaged")


def _name(info: zipfile.ZipInfo) -> str:
    """Return a name as its maker wrote it: without the UTF-8 flag, in the encoding of its system.

    The library takes such a name for code page 437, in which each byte is some character.
    """
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename
