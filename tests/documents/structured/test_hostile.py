"""Hostile and broken files: each is refused with one fault, in bounded time and memory."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from cfo_desktop.documents.structured import embedded
from cfo_desktop.documents.structured import limits
from cfo_desktop.documents.structured import ofd
from cfo_desktop.documents.structured import ofd_pages
from cfo_desktop.documents.structured import xml
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.fault import Fault
from tests.documents.structured import samples
from tests.documents.structured.samples import BILL

UBL = samples.ubl(BILL)
MUTATED = 300
FORMATS = {
    "ubl": UBL,
    "cii": samples.cii(BILL),
    "zugferd1": samples.zugferd1(BILL),
    "fatturapa": samples.fatturapa(BILL, bodies=2),
    "einvoice": samples.einvoice(BILL),
    "older": samples.older_einvoice(BILL),
}
_BOMB = "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' if n else '<!ENTITY a0 "ha">' for n in range(10)
)


def _with_type(declared: str, said: str) -> str:
    text = UBL.partition("?>\n")[2]
    text = text.replace("<cbc:ID>R-2026/17</cbc:ID>", f"<cbc:ID>{said}</cbc:ID>")
    return f'<?xml version="1.0"?><!DOCTYPE Invoice {declared}>{text}'


@pytest.mark.parametrize(
    "text",
    [
        _with_type(f"[{_BOMB}]", "&a9;"),
        _with_type('[<!ENTITY x SYSTEM "file:///etc/passwd">]', "&x;"),
        _with_type('SYSTEM "http://127.0.0.1/invoice.dtd"', "7"),
        _with_type('[<!ENTITY % x SYSTEM "http://127.0.0.1/x">%x;]', "7"),
    ],
    ids=["laughs", "file", "address", "parameter"],
)
def test_document_types_are_forbidden(text: str) -> None:
    assert samples.refused(text).code == "document_forbidden"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "document_empty"),
        (b" \n ", "document_empty"),
        (b"\0" * 100, "document_not_well_formed"),
        (b"no xml", "document_not_well_formed"),
        (b"\xff\xfe\xff", "document_cut"),
        (b"<a/>", "document_format"),
        (b"<Invoice><Total>5</Total></Invoice>", "document_format"),
        (b"<html><body>Invoice</body></html>", "document_format"),
        (UBL.replace("</cac:Party>", "", 1).encode(), "document_not_well_formed"),
        (UBL.replace("&amp;", "&").encode(), "document_not_well_formed"),
        (UBL.replace("&amp;", "&holz;").encode(), "document_not_well_formed"),
        (b"\n" + UBL.encode(), "document_not_well_formed"),
        (UBL.encode("cp1252"), "document_not_well_formed"),
        (UBL.replace("UTF-8", "x-klingon").encode(), "document_encoding"),
        (UBL.replace("UTF-8", "gb18030").encode("utf-8") + b"\xff", "document_encoding"),
        (UBL.replace("UTF-8", "UTF-16").encode(), "document_not_well_formed"),
        ((UBL + "<more/>").encode(), "document_not_well_formed"),
        ((UBL + "\0").encode(), "document_not_well_formed"),
    ],
)
def test_broken_xml(content: bytes, code: str) -> None:
    assert samples.refused(content).code == code


@pytest.mark.parametrize("name", FORMATS)
def test_truncated_anywhere(name: str) -> None:
    content = FORMATS[name].encode()
    for end in range(1, len(content) - 1, 37):
        fault = samples.refused(content[:end])
        assert fault.code in {"document_cut", "document_not_well_formed"}
        assert fault.place.startswith("line ")


def test_a_million_elements() -> None:
    text = UBL.replace("</Invoice>", "<a/>" * 1_000_000 + "</Invoice>")
    assert samples.refused(text).code == "document_too_complex"


def test_deeper_than_any_invoice() -> None:
    depth = 100_000
    text = UBL.replace("</Invoice>", "<a>" * depth + "</a>" * depth + "</Invoice>")
    assert samples.refused(text).code == "document_too_complex"


def test_more_attributes_than_any_element_has() -> None:
    attributes = " ".join(f'a{n}="1"' for n in range(10_000))
    assert samples.refused(f"<Invoice {attributes}/>").code == "document_too_complex"


def test_larger_than_any_invoice() -> None:
    content = UBL.encode() + b" " * limits.MAX_BYTES
    fault = samples.refused(content)
    assert (fault.code, fault.data) == ("document_too_large", {"limit": "50"})
    found = ofd.read(content)
    assert isinstance(found, Fault)
    assert found.code == "document_too_large"
    assert embedded.xml_of(content) is None


def test_long_texts_are_cut_and_numbers_bounded() -> None:
    text = UBL.replace("Holz &amp; Söhne GmbH", "Holz " * 1_000_000)
    found = samples.read(text)
    assert len(found.text_of(Field.SELLER)) == limits.MAX_NAME
    assert len(found.text) <= limits.MAX_TEXT
    digits = UBL.replace(">270.27<", f">{'9' * 5_000_000}<")
    assert samples.refused(digits).code == "document_amount"


@pytest.mark.parametrize("name", FORMATS)
def test_mutated(name: str) -> None:
    dice = random.Random(name)  # noqa: S311 - the same files each time
    content = FORMATS[name].encode()
    for _ in range(MUTATED):
        damaged = bytearray(content)
        for _ in range(dice.choice([1, 1, 2, 8])):
            at = dice.randrange(len(damaged))
            match dice.randrange(4):
                case 0:
                    damaged[at] = dice.randrange(256)
                case 1:
                    del damaged[at : at + dice.randint(1, 40)]
                case 2:
                    damaged[at:at] = dice.choice([b"9", b"-", b"<", b"&", b"\0", b"2026", b"e"])
                case _:
                    other = dice.randrange(len(damaged))
                    damaged[at : at + 20] = damaged[other : other + 20]
        found = xml.read_all(bytes(damaged), currency="EUR")
        assert isinstance(found, (tuple, Fault))


def _refused(content: bytes) -> str:
    found = ofd.read(content)
    assert isinstance(found, Fault)
    assert ofd_pages.read(content) == found
    return found.code


def test_broken_archives() -> None:
    whole = samples.ofd(attached=samples.older_einvoice(BILL))
    assert _refused(b"") == "document_empty"
    assert _refused(b"no archive") == "document_damaged"
    assert _refused(whole[: len(whole) // 2]) == "document_damaged"
    assert _refused(samples.zipped({"a.txt": "a"})) == "document_format"
    locked = bytearray(whole)
    at = locked.rindex(b"PK\x01\x02")
    locked[at + 8] |= 1
    assert _refused(bytes(locked)) == "document_password"


@pytest.mark.parametrize("size", [limits.MAX_UNPACKED + 1, 30 * 1024 * 1024])
def test_archives_that_unpack_too_far(size: int) -> None:
    head = "<OFD><DocBody/></OFD>"
    assert _refused(samples.zipped({"OFD.xml": head, "big.xml": b" " * size})) == "document_unpacks"


def test_archives_of_too_many_parts() -> None:
    parts = {f"{n}.xml": "" for n in range(limits.MAX_ZIP_MEMBERS + 1)}
    assert _refused(samples.zipped({"OFD.xml": "<OFD/>"} | parts)) == "document_unpacks"


def test_names_that_climb_out_of_the_archive() -> None:
    parts = {
        "OFD.xml": "<OFD><DocBody><DocRoot>../../etc/passwd</DocRoot></DocBody></OFD>",
        "../original_invoice.xml": samples.older_einvoice(BILL),
    }
    found = ofd.read(samples.zipped(parts))
    assert isinstance(found, Document)  # a name in a list, never a path


def test_entities_inside_an_archive() -> None:
    text = f"<!DOCTYPE eInvoice [{_BOMB}]>{samples.older_einvoice(BILL)}"
    assert ofd.read(samples.ofd(attached=text)) == Fault("document_no_data")


def test_mutated_archives() -> None:
    dice = random.Random(7)  # noqa: S311 - the same files each time
    tags = "<eInvoice><InvoiceNo><ObjectRef>1</ObjectRef></InvoiceNo></eInvoice>"
    content = samples.ofd(
        attached=samples.older_einvoice(BILL), tags=tags, texts={"1": ("1 2 3 4", "7")}
    )
    for _ in range(MUTATED):
        damaged = bytearray(content)
        for _ in range(dice.choice([1, 2, 8])):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        found = ofd.read(bytes(damaged))
        assert isinstance(found, (Document, Fault))
        assert isinstance(ofd_pages.read(bytes(damaged)), (tuple, Fault))


def test_pages_with_absurd_numbers() -> None:
    texts = {
        "1": ("1 2 3", "three"),
        "2": ("1e9 2 3 4", "far"),
        "3": ("NaN inf 3 4", "none"),
        "4": ("-50 -50 20 20", "outside"),
    }
    content = samples.ofd(texts=texts).replace(b"unused", b"")
    pages = ofd_pages.read(content)
    assert not isinstance(pages, Fault)
    assert sorted(piece.text for piece in pages[0].pieces) == ["far", "none", "outside", "three"]


def test_steps_without_end() -> None:
    parts = {
        "OFD.xml": "<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>",
        "D.xml": "<Document><Pages><Page BaseLoc='P.xml'/></Pages></Document>",
        "P.xml": (
            "<Page><TextObject Boundary='0 0 9 9' Size='1'><TextCode X='0' "
            f"DeltaX='{'g 999999999 1 ' * 5_000}'>a</TextCode></TextObject></Page>"
        ),
    }
    pages = ofd_pages.read(samples.zipped(parts))
    assert not isinstance(pages, Fault)
    assert len(pages[0].pieces) == 1


def test_a_member_that_is_longer_than_it_says() -> None:
    pipe = io.BytesIO()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", "<OFD/>")
        archive.writestr("original_invoice.xml", samples.older_einvoice(BILL))
    content = bytearray(pipe.getvalue())
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert ofd.read(bytes(content)) == Fault("document_no_data")


def test_frames_and_mentions_without_end() -> None:
    assert samples.refused(b"-----BEGIN A-----" * 200_000).code == "document_not_well_formed"
    assert embedded.xml_of(b"/Type /EmbeddedFile " * 200_000) is None
    assert embedded.xml_of(b"/Type /EmbeddedFile\nstream\n" * 200_000) is None


def test_pages_that_all_show_the_same_large_part() -> None:
    text = "".join(
        f"<TextObject Boundary='0 0 9 9'><TextCode>{n * n:x}</TextCode></TextObject>"
        for n in range(40_000)
    )
    parts = {
        "OFD.xml": "<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>",
        "D.xml": "<Document><Pages>" + "<Page BaseLoc='P.xml'/>" * 200 + "</Pages></Document>",
        "P.xml": f"<Page>{text}</Page>",
    }
    pages = ofd_pages.read(samples.zipped(parts))
    assert not isinstance(pages, Fault)
    assert len(pages) == 3


def test_a_member_without_a_name() -> None:
    content = bytearray(samples.zipped({"a": "", "OFD.xml": "<OFD/>"}))
    at = content.index(b"PK\x01\x02")
    content[at + 46] = 0  # a name ends at its first zero
    assert ofd.read(bytes(content)) == Fault("document_no_data")
