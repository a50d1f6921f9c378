"""A book on a disk that fills up; run by test_full_disk in a process and a file system of its own.

python -m tests.store.full_disk BOOK KEY        on a small disk of which BOOK is a folder
python -m tests.store.full_disk BOOK KEY LIMIT  where no file may grow beyond LIMIT bytes
"""

from __future__ import annotations

import contextlib
import shutil
import sys
from pathlib import Path

from cfo_desktop.base.errors import UserError
from cfo_desktop.store import backup
from cfo_desktop.store import book_store
from cfo_desktop.store import keys
from cfo_desktop.store import slot_file
from cfo_desktop.store.book_store import Store
from tests.store import made_books
from tests.store.made_books import CHEAP
from tests.store.made_books import PASSPHRASE
from tests.store.made_books import names
from tests.store.made_books import post
from tests.store.made_books import sale
from tests.store.made_books import state

_MOST = 5_000


def main() -> None:
    """Fill the disk, see each verb refuse and the book stay whole, make room and go on."""
    folder, data_key = Path(sys.argv[1]), bytes.fromhex(sys.argv[2])
    keys.FLOOR = CHEAP
    store = book_store.open_with_key(folder, slot_file.read(folder), data_key)
    if len(sys.argv) > 3:
        _limit(int(sys.argv[3]))
        acknowledged = _posted_until_refused(store, {"disk_failed", "disk_full"})
    else:
        acknowledged = _posted_until_refused(store, {"disk_full"})
        filler = _filled(folder.parent)
        _refusals(store)
        filler.unlink()
        shutil.rmtree(folder.parent / "room", ignore_errors=True)
        (folder.parent / "ballast").unlink()
        post(store, sale(1))
        acknowledged += 1
    assert state(store)[0].entries == acknowledged
    store.close()
    again = book_store.open_with_passphrase(folder, PASSPHRASE)
    assert state(again)[0].entries == acknowledged
    again.close()
    print(f"{acknowledged} entries kept")  # noqa: T201 - read by the test


def _limit(most: int) -> None:
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def _posted_until_refused(store: Store, codes: set[str]) -> int:
    (store.folder.parent / "ballast").write_bytes(b"x" * 65_536)
    for count in range(_MOST):
        try:
            post(store, sale(100 + count, narration="filling the disk " * 20))
        except UserError as error:
            assert error.code in codes, error.code  # noqa: PT017
            assert not store.connection.in_transaction
            return count
    raise AssertionError("the disk never filled up")


def _filled(folder: Path) -> Path:
    """Take what room is left."""
    filler = folder / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as stream:
        while True:
            stream.write(b"x" * 4096)
    return filler


def _refusals(store: Store) -> None:
    """Each verb that writes says so and leaves everything as it was."""
    folder = store.folder
    before = names(folder), names(folder.parent), state(store)
    for verb in (
        lambda: backup.write(store, folder.parent / "backup"),
        lambda: book_store.rekey(store, "another", cost=CHEAP),
        lambda: book_store.change_passphrase(store, "another", cost=CHEAP),
        lambda: book_store.new_recovery_code(store),
        lambda: book_store.create(
            folder.parent / "new", passphrase="p", cost=CHEAP, fill=made_books.fill
        ),
        lambda: post(store, *[sale(5, narration="too much " * 50)] * 300),
    ):
        try:
            verb()
        except UserError as error:
            assert error.code == "disk_full", error.code  # noqa: PT017
        else:
            raise AssertionError("something was written on a full disk")
        assert (names(folder), names(folder.parent), state(store)) == before


if __name__ == "__main__":
    main()
