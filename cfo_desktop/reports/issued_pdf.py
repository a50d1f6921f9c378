"""Prints a quote, an invoice or a credit note of the shop: values in, the bytes of a PDF out."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from decimal import Decimal

from reportlab.platypus import Flowable
from reportlab.platypus import Spacer

from cfo_desktop.domain.currency import minor_digits
from cfo_desktop.domain.issuing import Issued
from cfo_desktop.domain.issuing import IssuedKind
from cfo_desktop.domain.issuing import IssuedState
from cfo_desktop.domain.issuing import Item
from cfo_desktop.domain.shop_details import ShopDetails
from cfo_desktop.reports import drawing
from cfo_desktop.reports import fonts
from cfo_desktop.reports import look
from cfo_desktop.reports import sheet
from cfo_desktop.reports import wrapping
from cfo_desktop.reports.tables import Column
from cfo_desktop.reports.tables import Grid
from cfo_desktop.reports.tables import Row
from cfo_desktop.reports.words import Words

_LEADING = 13.0
_MIDDLE = look.WIDTH * 0.54
"""Where the right half of the head begins."""
_MOST_LINES = 8
_WHOLE = 100


def render(issued: Issued, shop: ShopDetails, *, language: str) -> bytes:
    """Return the document as a PDF in ``language`` (``en`` or ``zh_CN``): A4, fonts embedded.

    The same document gives the same bytes. A draft, which has no number, says that it is one.
    """
    fonts.register()
    words = Words(language, issued.written.currency)
    return sheet.render(_sheet(issued, shop, words), lambda: _story(issued, shop, words))


def _title(issued: Issued, words: Words) -> str:
    state = "draft" if issued.state is IssuedState.DRAFT else "title"
    return words.text(f"issued.{state}.{issued.written.kind}", number=issued.number)


def _sheet(issued: Issued, shop: ShopDetails, words: Words) -> sheet.Sheet:
    name = fonts.printable(shop.name)
    reached = (shop.phone, shop.email)
    contact = " · ".join(fonts.printable(text) for text in reached if text.strip())
    return sheet.Sheet(
        title=f"{_title(issued, words)} · {name}",
        author=name,
        subject=words.text(f"issued.draft.{issued.written.kind}"),
        language=words.language.replace("_", "-"),
        made_on=issued.written.day,
        footer=(name, contact),
        remark=words.text("issued.remark", currency=words.currency_name()),
        page_text=lambda page, pages: words.text("footer.page", page=page, pages=pages),
    )


def _story(issued: Issued, shop: ShopDetails, words: Words) -> list[Flowable]:
    written = issued.written
    story: list[Flowable] = [
        _Head(_seller(shop, words), _facts(issued, words), title=_title(issued, words)),
        Spacer(0, 14),
        drawing.Rule(),
        Spacer(0, 10),
        drawing.Lines([words.text("issued.to")], like=drawing.SMALL, leading=11),
        drawing.Lines(_buyer(issued, words), like=drawing.BODY, leading=_LEADING),
        Spacer(0, 12),
        _table(issued, words),
        Spacer(0, 14),
    ]
    if written.kind is IssuedKind.INVOICE and shop.bank.strip():
        story += _paragraphs(words.text("issued.pay_to"), shop.bank)
    if written.note.strip():
        story += _paragraphs(words.text("issued.note"), written.note)
    return story


def _paragraphs(heading: str, text: str) -> list[Flowable]:
    return [
        drawing.Lines([heading], like=drawing.SMALL, leading=12),
        drawing.Lines(list(_lines(text)), like=drawing.BODY, leading=_LEADING),
        Spacer(0, 8),
    ]


def _lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if shown := fonts.printable(line):
            yield shown


def _seller(shop: ShopDetails, words: Words) -> list[str]:
    lines = list(_lines(shop.address))
    if shop.tax_id.strip():
        lines.append(words.text("issued.tax_id", number=fonts.printable(shop.tax_id)))
    lines += [line for text in (shop.phone, shop.email) for line in _lines(text)]
    return [fonts.printable(shop.name), *lines]


def _buyer(issued: Issued, words: Words) -> list[str]:
    buyer = issued.written.buyer
    lines = [fonts.printable(buyer.name), *_lines(buyer.address)]
    if buyer.tax_id.strip():
        lines.append(words.text("issued.tax_id", number=fonts.printable(buyer.tax_id)))
    return lines


def _facts(issued: Issued, words: Words) -> list[tuple[str, str]]:
    written = issued.written
    facts = [(words.text("issued.date"), words.day(written.day))]
    if written.due is not None:
        name = "valid" if written.kind is IssuedKind.QUOTE else "due"
        facts.append((words.text(f"issued.{name}"), words.day(written.due)))
    if written.reference.strip():
        of = "of" if written.kind is IssuedKind.CREDIT_NOTE else "reference"
        facts.append((words.text(f"issued.{of}"), fonts.printable(written.reference)))
    return facts


def _table(issued: Issued, words: Words) -> Flowable:
    """Return the lines, then the sums: net and each tax where there is any, and the total."""
    written = issued.written
    sums = written.totals
    taxed = any(rate for rate, _, _ in sums.rates)
    heads = ["quantity", "price", *(["rate"] if taxed else []), "amount"]
    grid = Grid(
        "",
        columns=[
            Column(words.text("issued.item"), most_lines=4),
            *(Column(words.text(f"issued.{head}"), amounts=True) for head in heads),
        ],
        width=look.WIDTH,
    )
    for item in written.items:
        grid.add([*_cells(item, words, taxed=taxed), words.amount(item.amount(written.currency))])
    blank = [""] * (len(heads) - 1)
    if taxed:
        grid.add([words.text("issued.net"), *blank, words.amount(sums.net)], row=Row.TOTAL)
        for rate, net, tax in sums.rates:
            name = words.text("issued.tax", rate=_percent(rate), net=words.amount(net))
            grid.add([name, *blank, words.amount(tax)])
    total = words.text(f"issued.total.{written.kind}", currency=words.currency_name())
    grid.add([total, *blank, words.amount(sums.gross)], row=Row.CLOSING)
    if taxed and written.taxed_prices:
        grid.add([words.text("issued.taxed_prices")], row=Row.NOTE)
    return grid.table()


def _cells(item: Item, words: Words, *, taxed: bool) -> list[str]:
    quantity = _plain(item.quantity)
    unit = fonts.printable(item.unit)
    cells = [
        fonts.printable(item.name),
        f"{quantity} {unit}" if unit else quantity,
        _price(item.price, words),
    ]
    return [*cells, _percent(item.rate)] if taxed else cells


def _price(price: Decimal, words: Words) -> str:
    """Return a price with the currency's digits, and more where it has more."""
    text = _plain(price)
    digits = minor_digits(words.currency)
    whole, _, part = text.partition(".")
    shown = part.ljust(digits, "0")
    return f"{whole}.{shown}" if shown else whole


def _plain(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _percent(rate: int) -> str:
    return f"{_plain(Decimal(rate) / _WHOLE)}%"


class _Head(drawing.Block):
    """The title and its facts at the left, the shop at the right."""

    def __init__(
        self, seller: Sequence[str], facts: Sequence[tuple[str, str]], *, title: str
    ) -> None:
        """Break the shop's lines into its half."""
        like = drawing.BODY
        room = look.WIDTH - _MIDDLE
        self._name = drawing.Type(fonts.BOLD, look.HEADING)
        self._title = drawing.Type(fonts.BOLD, 19).fitted(title, width=_MIDDLE - 16)
        self._text = title
        self._facts = facts
        self._seller = [
            wrapping.wrap(seller[0], width=room, measure=self._name.width, limit=2),
            [
                part
                for line in seller[1:]
                for part in wrapping.wrap(line, width=room, measure=like.width, limit=3)
            ][:_MOST_LINES],
        ]
        left = 30 + _LEADING * len(facts)
        right = 16.0 * len(self._seller[0]) + _LEADING * len(self._seller[1])
        super().__init__(max(left, right))

    def draw(self) -> None:
        """Draw both halves."""
        y = self.height - self._title.size
        drawing.put(self.canv, self._text, x=0, y=y, like=self._title)
        y -= 20
        width = max((drawing.SMALL.width(name) for name, _ in self._facts), default=0) + 12
        for name, text in self._facts:
            drawing.put(self.canv, name, x=0, y=y, like=drawing.SMALL)
            shown = wrapping.shorten(text, width=_MIDDLE - width, measure=drawing.BODY.width)
            drawing.put(self.canv, shown, x=width, y=y, like=drawing.BODY)
            y -= _LEADING
        y = self.height - look.HEADING
        for line in self._seller[0]:
            drawing.put(self.canv, line, x=_MIDDLE, y=y, like=self._name)
            y -= 16
        for line in self._seller[1]:
            drawing.put(self.canv, line, x=_MIDDLE, y=y, like=drawing.BODY)
            y -= _LEADING
