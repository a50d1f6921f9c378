"""What the encryption costs: the same schema, library and work with a key and without.

`encryption.py COUNT ROUNDS FOLDER` prints {name: [[encrypted, plain] seconds of each round]}.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from sqlcipher3 import dbapi2

from cfo_desktop.domain.entry import Draft
from cfo_desktop.store import database
from cfo_desktop.store import figures
from cfo_desktop.store import ledger
from cfo_desktop.store import migrate
from cfo_desktop.store.database import Connection
from tests.benchmarks import inside
from tests.benchmarks import made_ledger

_WARM = 20
_KEY = secrets.token_bytes(32)


def main(count: int, rounds: int, folder: Path) -> None:
    """Measure both in turn and print the pairs."""
    drafts = list(made_ledger.drafts(count))
    pairs: dict[str, list[list[float]]] = defaultdict(list)
    for number in range(rounds):
        both = [
            _measured(encrypted, folder / f"{number}-{encrypted.__name__}.db", drafts)
            for encrypted in (_encrypted, _plain)
        ]
        for name in both[0]:
            pairs[name].append([found[name] for found in both])
    sys.stdout.write(json.dumps(pairs))


def _encrypted(path: Path) -> Connection:
    return database.connect(path, _KEY, make=not path.exists())


def _plain(path: Path) -> Connection:
    """Open as ``database.connect`` does, but for the key."""
    connection: Connection = dbapi2.connect(str(path), isolation_level=None)
    for pragma in (
        *("temp_store = MEMORY", "journal_mode = WAL", "synchronous = FULL"),
        *("recursive_triggers = ON", "foreign_keys = ON", "cache_size = -65536"),
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _measured(
    connect: Callable[[Path], Connection], path: Path, drafts: list[Draft]
) -> dict[str, float]:
    found = {}
    with contextlib.closing(connect(path)) as connection:
        migrate.migrate(connection, path)
        with database.transaction(connection):
            ledger.set_value(connection, "currency", made_ledger.CURRENCY)
            for account in made_ledger.accounts():
                ledger.add_account(connection, account)
        started = time.perf_counter()
        with database.transaction(connection):
            ledger.post(connection, drafts, recorded_at=0)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        found["bulk posting"] = time.perf_counter() - started
    started = time.perf_counter()
    with contextlib.closing(connect(path)) as connection:
        _questions(connection)
        found["cold: open and ask"] = time.perf_counter() - started
        started = time.perf_counter()
        for _ in range(_WARM):
            _questions(connection)
        found["warm: ask again"] = (time.perf_counter() - started) / _WARM
    return found


def _questions(connection: Connection) -> None:
    figures.balances_at(connection, made_ledger.LAST_DAY)
    ledger.page(connection, before=None, limit=100)
    ledger.page(connection, before=None, limit=100, account=inside.BUSY_ACCOUNT)
    figures.open_items(connection, made_ledger.LAST_DAY, limit=1000)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
