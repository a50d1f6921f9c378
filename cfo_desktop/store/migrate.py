"""Numbered schema migrations, in one transaction, after a copy of the file was kept."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path

from cfo_desktop.base.errors import UserError
from cfo_desktop.base.files import user_error
from cfo_desktop.base.progress import SCALE
from cfo_desktop.base.progress import Progress
from cfo_desktop.base.progress import part
from cfo_desktop.base.progress import unheard
from cfo_desktop.store import daily
from cfo_desktop.store import search
from cfo_desktop.store.database import Connection
from cfo_desktop.store.database import mapped_errors

_FOLDER = Path(__file__).with_name("migrations")
KEPT = "kept"
_FILL: Mapping[int, Callable[[Connection, Progress], None]] = {
    3: search.fill,
    4: daily.fill,
}
"""What the program itself puts into the tables that a script made, in the same transaction."""


def _scripts() -> list[tuple[int, Path]]:
    return sorted((int(path.name[:4]), path) for path in _FOLDER.glob("[0-9]*.sql"))


def newest() -> int:
    """Return the schema number that this program writes."""
    return _scripts()[-1][0]


def migrate(connection: Connection, path: Path, *, progress: Progress = unheard) -> None:
    """Bring the database at ``path`` to the newest schema, or leave it as it is.

    Raises ``UserError("book_newer")`` for a schema of a later program, or what ``progress`` does.
    Before the first step the file is copied (encrypted as it is) to ``kept/schema-N.db``.
    """
    with mapped_errors():
        (present,) = connection.execute("PRAGMA user_version").fetchone()
        if present > newest():
            raise UserError("book_newer")
        if present == newest():
            return
        kept = _kept_path(path, present)
        try:
            if present:
                _keep_copy(connection, path, kept)
            _upgrade(connection, progress)
        except BaseException:
            _forget_copy(kept)  # the book itself is still of that schema
            raise


def _upgrade(connection: Connection, progress: Progress) -> None:
    """Apply every script above the schema that is there, all in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Read again: another program may have been quicker.
        (present,) = connection.execute("PRAGMA user_version").fetchone()
        wanted = [(number, script) for number, script in _scripts() if number > present]
        fills = [number for number, _ in wanted if number in _FILL]
        for number, script in wanted:
            for statement in statements(script.read_text(encoding="utf-8")):
                connection.execute(statement)
            if number in _FILL:
                place = fills.index(number)
                first, last = (SCALE * each // len(fills) for each in (place, place + 1))
                _FILL[number](connection, part(progress, first=first, last=last))
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def statements(script: str) -> Iterator[str]:
    """Split an SQL script; a line that ends in ``;`` closes a statement, in a trigger ``END;``."""
    held: list[str] = []
    in_trigger = False
    for line in script.splitlines():
        code = line.split("--", 1)[0].rstrip()
        if not code:
            continue
        held.append(code)
        in_trigger = in_trigger or code.startswith("CREATE TRIGGER")
        if code.endswith("END;" if in_trigger else ";"):
            yield "\n".join(held)
            held = []
            in_trigger = False


def _kept_path(path: Path, number: int) -> Path:
    return path.parent / KEPT / f"schema-{number}.db"


def _keep_copy(connection: Connection, path: Path, target: Path) -> None:
    import shutil  # here, not above: a migration is rare, and a start costs less without

    (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise UserError("book_busy")  # a copy without the WAL would lack the newest entries
    try:
        target.parent.mkdir(exist_ok=True)
        shutil.copy2(path, target)
    except OSError as error:
        raise user_error(error, target) from error


def _forget_copy(target: Path) -> None:
    """Remove the copy before a migration that did not come about."""
    with contextlib.suppress(OSError):
        target.unlink(missing_ok=True)
        target.parent.rmdir()  # fails, and stays, where it holds copies of other schemas
