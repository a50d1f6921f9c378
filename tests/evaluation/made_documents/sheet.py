"""A page described once and drawn twice: as a PDF with text, and as a picture for the camera.

Places are points from the top left corner. Fonts are roles (sans, serif, mono, narrow), filled with
what the machine has: the project's own font always, others where they are installed.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

import numpy as np
import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont
import zxingcpp
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

A4 = (595.0, 842.0)
_OWN = Path(__file__).resolve().parents[3] / "assets" / "fonts"
_OWN_FONTS = {False: _OWN / "NotoSansSC-Regular.ttf", True: _OWN / "NotoSansSC-Bold.ttf"}
_LATIN_PDF = {
    "sans": ("Helvetica", "Helvetica-Bold"),
    "serif": ("Times-Roman", "Times-Bold"),
    "mono": ("Courier", "Courier-Bold"),
    "narrow": ("Helvetica", "Helvetica-Bold"),
}
_INSTALLED = Path("/usr/share/fonts")
_URW, _DEJAVU = _INSTALLED / "opentype/urw-base35", _INSTALLED / "truetype/dejavu"
_LATIN_PICTURE = {
    "sans": (_URW / "NimbusSans-Regular.otf", _URW / "NimbusSans-Bold.otf"),
    "serif": (_URW / "NimbusRoman-Regular.otf", _URW / "NimbusRoman-Bold.otf"),
    "mono": (_DEJAVU / "DejaVuSansMono.ttf", _DEJAVU / "DejaVuSansMono-Bold.ttf"),
    "till": (_URW / "NimbusMonoPS-Bold.otf", _URW / "NimbusMonoPS-Bold.otf"),
    "wide": (_DEJAVU / "DejaVuSans.ttf", _DEJAVU / "DejaVuSans-Bold.ttf"),
    "narrow": (_URW / "NimbusSansNarrow-Regular.otf", _URW / "NimbusSansNarrow-Bold.otf"),
}
_CJK_SERIF = _INSTALLED / "opentype/noto/NotoSerifCJK-Regular.ttc"
_SIMPLIFIED = 2
"""The face of simplified Chinese in a Noto CJK collection."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words at a place: ``y`` is the baseline, ``align`` one of left, right and centre."""

    page: int
    x: float
    y: float
    words: str
    size: float
    bold: bool
    align: str
    font: str
    grey: int


@dataclass(frozen=True, slots=True)
class Shape:
    """A line or a box; a box with ``fill`` (a grey, 0 to 255) is painted."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    fill: int | None = None
    is_box: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code."""

    page: int
    x: float
    y: float
    side: float
    payload: str


@dataclass
class Sheet:
    """Pages that are being filled; ``font`` is the role that plain text takes."""

    width: float = A4[0]
    height: float = A4[1]
    font: str = "sans"
    is_chinese: bool = False
    pages: int = 1
    texts: list[Text] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 9,
        bold: bool = False,
        align: str = "left",
        font: str = "",
        grey: int = 0,
    ) -> float:
        """Write a line on the last page; return the x of its end."""
        item = Text(self.pages - 1, x, y, words, size, bold, align, font or self.font, grey)
        self.texts.append(item)
        return x + self.measure(words, size=size, bold=bold)

    def lines(self, x: float, y: float, rows: Sequence[str], **style: object) -> float:
        """Write lines under one another; return the y below them."""
        size = float(style.get("size", 9))  # type: ignore[arg-type]
        for row in rows:
            self.text(x, y, row, **style)  # type: ignore[arg-type]
            y += size * 1.35
        return y

    def rule(self, left: float, y: float, right: float, *, bottom: float | None = None) -> None:
        """Draw a line, across or down."""
        low = y if bottom is None else bottom
        self.shapes.append(Shape(self.pages - 1, left, y, right, low))

    def box(
        self, left: float, top: float, right: float, bottom: float, *, fill: int | None = None
    ) -> None:
        """Draw a box."""
        self.shapes.append(Shape(self.pages - 1, left, top, right, bottom, fill, is_box=True))

    def code(self, x: float, y: float, *, side: float, payload: str) -> None:
        """Place a QR code."""
        self.codes.append(Code(self.pages - 1, x, y, side, payload))

    def turn_page(self) -> None:
        """Begin another page."""
        self.pages += 1

    def measure(self, words: str, *, size: float = 9, bold: bool = False) -> float:
        """Return the width of words."""
        return float(
            pdfmetrics.stringWidth(words, self._pdf_font(words, self.font, bold=bold), size)
        )

    def _pdf_font(self, words: str, role: str, *, bold: bool) -> str:
        if self.is_chinese or not _is_latin(words):
            _register()
            return "Own-Bold" if bold else "Own"
        return _LATIN_PDF.get(role, _LATIN_PDF["sans"])[bold]

    def pdf(self) -> bytes:
        """Draw the pages as a PDF with text."""
        stream = io.BytesIO()
        canvas = Canvas(stream, pagesize=(self.width, self.height), invariant=True)
        for page in range(self.pages):
            for shape in self.shapes:
                if shape.page == page:
                    self._pdf_shape(canvas, shape)
            for item in self.texts:
                if item.page == page:
                    self._pdf_text(canvas, item)
            for code in self.codes:
                if code.page == page:
                    picture = ImageReader(qr(code.payload, side=240))
                    low = self.height - code.y - code.side
                    canvas.drawImage(picture, code.x, low, code.side, code.side)
            canvas.showPage()
        canvas.save()
        return stream.getvalue()

    def _pdf_shape(self, canvas: Canvas, shape: Shape) -> None:
        low = self.height - shape.bottom
        canvas.setStrokeGray(0.2)
        canvas.setLineWidth(0.6)
        if not shape.is_box:
            canvas.line(shape.left, self.height - shape.top, shape.right, low)
            return
        if shape.fill is not None:
            canvas.setFillGray(shape.fill / 255)
        canvas.rect(
            shape.left,
            low,
            shape.right - shape.left,
            shape.bottom - shape.top,
            stroke=int(shape.fill is None),
            fill=int(shape.fill is not None),
        )

    def _pdf_text(self, canvas: Canvas, item: Text) -> None:
        canvas.setFillGray(item.grey / 255)
        canvas.setFont(self._pdf_font(item.words, item.font, bold=item.bold), item.size)
        draw = {
            "left": canvas.drawString,
            "right": canvas.drawRightString,
            "centre": canvas.drawCentredString,
        }[item.align]
        draw(item.x, self.height - item.y, item.words)

    def picture(self, *, page: int = 0, dpi: int = 170, paper: int = 255) -> PIL.Image.Image:
        """Draw one page as a clean grey picture."""
        scale = dpi / 72
        size = round(self.width * scale), round(self.height * scale)
        image = PIL.Image.new("L", size, paper)
        draw = PIL.ImageDraw.Draw(image)
        for shape in self.shapes:
            if shape.page == page:
                place = [v * scale for v in (shape.left, shape.top, shape.right, shape.bottom)]
                if shape.is_box:
                    draw.rectangle(
                        place, fill=shape.fill, outline=40 if shape.fill is None else None
                    )
                else:
                    draw.line(place, fill=40, width=max(1, round(scale * 0.6)))
        for item in self.texts:
            if item.page == page:
                anchor = {"left": "ls", "right": "rs", "centre": "ms"}[item.align]
                font = self._picture_font(item, scale)
                draw.text((item.x * scale, item.y * scale), item.words, item.grey, font, anchor)
        for code in self.codes:
            if code.page == page:
                side = round(code.side * scale)
                image.paste(
                    qr(code.payload, side=side), (round(code.x * scale), round(code.y * scale))
                )
        return image

    def _picture_font(self, item: Text, scale: float) -> PIL.ImageFont.FreeTypeFont:
        size = round(item.size * scale)
        if self.is_chinese or not _is_latin(item.words):
            if item.font == "serif" and not item.bold and _CJK_SERIF.exists():
                return _font(str(_CJK_SERIF), size, _SIMPLIFIED)
            return _font(str(_OWN_FONTS[item.bold]), size, 0)
        path = _LATIN_PICTURE.get(item.font, _LATIN_PICTURE["sans"])[item.bold]
        return _font(str(path if path.exists() else _OWN_FONTS[item.bold]), size, 0)


def _is_latin(words: str) -> bool:
    return all(ord(mark) < 256 or mark in "€–—’‘“”•" for mark in words)


@functools.cache
def _register() -> None:
    pdfmetrics.registerFont(TTFont("Own", _OWN_FONTS[False]))
    pdfmetrics.registerFont(TTFont("Own-Bold", _OWN_FONTS[True]))


@functools.lru_cache(256)
def _font(path: str, size: int, index: int) -> PIL.ImageFont.FreeTypeFont:
    plain = PIL.ImageFont.Layout.BASIC  # no ligatures: tills and office programs print none
    return PIL.ImageFont.truetype(path, size, index, layout_engine=plain)


def qr(payload: str, *, side: int) -> PIL.Image.Image:
    """Draw a QR code ``side`` pixels wide."""
    made = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    drawn = zxingcpp.write_barcode_to_image(made, scale=4, add_quiet_zones=True)
    image = PIL.Image.fromarray(np.asarray(drawn))
    return image.convert("L").resize((side, side), PIL.Image.Resampling.NEAREST)
