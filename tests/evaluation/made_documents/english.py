"""Layouts of English papers: what suppliers of five countries send a shop."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence

from tests.evaluation.made_documents.bills import Bill
from tests.evaluation.made_documents.bills import Truth
from tests.evaluation.made_documents.bills import truth
from tests.evaluation.made_documents.blocks import Column
from tests.evaluation.made_documents.blocks import Pair
from tests.evaluation.made_documents.blocks import Words
from tests.evaluation.made_documents.blocks import pairs
from tests.evaluation.made_documents.blocks import percent
from tests.evaluation.made_documents.blocks import stacked
from tests.evaluation.made_documents.blocks import table
from tests.evaluation.made_documents.blocks import wrapped
from tests.evaluation.made_documents.sheet import Sheet

Layout = Callable[[Bill], tuple[Sheet, Truth]]


def _number_label(words: Words) -> str:
    return words.one(
        *(
            "Invoice No",
            "Invoice No.",
            "Invoice Number",
            "Invoice #",
            "Inv No",
            "Inv. No.",
            "Invoice ID",
        ),
        *("Document No.", "Bill No.", "Tax Invoice No", "Invoice Ref", "Invoice no", "INVOICE NO"),
    )


def _date_label(words: Words) -> str:
    return words.one(
        *("Date", "Invoice Date", "Date of Issue", "Issued", "Issue date", "Dated", "Tax point"),
        *("Date/Tax Point", "Billing date", "Bill Date", "Document date", "Invoice date", "DATE"),
    )


def _due_label(words: Words) -> str:
    return words.one(
        "Due Date", "Payment due", "Due", "Please pay by", "Pay by", "Due on", "Payable by"
    )


def _total_label(words: Words) -> str:
    tax, currency = words.bill.country.tax, words.bill.country.currency
    return words.one(
        *(
            "Total",
            "TOTAL",
            "Grand Total",
            "Total Due",
            "Amount Due",
            "Balance Due",
            "Invoice Total",
        ),
        *(
            f"Total ({currency})",
            f"Total incl. {tax}",
            "Total Payable",
            "TOTAL TO PAY",
            "Amount payable",
        ),
        *(
            "Total amount payable",
            "Gross Total",
            f"Total inc {tax}",
            "Total amount",
            f"TOTAL {currency}",
        ),
    )


def _net_label(words: Words) -> str:
    tax = words.bill.country.tax
    return words.one(
        *(
            "Subtotal",
            "Sub Total",
            "Sub-total",
            "Net",
            "Net Total",
            f"Total excl. {tax}",
            "Net amount",
        ),
        *("Total before tax", "Taxable amount", f"Amount excl. {tax}", "Goods Total", "Total net"),
    )


def _sums(words: Words) -> list[Pair]:
    """Return net, tax by rate and total, as this supplier prints them."""
    bill, money = words.bill, words.bill.printing.money
    rows = [(_net_label(words), money(bill.net))]
    for rate, net, tax in bill.rates:
        label = words.one(
            f"{bill.country.tax} {percent(rate)}%",
            f"{bill.country.tax} @ {percent(rate)}%",
            f"{bill.country.tax} ({percent(rate)}%)",
            f"{percent(rate)}% {bill.country.tax}",
            f"{bill.country.tax} {percent(rate)}% on {bill.printing.figures(net)}",
        )
        if len(bill.rates) == 1 and words.likely(0.35):
            label = words.one(bill.country.tax, f"Total {bill.country.tax}", "Tax")
        rows.append((label, money(tax)))
    if words.likely(0.12):
        rows.insert(1, (words.one("Delivery", "Carriage", "Discount"), money(0)))
    rows.append((_total_label(words), money(bill.total)))
    return rows


_TERMS = (
    "Payment within 30 days of the invoice date. Goods remain our property until paid for in full.",
    "Please quote the invoice number with your payment. Late payment may attract interest.",
    "E. & O.E. Claims must be made within 7 days of receipt of goods. Thank you for your business.",
    "Cheques should be crossed and made payable to the company. Goods sold are not returnable.",
    "Net 30 days. A service charge of 1.5% per month is added to past due balances over 500.00.",
)


def _paying(words: Words) -> list[str]:
    bank, account = words.bill.seller.account
    kind = "IBAN" if words.bill.country.code == "DE" else words.one("Account No", "A/C", "Acct")
    return [
        words.one("Bank details", "Please pay to", "Payment details", "Remit to"),
        bank,
        f"{kind}: {account}",
    ]


def _seller(sheet: Sheet, words: Words, x: float, y: float, *, align: str = "left") -> float:
    seller = words.bill.seller
    size = words.chance.choice((13, 15, 18))
    while sheet.measure(seller.name, size=size, bold=True) > _NAME_ROOM:
        size -= 1  # the title stands on the same line
    sheet.text(x, y, seller.name, size=size, bold=True, align=align)
    label = words.one(*words.bill.country.id_labels)
    rows = [*seller.address]
    rows += [words.one(f"Tel: {seller.phone}", f"Phone {seller.phone}", f"T {seller.phone}")]
    if words.likely(0.6):
        rows.append(words.one(f"accounts@{seller.site}", f"www.{seller.site}"))
    if words.likely(0.8):
        rows.append(f"{label.removesuffix(':')}: {seller.tax_id}")
    return sheet.lines(x, y + 14, rows, size=8.5, align=align)


_NAME_ROOM = 290.0
"""Points that a name may take beside the title."""


def _buyer(sheet: Sheet, words: Words, x: float, y: float) -> float:
    label = words.one(
        "Bill To", "Invoice To", "Billed to", "Customer", "Sold To", "Client", "To", "Attn"
    )
    sheet.text(x, y, label + words.one("", ":"), size=8, bold=True, grey=80)
    buyer = words.bill.buyer
    return sheet.lines(x, y + 13, [buyer.name, *buyer.address], size=9)


def _goods(
    sheet: Sheet,
    words: Words,
    y: float,
    *,
    left: float = 50,
    right: float = 545,
    ruled: bool = False,
    fill: int | None = None,
) -> float:
    bill, figures = words.bill, words.bill.printing.figures
    columns = [
        Column(words.one("Description", "Item", "Details", "Product"), left, right - 245),
        Column(words.one("Qty", "Quantity", "QTY"), right - 240, right - 195, "right"),
        Column(
            words.one("Unit price", "Price", "Rate", "Unit Price"),
            right - 185,
            right - 120,
            "right",
        ),
        Column(words.one("VAT %", "Tax %", "Tax"), right - 110, right - 75, "right"),
        Column(words.one("Amount", "Total", "Line total", "Net"), right - 65, right, "right"),
    ]
    if left > 150 or words.likely(0.3):
        del columns[3]
    if words.likely(0.35) and left < 150:
        columns[0] = Column(columns[0].title, left + 50, columns[0].right)
        columns.insert(0, Column(words.one("Code", "Item no.", "SKU", "Ref"), left, left + 45))
    titles = len(columns)
    rows = []
    for item in bill.items:
        row = [item.name, str(item.quantity), figures(item.price), f"{percent(item.rate)}%"]
        row.append(figures(item.amount))
        if columns[-2].align == "right" and not columns[-2].title.endswith(("%", "Tax")):
            del row[3]
        if len(row) < titles:
            row.insert(0, item.code)
        rows.append(row)
    return table(sheet, y, columns, rows, ruled=ruled, fill=fill)


def _paper(bill: Bill) -> tuple[Sheet, Words]:
    return Sheet(font=bill.printing.font), Words.of(bill)


def _title(words: Words) -> str:
    if words.bill.country.code in {"MY", "SG"}:
        return words.one("TAX INVOICE", "INVOICE", "Tax Invoice")
    return words.one(
        "INVOICE", "Invoice", "VAT INVOICE" if words.bill.country.tax == "VAT" else "Invoice"
    )


def _head(words: Words, *, due: float = 0.7, order: float = 0.6) -> list[Pair]:
    bill, day = words.bill, words.bill.printing.day
    rows = [(_number_label(words), bill.number), (_date_label(words), day(bill.date))]
    if words.likely(0.3):
        rows.reverse()
    if words.likely(due):
        rows.append((_due_label(words), day(bill.due)))
    if words.likely(order):
        label = words.one(
            "PO Number", "Your Order", "Customer PO", "Order No", "Your ref", "P.O. No."
        )
        rows.insert(words.chance.randrange(len(rows) + 1), (label, bill.order))
    if words.likely(0.5):
        label = words.one("Customer No", "Account No", "Account", "Customer ID", "A/C No")
        rows.insert(words.chance.randrange(len(rows) + 1), (label, bill.customer))
    return rows


def label_left(bill: Bill) -> tuple[Sheet, Truth]:
    """The letterhead above, labels left of their values, totals on the right."""
    sheet, words = _paper(bill)
    y = _seller(sheet, words, 50, 60)
    sheet.text(545, 60, _title(words), size=20, bold=True, align="right")
    low = _buyer(sheet, words, 50, y + 25)
    pairs(
        sheet, 360, y + 25, _head(words), gap=90, colon=words.one("", ":"), bold=words.likely(0.5)
    )
    y = _goods(sheet, words, max(low, y + 110) + 30, ruled=words.likely(0.4))
    y = pairs(sheet, 370, y + 15, _sums(words), right=545, colon=words.one("", ":"))
    sheet.lines(50, y + 30, _paying(words), size=8.5)
    wrapped(sheet, 50, 790, words.one(*_TERMS), width=495)
    return sheet, truth(bill)


def label_above(bill: Bill) -> tuple[Sheet, Truth]:
    """A strip of boxes with the label above the value, and the same at the end for the sums."""
    sheet, words = _paper(bill)
    sheet.text(50, 65, _title(words).upper(), size=24, bold=True, grey=60)
    _seller(sheet, words, 545, 60, align="right")
    y = _buyer(sheet, words, 50, 160) + 20
    head = _head(words, order=0.4)
    width = 495 / len(head)
    sheet.box(47, y - 12, 548, y + 24)
    stacked(sheet, y, [(52 + i * width, label, value) for i, (label, value) in enumerate(head)])
    y = _goods(sheet, words, y + 55, fill=words.chance.choice((230, 60)))
    sums = _sums(words)
    width = 495 / len(sums)
    stacked(
        sheet,
        y + 25,
        [(50 + (i + 1) * width, label, value) for i, (label, value) in enumerate(sums)],
        align="right",
    )
    wrapped(sheet, 50, 780, words.one(*_TERMS), width=495)
    return sheet, truth(bill)


def two_columns(bill: Bill) -> tuple[Sheet, Truth]:
    """Seller and buyer side by side, the head in a ruled table below, dotted totals."""
    sheet, words = _paper(bill)
    sheet.text(297, 50, _title(words).upper(), size=16, bold=True, align="centre")
    first = words.one("From", "Supplier", "Seller", "Issued by", "Vendor")
    sheet.text(50, 80, first, size=8, bold=True, grey=90)
    sheet.text(310, 80, words.one("To", "Customer", "Buyer", "Bill to"), size=8, bold=True, grey=90)
    seller, buyer = bill.seller, bill.buyer
    label = words.one(*bill.country.id_labels)
    sheet.lines(50, 95, [seller.name, *seller.address, f"{label} {seller.tax_id}"], size=9.5)
    rows = [buyer.name, *buyer.address]
    if words.likely(0.5):
        rows.append(f"{label} {buyer.tax_id}")
    sheet.lines(310, 95, rows, size=9.5)
    head = _head(words)
    width = 495 / len(head)
    columns = [
        Column(label, 50 + i * width, 45 + (i + 1) * width, "centre")
        for i, (label, _) in enumerate(head)
    ]
    y = table(sheet, 175, columns, [[value for _, value in head]], ruled=True, fill=235)
    y = _goods(sheet, words, y + 20, ruled=True)
    for label, value in _sums(words):
        y += 15
        end = sheet.text(300, y, label, size=10)
        start = 545 - sheet.measure(value, size=10)
        dots = int((start - end - 8) / sheet.measure(".", size=10))
        sheet.text(end + 4, y, "." * max(dots, 0), size=10, grey=150)
        sheet.text(545, y, value, size=10, align="right")
    sheet.lines(50, y + 40, _paying(words), size=8.5)
    return sheet, truth(bill)


def totals_left(bill: Bill) -> tuple[Sheet, Truth]:
    """A centred letterhead; totals on the left, bank details on the right of them."""
    sheet, words = _paper(bill)
    _seller(sheet, words, 297, 55, align="centre")
    sheet.rule(50, 125, 545)
    sheet.text(50, 150, f"{_title(words)}", size=14, bold=True)
    pairs(sheet, 50, 170, _head(words), gap=0, colon=words.one(":", "", " :"))
    _buyer(sheet, words, 350, 165)
    y = _goods(sheet, words, 265) + 20
    sheet.lines(330, y, _paying(words), size=8.5)
    pairs(sheet, 50, y, _sums(words), gap=words.chance.choice((130, 150)), size=10, bold=True)
    wrapped(sheet, 50, 800, words.one(*_TERMS), width=495)
    return sheet, truth(bill)


def totals_bottom(bill: Bill) -> tuple[Sheet, Truth]:
    """A preprinted form: the sums stand in a ruled strip at the foot of the page."""
    sheet, words = _paper(bill)
    y = _seller(sheet, words, 50, 60)
    sheet.box(360, 45, 548, 130)
    pairs(sheet, 366, 62, [(_title(words).upper(), ""), *_head(words)[:4]], gap=92)
    _buyer(sheet, words, 50, y + 30)
    _goods(sheet, words, 280, ruled=words.likely(0.5))
    sums = _sums(words)
    width = 495 / len(sums)
    columns = [
        Column(label, 50 + i * width, 45 + (i + 1) * width, "right")
        for i, (label, _) in enumerate(sums)
    ]
    table(sheet, 740, columns, [[value for _, value in sums]], ruled=True, size=8)
    wrapped(sheet, 50, 790, words.one(*_TERMS), width=495)
    return sheet, truth(bill)


def side_bar(bill: Bill) -> tuple[Sheet, Truth]:
    """A narrow column holds the head, label above value; the sum to pay stands large above."""
    sheet, words = _paper(bill)
    sheet.text(50, 60, bill.seller.name, size=15, bold=True)
    large = words.one("Amount due", "Total due", "Balance due", "Invoice total")
    sheet.text(545, 55, large, size=9, grey=90, align="right")
    sheet.text(545, 76, bill.printing.money(bill.total), size=18, bold=True, align="right")
    y = 110.0
    for label, value in _head(words):
        y = stacked(sheet, y, [(50, label, value)]) + 6
    y = _buyer(sheet, words, 50, y + 8) + 12
    sheet.lines(50, y, ["From", bill.seller.name, *bill.seller.address], size=7.5)
    low = _goods(sheet, words, 115, left=200)
    low = pairs(sheet, 330, low + 12, _sums(words), right=545)
    sheet.lines(200, low + 30, _paying(words), size=8)
    return sheet, truth(bill)


def window_letter(bill: Bill) -> tuple[Sheet, Truth]:
    """A letter for a window envelope: the sender small above the buyer, details at the foot."""
    sheet, words = _paper(bill)
    seller, buyer = bill.seller, bill.buyer
    sheet.text(
        545, 60, " ".join(seller.name.split()[:2]).upper(), size=20, bold=True, align="right"
    )
    sheet.text(60, 140, f"{seller.name} · {' · '.join(seller.address)}", size=6.5)
    sheet.lines(60, 156, [buyer.name, *buyer.address], size=10)
    pairs(sheet, 370, 156, _head(words), gap=95, size=8.5)
    sheet.text(
        60,
        265,
        words.one(f"Invoice {bill.number}", f"Invoice no. {bill.number}", "Invoice"),
        size=13,
        bold=True,
    )
    sheet.text(
        60, 285, "Dear Sir or Madam, we charge for our deliveries and services as follows:", size=9
    )
    y = _goods(sheet, words, 315, left=60)
    y = pairs(sheet, 340, y + 10, _sums(words), right=545)
    wrapped(
        sheet,
        60,
        y + 30,
        f"Payable by {bill.printing.day(bill.due)} without deduction.",
        width=400,
        size=9,
    )
    label = words.one(*bill.country.id_labels)
    foot = (
        (60, [seller.name, *seller.address]),
        (240, [f"Tel. {seller.phone}", f"www.{seller.site}", f"{label} {seller.tax_id}"]),
        (400, [seller.account[0], seller.account[1]]),
    )
    sheet.rule(60, 770, 545)
    for x, rows in foot:
        sheet.lines(x, 784, rows, size=7)
    return sheet, truth(bill)


def several_pages(bill: Bill) -> tuple[Sheet, Truth]:
    """Pages with a sum carried over; the head is repeated, the total stands on the last."""
    sheet, words = _paper(bill)
    figures, per_page = bill.printing.figures, 14
    head, sums = _head(words), _sums(words)
    chunks = [bill.items[i : i + per_page] for i in range(0, len(bill.items), per_page)]
    carried = 0
    columns = [
        Column("Code", 50, 95),
        Column("Description", 105, 330),
        Column("Qty", 340, 380, "right"),
        Column("Price", 390, 455, "right"),
        Column("Amount", 465, 545, "right"),
    ]
    down, up = (
        words.one("Carried forward", "Subtotal this page c/f", "Balance carried forward"),
        words.one("Brought forward", "b/f from previous page"),
    )
    for page, chunk in enumerate(chunks):
        if page:
            sheet.turn_page()
        sheet.text(50, 55, bill.seller.name, size=14, bold=True)
        sheet.text(545, 55, f"Page {page + 1} of {len(chunks)}", size=8, align="right")
        sheet.text(545, 70, _title_once(words, page), size=12, bold=True, align="right")
        sheet.lines(50, 70, [*bill.seller.address, f"Tel {bill.seller.phone}"], size=8)
        pairs(sheet, 370, 90, head, gap=90)
        sheet.lines(50, 130, [bill.buyer.name, *bill.buyer.address], size=9)
        rows = [["", up, "", "", figures(carried)]] if page else []
        rows += [
            [i.code, i.name, str(i.quantity), figures(i.price), figures(i.amount)] for i in chunk
        ]
        carried += sum(item.amount for item in chunk)
        last = page + 1 == len(chunks)
        if not last:
            rows.append(["", down, "", "", figures(carried)])
        y = table(sheet, 200, columns, rows, ruled=bill.printing.seed % 2 == 0)
        if last:
            pairs(sheet, 350, y + 20, sums, right=545)
    return sheet, truth(bill)


def _title_once(words: Words, page: int) -> str:
    return "INVOICE" if page == 0 else f"Invoice {words.bill.number}"


def credit_note(bill: Bill) -> tuple[Sheet, Truth]:
    """A credit note that names its invoice; some print sums plain, some with a sign."""
    sheet, words = _paper(bill)
    y = _seller(sheet, words, 50, 60)
    sheet.text(
        545,
        60,
        words.one("CREDIT NOTE", "Credit Note", "CREDIT MEMO"),
        size=18,
        bold=True,
        align="right",
    )
    day = bill.printing.day
    rows = [
        (
            words.one("Credit Note No", "Credit note number", "Credit Memo #", "CN No.", "Number"),
            bill.number,
        ),
        (words.one("Date", "Credit date", "Date of issue", "Credit Note Date"), day(bill.date)),
        (
            words.one("Original invoice", "Against Invoice", "Ref. Invoice", "Relates to invoice"),
            bill.order,
        ),
    ]
    pairs(sheet, 350, y + 25, rows, gap=105, colon=words.one("", ":"))
    low = _buyer(sheet, words, 50, y + 25)
    plain = words.likely(0.5)
    money = bill.printing.money
    sign = -1 if plain else 1
    columns = [
        Column("Description", 50, 330),
        Column("Qty", 340, 385, "right"),
        Column("Amount", 440, 545, "right"),
    ]
    goods = [
        [i.name, str(abs(i.quantity)), bill.printing.figures(sign * i.amount)] for i in bill.items
    ]
    y = table(sheet, low + 40, columns, goods)
    label = words.one("Total credit", "Total Credited", "Credit total", "Amount credited", "Total")
    sums = [
        (_net_label(words), money(sign * bill.net)),
        (bill.country.tax, money(sign * bill.tax)),
        (label, money(sign * bill.total)),
    ]
    y = pairs(sheet, 370, y + 12, sums, right=545)
    wrapped(
        sheet,
        50,
        y + 30,
        "Reason: goods returned. The amount is set off against your next invoice.",
        width=400,
    )
    return sheet, truth(bill)


def order_confirmation(bill: Bill) -> tuple[Sheet, Truth]:
    """A supplier confirms an order; nothing is owed by it yet, but its total is planned."""
    sheet, words = _paper(bill)
    y = _seller(sheet, words, 50, 60)
    title = words.one(
        "ORDER CONFIRMATION", "Order Confirmation", "SALES ORDER", "Order acknowledgement"
    )
    sheet.text(545, 60, title, size=16, bold=True, align="right")
    day = bill.printing.day
    rows = [
        (
            words.one("Order No", "Order number", "Sales Order #", "Confirmation No.", "Order #"),
            bill.number,
        ),
        (words.one("Order date", "Date", "Confirmed on", "Date of order"), day(bill.date)),
        (words.one("Delivery date", "Expected delivery", "Ship date"), day(bill.due)),
    ]
    pairs(sheet, 350, y + 20, rows, gap=100)
    low = _buyer(sheet, words, 50, y + 20)
    y = _goods(sheet, words, low + 40)
    total = words.one("Order total", "Total", "Order value", "Total order value", "Grand total")
    pairs(
        sheet,
        360,
        y + 10,
        [*_sums(words)[:-1], (total, bill.printing.money(bill.total))],
        right=545,
    )
    wrapped(
        sheet,
        50,
        780,
        "Please check the details and tell us of any mistake within two days.",
        width=495,
    )
    return sheet, truth(bill)


def utility_bill(bill: Bill) -> tuple[Sheet, Truth]:
    """A bill of a utility: meter readings, the last bill and its payment, one sum to pay."""
    sheet, words = _paper(bill)
    day, money = bill.printing.day, bill.printing.money
    sheet.text(50, 60, bill.seller.name, size=18, bold=True)
    sheet.lines(50, 78, [*bill.seller.address, f"Customer service {bill.seller.phone}"], size=8)
    sheet.text(
        50,
        130,
        words.one("Your electricity bill", "Your water bill", "Your gas bill", "Broadband bill"),
        size=14,
        bold=True,
    )
    head = [
        (words.one("Account number", "Customer number", "Account no."), bill.customer),
        (
            words.one("Bill number", "Invoice number", "Bill reference", "Statement no."),
            bill.number,
        ),
        (words.one("Bill date", "Date of bill", "Invoice date", "Issued on"), day(bill.date)),
        (words.one("Supply address", "Premises"), bill.buyer.address[-1]),
    ]
    pairs(sheet, 330, 92, head, gap=95, size=8.5)
    sheet.lines(50, 170, [bill.buyer.name, *bill.buyer.address], size=9.5)
    past = bill.items[0].amount + 1_234
    start, used = 10_000 + bill.printing.seed % 50_000, 300 + bill.printing.seed % 900
    columns = [
        Column("Meter", 50, 120),
        Column("Previous", 130, 220, "right"),
        Column("Present", 230, 320, "right"),
        Column("Usage", 330, 400, "right"),
        Column("Unit", 410, 450),
    ]
    y = table(sheet, 240, columns, [["M-4471", str(start), str(start + used), str(used), "kWh"]])
    rows = [
        (words.one("Balance from last bill", "Previous balance", "Your last bill"), money(past)),
        (words.one("Payment received, thank you", "Less payments"), money(-past)),
        (
            words.one("Total charges this period", "New charges (net)", "Charges excl. tax"),
            money(bill.net),
        ),
        (f"{bill.country.tax}", money(bill.tax)),
        (
            words.one(
                "Amount due", "Total to pay", "Please pay", "Total amount due", "Balance due"
            ),
            money(bill.total),
        ),
    ]
    y = pairs(sheet, 50, y + 15, rows, right=400, size=10)
    sheet.box(430, 300, 548, 350, fill=225)
    sheet.text(440, 318, "Due " + day(bill.due), size=9)
    sheet.text(440, 338, money(bill.total), size=13, bold=True)
    wrapped(
        sheet,
        50,
        y + 30,
        "If you pay by direct debit we will collect the amount on or just after the due date.",
        width=480,
    )
    return sheet, truth(bill)


def hotel_folio(bill: Bill) -> tuple[Sheet, Truth]:
    """A hotel's folio: charges and credits by day, a balance of nothing after payment."""
    sheet, words = _paper(bill)
    name = bill.seller.name
    day, figures = bill.printing.day, bill.printing.figures
    sheet.text(297, 60, name, size=16, bold=True, align="centre")
    sheet.text(297, 76, ", ".join(bill.seller.address), size=8.5, align="centre")
    sheet.text(297, 88, f"Tel {bill.seller.phone}", size=8.5, align="centre")
    left = [
        ("Guest", bill.buyer.name),
        ("Room", str(100 + bill.printing.seed % 800)),
        ("Persons", "1"),
    ]
    label = words.one("Folio No.", "Invoice No.", "Bill No", "Folio #", "Receipt No.")
    right = [
        (label, bill.number),
        (words.one("Date", "Bill date", "Invoice date"), day(bill.date)),
        ("Cashier", str(bill.printing.seed % 90)),
    ]
    pairs(sheet, 50, 125, left, gap=60, colon=":")
    pairs(sheet, 350, 125, right, gap=80, colon=":")
    columns = [
        Column("Date", 50, 120),
        Column("Description", 130, 350),
        Column("Charges", 360, 440, "right"),
        Column("Credits", 450, 545, "right"),
    ]
    rows = [[day(bill.date), item.name, figures(item.amount), ""] for item in bill.items]
    rows.append([day(bill.date), bill.country.tax, figures(bill.tax), ""])
    rows.append(
        [day(bill.date), words.one("VISA ****4411", "Mastercard", "Cash"), "", figures(bill.total)]
    )
    y = table(sheet, 200, columns, rows)
    sums = [
        (_net_label(words), figures(bill.net)),
        (f"{bill.country.tax}", figures(bill.tax)),
        (
            words.one("Total", "Total charges", "Total incl. tax", "Grand Total"),
            bill.printing.money(bill.total),
        ),
        (words.one("Paid", "Less payment", "Total credits"), figures(bill.total)),
        ("Balance", figures(0)),
    ]
    pairs(sheet, 350, y + 12, sums, right=545)
    return sheet, truth(bill)


def mail_receipt(bill: Bill) -> tuple[Sheet, Truth]:
    """What a web service mails after it took the money: few words, much air."""
    sheet, words = _paper(bill)
    day, money = bill.printing.day, bill.printing.money
    sheet.text(
        90,
        90,
        words.one("Receipt", f"Receipt from {bill.seller.name}", "Payment receipt"),
        size=20,
        bold=True,
    )
    head = [
        (words.one("Invoice number", "Receipt number", "Receipt no."), bill.number),
        (words.one("Date paid", "Paid on", "Payment date", "Date"), day(bill.date)),
        ("Payment method", "Visa - 4242"),
    ]
    y = pairs(sheet, 90, 120, head, gap=110)
    sheet.lines(90, y + 20, [bill.seller.name, *bill.seller.address, bill.seller.phone], size=9)
    sheet.lines(330, y + 20, ["Bill to", bill.buyer.name, *bill.buyer.address], size=9)
    sheet.text(90, y + 120, f"{money(bill.total)} paid on {day(bill.date)}", size=14, bold=True)
    y = _goods(sheet, words, y + 160, left=90, right=520)
    sums = _sums(words)
    sums[-1] = (words.one("Total", "Amount paid", "Total paid"), sums[-1][1])
    pairs(sheet, 330, y + 10, sums, right=520)
    return sheet, truth(bill)


def letter_in_prose(bill: Bill) -> tuple[Sheet, Truth]:
    """A tradesman's typed invoice: few rules, labels and values in one run of words."""
    sheet, words = _paper(bill)
    sheet.font = "mono"
    seller, money = bill.seller, bill.printing.money
    y = sheet.lines(60, 70, [seller.name, *seller.address, f"Tel {seller.phone}"], size=10)
    label = words.one("VAT", "Tax") if bill.country.tax == "VAT" else bill.country.tax
    y = sheet.lines(60, y + 20, ["To:", bill.buyer.name, *bill.buyer.address], size=10)
    top = words.one(
        f"Invoice {bill.number}", f"INVOICE NO {bill.number}", f"Invoice number: {bill.number}"
    )
    sheet.text(60, y + 20, top, size=12, bold=True)
    sheet.text(
        60, y + 38, words.one("Date: ", "Dated ", "") + bill.printing.day(bill.date), size=10
    )
    y += 70
    for item in bill.items:
        sheet.text(60, y, f"{item.quantity} x {item.name}"[:40], size=10)
        sheet.text(480, y, money(item.amount), size=10, align="right")
        y += 15
    sheet.rule(380, y, 480)
    y = pairs(
        sheet, 300, y + 14, [("Net", money(bill.net)), (label, money(bill.tax))], right=480, size=10
    )
    sheet.rule(380, y - 8, 480)
    pairs(
        sheet,
        300,
        y + 6,
        [(words.one("Total", "To pay", "TOTAL DUE"), money(bill.total))],
        right=480,
        size=11,
    )
    sheet.lines(60, y + 60, _paying(words), size=9)
    return sheet, truth(bill)


PAPERS: Sequence[Layout] = (
    label_left,
    label_above,
    two_columns,
    totals_left,
    totals_bottom,
    side_bar,
    window_letter,
    utility_bill,
    hotel_folio,
    mail_receipt,
    letter_in_prose,
)
"""Layouts for any invoice; several pages, credit notes and orders need bills of their own."""
