"""Measures CFO Desktop beside hledger, ledger and beancount on one generated ledger.

    .venv/bin/python tests/benchmarks/run.py --quick     under a minute: does it all still work?
    .venv/bin/python tests/benchmarks/run.py --save      the whole of it, into README.md

Balances equal to the cent are required of every program before anything is timed; programs that
are not installed are left out. Times of one run compare with each other only: rounds are
interleaved, each in a fresh process. Linux only (``wait4``, ``/proc``).
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cfo_desktop.base import paths
from tests.benchmarks import clocked
from tests.benchmarks import importing
from tests.benchmarks import made_ledger
from tests.benchmarks import make
from tests.benchmarks import programs
from tests.benchmarks import tables
from tests.benchmarks.clocked import Cost
from tests.benchmarks.programs import Program
from tests.benchmarks.tables import Round

HERE = Path(__file__).parent
README = HERE / "README.md"
MARK = "<!-- What follows is written by run.py --save. -->\n"


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured."""

    sizes: dict[int, int]
    """{entries: rounds} of the comparison with other programs."""
    large: int
    """Entries of the book that only we open."""
    large_rounds: int
    imported: int
    sales: int
    """Rows of the merchant's bill."""
    encrypted: tuple[int, int]
    """(entries, rounds) of the comparison with an unencrypted file."""


FULL = Plan({10_000: 7, 100_000: 5}, 1_000_000, 9, 10_000, 100_000, (50_000, 5))
QUICK = Plan({1_000: 2}, 3_000, 3, 500, 2_000, (1_000, 2))


class Disagreement(Exception):
    """Two programs find different balances, so there is nothing to compare."""


def main() -> None:
    """Make the ledgers, compare the answers, measure, print."""
    options = _options()
    plan = QUICK if options.quick else FULL
    parts = [f"{_machine()} `run.py{' --quick' if options.quick else ' --save'}`\n"]
    _tell(parts[0])
    with _folder(options.keep) as folder:
        for part in _parts(plan, folder):
            _tell(part)
            parts.append(part)
    if options.save:
        kept = README.read_text(encoding="utf-8").split(MARK)[0]
        README.write_text(kept + MARK + "\n" + "\n".join(parts), encoding="utf-8")


def _parts(plan: Plan, folder: Path) -> Iterator[str]:
    growth: dict[str, list[float]] = {}
    for count, rounds in plan.sizes.items():
        made = _made(count, folder, everything=True)
        for question in programs.QUESTIONS:
            found = _compared(made, question, rounds)
            yield f"## {question.capitalize()}, {count:,} entries, {rounds} rounds\n"
            yield tables.comparison(found)
            growth.setdefault(question, []).append(tables.rest(found))
    for question, (first, *_, last) in growth.items() if len(plan.sizes) > 1 else ():
        sizes = f"{min(plan.sizes):,} to {max(plan.sizes):,} entries"
        yield f"Growth of {question} without derivation, {sizes}: {last / first:.2f}×\n"
    yield from _large(plan, folder)
    yield from _import(plan, folder)
    count, rounds = plan.encrypted
    yield f"## Encrypted and plain, {count:,} entries, {rounds} rounds\n"
    with tempfile.TemporaryDirectory(dir=folder) as place:
        pairs = _python(HERE / "encryption.py", str(count), str(rounds), place)
        yield tables.pairs(json.loads(pairs))


def _compared(made: Path, question: str, rounds: int) -> list[Round]:
    """Return the interleaved rounds of one question, after every answer was found equal."""
    ours, peers = programs.ours(made), programs.peers(made)
    output = made / "answer.txt"
    expected: programs.Cents = {}
    for program in (*ours, *peers):
        _timed(program, question, output)
        answer = program.read(output)
        expected = expected or answer
        if answer != expected:
            raise Disagreement(f"{question}: {programs.OURS} and {program.name} differ")
    found: list[Round] = []
    for _ in range(rounds):
        costs: Round = {}
        for program in ours:
            costs |= _timed_ours(program, question, output)
        for peer in peers:
            costs[peer.name] = _timed(peer, question, output)
        found.append(costs)
    return found


def _timed(program: Program, question: str, output: Path) -> Cost:
    return clocked.run(program.commands[question], output=output, more=program.environment)


def _timed_ours(program: Program, question: str, output: Path) -> Round:
    """Time the real program, and once more with a stopwatch on its key derivation."""
    whole = _timed(program, question, output)
    took = output.with_name("derivation.json")
    arguments = program.commands[question][1:]
    again = clocked.run(
        [sys.executable, HERE / "stopwatch.py", took, *arguments],
        output=output,
        more=program.environment,
    )
    derivation = Cost(**json.loads(took.read_text(encoding="ascii")), mib=0)
    rest = Cost(again.wall - derivation.wall, again.cpu - derivation.cpu, mib=0)
    return {
        program.name: whole,
        tables.part_of(program.name, tables.DERIVATION): derivation,
        tables.part_of(program.name, tables.REST): rest,
    }


def _large(plan: Plan, folder: Path) -> Iterator[str]:
    made = _made(plan.large, folder, everything=False)
    about = json.loads((made / make.ABOUT).read_text(encoding="utf-8"))
    per_second = plan.large / about["posting_seconds"]
    yield f"## Ours alone, {plan.large:,} entries, {plan.large_rounds} rounds\n"
    yield f"Posted in bulk at {per_second:,.0f} entries a second.\n"
    program = programs.ours(made)[0]
    output = made / "answer.txt"
    for question in programs.QUESTIONS:
        yield f"{question.capitalize()}, fresh processes:\n"
        yield tables.comparison(
            [_timed_ours(program, question, output) for _ in range(plan.large_rounds)]
        )
    yield tables.inside(
        json.loads(_python(HERE / "inside.py", str(made / make.BOOK), str(plan.large_rounds)))
    )


def _import(plan: Plan, folder: Path) -> Iterator[str]:
    yield f"## Import of a bank's CSV of {plan.imported:,} rows\n"
    currency = made_ledger.CURRENCY
    write = importing.write_statement
    yield _imported(folder, "statement", plan.imported, write, currency=currency, rounds=3)
    yield f"## Import of a merchant's bill of {plan.sales:,} sales\n"
    write = importing.write_merchant_bill
    yield _imported(folder, "bill", plan.sales, write, currency="CNY", rounds=1)


def _imported(
    folder: Path,
    name: str,
    rows: int,
    write: Callable[[Path, int], None],
    *,
    currency: str,
    rounds: int,
) -> str:
    """Import a made file of so many rows into empty books; return the table of what it took."""
    statement, output = folder / f"{name}.csv", folder / "answer.txt"
    write(statement, rows)
    lines = []
    for number in range(rounds):
        place = folder / f"{name}-{number}"
        place.mkdir()
        book = importing.new_book(place, currency=currency)
        found = importing.run(book, statement, output)
        if found.rows != rows:
            raise Disagreement(f"{found.rows} of {rows} rows were imported")
        parts = (f"{found.seconds:.2f}", f"{found.parent_mib:.0f}", f"{found.child_mib:.0f}")
        lines.append((f"into an empty book, {number + 1}", *parts))
    heads = ("import", "seconds, derivation included", "MiB, program", "MiB, reading child")
    return tables.table(heads, lines)


def _made(count: int, folder: Path, *, everything: bool, name: str = "") -> Path:
    """Return the folder of a made ledger; one that is kept from before is taken again."""
    made = folder / (name or str(count))
    if name or not (made / make.ABOUT).exists():
        more = ["all"] if everything else []
        _python(HERE / "make.py", str(count), str(made), *more)
    return made


def _python(script: Path, *arguments: str) -> str:
    """Run one of our scripts by itself, so that this process stays small."""
    done = subprocess.run(
        [sys.executable, script, *arguments],
        env=clocked.environment({}),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


def _machine() -> str:
    ours = {"CPython": platform.python_version()}
    found = ", ".join(f"{name} {text}" for name, text in {**ours, **programs.versions()}.items())
    load = os.getloadavg()[0]
    return (
        f"{dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, "
        f"{platform.system()} {platform.machine()}, load {load:.1f} at the start; {found}."
    )


@contextlib.contextmanager
def _folder(kept: str | None) -> Iterator[Path]:
    if kept:
        folder = Path(kept).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="cfo-benchmark-") as name:
        yield Path(name)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--quick", action="store_true", help="small ledgers, under a minute")
    parser.add_argument("--keep", metavar="FOLDER", help="where made ledgers stay for next time")
    parser.add_argument("--save", action="store_true", help="write the figures into README.md")
    return parser.parse_args()


def _tell(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    os.chdir(paths.root())
    main()
