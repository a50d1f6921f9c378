"""Spreadsheets: numbers, dates, several sheets, and archives that mean harm."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest

from tests.statements.samples import archive
from tests.statements.samples import code
from tests.statements.samples import one
from tests.statements.samples import result
from tests.statements.samples import sums
from tests.statements.samples import workbook

HEAD = ["Date", "Description", "Amount"]
DAY = dt.datetime(2024, 1, 31)  # noqa: DTZ001 - sheets know no zones


def test_numbers_and_dates() -> None:
    found = result(workbook([HEAD, [DAY, "Shop", -12.3], ["2024-01-30", "Pay", "1,000.00"]]))
    assert (found.format, found.profile) == ("xlsx", "generic")
    (statement,) = found.statements
    assert [(row.day.day, str(row.amount)) for row in statement.rows] == [
        (31, "-12.30"),
        (30, "1000.00"),
    ]


def test_numbers_are_what_the_sheet_shows() -> None:
    assert sums(one(workbook([HEAD, [DAY, "a", 0.1 + 0.2], [DAY, "b", 1e-9]]))) == ["0.30"]


def test_a_number_finer_than_a_cent_is_rejected() -> None:
    (fault,) = one(workbook([HEAD, [DAY, "a", 12.345]])).rejected
    assert (fault.code, fault.place, fault.data["text"]) == ("amount_invalid", "row 2", "12.345")


def test_days_as_serial_numbers() -> None:
    assert one(workbook([HEAD, [45322, "a", 1]])).rows[0].day == dt.date(2024, 1, 31)


def test_each_sheet_with_a_header_is_a_statement() -> None:
    found = result(
        workbook(
            [["My bank"], [], HEAD, [DAY, "a", 1]],
            [["only notes"]],
            [HEAD, [DAY, "b", 2]],
        )
    )
    assert [[row.place for row in each.rows] for each in found.statements] == [
        ["Sheet1!row 4"],
        ["Sheet3!row 2"],
    ]


def test_a_sheet_of_the_same_rows_counts_once() -> None:
    rows: list[list[object]] = [[*HEAD], [DAY, "a", 1], [DAY, "b", 2]]
    statement = one(workbook(rows, rows))
    assert len(statement.rows) == 2
    assert [(fault.code, fault.place) for fault in statement.warnings] == [
        ("sheet_repeated", "Sheet2")
    ]


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_a_file_cut_off_is_refused(cut: float) -> None:
    whole = workbook([HEAD, [DAY, "a", 1]])
    assert code(whole[: int(len(whole) * cut)]) == "file_cut"


def _with(whole: bytes, **changes: bytes) -> bytes:
    """Return the archive with some members replaced."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(whole)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, changes.get(name.rpartition("/")[2].split(".")[0], old.read(name)))
    return stream.getvalue()


SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="%s"><v>2</v></c></row>'
    b"</sheetData></worksheet>"
)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (b"XFD1048576", "too_many_rows"),
        (b"XFD400000", "archive_too_large"),
        (b"ZZZZZZ9", "file_damaged"),
        (b"A99999999999", "file_damaged"),
    ],
)
def test_cells_in_opposite_corners_reserve_no_memory(place: bytes, expected: str) -> None:
    assert code(_with(workbook([HEAD]), sheet1=SHEET % place)) == expected


def test_a_sheet_that_is_no_xml() -> None:
    assert code(_with(workbook([HEAD]), sheet1=b"<worksheet><sheetData><row")) in {
        "file_damaged",
        "no_table",
    }


def test_an_archive_that_unpacks_to_far_more() -> None:
    whole = workbook([HEAD])
    assert code(_with(whole, theme1=b"0" * 3_000_000)) == "archive_too_large"
    many = {f"a{number}_txt": b"" for number in range(2001)}
    assert code(archive(xl__workbook_xml=b"<a/>", **many)) == "archive_too_large"


def test_a_size_stated_too_small_is_noticed() -> None:
    whole = bytearray(_with(workbook([HEAD, [DAY, "a", 1]]), theme1=b"0" * 50_000))
    size = (50_000).to_bytes(4, "little")
    assert whole.count(size) >= 2
    assert code(bytes(whole.replace(size, (10).to_bytes(4, "little")))) == "file_damaged"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (archive(word__document_xml=b"<a/>"), "Word"),
        (archive(content_xml=b"<a/>"), "OpenDocument"),
        (archive(readme_txt=b"x"), "ZIP"),
    ],
)
def test_other_archives_are_refused_by_name(content: bytes, name: str) -> None:
    fault = result(content).fault
    assert fault
    assert (fault.code, fault.data["name"]) == ("format_unsupported", name)


def test_an_archive_with_a_password() -> None:
    content = bytearray(archive(xl__workbook_xml=b"<a/>"))
    for header, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(header) + offset] |= 1
    assert code(bytes(content)) == "file_password"


def test_the_extension_says_nothing() -> None:
    assert sums(one(workbook([HEAD, [DAY, "a", 1]]), name="x.csv")) == ["1.00"]
    assert sums(one("Date,Text,Amount\n2024-01-31,a,1\n", name="x.xlsx")) == ["1.00"]
