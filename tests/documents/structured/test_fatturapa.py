"""FatturaPA: no total, several bodies, withheld tax, stamp duty, the simplified form, envelopes."""

from __future__ import annotations

import base64
import datetime as dt
from dataclasses import replace

import pytest

from cfo_desktop.documents.structured import envelope
from cfo_desktop.documents.structured import xml
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from tests.documents.structured import samples
from tests.documents.structured.samples import BILL

TEXT = samples.fatturapa(BILL)
_PAID = (
    "<DataScadenzaPagamento>2026-04-01</DataScadenzaPagamento>"
    "<ImportoPagamento>{}</ImportoPagamento>"
)


def _euro(text: str) -> Money:
    return Money.parse(text, "EUR")


def test_a_total_that_is_not_written_is_summed() -> None:
    document = samples.read(samples.fatturapa(BILL, has_total=False))
    found = document.fields[Field.TOTAL]
    assert (found.value, found.evidence) == (_euro("270.27"), Evidence.PROVED)
    assert not document.warnings


def test_neither_total_nor_sums() -> None:
    text = samples.fatturapa(BILL, has_total=False)
    start, end = text.index("<DatiRiepilogo>"), text.rindex("</DatiRiepilogo>")
    text = text[:start] + text[end + len("</DatiRiepilogo>") :]
    assert samples.read(text).money_of(Field.TOTAL) == _euro("270.27")
    start, end = text.index("<DettaglioLinee>"), text.rindex("</DettaglioLinee>")
    fault = samples.refused(text[:start] + text[end + len("</DettaglioLinee>") :])
    assert (fault.code, fault.place) == ("document_no_total", "ImportoTotaleDocumento")


def test_several_bodies() -> None:
    content = samples.fatturapa(BILL, bodies=3).encode()
    documents = xml.read_all(content, currency="EUR")
    assert not isinstance(documents, Fault)
    assert [each.text_of(Field.NUMBER) for each in documents] == [
        f"R-2026/17-{number}" for number in (1, 2, 3)
    ]
    first = xml.read(content, currency="EUR")
    assert not isinstance(first, Fault)
    assert [(each.code, each.data) for each in first.warnings] == [
        ("document_more", {"count": "2"})
    ]


def test_one_broken_body_refuses_the_file() -> None:
    text = samples.fatturapa(BILL, bodies=2).replace("<Numero>R-2026/17-2</Numero>", "")
    assert samples.refused(text).code == "document_no_number"


def test_a_file_without_a_body() -> None:
    assert samples.refused("<FatturaElettronica/>").code == "document_no_number"


def test_a_person() -> None:
    name = "<Denominazione>Holz &amp; Söhne GmbH</Denominazione>"
    person = "<Nome>MARCO</Nome><Cognome>ROSSI</Cognome>"
    assert samples.read(TEXT.replace(name, person)).text_of(Field.SELLER) == "MARCO ROSSI"


def test_the_tax_code_where_no_vat_number_is() -> None:
    text = samples.fatturapa(replace(BILL, buyer_tax_id=""))
    code = "<CodiceFiscale>RSSMRA65C04A944T</CodiceFiscale>"
    text = text.replace(
        "<CessionarioCommittente><DatiAnagrafici>",
        f"<CessionarioCommittente><DatiAnagrafici>{code}",
    )
    assert samples.read(text).text_of(Field.BUYER_TAX_ID) == "RSSMRA65C04A944T"


def test_withheld_tax_leaves_less_to_pay() -> None:
    paid = _PAID.format("224.24")
    document = samples.read(samples.fatturapa(BILL, payment=paid))
    assert document.money_of(Field.TOTAL) == _euro("270.27")
    assert document.money_of(Field.PAYABLE) == _euro("224.24")
    assert not document.warnings


def test_other_ways_to_pay_the_same_are_no_sum() -> None:
    way = "<DettaglioPagamento><ImportoPagamento>270.27</ImportoPagamento></DettaglioPagamento>"
    text = TEXT.replace("</DatiPagamento>", f"{way}</DatiPagamento>")
    assert Field.PAYABLE not in samples.read(text).fields


def test_a_term_in_days() -> None:
    paid = (
        "<DataRiferimentoTerminiPagamento>2026-03-02</DataRiferimentoTerminiPagamento>"
        "<GiorniTerminiPagamento>30</GiorniTerminiPagamento>"
    )
    document = samples.read(samples.fatturapa(BILL, payment=paid))
    assert document.day_of(Field.DUE_DATE) == dt.date(2026, 4, 1)


def test_parts_to_pay() -> None:
    paid = _PAID.format("70.27")
    second = paid.replace("04-01", "05-01").replace("70.27", "200.00")
    text = samples.fatturapa(
        BILL, payment=f"{paid}</DettaglioPagamento><DettaglioPagamento>{second}"
    )
    document = samples.read(text)
    assert [(str(each.amount), str(each.day)) for each in document.instalments] == [
        ("70.27", "2026-04-01"),
        ("200.00", "2026-05-01"),
    ]
    assert document.day_of(Field.DUE_DATE) == dt.date(2026, 4, 1)
    assert Field.PAYABLE not in document.fields


def test_a_stamp_duty_in_the_total() -> None:
    stamped = TEXT.replace(
        "<ImportoTotaleDocumento>270.27<",
        "<DatiBollo><ImportoBollo>2.00</ImportoBollo></DatiBollo><ImportoTotaleDocumento>272.27<",
    )
    document = samples.read(stamped)
    assert document.money_of(Field.TOTAL) == _euro("272.27")
    assert "document_total_differs" not in [each.code for each in document.warnings]
    wrong = TEXT.replace("<ImportoTotaleDocumento>270.27<", "<ImportoTotaleDocumento>272.27<")
    assert "document_total_differs" in [each.code for each in samples.read(wrong).warnings]


def test_lines_of_eight_decimals_are_rounded_without_a_word() -> None:
    text = TEXT.replace("<PrezzoTotale>200.10000000<", "<PrezzoTotale>200.10400000<")
    text = text.replace("<PrezzoTotale>30.05000000<", "<PrezzoTotale>30.04600000<")
    document = samples.read(text)
    assert [str(line.net) for line in document.lines] == ["200.10", "30.05"]
    assert not document.warnings


def test_the_simplified_form() -> None:
    text = (
        '<n:FatturaElettronicaSemplificata xmlns:n="urn:n"><FatturaElettronicaHeader>'
        "<CedentePrestatore><IdFiscaleIVA><IdPaese>IT</IdPaese><IdCodice>01982821207</IdCodice>"
        "</IdFiscaleIVA><Denominazione>Bar Sport</Denominazione></CedentePrestatore>"
        "<CessionarioCommittente><IdentificativiFiscali><CodiceFiscale>91252510374</CodiceFiscale>"
        "</IdentificativiFiscali><AltriDatiIdentificativi><Denominazione>Comune</Denominazione>"
        "</AltriDatiIdentificativi></CessionarioCommittente></FatturaElettronicaHeader>"
        "<FatturaElettronicaBody><DatiGenerali><DatiGeneraliDocumento><TipoDocumento>TD08"
        "</TipoDocumento><Divisa>EUR</Divisa><Data>2026-03-02</Data><Numero>7</Numero>"
        "</DatiGeneraliDocumento></DatiGenerali><DatiBeniServizi><Descrizione>Caffè</Descrizione>"
        "<Importo>12.20</Importo><DatiIVA><Aliquota>22.00</Aliquota></DatiIVA></DatiBeniServizi>"
        "<DatiBeniServizi><Descrizione>Tè</Descrizione><Importo>11.00</Importo><DatiIVA>"
        "<Imposta>1.00</Imposta></DatiIVA></DatiBeniServizi></FatturaElettronicaBody>"
        "</n:FatturaElettronicaSemplificata>"
    )
    document = samples.read(text)
    assert document.kind is DocumentKind.CREDIT_NOTE
    assert [str(document.money_of(name)) for name in (Field.NET, Field.TAX, Field.TOTAL)] == [
        "20.00",
        "3.20",
        "23.20",
    ]
    assert document.text_of(Field.SELLER) == "Bar Sport"
    assert document.text_of(Field.SELLER_TAX_ID) == "IT01982821207"
    assert document.text_of(Field.BUYER) == "Comune"
    assert document.text_of(Field.BUYER_TAX_ID) == "91252510374"


def _part(tag: int, *inner: bytes) -> bytes:
    content = b"".join(inner)
    length = len(content).to_bytes(4)
    return bytes([tag, 0x84]) + length + content


def _open(tag: int, *inner: bytes) -> bytes:
    return bytes([tag, 0x80]) + b"".join(inner) + b"\0\0"


_SIGNED = bytes.fromhex("06092a864886f70d010702")
_DATA = bytes.fromhex("06092a864886f70d010701")
_HEAD = bytes.fromhex("020101") + _part(0x31)


def _closed_envelope(content: bytes) -> bytes:
    signed = _part(0xA0, _part(0x04, content))
    return _part(
        0x30, _SIGNED, _part(0xA0, _part(0x30, _HEAD, _part(0x30, _DATA, signed), _part(0x31)))
    )


def _cut_envelope(content: bytes) -> bytes:
    pieces = [_part(0x04, content[at : at + 100]) for at in range(0, len(content), 100)]
    signed = _open(0xA0, _open(0x24, *pieces))
    inner = _open(0x30, _HEAD, _open(0x30, _DATA, signed), _part(0x31))
    return _open(0x30, _SIGNED, _open(0xA0, inner))


def _nested_envelope(content: bytes) -> bytes:
    pieces = [_open(0x24, _part(0x04, content[at : at + 9])) for at in range(0, len(content), 9)]
    signed = _open(0xA0, _open(0x24, *pieces))
    inner = _open(0x30, _HEAD, _open(0x30, _DATA, signed), _part(0x31))
    return _open(0x30, _SIGNED, _open(0xA0, inner))


def _pem(content: bytes) -> bytes:
    letters = base64.encodebytes(_closed_envelope(content))
    return b"-----BEGIN PKCS7-----\n" + letters + b"-----END PKCS7-----\n"


@pytest.mark.parametrize(
    "pack",
    [
        _closed_envelope,
        _cut_envelope,
        _nested_envelope,
        lambda content: base64.b64encode(_closed_envelope(content)),
        lambda content: base64.encodebytes(_cut_envelope(content)),
        _pem,
    ],
)
def test_signed_files(pack: object) -> None:
    assert callable(pack)
    packed = pack(TEXT.encode())
    assert envelope.content_of(packed) == TEXT.encode()
    assert xml.read(packed, currency="EUR") == samples.read(TEXT)


@pytest.mark.parametrize("pack", [_closed_envelope, _cut_envelope])
def test_a_cut_envelope_is_refused(pack: object) -> None:
    assert callable(pack)
    packed: bytes = pack(TEXT.encode())
    for end in range(0, len(packed) - 4, 97):
        assert isinstance(xml.read(packed[:end], currency="EUR"), Fault)
