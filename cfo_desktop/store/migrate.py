"""Numbered schema migrations, each in one transaction, after a copy of the file was kept."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path

from cfo_desktop.base.errors import UserError
from cfo_desktop.base.files import user_error
from cfo_desktop.store import search
from cfo_desktop.store.database import Connection
from cfo_desktop.store.database import mapped_errors

_FOLDER = Path(__file__).with_name("migrations")
KEPT = "kept"
_FILL: Mapping[int, Callable[[Connection], None]] = {3: search.fill}
"""What the program itself puts into the tables that a script made, in the same transaction."""


def _scripts() -> list[tuple[int, Path]]:
    return sorted((int(path.name[:4]), path) for path in _FOLDER.glob("[0-9]*.sql"))


def newest() -> int:
    """Return the schema number that this program writes."""
    return _scripts()[-1][0]


def migrate(connection: Connection, path: Path) -> None:
    """Bring the database at ``path`` to the newest schema.

    Raises ``UserError("book_newer")`` for a schema of a later program. Before the first step the
    file is copied (encrypted as it is) to ``kept/schema-N.db``.
    """
    with mapped_errors():
        (present,) = connection.execute("PRAGMA user_version").fetchone()
        if present > newest():
            raise UserError("book_newer")
        if present == newest():
            return
        if present:
            _keep_copy(connection, path, present)
        for number, script in _scripts():
            if number > present:
                _apply(connection, number, script.read_text(encoding="utf-8"))


def _apply(connection: Connection, number: int, script: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        (present,) = connection.execute("PRAGMA user_version").fetchone()
        if present < number:  # else another program was quicker
            for statement in statements(script):
                connection.execute(statement)
            if number in _FILL:
                _FILL[number](connection)
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


def _keep_copy(connection: Connection, path: Path, number: int) -> None:
    import shutil  # here, not above: a migration is rare, and a start costs less without

    (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise UserError("book_busy")  # a copy without the WAL would lack the newest entries
    folder = path.parent / KEPT
    target = folder / f"schema-{number}.db"
    try:
        folder.mkdir(exist_ok=True)
        shutil.copy2(path, target)
    except OSError as error:
        raise user_error(error, target) from error
