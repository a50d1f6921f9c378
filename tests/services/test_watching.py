"""The watched folder: which files wait, which are left until they are quiet, which are known."""

from __future__ import annotations

import os
import time
from collections import Counter
from pathlib import Path

import pytest

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.importing import BatchUse
from cfo_desktop.domain.importing import RowState
from cfo_desktop.domain.period import LAST_DAY
from cfo_desktop.domain.watching import FolderLook
from cfo_desktop.domain.watching import FolderState
from cfo_desktop.domain.watching import WaitingState
from cfo_desktop.services import entries
from cfo_desktop.services import imports
from cfo_desktop.services import reading
from cfo_desktop.services import watching
from cfo_desktop.services.books import Book

CSV = "Date,Description,Amount\n2026-11-05,Tea house,-4.50\n2026-11-06,Till,100.00\n"


def laid(folder: Path, name: str, content: str | bytes = CSV, *, age: float = 3_600) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    os.utime(path, (time.time() - age,) * 2)
    return path


def names(look: FolderLook) -> list[str]:
    return [file.path.name for file in look.files]


def test_only_what_looks_like_a_statement_waits(tmp_path: Path) -> None:
    for name in ("a.csv", "b.CSV", "c.ofx", "d.xlsx"):
        laid(tmp_path, name)
    laid(tmp_path, "camt.xml", '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">')
    laid(tmp_path, "other.xml", "<song/>")
    laid(tmp_path, "letter.txt", "Dear Sir")
    laid(tmp_path, "sheet.txt", "a;b\n")
    laid(tmp_path, "cat.jpg")
    laid(tmp_path, "e.csv.part")
    laid(tmp_path, "f.csv.crdownload")
    laid(tmp_path, "g.csv.tmp")
    laid(tmp_path, ".h.csv")
    laid(tmp_path, "~$i.xlsx")
    laid(tmp_path, "empty.csv", "")
    (tmp_path / "folder.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    look = watching.look(tmp_path, sights={})
    assert look.state is FolderState.READ
    assert set(names(look)) == {
        "a.csv", "b.CSV", "c.ofx", "d.xlsx", "camt.xml", "sheet.txt",
    }  # fmt: skip
    assert {file.state for file in look.files} == {WaitingState.READY}


def test_a_file_that_grows_is_left_until_it_is_quiet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sights: watching.Sights = {}
    path = laid(tmp_path, "a.csv", age=1)
    assert watching.look(tmp_path, sights=sights).files[0].state is WaitingState.GROWING
    monkeypatch.setattr(watching, "QUIET_SECONDS", 0.0)
    path.write_text(CSV + CSV)
    monkeypatch.setattr(watching, "QUIET_SECONDS", 60.0)
    assert watching.look(tmp_path, sights=sights).files[0].state is WaitingState.GROWING
    monkeypatch.setattr(watching, "QUIET_SECONDS", 0.0)
    (file,) = watching.look(tmp_path, sights=sights).files
    assert file.state is WaitingState.READY
    assert file.digest == watching.digest(path)


def test_no_file_is_read_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laid(tmp_path, "a.csv")
    sights: watching.Sights = {}
    first = watching.look(tmp_path, sights=sights)

    def never(path: Path, **_: object) -> str:
        raise AssertionError(path)

    monkeypatch.setattr(watching, "digest", never)
    assert watching.look(tmp_path, sights=sights) == first


def test_a_folder_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    assert watching.look(tmp_path / "gone", sights={}).state is FolderState.MISSING
    file = laid(tmp_path, "a.csv")
    assert watching.look(file, sights={}).state is FolderState.MISSING


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_says_so(tmp_path: Path) -> None:
    path = laid(tmp_path, "a.csv")
    path.chmod(0)
    assert watching.look(tmp_path, sights={}).files[0].state is WaitingState.UNREADABLE
    tmp_path.chmod(0)
    assert watching.look(tmp_path, sights={}).state is FolderState.DENIED
    tmp_path.chmod(0o700)


def test_of_thousands_of_files_the_newest_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "MOST_FILES", 3)
    for number in range(8):
        laid(tmp_path, f"{number}.csv", f"{number},", age=1_000 - number)
    look = watching.look(tmp_path, sights={})
    assert names(look) == ["7.csv", "6.csv", "5.csv"]
    assert look.left_out == 5


def test_looking_can_be_stopped(tmp_path: Path) -> None:
    laid(tmp_path, "a.csv")

    def stop() -> None:
        raise UserError("cancelled")

    with pytest.raises(UserError, match="cancelled"):
        watching.look(tmp_path, sights={}, alive=stop)


def test_the_book_keeps_which_folder_it_is(book: Book, tmp_path: Path) -> None:
    assert watching.folder(book) is None
    watching.watch(book, folder=tmp_path)
    assert watching.folder(book) == tmp_path
    watching.watch(book, folder=None)
    assert watching.folder(book) is None


def test_an_imported_file_is_known_under_any_name_until_it_is_taken_back(
    book: Book, tmp_path: Path
) -> None:
    path = laid(tmp_path, "a.csv")

    def waiting() -> list[str]:
        return names(watching.unknown(book, look=watching.look(tmp_path, sights={})))

    assert waiting() == ["a.csv"]
    batch = imports.import_files(book, files=[path]).batch
    assert waiting() == []
    path.rename(tmp_path / "b.csv")
    assert waiting() == []
    imports.undo(book, batch=batch)
    assert waiting() == ["b.csv"]


def test_a_file_of_an_import_that_could_not_be_read_still_waits(book: Book, tmp_path: Path) -> None:
    good, bad = laid(tmp_path, "a.csv"), laid(tmp_path, "b.csv", "only words\n")
    assert imports.import_files(book, files=[good, bad]).batch
    assert names(watching.unknown(book, look=watching.look(tmp_path, sights={}))) == ["b.csv"]


def test_a_file_that_is_left_out_is_not_offered_again(book: Book, tmp_path: Path) -> None:
    laid(tmp_path, "a.csv")
    look = watching.look(tmp_path, sights={})
    watching.leave_out(book, digests=[file.digest for file in look.files])
    watching.leave_out(book, digests=[file.digest for file in look.files])
    assert watching.unknown(book, look=look).files == ()


def test_the_size_of_a_file_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laid(tmp_path, "a.csv")
    monkeypatch.setattr(watching, "MAX_BYTES", 5)
    assert watching.look(tmp_path, sights={}).files == ()
    assert reading.MAX_BYTES > 5


def test_what_depends_on_an_import_is_counted(book: Book, tmp_path: Path) -> None:
    batch = imports.import_files(book, files=[laid(tmp_path, "a.csv")]).batch
    assert imports.use_of(book, batch=batch) == BatchUse(0, 0, 0)
    waiting = entries.open_items(book, at=LAST_DAY)
    entries.categorise_all(book, accounts={waiting[0].entry: "6110"})
    use = imports.use_of(book, batch=batch)
    assert use == BatchUse(1, 0, 0)
    assert use.is_used


def test_taking_back_can_be_cancelled(book: Book, tmp_path: Path) -> None:
    batch = imports.import_files(book, files=[laid(tmp_path, "a.csv")]).batch
    steps: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        steps.append((done, total))
        if len(steps) == 3:
            raise UserError("cancelled")

    with pytest.raises(UserError, match="cancelled"):
        imports.undo(book, batch=batch, progress=progress)
    assert not imports.batches(book)[0].undone
    steps.append((0, 0))
    assert imports.undo(book, batch=batch, progress=lambda *_: None) == 2


@pytest.mark.parametrize(
    "text",
    [CSV, CSV + "2026-11-07,Kiosk,soon\n", CSV + CSV.partition("\n")[2], "only words\n"],
    ids=["good", "one rejected", "equal rows", "no statement"],
)
def test_every_row_read_stands_in_one_of_four_groups(book: Book, tmp_path: Path, text: str) -> None:
    path = laid(tmp_path, "a.csv", text)
    for _ in range(2):
        for file in imports.import_files(book, files=[path]).files:
            states = Counter(row.state for row in file.rows)
            counts = (file.new, file.duplicate, file.skipped, file.rejected)
            assert tuple(states[state] for state in RowState) == counts
            assert sum(counts) == file.read
