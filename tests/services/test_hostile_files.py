"""Damaged files through the child and into a real book: taken whole, or nothing of them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.importing import ImportedFile
from cfo_desktop.services import books
from cfo_desktop.services import imports
from cfo_desktop.services.books import Book
from tests.services.made_shop import verified
from tests.statements import seeds
from tests.statements.archives import zipped

DAMAGED = 40
_BYTES = b"0123456789<>/\"'=&;,.\t\r\n()- \x00\xff"


def _damaged(seed: bytes, dice: random.Random) -> bytes:
    content = bytearray(seed)
    for _ in range(dice.choice([1, 1, 2])):
        where = dice.randrange(len(content) + 1)
        match dice.randrange(4):
            case 0:
                content[where : where + 1] = bytes([dice.randrange(256)])
            case 1:
                del content[where : where + dice.randint(1, 40)]
            case 2:
                content[where:where] = bytes(dice.choices(_BYTES, k=4))
            case _:
                del content[where:]
    return bytes(content)


def _entries(book: Book) -> int:
    return books.head(book).entries


def _check(files: tuple[ImportedFile, ...]) -> None:
    for file in files:
        assert file.read == file.new + file.duplicate + file.skipped + file.rejected
        if file.refused:
            assert file.new == 0
            assert file.faults


def test_a_damaged_file_is_taken_whole_or_not_at_all(book: Book, tmp_path: Path) -> None:
    dice = random.Random(7)  # noqa: S311 - the same files every time
    kinds = [content for content, _profile in seeds.SEEDS.values()]
    path = tmp_path / "damaged"
    taken = refused = 0
    for number in range(DAMAGED):
        path.write_bytes(_damaged(kinds[number % len(kinds)], dice))
        before = _entries(book)
        result = imports.import_files(book, files=[path], passwords={path: seeds.PASSWORD})
        _check(result.files)
        booked = _entries(book) - before
        assert bool(booked) == bool(result.batch)
        if all(file.refused for file in result.files):
            assert not booked
            refused += 1
        taken += bool(booked)
    verified(book)
    assert taken >= DAMAGED // 5
    assert refused >= DAMAGED // 5
    for batch in imports.batches(book):
        imports.undo(book, batch=batch.id)
    verified(book)


class _Stop:
    """A progress that cancels when so much is done."""

    def __init__(self, share: float) -> None:
        self.share = share

    def __call__(self, done: int, total: int) -> None:
        if done >= self.share * total:
            raise UserError("cancelled")


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 1.0])
def test_an_import_that_is_cancelled_leaves_the_book_as_it_was(
    book: Book, tmp_path: Path, share: float
) -> None:
    rows = "".join(f"2026-01-{1 + n % 28:02},Shop {n},-{n + 1}.00\n" for n in range(3_000))
    path = tmp_path / "bill.zip"
    head = "Date,Payee,Amount\n"
    path.write_bytes(zipped([(f"{n}.csv", (head + rows).encode()) for n in range(2)]))
    before = _entries(book), {*tmp_path.rglob("*")}
    with pytest.raises(UserError) as caught:
        imports.import_files(book, files=[path], progress=_Stop(share))
    assert caught.value.code == "cancelled"
    assert (_entries(book), {*tmp_path.rglob("*")}) == before
    assert imports.batches(book) == []


def test_the_reading_of_another_program_s_book_can_be_cancelled(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "x.beancount"
    path.write_text("2026-01-01 open Assets:Cash CNY\n" * 3_000, encoding="utf-8")
    with pytest.raises(UserError) as caught:
        imports.import_files(book, files=[path], progress=_Stop(0.2))
    assert caught.value.code == "cancelled"
    assert imports.batches(book) == []


def test_progress_never_goes_back(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "bill.zip"
    rows = "".join(f"2026-01-{1 + n % 28:02},Shop {n},-{n + 1}.00\n" for n in range(2_500))
    path.write_bytes(zipped([(f"{n}.csv", f"Date,Payee,Amount\n{rows}".encode()) for n in "ab"]))
    told: list[float] = []

    def progress(done: int, total: int) -> None:
        told.append(done / total)

    imports.preview(book, files=[path, path], progress=progress)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len({round(done, 1) for done in told}) > 5
