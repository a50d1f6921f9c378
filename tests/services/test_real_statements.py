"""Imports real files through the real reader: CSV and OFX made here, and published ones."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import pytest

from cfo_desktop.services import accounts as chart
from cfo_desktop.services import entries
from cfo_desktop.services import imports
from cfo_desktop.services.books import Book
from tests.services.made_shop import balances
from tests.services.made_shop import movements
from tests.services.made_shop import verified

PUBLISHED = Path(__file__).resolve().parents[3] / "shared" / "fixtures" / "statements"
Row = tuple[dt.date, int, str]


def happened() -> list[Row]:
    """Return three weeks of a bank account, some rows of a day equal."""
    dice = random.Random(5)  # noqa: S311
    first = dt.date(2026, 3, 2)
    rows = [
        (first + dt.timedelta(days=day), dice.choice([1250, -1250, 880_00, -64]), f"Shop {n % 2}")
        for day in range(21)
        for n in range(dice.randrange(4))
    ]
    return [*rows, rows[0]]


def csv(path: Path, rows: list[Row]) -> Path:
    lines = [f"{day},{party},{minor / 100:.2f}" for day, minor, party in sorted(rows)]
    path.write_text("Date,Payee,Amount\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def ofx(path: Path, rows: list[Row]) -> Path:
    numbers = {row: number for number, row in enumerate(sorted(happened()))}
    movements_ = "".join(
        f"<STMTTRN><TRNTYPE>OTHER<DTPOSTED>{row[0]:%Y%m%d}<TRNAMT>{row[1] / 100:.2f}"
        f"<FITID>{numbers[row]}<NAME>{row[2]}</STMTTRN>"  # equal rows share it: not to be trusted
        for row in sorted(rows)
    )
    path.write_text(
        "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nENCODING:USASCII\nCHARSET:1252\n\n"
        "<OFX><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STMTRS><CURDEF>CNY"
        "<BANKACCTFROM><BANKID>104<ACCTID>6217000<ACCTTYPE>CHECKING</BANKACCTFROM>"
        f"<BANKTRANLIST>{movements_}</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n",
        encoding="ascii",
    )
    return path


def weeks(rows: list[Row], first: int, last: int) -> list[Row]:
    start = dt.date(2026, 3, 2) + dt.timedelta(weeks=first)
    end = dt.date(2026, 3, 2) + dt.timedelta(weeks=last)
    return [row for row in rows if start <= row[0] < end]


@pytest.mark.parametrize("write", [csv, ofx])
@pytest.mark.parametrize("turned", [False, True])
def test_overlapping_files_book_each_movement_once(
    book: Book,
    tmp_path: Path,
    write: object,
    turned: bool,  # noqa: FBT001
) -> None:
    rows = happened()
    assert callable(write)
    paths = [
        write(tmp_path / "early", weeks(rows, 0, 2)),
        write(tmp_path / "late", weeks(rows, 1, 3)),
        write(tmp_path / "again", weeks(rows, 1, 3)),
    ]
    total = read = new = 0
    for path in reversed(paths) if turned else paths:
        (file,) = imports.import_files(book, files=[path], account="1020").files
        assert not file.refused, file.faults
        assert file.read == file.new + file.duplicate + file.skipped + file.rejected
        read += file.read
        new += file.new
        assert file.movement
        total += file.movement.minor
    assert read > new == len(rows)
    assert movements(book, "1020") == sorted(rows)
    assert balances(book)["1020"] == total == sum(minor for _, minor, _ in rows)
    verified(book)


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the folder shared/fixtures is not there")
def test_published_files_are_counted_whole_booked_once_and_taken_back(book: Book) -> None:
    files = sorted(path for path in PUBLISHED.iterdir() if path.suffix in {".csv", ".xlsx", ".ofx"})
    result = imports.import_files(book, files=files)
    new = 0
    for file in result.files:
        assert file.read == file.new + file.duplicate + file.skipped + file.rejected, file.file
        assert file.refused == (file.account == "" and file.read == 0), file.file
        new += file.new
        if file.new and not file.duplicate and file.movement:
            assert any(each.state == "new" for each in file.rows)
    assert new > 20
    verified(book)
    again = imports.import_files(book, files=files)
    assert sum(file.new for file in again.files) == 0
    imports.undo(book, batch=result.batch)
    assert balances(book) == {}
    assert {code: left for code, left in chart.balances(book).items() if left} == {}
    assert entries.open_items(book, at=dt.date(2200, 1, 1)) == []
    verified(book)
