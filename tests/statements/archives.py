"""ZIP archives written byte by byte: names in any encoding, the old cipher, wrong sizes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable

import pyzipper

_UTF8 = 0x800
_ENCRYPTED = 0x1
_CRC_TABLE = [0] * 256
for _byte in range(256):
    _rest = _byte
    for _bit in range(8):
        _rest = _rest >> 1 ^ (0xEDB88320 if _rest & 1 else 0)
    _CRC_TABLE[_byte] = _rest


def zipped(
    members: Iterable[tuple[str, bytes]],
    *,
    encoding: str = "utf-8",
    password: bytes = b"",
    says: int | None = None,
) -> bytes:
    """Return an archive; only UTF-8 names are flagged as such.

    ``password`` encrypts with the old cipher of PKZIP; ``says`` is the size that is told of each.
    """
    flags = (_UTF8 if encoding == "utf-8" else 0) | (_ENCRYPTED if password else 0)
    body, directory, count = b"", b"", 0
    for name, content in members:
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = packer.compress(content) + packer.flush()
        crc = zlib.crc32(content)
        if password:
            packed = _old_cipher(packed, password, check=crc >> 24)
        raw = name.encode(encoding)
        size = len(content) if says is None else says
        common = struct.pack("<HHHHHIII", 20, flags, 8, 0, 33, crc, len(packed), size)
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + common
        directory += struct.pack("<HHHHHII", len(raw), 0, 0, 0, 0, 0, len(body)) + raw
        body += b"PK\x03\x04" + common + struct.pack("<HH", len(raw), 0) + raw + packed
        count += 1
    end = struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def _old_cipher(content: bytes, password: bytes, *, check: int) -> bytes:
    keys = [0x12345678, 0x23456789, 0x34567890]

    def update(byte: int) -> None:
        keys[0] = keys[0] >> 8 ^ _CRC_TABLE[(keys[0] ^ byte) & 0xFF]
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = keys[2] >> 8 ^ _CRC_TABLE[(keys[2] ^ keys[1] >> 24) & 0xFF]

    for byte in password:
        update(byte)
    out = bytearray()
    for byte in bytes(range(11)) + bytes([check]) + content:
        word = (keys[2] | 2) & 0xFFFF
        out.append(byte ^ (word * (word ^ 1) >> 8) & 0xFF)
        update(byte)
    return bytes(out)


def locked(members: Iterable[tuple[str, bytes]], *, password: str) -> bytes:
    """Return an archive encrypted with AES, as WinZip and 7-Zip do it."""
    stream = io.BytesIO()
    with pyzipper.AESZipFile(
        stream, "w", compression=zipfile.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as packed:
        packed.setpassword(password.encode())
        for name, content in members:
            packed.writestr(name, content)
    return stream.getvalue()
