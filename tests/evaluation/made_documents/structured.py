"""Builds structured invoices of each format, valid and broken ones, from the same made bills."""

from __future__ import annotations

import html
import io
import random
import zipfile
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

from cfo_desktop.domain.document import DocumentKind
from tests.evaluation.made_documents import bills
from tests.evaluation.made_documents import chinese
from tests.evaluation.made_documents import english
from tests.evaluation.made_documents.bills import Bill
from tests.evaluation.made_documents.bills import Truth
from tests.evaluation.made_documents.bills import truth
from tests.evaluation.made_documents.parties import Party
from tests.evaluation.made_documents.samples import Sample

_EACH = 20
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_CII = "urn:un:unece:uncefact:data:standard:"
_OFD = "http://www.ofdspec.org/2016"
_FATTURA = "http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2"


def _sum(minor: int) -> str:
    return f"{'-' if minor < 0 else ''}{abs(minor) // 100}.{abs(minor) % 100:02}"


def _text(words: str) -> str:
    return html.escape(words, quote=False)


def _is_credit(bill: Bill) -> bool:
    return bill.kind is DocumentKind.CREDIT_NOTE


def ubl(bill: Bill) -> bytes:
    """Write ``bill`` as UBL 2.1 (Peppol BIS Billing); credit notes have plain sums there."""
    credit = _is_credit(bill)
    root, line, quantity = (
        ("CreditNote", "CreditNoteLine", "CreditedQuantity")
        if credit
        else ("Invoice", "InvoiceLine", "InvoicedQuantity")
    )
    sign, currency = (-1 if credit else 1), bill.country.currency

    def amount(name: str, minor: int) -> str:
        return f'<cbc:{name} currencyID="{currency}">{_sum(minor * sign)}</cbc:{name}>'

    def firm(tag: str, party: Party) -> str:
        return (
            f"<cac:{tag}><cac:Party><cac:PartyName><cbc:Name>{_text(party.name)}</cbc:Name>"
            f"</cac:PartyName><cac:PostalAddress><cbc:StreetName>{_text(party.address[0])}"
            "</cbc:StreetName></cac:PostalAddress><cac:PartyTaxScheme><cbc:CompanyID>"
            f"{_text(party.tax_id)}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID>"
            "</cac:TaxScheme></cac:PartyTaxScheme><cac:PartyLegalEntity><cbc:RegistrationName>"
            f"{_text(party.name)}</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:{tag}>"
        )

    parts = [
        f'{_HEAD}<{root} xmlns="{_UBL}{root}-2"',
        f' xmlns:cac="{_UBL}CommonAggregateComponents-2"',
        f' xmlns:cbc="{_UBL}CommonBasicComponents-2">',
        "<cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>",
        f"<cbc:ID>{_text(bill.number)}</cbc:ID><cbc:IssueDate>{bill.date}</cbc:IssueDate>",
        "" if credit else f"<cbc:DueDate>{bill.due}</cbc:DueDate>",
        f"<cbc:{root}TypeCode>{381 if credit else 380}</cbc:{root}TypeCode>",
        f"<cbc:DocumentCurrencyCode>{currency}</cbc:DocumentCurrencyCode>",
        f"<cac:OrderReference><cbc:ID>{_text(bill.order)}</cbc:ID></cac:OrderReference>",
        firm("AccountingSupplierParty", bill.seller),
        firm("AccountingCustomerParty", bill.buyer),
        f"<cac:TaxTotal>{amount('TaxAmount', bill.tax)}",
    ]
    for rate, net, tax in bill.rates:
        parts.append(
            f"<cac:TaxSubtotal>{amount('TaxableAmount', net)}{amount('TaxAmount', tax)}"
            f"<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>{_sum(rate)}</cbc:Percent>"
            "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal>"
        )
    parts.append("</cac:TaxTotal><cac:LegalMonetaryTotal>")
    parts.append(amount("LineExtensionAmount", bill.net) + amount("TaxExclusiveAmount", bill.net))
    parts.append(amount("TaxInclusiveAmount", bill.total) + amount("PayableAmount", bill.total))
    parts.append("</cac:LegalMonetaryTotal>")
    for place, item in enumerate(bill.items, 1):
        parts.append(
            f'<cac:{line}><cbc:ID>{place}</cbc:ID><cbc:{quantity} unitCode="C62">'
            f"{abs(item.quantity)}</cbc:{quantity}>{amount('LineExtensionAmount', item.amount)}"
            f"<cac:Item><cbc:Name>{_text(item.name)}</cbc:Name><cac:ClassifiedTaxCategory>"
            f"<cbc:ID>S</cbc:ID><cbc:Percent>{_sum(item.rate)}</cbc:Percent>"
            "</cac:ClassifiedTaxCategory></cac:Item><cac:Price>"
            f'<cbc:PriceAmount currencyID="{currency}">{_sum(item.price)}</cbc:PriceAmount>'
            f"</cac:Price></cac:{line}>"
        )
    return "".join([*parts, f"</{root}>"]).encode()


def cii(bill: Bill) -> bytes:
    """Write ``bill`` as UN/CEFACT's invoice of version D16B, the EN 16931 profile of Factur-X."""
    return _cross_industry(
        bill,
        root="CrossIndustryInvoice",
        space=f"{_CII}CrossIndustryInvoice:100",
        context="ExchangedDocumentContext",
        header="ExchangedDocument",
        names={
            "trade": "SupplyChainTradeTransaction",
            "agreement": "ApplicableHeaderTradeAgreement",
            "delivery": "ApplicableHeaderTradeDelivery",
            "settlement": "ApplicableHeaderTradeSettlement",
            "sums": "SpecifiedTradeSettlementHeaderMonetarySummation",
            "line_sums": "SpecifiedTradeSettlementLineMonetarySummation",
            "line_agreement": "SpecifiedLineTradeAgreement",
            "line_delivery": "SpecifiedLineTradeDelivery",
            "line_settlement": "SpecifiedLineTradeSettlement",
            "percent": "RateApplicablePercent",
        },
        entities="100",
    )


def zugferd1(bill: Bill) -> bytes:
    """Write ``bill`` as ZUGFeRD 1.0, whose names differ from its successors'."""
    return _cross_industry(
        bill,
        root="CrossIndustryDocument",
        space="urn:ferd:CrossIndustryDocument:invoice:1p0",
        context="SpecifiedExchangedDocumentContext",
        header="HeaderExchangedDocument",
        names={
            "trade": "SpecifiedSupplyChainTradeTransaction",
            "agreement": "ApplicableSupplyChainTradeAgreement",
            "delivery": "ApplicableSupplyChainTradeDelivery",
            "settlement": "ApplicableSupplyChainTradeSettlement",
            "sums": "SpecifiedTradeSettlementMonetarySummation",
            "line_sums": "SpecifiedTradeSettlementMonetarySummation",
            "line_agreement": "SpecifiedSupplyChainTradeAgreement",
            "line_delivery": "SpecifiedSupplyChainTradeDelivery",
            "line_settlement": "SpecifiedSupplyChainTradeSettlement",
            "percent": "ApplicablePercent",
        },
        entities="12",
    )


def _cross_industry(
    bill: Bill,
    *,
    root: str,
    space: str,
    context: str,
    header: str,
    names: dict[str, str],
    entities: str,
) -> bytes:
    currency = bill.country.currency
    sign = -1 if _is_credit(bill) else 1

    def amount(name: str, minor: int) -> str:
        mark = f' currencyID="{currency}"' if name != "LineTotalAmount" or entities == "12" else ""
        return f"<ram:{name}{mark}>{_sum(minor * sign)}</ram:{name}>"

    def firm(tag: str, party: Party) -> str:
        return (
            f"<ram:{tag}><ram:Name>{_text(party.name)}</ram:Name><ram:PostalTradeAddress>"
            f"<ram:LineOne>{_text(party.address[0])}</ram:LineOne></ram:PostalTradeAddress>"
            f'<ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">{_text(party.tax_id)}</ram:ID>'
            f"</ram:SpecifiedTaxRegistration></ram:{tag}>"
        )

    def day(tag: str, value: str) -> str:
        shown = f'<udt:DateTimeString format="102">{value}</udt:DateTimeString>'
        return f"<ram:{tag}>{shown}</ram:{tag}>"

    lines = "".join(
        "<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>"
        f"{place}</ram:LineID></ram:AssociatedDocumentLineDocument><ram:SpecifiedTradeProduct>"
        f"<ram:Name>{_text(item.name)}</ram:Name></ram:SpecifiedTradeProduct>"
        f"<ram:{names['line_agreement']}><ram:NetPriceProductTradePrice>"
        f"{amount('ChargeAmount', item.price * sign)}</ram:NetPriceProductTradePrice>"
        f"</ram:{names['line_agreement']}><ram:{names['line_delivery']}>"
        f'<ram:BilledQuantity unitCode="C62">{abs(item.quantity)}</ram:BilledQuantity>'
        f"</ram:{names['line_delivery']}><ram:{names['line_settlement']}><ram:ApplicableTradeTax>"
        f"<ram:TypeCode>VAT</ram:TypeCode><ram:{names['percent']}>{_sum(item.rate)}"
        f"</ram:{names['percent']}></ram:ApplicableTradeTax><ram:{names['line_sums']}>"
        f"{amount('LineTotalAmount', item.amount)}</ram:{names['line_sums']}>"
        f"</ram:{names['line_settlement']}></ram:IncludedSupplyChainTradeLineItem>"
        for place, item in enumerate(bill.items, 1)
    )
    taxes = "".join(
        f"<ram:ApplicableTradeTax>{amount('CalculatedAmount', tax)}<ram:TypeCode>VAT</ram:TypeCode>"
        f"{amount('BasisAmount', net)}<ram:CategoryCode>S</ram:CategoryCode>"
        f"<ram:{names['percent']}>{_sum(rate)}</ram:{names['percent']}></ram:ApplicableTradeTax>"
        for rate, net, tax in bill.rates
    )
    due = day("DueDateDateTime", f"{bill.due:%Y%m%d}")
    return (
        f'{_HEAD}<rsm:{root} xmlns:rsm="{space}" '
        f'xmlns:ram="{_CII}ReusableAggregateBusinessInformationEntity:{entities}" '
        f'xmlns:udt="{_CII}UnqualifiedDataType:{"100" if entities == "100" else "15"}">'
        f"<rsm:{context}><ram:GuidelineSpecifiedDocumentContextParameter>"
        "<ram:ID>urn:cen.eu:en16931:2017</ram:ID>"
        f"</ram:GuidelineSpecifiedDocumentContextParameter></rsm:{context}>"
        f"<rsm:{header}><ram:ID>{_text(bill.number)}</ram:ID>"
        f"<ram:TypeCode>{381 if _is_credit(bill) else 380}</ram:TypeCode>"
        f"{day('IssueDateTime', f'{bill.date:%Y%m%d}')}</rsm:{header}><rsm:{names['trade']}>"
        f"{lines if entities == '100' else ''}<ram:{names['agreement']}>"
        f"{firm('SellerTradeParty', bill.seller)}{firm('BuyerTradeParty', bill.buyer)}"
        f"</ram:{names['agreement']}><ram:{names['delivery']}/><ram:{names['settlement']}>"
        f"<ram:InvoiceCurrencyCode>{currency}</ram:InvoiceCurrencyCode>{taxes}"
        f"<ram:SpecifiedTradePaymentTerms>{due}</ram:SpecifiedTradePaymentTerms>"
        f"<ram:{names['sums']}>{amount('LineTotalAmount', bill.net)}"
        f"{amount('TaxBasisTotalAmount', bill.net)}{amount('TaxTotalAmount', bill.tax)}"
        f"{amount('GrandTotalAmount', bill.total)}{amount('DuePayableAmount', bill.total)}"
        f"</ram:{names['sums']}></ram:{names['settlement']}>"
        f"{lines if entities == '12' else ''}</rsm:{names['trade']}></rsm:{root}>"
    ).encode()


def fatturapa(bill: Bill) -> bytes:
    """Write ``bill`` as Italy's FatturaPA; every third names no total, lawfully."""
    total = f"<ImportoTotaleDocumento>{_sum(abs(bill.total))}</ImportoTotaleDocumento>"
    if bill.printing.seed % 3 == 0:
        total = ""
    sign = -1 if _is_credit(bill) else 1

    def firm(tag: str, party: Party) -> str:
        number = "".join(mark for mark in party.tax_id if mark.isdigit())
        return (
            f"<{tag}><DatiAnagrafici><IdFiscaleIVA><IdPaese>DE</IdPaese><IdCodice>{number}"
            "</IdCodice></IdFiscaleIVA><Anagrafica><Denominazione>"
            f"{_text(party.name)}</Denominazione></Anagrafica></DatiAnagrafici><Sede><Indirizzo>"
            f"{_text(party.address[0])}</Indirizzo></Sede></{tag}>"
        )

    lines = "".join(
        f"<DettaglioLinee><NumeroLinea>{place}</NumeroLinea><Descrizione>{_text(item.name)}"
        f"</Descrizione><Quantita>{abs(item.quantity)}.00</Quantita><PrezzoUnitario>"
        f"{_sum(item.price)}</PrezzoUnitario><PrezzoTotale>{_sum(item.amount * sign)}"
        f"</PrezzoTotale><AliquotaIVA>{_sum(item.rate)}</AliquotaIVA></DettaglioLinee>"
        for place, item in enumerate(bill.items, 1)
    )
    taxes = "".join(
        f"<DatiRiepilogo><AliquotaIVA>{_sum(rate)}</AliquotaIVA><ImponibileImporto>"
        f"{_sum(net * sign)}</ImponibileImporto><Imposta>{_sum(tax * sign)}</Imposta>"
        "</DatiRiepilogo>"
        for rate, net, tax in bill.rates
    )
    return (
        f'{_HEAD}<p:FatturaElettronica versione="FPR12" xmlns:p="{_FATTURA}">'
        "<FatturaElettronicaHeader><DatiTrasmissione><ProgressivoInvio>7</ProgressivoInvio>"
        "<FormatoTrasmissione>FPR12</FormatoTrasmissione></DatiTrasmissione>"
        f"{firm('CedentePrestatore', bill.seller)}{firm('CessionarioCommittente', bill.buyer)}"
        "</FatturaElettronicaHeader><FatturaElettronicaBody><DatiGenerali><DatiGeneraliDocumento>"
        f"<TipoDocumento>{'TD04' if _is_credit(bill) else 'TD01'}</TipoDocumento>"
        f"<Divisa>{bill.country.currency}</Divisa><Data>{bill.date}</Data>"
        f"<Numero>{_text(bill.number)}</Numero>{total}</DatiGeneraliDocumento></DatiGenerali>"
        f"<DatiBeniServizi>{lines}{taxes}</DatiBeniServizi></FatturaElettronicaBody>"
        "</p:FatturaElettronica>"
    ).encode()


def einvoice_cn(bill: Bill) -> bytes:
    """Write ``bill`` as the XML of China's fully digitised e-invoice."""
    lines = "".join(
        f"<IssuItemInformation><ItemName>{_text(item.name)}</ItemName><MeaUnits>{item.unit}"
        f"</MeaUnits><Quantity>{item.quantity}</Quantity><UnPrice>{_sum(item.price)}</UnPrice>"
        f"<Amount>{_sum(item.amount)}</Amount><TaxRate>0.{item.rate // 100:02}</TaxRate><ComTaxAm>"
        f"{_sum(bills.share(item.amount, item.rate))}</ComTaxAm></IssuItemInformation>"
        for item in bill.items
    )
    seller, buyer = bill.seller, bill.buyer
    return (
        f"{_HEAD}<EInvoice><Header><EIid>{chinese.digital_number(bill)}</EIid><EInvoiceTag>SWEI3200"
        "</EInvoiceTag><Version>0.2</Version><InherentLabel><InIssuType><LabelName>是"
        "</LabelName></InIssuType></InherentLabel></Header><EInvoiceData><SellerInformation>"
        f"<SellerIdNum>{seller.tax_id}</SellerIdNum><SellerName>{_text(seller.name)}</SellerName>"
        f"<SellerAddr>{seller.address[0]}</SellerAddr></SellerInformation><BuyerInformation>"
        f"<BuyerIdNum>{buyer.tax_id}</BuyerIdNum><BuyerName>{_text(buyer.name)}</BuyerName>"
        f"</BuyerInformation><BasicInformation><TotalAmWithoutTax>{_sum(bill.net)}"
        f"</TotalAmWithoutTax><TotalTaxAm>{_sum(bill.tax)}</TotalTaxAm>"
        f"<TotalTax-includedAmount>{_sum(bill.total)}</TotalTax-includedAmount>"
        f"<TotalTax-includedAmountInChinese>{bills.capitals(bill.total)}"
        f"</TotalTax-includedAmountInChinese><RequestTime>{bill.date} 10:21:07</RequestTime>"
        f"</BasicInformation>{lines}</EInvoiceData></EInvoice>"
    ).encode()


def ofd(bill: Bill) -> bytes:
    """Write ``bill`` as OFD whose attachment holds the invoice's data, as the tax bureau's do."""
    space = f'xmlns:ofd="{_OFD}"'
    attached = (
        f'{_HEAD}<eInvoice xmlns:fp="http://www.edrm.org.cn/schema/e-invoice/2019" Version="1.0">'
        f"<fp:DocID>01</fp:DocID><fp:InvoiceCode>{chinese.old_code(bill)}</fp:InvoiceCode>"
        f"<fp:InvoiceNo>{chinese.old_number(bill)}</fp:InvoiceNo>"
        f"<fp:IssueDate>{bill.date:%Y年%m月%d日}</fp:IssueDate><fp:Buyer>"
        f"<fp:BuyerName>{_text(bill.buyer.name)}</fp:BuyerName><fp:BuyerTaxID>"
        f"{bill.buyer.tax_id}</fp:BuyerTaxID></fp:Buyer><fp:Seller><fp:SellerName>"
        f"{_text(bill.seller.name)}</fp:SellerName><fp:SellerTaxID>{bill.seller.tax_id}"
        "</fp:SellerTaxID></fp:Seller>"
        f"<fp:TaxInclusiveTotalAmount>{_sum(bill.total)}</fp:TaxInclusiveTotalAmount>"
        f"<fp:TaxTotalAmount>{_sum(bill.tax)}</fp:TaxTotalAmount>"
        f"<fp:TaxExclusiveTotalAmount>{_sum(bill.net)}</fp:TaxExclusiveTotalAmount></eInvoice>"
    )
    document = (
        f"{_HEAD}<ofd:Document {space}><ofd:CommonData><ofd:MaxUnitID>9</ofd:MaxUnitID>"
        "<ofd:PageArea><ofd:PhysicalBox>0 0 210 140</ofd:PhysicalBox></ofd:PageArea>"
        '</ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Content_0.xml"/></ofd:Pages>'
        "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments></ofd:Document>"
    )
    attachments = (
        f'{_HEAD}<ofd:Attachments {space}><ofd:Attachment ID="9" Name="original_invoice" '
        'Format="xml"><ofd:FileLoc>original_invoice.xml</ofd:FileLoc></ofd:Attachment>'
        "</ofd:Attachments>"
    )
    root = (
        f'{_HEAD}<ofd:OFD {space} DocType="OFD" Version="1.1"><ofd:DocBody><ofd:DocInfo>'
        "<ofd:DocID>7</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>"
    )
    page = f"{_HEAD}<ofd:Page {space}><ofd:Content/></ofd:Page>"
    return _zipped(
        {
            "OFD.xml": root,
            "Doc_0/Document.xml": document,
            "Doc_0/Content_0.xml": page,
            "Doc_0/Attachs/Attachments.xml": attachments,
            "Doc_0/Attachs/original_invoice.xml": attached,
        }
    )


def _zipped(files: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), words)
    return stream.getvalue()


def hybrid(bill: Bill, *, data: bytes | None = None) -> bytes:
    """Write ``bill`` as a PDF that carries its data (Factur-X)."""
    sheet, _ = english.label_left(bill)
    document = pypdfium2.PdfDocument(sheet.pdf())
    document.new_attachment("factur-x.xml").set_data(cii(bill) if data is None else data)
    stream = io.BytesIO()
    document.save(stream)
    document.close()
    return stream.getvalue()


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its builder, the number that it carries, how its files end, where from."""

    write: Callable[[Bill], bytes]
    ending: str
    countries: tuple[str, ...]
    number: Callable[[Bill], str] = lambda bill: bill.number


_EUROPE = ("DE", "GB", "DE", "SG")
FORMATS = {
    "ubl": Format(ubl, "xml", _EUROPE),
    "cii": Format(cii, "xml", _EUROPE),
    "zugferd1": Format(zugferd1, "xml", ("DE",)),
    "fatturapa": Format(fatturapa, "xml", ("DE",)),
    "einvoice_cn": Format(einvoice_cn, "xml", ("CN",), chinese.digital_number),
    "ofd": Format(ofd, "ofd", ("CN",), chinese.old_number),
    "hybrid": Format(hybrid, "pdf", _EUROPE),
}


def made(name: str, index: int) -> Bill:
    """Invent the bill of a format's sample; every fourth takes an invoice back."""
    chance = random.Random(f"{name} {index}")
    country = chance.choice(FORMATS[name].countries)
    bill = bills.invented(chance, country)
    if country == "CN":
        bill = chinese.exact_taxes(bill)
    return bills.reversed_bill(bill) if index % 4 == 3 else bill


def said(name: str, bill: Bill) -> Truth:
    """Say what must be read from a format's file."""
    return truth(bill, number=FORMATS[name].number(bill))


def valid(each: int = _EACH) -> Iterator[Sample]:
    """Make valid files of each format."""
    for name, form in FORMATS.items():
        for index in range(each):
            bill = made(name, index)
            content = form.write(bill)
            yield Sample(f"{name}-{index:02}.{form.ending}", content, said(name, bill), name)


def _spoiled(words: bytes, bill: Bill) -> Iterator[tuple[str, bytes]]:
    day = next(
        mark.encode()
        for mark in (f"{bill.date}", f"{bill.date:%Y%m%d}", f"{bill.date:%Y年%m月%d日}")
        if mark.encode() in words
    )
    yield "cut", words[: len(words) * 2 // 3]
    entity = b'?>\n<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    yield "entity", words.replace(b"?>", entity, 1)
    spoiled = words
    for minor in (bill.total, bill.net, bill.rates[0][1]):
        spoiled = spoiled.replace(_sum(abs(minor)).encode(), b"twelve")
    yield "amount", spoiled
    yield "day", words.replace(day, b"2025-13-45")
    yield (
        "other",
        _HEAD.encode() + b"<Document><CstmrCdtTrfInitn><GrpHdr/></CstmrCdtTrfInitn></Document>",
    )


def broken() -> Iterator[tuple[str, bytes]]:
    """Make files that must be refused: (name, content)."""
    for name in ("ubl", "cii", "zugferd1", "fatturapa", "einvoice_cn"):
        bill = made(name, 1)
        for why, content in _spoiled(FORMATS[name].write(bill), bill):
            yield f"{name}-{why}.xml", content
    whole = ofd(made("ofd", 1))
    yield "ofd-cut.ofd", whole[: len(whole) // 2]
    yield "ofd-empty.ofd", _zipped({"OFD.xml": _HEAD + "<ofd/>"})
    yield "ofd-bomb.ofd", _zipped({"OFD.xml": "<a/>", "Doc_0/x.xml": "0" * 80_000_000})
    pdf = hybrid(made("hybrid", 1))
    yield "hybrid-cut.pdf", pdf[: len(pdf) // 3]
    yield "empty.pdf", b""
    yield "words.pdf", b"This is no PDF at all."
    yield "picture-cut.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff\x08\2\0\0\0"
