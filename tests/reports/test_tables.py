"""Tables break over pages without leaving a heading or a total alone, and nothing overlaps."""

from __future__ import annotations

from typing import Any

import pytest
from reportlab.platypus import Flowable
from reportlab.platypus import Table

from cfo_desktop.reports import fonts
from cfo_desktop.reports import look
from cfo_desktop.reports.tables import Column
from cfo_desktop.reports.tables import Grid
from cfo_desktop.reports.tables import Row

HEADINGS = ("Part", "Section 0", "Section 1", "Section 2")


def grid(*, amount: str = "1.00", width: float = 300.0) -> Table:
    fonts.register()
    made = Grid(
        "Title",
        columns=[Column("", indented=True), Column("Now", amounts=True), Column("B", amounts=True)],
        width=width,
    )
    made.add(["Part"], row=Row.PART)
    for section in range(3):
        made.add([f"Section {section}"], row=Row.SECTION)
        for line in range(4):
            made.add([f"Line {section} {line}", amount, amount])
        made.add([f"Total {section}", amount, amount], row=Row.TOTAL)
    made.add(["Result", amount, amount], row=Row.CLOSING)
    return made.table()


def inside(table: Flowable) -> Any:  # noqa: ANN401 - what it lets us see has no public type
    """Return a table as something whose cells and widths can be looked into."""
    return table


def names(table: Flowable) -> list[str]:
    return [str(row[0]) for row in inside(table)._cellvalues]


@pytest.mark.parametrize("height", range(60, 340, 3))
def test_no_heading_ends_a_page_and_no_total_starts_one(height: int) -> None:
    whole = grid()
    parts = whole.split(300, height)
    if not parts:
        return  # moves to the next page as a whole
    first, rest = (names(part) for part in parts) if len(parts) == 2 else (names(whole), [])
    assert first[-1] not in HEADINGS
    if rest:
        assert rest[0] == "Title"
        assert not rest[1].startswith(("Total", "Result"))
        assert first + rest[1:] == names(whole)


def test_a_table_too_high_for_any_page_still_breaks() -> None:
    assert len(grid().split(300, 150)) == 2


def test_long_names_wrap_within_their_column() -> None:
    made = Grid("Title", columns=[Column("Name"), Column("Amount", amounts=True)], width=200)
    made.add(["A name much longer than the column it stands in", "1,234.00"])
    made.add(["短名", "1.00"])
    table = made.table()
    text = str(inside(table)._cellvalues[2][0])
    assert text.count("\n") >= 1
    room = inside(table)._colWidths[0]
    for line in text.split("\n"):
        assert fonts.width(line, font=fonts.REGULAR, size=look.TABLE) <= room
    assert inside(table)._rowHeights[2] > inside(table)._rowHeights[3]


@pytest.mark.parametrize("amount", ["-1.00", "9,223,372,036,854,775,807.00"])
def test_amounts_never_reach_the_column_before(amount: str) -> None:
    """Amounts wider than the table allows print smaller, never across one another."""
    table = grid(amount=amount, width=320)
    sizes = {style.fontsize for row in inside(table)._cellStyles[1:] for style in row}
    size = max(sizes)
    assert fonts.width(amount, font=fonts.BOLD, size=size) < inside(table)._colWidths[1]
    assert sum(inside(table)._colWidths) == pytest.approx(320)
    assert inside(table)._colWidths[0] > 90
