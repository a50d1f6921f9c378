"""Opening the SQLCipher database safely, and mapping its errors to the program's own."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from typing import Protocol

from sqlcipher3 import dbapi2

from cfo_desktop.base.errors import BookDamaged
from cfo_desktop.base.errors import Bug
from cfo_desktop.base.errors import UserError
from cfo_desktop.store.keys import KEY_BYTES

DatabaseError: type[Exception] = dbapi2.Error
"""Base of what the database library raises (PEP 249)."""


class Cursor(Protocol):
    """The part of a PEP 249 cursor that the store uses; the library ships no types."""

    rowcount: int
    lastrowid: int

    def fetchone(self) -> Any:  # noqa: ANN401 - a row's columns are of any type
        """Return the next row or ``None``."""

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        ...

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """The part of an SQLCipher connection that the store uses."""

    in_transaction: bool
    total_changes: int

    def execute(
        self, sql: str, parameters: Sequence[object] | Mapping[str, object] = (), /
    ) -> Cursor:
        """Run one statement."""
        ...

    def executemany(self, sql: str, rows: Iterable[Sequence[object]], /) -> Cursor:
        """Run one statement for each row of parameters."""
        ...

    def set_authorizer(self, callback: Callable[..., int], /) -> None:
        """Ask ``callback`` before any statement is prepared."""

    def backup(
        self, target: Connection, /, *, pages: int, progress: Callable[[int, int, int], None]
    ) -> None:
        """Copy every page to ``target``, under its own key; report (status, left, total)."""

    def rollback(self) -> None:
        """Take the open transaction back."""

    def close(self) -> None:
        """Close the connection."""


_PLAIN_HEADER = b"SQLite format 3\x00"
_BUSY_SECONDS = 5.0
_CACHE_KIB = 65_536

# Codes that the schema's triggers raise, and that the owner can do something about.
_OWNERS_CODES = {
    "account_closed": "account_closed",
    "entry_completed": "book_busy",  # another program categorised the same money just now
    "period_locked": "period_locked",
}
_BUGS_CODES = frozenset(
    {
        "account_immutable",
        "account_used",
        "book_immutable",
        "chain_gap",
        "entry_too_short",
        "entry_unbalanced",
        "issued_immutable",
        "number_gap",
        "posted_immutable",
        "posting_day",
        "posting_value",
        "rule_immutable",
    }
)
_DAMAGE = frozenset({dbapi2.SQLITE_CORRUPT, dbapi2.SQLITE_NOTADB})
_CODES_BY_RESULT = {
    dbapi2.SQLITE_BUSY: "book_busy",
    dbapi2.SQLITE_LOCKED: "book_busy",
    dbapi2.SQLITE_FULL: "disk_full",
    dbapi2.SQLITE_IOERR: "disk_failed",
    dbapi2.SQLITE_CANTOPEN: "disk_failed",
    dbapi2.SQLITE_READONLY: "book_read_only",
    dbapi2.SQLITE_PERM: "book_read_only",
    dbapi2.SQLITE_INTERRUPT: "cancelled",
}
_UNIQUE = {
    "entry.reverses": "entry_already_reversed",
    "account.code": "account_exists",
    "account.role": "account_exists",
    "statement_row.content_id": "book_busy",  # another program imported the same rows just now
}


@contextlib.contextmanager
def mapped_errors() -> Iterator[None]:
    """Turn the database library's errors into ``UserError``, ``BookDamaged`` or ``Bug``."""
    try:
        yield
    except dbapi2.Error as error:
        raise _mapped(error) from error


def _mapped(error: Exception) -> Exception:
    message = str(error)
    primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if message in _OWNERS_CODES:
        return UserError(_OWNERS_CODES[message])
    if message in _BUGS_CODES:
        return Bug(f"the schema refused: {message}")
    if primary in _DAMAGE:
        return BookDamaged("database_damaged")
    code = _CODES_BY_RESULT.get(primary) or _taken(message)
    if code:
        return UserError(code)
    return Bug(f"the database refused: {type(error).__name__} {primary}")


def _taken(message: str) -> str | None:
    """Return the code for a unique value that was there already, by the column it names."""
    return next((code for column, code in _UNIQUE.items() if column in message), None)


def _uri(path: Path, options: str) -> str:
    """Return SQLite's URI of a file (``Path.as_uri`` makes a Windows share a host: refused)."""
    name = path.absolute().as_posix()
    for char in "%?#":
        name = name.replace(char, f"%{ord(char):02X}")
    return f"file://{'' if name.startswith('/') else '/'}{name}?{options}"


def connect(path: Path, key: bytes, *, make: bool = False) -> Connection:
    """Open the encrypted database at ``path`` with a raw 32-byte key; ``make`` one where none is.

    Raises ``BookDamaged``: ``database_missing``, or ``database_damaged`` where the key does not
    open it: the key came out of the slot file, so the database is what is wrong.
    """
    if len(key) != KEY_BYTES:
        raise Bug("a database key has 32 bytes")  # SQLCipher would take it for a passphrase
    # SQLite takes an empty file for a new database, and throws away the WAL beside it.
    if not make and not (path.exists() and path.stat().st_size):
        raise BookDamaged("database_missing")
    mode = "rwc" if make else "rw"
    with mapped_errors():
        connection: Connection = dbapi2.connect(
            _uri(path, f"mode={mode}"),
            uri=True,
            isolation_level=None,
            timeout=_BUSY_SECONDS,
        )
        try:
            _prepare(connection, key)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: Connection, key: bytes) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA recursive_triggers = ON")  # REPLACE asks the delete triggers
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    connection.set_authorizer(_authorize)


def _authorize(action: int, _first: str | None, second: str | None, *_: object) -> int:
    """Deny what could write clear text or run foreign code: ATTACH and extension loading."""
    attaches = action in {dbapi2.SQLITE_ATTACH, dbapi2.SQLITE_DETACH}
    loads = action == dbapi2.SQLITE_FUNCTION and second == "load_extension"
    return int(dbapi2.SQLITE_DENY if attaches or loads else dbapi2.SQLITE_OK)


def connect_foreign(path: Path) -> Connection:
    """Open another program's plain SQLite file for reading only; its schema is not trusted."""
    connection: Connection = dbapi2.connect(
        _uri(path, "mode=ro&immutable=1"), uri=True, isolation_level=None
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.set_authorizer(_authorize)
    return connection


def take_alone(connection: Connection) -> None:
    """Keep every other connection out of the database; raise ``book_busy`` where one is open."""
    with mapped_errors():
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        try:
            # Only the sole user of a database can take it out of WAL mode.
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("COMMIT")  # the lock stays
        except BaseException:
            share(connection)
            raise


def share(connection: Connection) -> None:
    """Let other connections in again after ``take_alone``."""
    with mapped_errors():
        connection.execute("PRAGMA locking_mode = NORMAL")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def assert_encrypted(connection: Connection, path: Path) -> None:
    """Refuse to go on with a database that lies on disk in clear."""
    status = connection.execute("PRAGMA cipher_status").fetchone()
    with path.open("rb") as stream:
        header = stream.read(len(_PLAIN_HEADER))
    if status != ("1",) or header == _PLAIN_HEADER:
        raise Bug("the database is not encrypted")


def state(connection: Connection) -> tuple[int, int]:
    """Return what changes with every write, of this connection or of another program's."""
    (others,) = connection.execute("PRAGMA data_version").fetchone()
    return connection.total_changes, int(others)


@contextlib.contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """Run the block in one write transaction; any exception rolls it back."""
    with mapped_errors():
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            connection.rollback()
            raise
        try:
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.rollback()
            raise


@contextlib.contextmanager
def snapshot(connection: Connection) -> Iterator[None]:
    """Read one state in the whole block, whatever another program writes meanwhile.

    Without it, each of these writes would make a copy begin anew.
    """
    connection.execute("BEGIN")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        yield
    finally:
        connection.rollback()
