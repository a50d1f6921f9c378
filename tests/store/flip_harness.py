"""Flips single bits of a book's files and counts what nobody noticed: nothing may change unseen.

    python -m tests.store.flip_harness [--flips 2000] [--seed 1]

A book is copied while it is open (so that its WAL is full), with a backup beside it. One bit of
one file is flipped, and the book opened and verified, or the backup restored. Each flip must be
*detected* (refused with an error of ours, or a failed control) or *harmless* (chain and every
balance as before).
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from cfo_desktop.base.errors import BookDamaged
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.book import Head
from cfo_desktop.domain.period import LAST_DAY
from cfo_desktop.store import backup
from cfo_desktop.store import book_store
from cfo_desktop.store import figures
from cfo_desktop.store import keys
from cfo_desktop.store import ledger
from cfo_desktop.store import slot_file
from cfo_desktop.store import verify
from tests.store import made_books
from tests.store.made_books import CHEAP
from tests.store.made_books import PASSPHRASE
from tests.store.made_books import post
from tests.store.made_books import sale

_BACKUP = "backup"
_BOTH_SLOTS = "both slot files"
_TARGETS = (
    "ledger-1.db",
    "ledger-1.db-wal",
    "anchor-1.json",
    slot_file.NAME,
    slot_file.SPARE,
    _BOTH_SLOTS,
    _BACKUP,
)
Result = tuple[Head, dict[str, int]]


def main() -> int:
    """Flip as many bits as asked for; the exit status says whether one changed something unseen."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--flips", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    started = time.monotonic()
    tally = run(flips=arguments.flips, seed=arguments.seed)
    for (target, result), count in sorted(tally.items()):
        print(f"{target:16} {result:9} {count:5}")  # noqa: T201 - a script
    total = Counter(result for _, result in tally.elements())
    print(  # noqa: T201
        f"flips {arguments.flips}: detected {total['detected']}, harmless {total['harmless']}, "
        f"silent {total['silent']} ({time.monotonic() - started:.0f} s)"
    )
    return 1 if total["silent"] else 0


def run(*, flips: int, seed: int) -> Counter[tuple[str, str]]:
    """Return how often each (target, result) happened; results: detected, harmless, silent."""
    keys.FLOOR = CHEAP
    dice = random.Random(seed)  # noqa: S311
    tally: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as name:
        whole = Path(name) / "whole"
        expected = _make(Path(name) / "book", whole)
        for target in _TARGETS:  # an untouched copy passes, or the trials would prove nothing
            untouched = shutil.copytree(whole, Path(name) / f"untouched {target}")
            if _result(untouched, target, expected[target == _BACKUP]) != "harmless":
                raise AssertionError(f"an untouched copy was refused: {target}")
        for number in range(flips):
            target = _TARGETS[number % len(_TARGETS)]
            trial = Path(name) / "trial"
            shutil.copytree(whole, trial)
            _flip(trial, target, dice)
            result = _result(trial, target, expected[target == _BACKUP])
            tally[target, result] += 1
            shutil.rmtree(trial)
    return tally


def _make(folder: Path, whole: Path) -> tuple[Result, Result]:
    """Make a book and a backup of it; return what an untouched copy, and the backup, hold."""
    template = made_books.template(folder)
    store = template.open(folder)
    for number in range(40):
        day = dt.date(2026, 1, 1) + dt.timedelta(days=number)
        post(store, sale(number * 37 + 1, day=day, narration="sold", party="somebody"))
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    backed_up = backup.write(store, folder / _BACKUP)
    then = figures.balances_at(store.connection, LAST_DAY)
    for number in range(20):
        post(store, sale(number * 91 + 5))
    shutil.copytree(folder, whole)
    now = ledger.head(store.connection), figures.balances_at(store.connection, LAST_DAY)
    store.close()
    return now, (backed_up, then)


def _flip(folder: Path, target: str, dice: random.Random) -> None:
    names = [slot_file.NAME, slot_file.SPARE] if target == _BOTH_SLOTS else [target]
    content = bytearray((folder / names[0]).read_bytes())
    bit = dice.randrange(len(content) * 8)
    content[bit // 8] ^= 1 << bit % 8
    for name in names:
        (folder / name).write_bytes(content)


def _result(folder: Path, target: str, expected: Result) -> str:
    try:
        if target == _BACKUP:
            backup.restore(folder / _BACKUP, folder / "restored", passphrase=PASSPHRASE)
            folder = folder / "restored"
        store = book_store.open_with_passphrase(folder, PASSPHRASE)
    except (BookDamaged, UserError):
        return "detected"
    try:
        if not all(check.ok for check in verify.all_checks(store)):
            return "detected"
        found = ledger.head(store.connection), figures.balances_at(store.connection, LAST_DAY)
        return "harmless" if found == expected else "silent"
    finally:
        store.close()


if __name__ == "__main__":
    sys.exit(main())
