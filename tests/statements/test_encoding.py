"""Which encoding a file is in, and what is left where some bytes are damaged."""

from __future__ import annotations

import codecs

import pytest

from cfo_desktop.domain.fault import Fault
from cfo_desktop.statements.encoding import Decoded
from cfo_desktop.statements.encoding import decode

CHINESE = "交易日期,摘要,金额\n2024-01-02,超市购物,-12.30\n2024-01-03,工资收入,5000.00\n"
GERMAN = "Buchungstag;Empfänger;Betrag\n02.01.24;Bäckerei Müller;-12,30\n03.01.24;Größe;1,00\n"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (CHINESE.encode(), CHINESE),
        (CHINESE.encode("utf-8-sig"), CHINESE),
        (CHINESE.encode("gb18030"), CHINESE),
        (CHINESE.encode("utf-16"), CHINESE),
        (codecs.BOM_UTF16_BE + CHINESE.encode("utf-16-be"), CHINESE),
        (CHINESE.encode("utf-16-le"), CHINESE),
        (CHINESE.encode("utf-16-be"), CHINESE),
        (CHINESE.encode("utf-32"), CHINESE),
        (GERMAN.encode("cp1252"), GERMAN),
        ("Date,Amount\n2024-01-02,£5.00\n".encode("cp1252"), "Date,Amount\n2024-01-02,£5.00\n"),
        (b"Date,Amount\n", "Date,Amount\n"),
    ],
)
def test_reads(content: bytes, text: str) -> None:
    assert isinstance(found := decode(content), Decoded)
    assert (found.text, found.damaged) == (text, False)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_one_damaged_byte_costs_one_character(encoding: str) -> None:
    content = bytearray((CHINESE * 5).encode(encoding))
    where = content.rindex("购物".encode(encoding))
    content[where] = 0xFF
    assert isinstance(found := decode(bytes(content)), Decoded)
    assert found.damaged
    assert found.text.count("\n") == (CHINESE * 5).count("\n")


def test_a_character_cut_off_at_the_end_is_marked() -> None:
    found = decode((CHINESE + "超").encode()[:-1])
    assert isinstance(found, Decoded)
    assert found.damaged


def test_bytes_in_no_encoding_are_refused_with_the_line() -> None:
    assert decode(b"Date,Amount\n\x81\x8d\x8f\xff,\x90\x9d,\x81,\xff\n") == Fault(
        "encoding_unknown", "line 2"
    )


def test_what_is_no_text_is_refused() -> None:
    assert decode(bytes(range(32)) * 50) == Fault("format_unknown")
