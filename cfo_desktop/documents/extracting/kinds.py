"""Tells what a document is by its title, its labels and how it was paid."""

from __future__ import annotations

import re

from cfo_desktop.documents.extracting.label_words import Label
from cfo_desktop.documents.extracting.sheet import Sheet
from cfo_desktop.documents.extracting.sum_labels import Role
from cfo_desktop.documents.extracting.sums import Sums
from cfo_desktop.domain.document import DocumentKind

_TOP_ROWS = 15
_TITLE_ROWS = 4
_CREDIT = re.compile(
    r"\bcredit\s?(?:note|memo)\b|\bgutschrift\b|\bstornorechnung\b|\bavoir\b|"
    r"nota de (?:cr[eé]dito|abono)|factura rectificativa"
    r"|nota di credito|红字|销项负数|红冲",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"purchase order|sales order|order confirmation|\bquotation\b|bestellung\b|"
    r"auftragsbest[aä]tigung|bon de commande|pedido de compra|ordine d"
    r"|采购(?:订)?单|订货单|订购单|采购订单|报价单",
    re.IGNORECASE,
)
_CONTRACT = re.compile(
    r"\b(?:contract|agreement|vertrag|contrat|contrato|contratto)\b|合同|协议书", re.IGNORECASE
)
_INVOICE = re.compile(
    r"invoice|rechnung|facture|factura|fattura|invois|发票|\bbill\b", re.IGNORECASE
)
_RECEIPT = re.compile(
    r"receipt|\bresit\b|cash\s?(?:bill|sales?|memo)|\bquittung|kassenbon|\bticket\b|小票|"
    r"收据|收银|车票|客票|出租|定额发票|结账单|结帐单|消费|的士|通行费|停车",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"送货单|出库单|对账单|delivery (?:note|order)|statement|lieferschein|bon de livraison",
    re.IGNORECASE,
)
"""Papers with sums that ask for no payment and prove none."""
_TAX_BUREAU = re.compile(r"增值税|价税合计|数电票|电子发票")


def kind_of(sheet: Sheet, sums: Sums) -> DocumentKind:
    """Return the kind; ``UNKNOWN`` for a page without a title and without a total."""
    top = "\n".join(row.text for row in sheet.rows[:_TOP_ROWS])
    negative = any(one.value < 0 for one in sums.of(Role.TOTAL, Role.FINAL))
    if _CREDIT.search(top) or (negative and _INVOICE.search(top)):
        return DocumentKind.CREDIT_NOTE
    if _TAX_BUREAU.search(sheet.text) and _INVOICE.search(top) and "客票" not in sheet.text:
        return DocumentKind.INVOICE
    return _agreed(sheet, top) or _billed(sheet, sums, top)


def _agreed(sheet: Sheet, top: str) -> DocumentKind | None:
    """Return whether it is a contract or an order, which no invoice is."""
    if _INVOICE.search(top):
        return None
    if _CONTRACT.search("\n".join(row.text for row in sheet.rows[:_TITLE_ROWS])):
        return DocumentKind.CONTRACT
    return DocumentKind.ORDER if _ORDER.search(top) else None


def _billed(sheet: Sheet, sums: Sums, top: str) -> DocumentKind:
    """Return a receipt for what was paid at once, an invoice for what is to be paid."""
    paid = any(one.value > 0 for one in sums.of(Role.TENDER))
    due = any(sheet.labelled(Label.DUE_DATE))
    terms = due or any(sheet.labelled(Label.TERMS))
    if sums.of(Role.CHANGE) or (paid and not due) or (_RECEIPT.search(top) and not terms):
        return DocumentKind.RECEIPT
    if _INVOICE.search(sheet.text):
        return DocumentKind.INVOICE
    if _RECEIPT.search(sheet.text) or (sums.of(Role.TOTAL) and not _OTHER.search(top)):
        return DocumentKind.RECEIPT
    return DocumentKind.UNKNOWN
