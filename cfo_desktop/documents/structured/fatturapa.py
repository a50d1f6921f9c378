"""Italy's FatturaPA, ordinary and simplified; one file may hold several invoices of one seller."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from cfo_desktop.documents.structured import reading as readings
from cfo_desktop.documents.structured.reading import Reading
from cfo_desktop.documents.structured.tree import Node
from cfo_desktop.documents.structured.values import EXACT
from cfo_desktop.documents.structured.values import Amounts
from cfo_desktop.documents.structured.values import RefusedError
from cfo_desktop.documents.structured.values import day
from cfo_desktop.documents.structured.values import decimal
from cfo_desktop.documents.structured.values import plain
from cfo_desktop.documents.structured.values import rate
from cfo_desktop.documents.structured.values import total_of
from cfo_desktop.domain.document import Carrier
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Instalment
from cfo_desktop.domain.document import Line
from cfo_desktop.domain.document import RateTotal
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money

ROOTS = frozenset({"FatturaElettronica", "FatturaElettronicaSemplificata"})
_TAGS = {
    Field.NUMBER: "DatiGeneraliDocumento/Numero",
    Field.DATE: "DatiGeneraliDocumento/Data",
    Field.SELLER: "CedentePrestatore/Anagrafica",
    Field.TOTAL: "ImportoTotaleDocumento",
}
_CREDIT_TYPES = frozenset({"TD04", "TD08"})
_MAX_TERM = 3650
"""Days; a term of more is none."""


def read(root: Node, *, currency: str) -> tuple[Document, ...]:
    """Return a document for each body, in order; raise ``RefusedError``.

    Lines may have up to eight decimals here; they are rounded without a word.
    """
    bodies = root.all("FatturaElettronicaBody")
    if not bodies:
        tag = "FatturaElettronicaBody"
        raise RefusedError(Fault("document_no_number", tag, data={"tag": tag}))
    header = root.first("FatturaElettronicaHeader") or Node("")
    return tuple(_body(each, header, currency) for each in bodies)


def _body(body: Node, header: Node, currency: str) -> Document:
    head = body.first("DatiGenerali", "DatiGeneraliDocumento") or Node("")
    found = Reading(Carrier.FATTURAPA, Amounts(head.value("Divisa") or currency or "EUR"))
    found.is_credit = head.value("TipoDocumento") in _CREDIT_TYPES
    seller = header.first("CedentePrestatore") or Node("")
    buyer = header.first("CessionarioCommittente") or Node("")
    found.texts = {
        Field.NUMBER: head.value("Numero"),
        Field.SELLER: _name(seller),
        Field.SELLER_TAX_ID: _tax_id(seller),
        Field.BUYER: _name(buyer),
        Field.BUYER_TAX_ID: _tax_id(buyer),
        Field.PAYMENT: _accounts(body),
        Field.REFERENCE: _reference(body),
    }
    found.days = {
        Field.DATE: day(head.value("Data"), place="Data"),
        Field.DUE_DATE: _due_day(body),
    }
    if body.first("DatiBeniServizi", "Importo"):
        _read_simple(body, found)
    else:
        _read_ordinary(body, head, found)
    _read_payments(body, found)
    text = "\n".join([readings.words(header), readings.words(body)])
    return readings.document(found, tags=_TAGS, text=text)


def _identity(party: Node) -> Node:
    """Return the element that names the party: the simplified form has it one level higher."""
    return party.first("DatiAnagrafici") or party.first("IdentificativiFiscali") or party


def _name(party: Node) -> str:
    for node in (_identity(party), party, party.first("AltriDatiIdentificativi") or Node("")):
        for named in (node.first("Anagrafica") or Node(""), node):
            person = " ".join([named.value("Nome"), named.value("Cognome")]).strip()
            if name := named.value("Denominazione") or person:
                return name
    return _tax_id(party)


def _tax_id(party: Node) -> str:
    """Return the VAT number with its country, else the tax code of a person or a body."""
    identity = _identity(party)
    vat = identity.first("IdFiscaleIVA") or party.first("IdFiscaleIVA") or Node("")
    if code := vat.value("IdCodice"):
        country = vat.value("IdPaese")
        return code if code.startswith(country) else f"{country}{code}"
    return identity.value("CodiceFiscale") or party.value("CodiceFiscale")


def _accounts(body: Node) -> str:
    accounts = body.values("DatiPagamento", "DettaglioPagamento", "IBAN")
    return ", ".join(dict.fromkeys(accounts))


def _reference(body: Node) -> str:
    """Return the invoice that is corrected, else the order that this belongs to."""
    general = body.first("DatiGenerali") or Node("")
    return (
        general.value("DatiFattureCollegate", "IdDocumento")
        or general.value("DatiFatturaRettificata", "NumeroFR")
        or general.value("DatiOrdineAcquisto", "IdDocumento")
    )


def _due_day(body: Node) -> dt.date | None:
    """Return the first day on which a part is due."""
    days = [_due(each) for each in body.all("DatiPagamento", "DettaglioPagamento")]
    return min((each for each in days if each), default=None)


def _due(payment: Node) -> dt.date | None:
    if text := payment.value("DataScadenzaPagamento"):
        return day(text, place="DataScadenzaPagamento")
    start = day(payment.value("DataRiferimentoTerminiPagamento"), place="DataRiferimentoTermini")
    term = payment.value("GiorniTerminiPagamento")
    if start and term.isascii() and term.isdigit() and int(term) <= _MAX_TERM:
        return start + dt.timedelta(days=int(term))
    return None


def _read_ordinary(body: Node, head: Node, found: Reading) -> None:
    amounts = found.amounts
    summaries = body.all("DatiBeniServizi", "DatiRiepilogo")
    found.rates = tuple(_rate_total(each, amounts) for each in summaries)
    if summaries:
        found.net = amounts.money(_added(summaries, "ImponibileImporto"), place="Imponibile")
        found.tax = amounts.money(_added(summaries, "Imposta"), place="Imposta")
    found.total = amounts.read(head.value("ImportoTotaleDocumento"), place="ImportoTotaleDocumento")
    _read_lines(body, head, found)
    if found.total is None:
        _sum_up(head, found)
    elif found.net and found.tax:
        _allow_for_stamp(head, found)


def _added(nodes: list[Node], name: str) -> Decimal:
    return total_of(decimal(text, place=name) for node in nodes for text in node.values(name))


def _read_lines(body: Node, head: Node, found: Reading) -> None:
    nodes = body.all("DatiBeniServizi", "DettaglioLinee")
    found.lines = tuple(_line(each, found.amounts) for each in nodes)
    if not nodes or not all(each.value("PrezzoTotale") for each in nodes):
        return
    found.lines_sum = _added(nodes, "PrezzoTotale")
    summaries = body.all("DatiBeniServizi", "DatiRiepilogo")
    funds = head.all("DatiCassaPrevidenziale")
    beside = [_added(funds, "ImportoContributoCassa")]
    beside += [_added(summaries, "SpeseAccessorie"), _added(summaries, "Arrotondamento")]
    found.beside = found.amounts.money(total_of(beside), place="beside", finer=True)
    if not summaries:  # unlawful, but the lines tell as much
        _take_lines(nodes, found)


def _take_lines(nodes: list[Node], found: Reading) -> None:
    """Work net and tax out of the lines, where nothing sums them up."""
    shares = [
        EXACT.divide(
            EXACT.multiply(
                decimal(each.value("PrezzoTotale"), place="PrezzoTotale"),
                decimal(each.value("AliquotaIVA") or "0", place="AliquotaIVA"),
            ),
            Decimal(100),
        )
        for each in nodes
    ]
    net = total_of([found.lines_sum or Decimal(0)])
    found.net = found.amounts.money(net, place="PrezzoTotale", finer=True)
    found.tax = found.amounts.money(total_of(shares), place="AliquotaIVA", finer=True)
    found.computed |= {Field.NET, Field.TAX}


def _sum_up(head: Node, found: Reading) -> None:
    """Work out the total, which the format does not ask for: net, tax, rounding."""
    if found.net is None or found.tax is None:
        return
    rounding = found.amounts.read(head.value("Arrotondamento"), place="Arrotondamento")
    found.total = found.net + found.tax
    if rounding and rounding.minor:
        found.total += rounding
        found.rounding = rounding
    found.computed.add(Field.TOTAL)


def _allow_for_stamp(head: Node, found: Reading) -> None:
    """Notice a stamp duty or a rounding that the total holds beside net and tax."""
    if found.total is None or found.net is None or found.tax is None:
        return
    rest = found.total - found.net - found.tax
    stamp = found.amounts.read(head.value("DatiBollo", "ImportoBollo"), place="ImportoBollo")
    rounding = found.amounts.read(head.value("Arrotondamento"), place="Arrotondamento")
    if rest.minor and rest in {stamp, rounding}:
        found.extra = rest


def _rate_total(node: Node, amounts: Amounts) -> RateTotal:
    return RateTotal(
        rate(node.value("AliquotaIVA"), place="AliquotaIVA") or 0,
        amounts.read(node.value("ImponibileImporto"), place="ImponibileImporto"),
        amounts.read(node.value("Imposta"), place="Imposta"),
    )


def _line(node: Node, amounts: Amounts) -> Line:
    return Line(
        node.value("Descrizione"),
        net=amounts.read(node.value("PrezzoTotale"), place="PrezzoTotale", finer=True),
        tax_rate=rate(node.value("AliquotaIVA"), place="AliquotaIVA"),
        quantity=plain(node.value("Quantita")),
        unit=node.value("UnitaMisura"),
        unit_price=plain(node.value("PrezzoUnitario")),
    )


def _read_simple(body: Node, found: Reading) -> None:
    """Read the simplified form: amounts with their tax, and the tax or its rate beside them."""
    amounts = found.amounts
    lines = []
    taxes = []
    gross = []
    for node in body.all("DatiBeniServizi"):
        whole = decimal(node.value("Importo"), place="Importo")
        percent = node.value("DatiIVA", "Aliquota")
        tax = _tax_within(whole, node.value("DatiIVA", "Imposta"), percent)
        gross.append(whole)
        taxes.append(tax)
        net = amounts.money(EXACT.subtract(whole, tax), place="Importo", finer=True)
        money = amounts.money(tax, place="Imposta", finer=True)
        lines.append(Line(node.value("Descrizione"), net, money, rate(percent, place="Aliquota")))
    found.lines = tuple(lines)
    found.total = amounts.money(total_of(gross), place="Importo")
    found.tax = amounts.money(total_of(taxes), place="Imposta", finer=True)
    found.net = found.total - found.tax
    found.computed |= {Field.NET, Field.TOTAL}


def _tax_within(whole: Decimal, tax: str, percent: str) -> Decimal:
    if tax:
        return decimal(tax, place="Imposta")
    share = decimal(percent or "0", place="Aliquota")
    part = EXACT.divide(EXACT.multiply(whole, share), EXACT.add(Decimal(100), share))
    return part.quantize(Decimal("0.01"), context=EXACT)


def _read_payments(body: Node, found: Reading) -> None:
    """Read what is to be paid: less than the total where tax was withheld or split."""
    payments = body.all("DatiPagamento", "DettaglioPagamento")
    parts = []
    for each in payments:
        amount = found.amounts.read(each.value("ImportoPagamento"), place="ImportoPagamento")
        if amount:
            parts.append(Instalment(amount, _due(each), each.value("ModalitaPagamento")))
    if len(parts) > 1 and all(each.day for each in parts):
        found.instalments = tuple(parts)
    if not parts or found.total is None:
        return
    payable = Money(found.amounts.currency, sum(each.amount.minor for each in parts))
    if 0 < abs(payable.minor) < abs(found.total.minor):  # more are other ways to pay the same
        found.payable = payable if payable.minor * found.total.minor > 0 else -payable
        found.is_payable_apart = True
