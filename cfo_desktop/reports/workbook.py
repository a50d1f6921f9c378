"""Writes an Excel workbook row by row, straight into the pieces of the file.

The libraries at hand keep every cell in memory or spill rows into the temporary folder in clear; a
book's content may do neither. Format: ECMA-376 part 1 (SpreadsheetML), texts inline in their cells.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from cfo_desktop.domain.currency import minor_digits
from cfo_desktop.domain.money import Money

MOST_ROWS = 1_048_576
"""Rows of one sheet that Excel opens, its head included."""
_MOST_BYTES = 2_000_000_000
"""A sheet beyond that goes on in the next, since a part of a plain ZIP archive ends at 2 GiB."""
_PIECE = 1 << 17
_EPOCH = dt.date(1899, 12, 30)
_FIRST_SOUND_DAY = dt.date(1900, 3, 1)
"""Excel holds 1900 for a leap year: days before this one count one less."""

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

Cell = str | int | dt.date | Money | None

_HEAD, _DATE, _FIRST_AMOUNT = 1, 2, 3
"""Places in the style sheet below; amounts of n digits have the style ``_FIRST_AMOUNT + n``."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="#,##0.000"/>'
    '<numFmt numFmtId="166" formatCode="#,##0.0000"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
    '<border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/>'
    "</border></borders>"
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="8"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="1" xfId="0" applyFont="1"'
    ' applyBorder="1"/>'
    + "".join(
        f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0"'
        ' applyNumberFormat="1"/>'
        for number in (164, 3, 4, 4, 165, 166)
    )
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its heads with the width of each column in characters, its rows."""

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[Cell]]
    """Read once, when the sheet's turn comes; texts stay texts, whatever they look like."""


def pieces(sheets: Iterable[Sheet]) -> Iterator[bytes]:
    """Yield the workbook; rows that Excel would not open go on in sheets ``Name 2``, ``Name 3``."""
    pipe = _Pipe()
    names: list[str] = []
    with zipfile.ZipFile(pipe, "w") as archive:
        for sheet in sheets:
            rows = _Rows(sheet.rows)
            part = 1
            while part == 1 or rows.left:
                names.append(sheet.name if part == 1 else f"{sheet.name} {part}")
                part += 1
                with archive.open(_part(f"xl/worksheets/sheet{len(names)}.xml"), "w") as stream:
                    for xml in _sheet_xml(sheet.columns, rows):
                        stream.write(xml)
                        if pipe.size >= _PIECE:
                            yield pipe.take()
        for place, text in _frame(names):
            archive.writestr(_part(place), text)
    yield pipe.take()


class _Pipe(io.RawIOBase):
    """Holds what the archive writes until it is taken."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[bytes] = []
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer) -> int:
        content = bytes(data)
        self._held.append(content)
        self.size += len(content)
        return len(content)

    def take(self) -> bytes:
        """Return what has been written since the last time."""
        content = b"".join(self._held)
        self._held.clear()
        self.size = 0
        return content


class _Rows:
    """Rows one after the other, which can tell whether any is left."""

    def __init__(self, rows: Iterable[Sequence[Cell]]) -> None:
        self._rows = iter(rows)
        self._next = next(self._rows, None)

    @property
    def left(self) -> bool:
        return self._next is not None

    def take(self) -> Sequence[Cell]:
        row, self._next = self._next or (), next(self._rows, None)
        return row


def _part(place: str) -> zipfile.ZipInfo:
    """Return a part of the archive that bears no time, so that equal books give equal files."""
    part = zipfile.ZipInfo(place)
    part.compress_type = zipfile.ZIP_DEFLATED
    return part


def _sheet_xml(columns: Sequence[tuple[str, int]], rows: _Rows) -> Iterator[bytes]:
    """Yield one sheet, with as many of the rows as it may hold."""
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
        for place, (_, width) in enumerate(columns, start=1)
    )
    heads = "".join(
        _text(f"{letter}1", head, style=_HEAD)
        for letter, (head, _) in zip(_LETTERS, columns, strict=False)
    )
    yield (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft"/></sheetView></sheetViews>'
        f'<cols>{widths}</cols><sheetData><row r="1">{heads}</row>'
    ).encode()
    number, size = 1, 0
    while rows.left and number < MOST_ROWS and size < _MOST_BYTES:
        number += 1
        row = _row(number, rows.take()).encode()
        size += len(row)
        yield row
    yield b"</sheetData></worksheet>"


def _row(number: int, cells: Sequence[Cell]) -> str:
    shown = [
        _cell(f"{letter}{number}", cell) for letter, cell in zip(_LETTERS, cells, strict=False)
    ]
    return f'<row r="{number}">{"".join(shown)}</row>'


def _cell(place: str, cell: Cell) -> str:
    if cell is None or cell == "":
        return ""
    if isinstance(cell, str):
        return _text(place, cell, style=0)
    if isinstance(cell, Money):
        style = _FIRST_AMOUNT + minor_digits(cell.currency)
        return f'<c r="{place}" s="{style}"><v>{cell}</v></c>'
    if isinstance(cell, dt.date):
        days = (cell - _EPOCH).days - (cell < _FIRST_SOUND_DAY)
        return f'<c r="{place}" s="{_DATE}"><v>{days}</v></c>'
    return f'<c r="{place}"><v>{cell}</v></c>'


def _text(place: str, untrusted_text: str, *, style: int) -> str:
    text = untrusted_text.replace("\r\n", "\n").replace("\r", "\n")
    text = _NOT_XML.sub("\ufffd", _LOOKS_ESCAPED.sub("_x005F_", text))
    kept = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    shown = f"<is><t{kept}>{escape(text)}</t></is>"
    return f'<c r="{place}" s="{style}" t="inlineStr">{shown}</c>'


def _frame(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the parts around the sheets, each with its place in the archive."""
    yield "[Content_Types].xml", _content_types(len(names))
    yield "_rels/.rels", _relations(("officeDocument", "xl/workbook.xml"))
    yield "xl/workbook.xml", _list_of_sheets(names)
    sheets = [("worksheet", f"worksheets/sheet{number + 1}.xml") for number in range(len(names))]
    yield "xl/_rels/workbook.xml.rels", _relations(*sheets, ("styles", "styles.xml"))
    yield "xl/styles.xml", _STYLES


def _content_types(sheets: int) -> str:
    package = "application/vnd.openxmlformats-package.relationships+xml"
    parts = [("workbook.xml", "sheet.main"), ("styles.xml", "styles")]
    parts += [(f"worksheets/sheet{number + 1}.xml", "worksheet") for number in range(sheets)]
    overrides = "".join(
        f'<Override PartName="/xl/{place}" ContentType="{_TYPE}.{kind}+xml"/>'
        for place, kind in parts
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{package}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    """Return what one part refers to, as rId1, rId2, ..., each of a kind."""
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _list_of_sheets(names: Sequence[str]) -> str:
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>'
        for number, name in enumerate(names, start=1)
    )
    return (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"<bookViews><workbookView/></bookViews><sheets>{listed}</sheets></workbook>"
    )
