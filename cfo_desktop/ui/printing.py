"""Prints a statement as it stands on the screen, or a letter, on A4 with page numbers."""

from __future__ import annotations

import html
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtCore import QMarginsF
from PySide6.QtCore import QRectF
from PySide6.QtCore import QSizeF
from PySide6.QtCore import Qt
from PySide6.QtGui import QAbstractTextDocumentLayout
from PySide6.QtGui import QColor
from PySide6.QtGui import QFont
from PySide6.QtGui import QPageLayout
from PySide6.QtGui import QPageSize
from PySide6.QtGui import QPainter
from PySide6.QtGui import QPalette
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from PySide6.QtWidgets import QWidget

_POINTS = 9.5
_FOOT = 1.8
"""Lines at the foot of a page."""
_INK = "#000000"
_FAINT = "#555555"
_RULE = "#999999"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed: titles and rows of texts; a heading has its first text only."""

    shop: str
    title: str
    about: str
    """The period and the currency."""
    columns: tuple[str, ...]
    """The first is a text, the others are amounts."""
    rows: tuple[tuple[str, ...], ...]
    strong: frozenset[int]
    """Rows that are totals."""
    headings: frozenset[int]
    printed: str
    """When and where from, for the foot of each page."""


@dataclass(frozen=True, slots=True)
class Note:
    """A letter that is printed: paragraphs of plain text, which may hold line breaks."""

    title: str
    """What the printer's queue calls it; it is not printed."""
    paragraphs: tuple[str, ...]
    shop: str = ""
    printed: str = ""


def printer() -> QPrinter:
    """Return a printer for A4 with margins that any can keep."""
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(18, 16, 18, 14),
            QPageLayout.Unit.Millimeter,
        )
    )
    return made


def preview(sheet: Sheet | Note, *, parent: QWidget) -> None:
    """Show how it will look on paper, from where it is printed."""
    from PySide6.QtPrintSupport import QPrintPreviewDialog

    made = printer()
    made.setDocName(" – ".join(filter(None, (sheet.shop, sheet.title))))
    dialog = QPrintPreviewDialog(made, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(QCoreApplication.translate("Printing", "Print"))
    # The dialog does not own the printer, and asks it as long as it lives: the closure keeps both.
    dialog.paintRequested.connect(lambda to, _made=made: draw(sheet, to))
    dialog.resize(900, 700)
    dialog.open()


def draw(sheet: Sheet | Note, to: QPrinter) -> None:
    """Draw every page of ``sheet``."""
    document = lay_out(sheet, to)
    page = document.pageSize()
    pages = document.pageCount()
    painter = QPainter(to)
    scale = to.width() / page.width()
    painter.scale(scale, scale)
    for number in range(pages):
        if number:
            to.newPage()
        painter.save()
        painter.translate(0, -number * page.height())
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, QColor(_INK))
        area = QRectF(0, number * page.height(), page.width(), page.height())
        context.clip = area
        painter.setClipRect(area)
        document.documentLayout().draw(painter, context)
        painter.restore()
        _draw_foot(painter, document, sheet.printed, _page_words(number + 1, pages))
    painter.end()


def _page_words(number: int, pages: int) -> str:
    text = QCoreApplication.translate("Printing", "Page {number} of {pages}")
    return text.format(number=number, pages=pages)


def lay_out(sheet: Sheet | Note, to: QPrinter) -> QTextDocument:
    """Return the sheet laid out in points over the printer's page, less its foot."""
    document = QTextDocument()
    font = QFont(QApplication.font())
    font.setPointSizeF(_POINTS)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    area = to.pageLayout().paintRect(QPageLayout.Unit.Point)
    foot = _foot_height(document)
    document.setHtml(_note_html(sheet) if isinstance(sheet, Note) else _html(sheet))
    # The document measures in the screen's dots; fonts come out at their size on paper when the
    # page is as many of them wide as it is wide in inches.
    per_inch = QApplication.primaryScreen().logicalDotsPerInch()
    size = QSizeF(area.width(), area.height()) * (per_inch / 72)
    document.setPageSize(QSizeF(size.width(), size.height() - foot))
    return document


def _foot_height(document: QTextDocument) -> float:
    from PySide6.QtGui import QFontMetricsF

    return QFontMetricsF(document.defaultFont()).lineSpacing() * _FOOT


def _draw_foot(painter: QPainter, document: QTextDocument, left: str, right: str) -> None:
    page = document.pageSize()
    font = QFont(document.defaultFont())
    # The painter is scaled to the document's dots: points would be scaled twice.
    dots = QApplication.primaryScreen().logicalDotsPerInch()
    font.setPixelSize(round(_POINTS * 0.85 * dots / 72))
    painter.setFont(font)
    painter.setPen(QColor(_FAINT))
    line = QRectF(0, page.height(), page.width(), _foot_height(document))
    bottom = Qt.AlignmentFlag.AlignBottom
    painter.drawText(line, bottom | Qt.AlignmentFlag.AlignLeft, left)
    painter.drawText(line, bottom | Qt.AlignmentFlag.AlignRight, right)


def _note_html(note: Note) -> str:
    broken = (html.escape(each).replace("\n", "<br>") for each in note.paragraphs)
    return "".join(f'<p style="font-size:11pt; margin:0 0 10px 0">{each}</p>' for each in broken)


def _html(sheet: Sheet) -> str:
    say: Callable[[str], str] = html.escape
    parts = [
        f'<p style="color:{_FAINT}; margin:0">{say(sheet.shop)}</p>',
        f'<p style="font-size:16pt; font-weight:bold; margin:2px 0 0 0">{say(sheet.title)}</p>',
        f'<p style="color:{_FAINT}; margin:2px 0 12px 0">{say(sheet.about)}</p>',
        '<table width="100%" cellspacing="0" cellpadding="3" style="border-collapse:collapse">',
        "<thead><tr>",
        *(
            f'<td style="color:{_FAINT}; border-bottom:1px solid {_RULE}"'
            f"{_side(place)}>{say(title)}</td>"
            for place, title in enumerate(sheet.columns)
        ),
        "</tr></thead>",
        *(_row(sheet, number) for number in range(len(sheet.rows))),
        "</table>",
    ]
    return "".join(parts)


def _side(place: int) -> str:
    return ' align="right"' if place else ""


def _row(sheet: Sheet, number: int) -> str:
    cells: Sequence[str] = sheet.rows[number]
    if number in sheet.headings:
        span = len(sheet.columns)
        return (
            f'<tr><td colspan="{span}" style="color:{_FAINT}; font-weight:bold; padding-top:8px">'
            f"{html.escape(cells[0].strip())}</td></tr>"
        )
    strong = number in sheet.strong
    style = f"font-weight:bold; border-top:1px solid {_RULE}" if strong else ""
    made = []
    for place, cell in enumerate(cells):
        indent = len(cell) - len(cell.lstrip(" ")) if not place else 0
        text = "&nbsp;" * indent + html.escape(cell.strip()).replace("  ", "&nbsp; ")
        made.append(f'<td style="{style}"{_side(place)}>{text}</td>')
    return f"<tr>{''.join(made)}</tr>"
