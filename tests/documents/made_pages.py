"""Made receipts and invoices as pictures and PDF pages, each drawn from a few lines of text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image
from PIL import ImageDraw
from PIL import ImageFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONT = Path(__file__).resolve().parents[2] / "assets" / "fonts" / "NotoSansSC-Regular.ttf"
Row = Sequence[tuple[int, str]]
"""Texts of one row, each with where it begins, in thousandths of the page's width."""

RECEIPT: tuple[Row, ...] = (
    [(330, "GREEN LEAF GROCERS LTD")],
    [(330, "14 Market Street, Leeds LS1 6DT")],
    [(330, "VAT No GB 123 4567 82")],
    [(60, "Date: 14/03/2026"), (640, "Time 09:41")],
    [(60, "Receipt No: 004512")],
    [(60, "Oat milk 1L x2"), (800, "3.80")],
    [(60, "Sourdough loaf"), (800, "3.25")],
    [(60, "Free range eggs 12"), (800, "4.10")],
    [(60, "Subtotal"), (800, "11.15")],
    [(60, "VAT 20%"), (800, "0.00")],
    [(60, "TOTAL GBP"), (780, "11.15")],
    [(60, "Cash"), (780, "20.00")],
    [(60, "Change"), (800, "8.85")],
    [(330, "Thank you for shopping with us")],
)
INVOICE: tuple[Row, ...] = (
    [(330, "电子发票（普通发票）")],
    [(560, "发票号码：26312000000123456789")],
    [(560, "开票日期：2026年03月14日")],
    [(40, "购买方名称：上海晨光食品有限公司"), (540, "销售方名称：北京远山科技有限公司")],
    [(40, "统一社会信用代码：91310000MA1FL5XK2Q"), (540, "统一社会信用代码：91110108MA01ABCD7E")],
    [(40, "项目名称"), (330, "数量"), (450, "单价"), (600, "金额"), (720, "税率"), (850, "税额")],
    [
        (40, "*软件*记账服务"),
        (340, "2"),
        (450, "500.00"),
        (600, "1000.00"),
        (720, "6%"),
        (850, "60.00"),
    ],
    [(40, "合计"), (590, "￥1000.00"), (840, "￥60.00")],
    [(40, "价税合计（大写）"), (330, "壹仟零陆拾圆整"), (640, "（小写）￥1060.00")],
    [(40, "备注：订单 2026-0314")],
)


def picture(
    rows: Sequence[Row], *, width: int = 900, height: int = 1200, size: int = 26, ink: int = 0
) -> Image.Image:
    """Return a white page with ``rows`` on it, from the top, in letters of ``size`` pixels."""
    page = Image.new("RGB", (width, height), "white")
    _write(page, rows, size=size, ink=ink)
    return page


def _write(page: Image.Image, rows: Sequence[Row], *, size: int, ink: int) -> None:
    draw = ImageDraw.Draw(page)
    font = ImageFont.truetype(FONT, size)
    step = min(size * 2, page.height // (len(rows) + 1))
    for number, row in enumerate(rows):
        for left, text in row:
            place = (left * page.width // 1000, step // 2 + number * step)
            draw.text(place, text, font=font, fill=(ink, ink, ink))


def encoded(page: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    """Return a picture as a file's bytes."""
    stream = io.BytesIO()
    page.save(stream, kind, **options)
    return stream.getvalue()


def pdf(
    pages: Sequence[Sequence[Row]],
    *,
    rotate: int = 0,
    sideways: bool = False,
    size: tuple[int, int] = (595, 842),
) -> bytes:
    """Return a PDF with text, one page for each of ``pages``, shown turned by ``rotate``.

    ``sideways``, the text itself runs up a page that lies across.
    """
    if "made" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("made", FONT))
    stream = io.BytesIO()
    sheet = (size[1], size[0]) if sideways else size
    canvas = Canvas(stream, pagesize=sheet, invariant=True)
    for rows in pages:
        if sideways:
            canvas.translate(sheet[0], 0)
            canvas.rotate(90)
        canvas.setFont("made", 10)
        for number, row in enumerate(rows):
            for left, text in row:
                canvas.drawString(left * size[0] / 1000, size[1] - 40 - 22 * number, text)
        canvas.showPage()
    canvas.save()
    return _rotated(stream.getvalue(), rotate) if rotate else stream.getvalue()


def scanned(pages: Sequence[Image.Image]) -> bytes:
    """Return a PDF that holds a picture on each page and no text."""
    stream = io.BytesIO()
    first, *others = pages
    first.save(stream, "PDF", save_all=True, append_images=others, resolution=110)
    return stream.getvalue()


def _rotated(content: bytes, degrees: int) -> bytes:
    document = pypdfium2.PdfDocument(content)
    for page in document:
        page.set_rotation(degrees)
    stream = io.BytesIO()
    document.save(stream)
    document.close()
    return stream.getvalue()
