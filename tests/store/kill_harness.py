"""Kills a program that posts entries, over and over, and counts what was lost: nothing may be.

    python -m tests.store.kill_harness [--kills 200] [--seed 1]

A child posts entries, one at a time and in bulk, closes and opens the book in between, and
acknowledges each number with the link of the chain. It is killed (SIGKILL) at a random moment.
After each kill the book must open, verify, and hold every acknowledged entry.
"""

from __future__ import annotations

import argparse
import os
import random
import select
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from cfo_desktop.base.errors import CfoError
from cfo_desktop.domain.book import Head
from cfo_desktop.store import book_store
from cfo_desktop.store import keys
from cfo_desktop.store import ledger
from cfo_desktop.store import slot_file
from cfo_desktop.store import verify
from tests.store import made_books
from tests.store.made_books import CHEAP
from tests.store.made_books import Template
from tests.store.made_books import post
from tests.store.made_books import sale

_ACK_BYTES = 8 + 32
_KILLS_OF_ONE_BOOK = 25
_LONGEST_SECONDS = 0.25


@dataclass
class Tally:
    """What the kills did."""

    kills: int = 0
    commits: int = 0
    entries: int = 0
    lost: int = 0
    damaged: int = 0
    failed_checks: int = 0

    @property
    def bad(self) -> int:
        """How much went wrong."""
        return self.lost + self.damaged + self.failed_checks

    def __str__(self) -> str:
        """Return the figures in one line."""
        return (
            f"kills {self.kills}, acknowledged commits {self.commits}, "
            f"largest book {self.entries} entries: "
            f"lost {self.lost}, damaged {self.damaged}, failed checks {self.failed_checks}"
        )


def main() -> int:
    """Run as many kills as asked for; the exit status says whether anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    started = time.monotonic()
    tally = run(kills=arguments.kills, seed=arguments.seed)
    print(f"{tally} ({time.monotonic() - started:.0f} s)")  # noqa: T201 - a script
    return 1 if tally.bad else 0


def run(*, kills: int, seed: int) -> Tally:
    """Kill ``kills`` children and return what became of their entries."""
    keys.FLOOR = CHEAP
    dice = random.Random(seed)  # noqa: S311
    tally = Tally()
    with tempfile.TemporaryDirectory() as name:
        template = made_books.template(Path(name) / "template")
        folder = template.folder
        for number in range(kills):
            if number % _KILLS_OF_ONE_BOOK == 0:
                folder = template.copy(Path(name) / f"book-{number}")
            _kill_once(folder, template, dice, tally)
    return tally


def _kill_once(folder: Path, template: Template, dice: random.Random, tally: Tally) -> None:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _post_for_ever(folder, template, writing, dice.randrange(10**9))
    os.close(writing)
    if dice.random() < 0.8:  # else it may be killed while it opens the book
        select.select([reading], [], [], 30)
    time.sleep(dice.random() * _LONGEST_SECONDS)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    acknowledged = _acknowledged(reading)
    tally.kills += 1
    tally.commits += len(acknowledged)
    _inspect(folder, template, acknowledged, tally)


def _post_for_ever(folder: Path, template: Template, writing: int, seed: int) -> None:
    """Do in the child what a shop does, faster, until the end comes."""
    dice = random.Random(seed)  # noqa: S311
    try:
        while True:
            store = template.open(folder)
            for _ in range(dice.randrange(1, 60)):
                count = ledger.BULK_FROM + 5 if dice.random() < 0.03 else dice.randrange(1, 4)
                post(store, *[sale(dice.randrange(1, 10**6)) for _ in range(count)])
                head = ledger.head(store.connection)
                os.write(writing, head.entries.to_bytes(8, "big") + head.link)
            store.close()
    finally:
        os._exit(1)  # never back into the parent's code


def _acknowledged(reading: int) -> list[Head]:
    """Return the heads that the child reported, in the order it did."""
    content = b""
    while chunk := os.read(reading, 1 << 16):
        content += chunk
    os.close(reading)
    whole = len(content) // _ACK_BYTES * _ACK_BYTES
    return [
        Head(int.from_bytes(content[at : at + 8], "big"), content[at + 8 : at + _ACK_BYTES])
        for at in range(0, whole, _ACK_BYTES)
    ]


def _inspect(folder: Path, template: Template, acknowledged: list[Head], tally: Tally) -> None:
    try:
        store = book_store.open_with_key(folder, slot_file.read(folder), template.data_key)
    except CfoError as error:
        print(f"kill {tally.kills}: {error!r}", file=sys.stderr)  # noqa: T201
        tally.damaged += 1
        return
    for head in acknowledged:
        if ledger.link_of(store.connection, head.entries) != head.link:
            tally.lost += 1
    tally.failed_checks += sum(not check.ok for check in verify.all_checks(store))
    if acknowledged:
        tally.entries = max(tally.entries, acknowledged[-1].entries)
    store.close()


if __name__ == "__main__":
    sys.exit(main())
