"""The paper of a report: pages with their footer, and the document's description of itself."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate
from reportlab.platypus import Flowable
from reportlab.platypus import Frame
from reportlab.platypus import PageTemplate

from cfo_desktop.reports import drawing
from cfo_desktop.reports import fonts
from cfo_desktop.reports import look
from cfo_desktop.reports import wrapping


@dataclass(frozen=True, slots=True)
class Sheet:
    """What each page of one document carries, and what the file says of itself."""

    title: str
    author: str
    subject: str
    language: str
    """As BCP 47 writes it: ``en``, ``zh-CN``."""
    made_on: dt.date
    footer: tuple[str, str]
    """Its two lines on the left of each page."""
    remark: str
    """On the right of the second line."""
    page_text: Callable[[int, int], str]
    """Words for page n of m."""


def render(sheet: Sheet, story: Callable[[], Sequence[Flowable]]) -> bytes:
    """Return the document; ``story`` makes its parts anew on each call.

    It is laid out twice, since only then is known how many pages there are. The same parts give
    the same bytes.
    """
    data, pages = _lay_out(sheet, story(), pages=1)
    if pages != 1:
        data, _ = _lay_out(sheet, story(), pages=pages)
    return data


def _lay_out(sheet: Sheet, story: Sequence[Flowable], *, pages: int) -> tuple[bytes, int]:
    stream = io.BytesIO()
    document = BaseDocTemplate(
        stream,
        pagesize=(look.PAGE_WIDTH, look.PAGE_HEIGHT),
        title=sheet.title,
        author=sheet.author,
        subject=sheet.subject,
        creator="CFO Desktop",
        lang=sheet.language,
        # A canvas starts with Helvetica, named in the file but not embedded, unless told otherwise.
        initialFontName=fonts.REGULAR,
        invariant=1,
        pageCompression=1,
    )
    frame = Frame(
        look.MARGIN,
        look.BOTTOM,
        look.WIDTH,
        look.HEIGHT,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    template = PageTemplate(
        id="page",
        frames=[frame],
        onPage=lambda canvas, _: _describe(canvas, made_on=sheet.made_on),
        onPageEnd=lambda canvas, _: _draw_footer(canvas, sheet=sheet, pages=pages),
    )
    document.addPageTemplates(template)
    document.build(list(story))
    return stream.getvalue(), document.page


def _describe(canvas: Canvas, *, made_on: dt.date) -> None:
    """Date the file by its report and not by the clock; have viewers show its title."""
    stamp = f"D:{made_on:%Y%m%d}000000Z"
    canvas.setDateFormatter(lambda *_: stamp)
    canvas.setViewerPreference("DisplayDocTitle", "true")


def _draw_footer(canvas: Canvas, *, sheet: Sheet, pages: int) -> None:
    page = sheet.page_text(canvas.getPageNumber(), pages)
    right = look.PAGE_WIDTH - look.MARGIN
    y = look.BOTTOM - 28
    canvas.setStrokeColor(look.LINE)
    canvas.setLineWidth(0.6)
    canvas.line(look.MARGIN, y + 13, right, y + 13)
    for left_text, right_text in zip(sheet.footer, (page, sheet.remark), strict=True):
        like = drawing.TINY
        room = look.WIDTH - like.width(right_text) - 12
        shown = wrapping.shorten(left_text, width=room, measure=like.width)
        drawing.put(canvas, shown, x=look.MARGIN, y=y, like=like)
        drawing.put(canvas, right_text, x=right, y=y, like=like, anchor="right")
        y -= 10
