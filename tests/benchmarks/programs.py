"""The programs under test: how each is asked, and how its answer is read as whole cents."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from pathlib import Path

from cfo_desktop.base import paths
from cfo_desktop.store import slot_file
from tests.benchmarks import journals
from tests.benchmarks import made_book
from tests.benchmarks import made_ledger
from tests.benchmarks import make

Cents = dict[str, int]
"""{account name as the peers write it: cents, debit positive}, zero balances left out."""

TRIAL_BALANCE = "trial balance"
MONTHLY_INCOME = "monthly income"
QUESTIONS = (TRIAL_BALANCE, MONTHLY_INCOME)

OURS = "CFO Desktop"
BEANCOUNT_CACHED = "beancount, its cache warm"
_AMOUNT = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Program:
    """One program with its commands for both questions and the reader of what they print."""

    name: str
    commands: Mapping[str, list[str]]
    read: Callable[[Path], Cents]
    environment: Mapping[str, str] = field(default_factory=dict)


def ours(folder: Path) -> list[Program]:
    """Return our program on the book in ``folder``, and on the same behind a stronger slot."""
    program = str(_in_environment(".venv", "cfo-desktop"))
    environment = {
        "CFO_PASSPHRASE": made_book.PASSPHRASE,
        "CFO_TODAY": made_ledger.LAST_DAY.isoformat(),
    }
    books = {OURS: make.BOOK}
    if (folder / make.CALIBRATED).exists():
        books[_calibrated(folder)] = make.CALIBRATED
    return [
        Program(
            name,
            {
                TRIAL_BALANCE: [program, "trial-balance", str(folder / book), "--json"],
                MONTHLY_INCOME: [
                    *(program, "income", str(folder / book)),
                    *("--month", str(made_ledger.MONTH), "--json"),
                ],
            },
            _read_ours,
            environment,
        )
        for name, book in books.items()
    ]


def _calibrated(folder: Path) -> str:
    """Return the name of ours behind the slot that this computer's calibration chose."""
    header = slot_file.read(folder / make.CALIBRATED).slot("passphrase").header
    memory = int(header["memory_kib"]) // 1024
    return f"{OURS} ({memory} MiB, {header['iterations']} passes)"


def peers(folder: Path) -> list[Program]:
    """Return those of the other programs that are installed."""
    return [*_ledger(folder), *_hledger(folder), *_beancount(folder)]


def _ledger(folder: Path) -> Iterator[Program]:
    if not shutil.which("ledger"):
        return
    command = ["ledger", "-f", str(folder / make.JOURNAL), "balance", "--flat", "--no-total"]
    yield Program(
        "ledger",
        {
            TRIAL_BALANCE: command,
            MONTHLY_INCOME: [
                *command,
                *("^Income:", "^Expenses:", "--period", str(made_ledger.MONTH)),
            ],
        },
        _read_ledger,
    )


def _hledger(folder: Path) -> Iterator[Program]:
    if not shutil.which("hledger"):
        return
    journal = ["-f", str(folder / make.JOURNAL)]
    yield Program(
        "hledger",
        {
            TRIAL_BALANCE: ["hledger", *journal, "balance", "--no-total", "-O", "csv"],
            MONTHLY_INCOME: [
                *("hledger", *journal, "incomestatement"),
                *("--period", str(made_ledger.MONTH), "-O", "csv"),
            ],
        },
        _read_hledger,
    )


def _beancount(folder: Path) -> Iterator[Program]:
    program = _in_environment(".venv-peers", "bean-query")
    if not program.exists():
        return
    command = [str(program), "-f", "csv", str(folder / make.BEANCOUNT)]
    month = made_ledger.MONTH
    within = f"year = {month.year} AND month = {month.number}"
    nominal = "account ~ '^(Income|Expenses):'"
    grouped = "GROUP BY account"
    commands = {
        TRIAL_BALANCE: [*command, f"SELECT account, sum(number) {grouped}"],
        MONTHLY_INCOME: [
            *command,
            f"SELECT account, sum(number) WHERE {nominal} AND {within} {grouped}",
        ],
    }
    # Without the cache it removes one that it finds, so it is told to look elsewhere.
    uncached = {
        "BEANCOUNT_DISABLE_LOAD_CACHE": "1",
        "BEANCOUNT_LOAD_CACHE_FILENAME": ".absent.{filename}",
    }
    yield Program("beancount", commands, _read_beancount, uncached)
    yield Program(BEANCOUNT_CACHED, commands, _read_beancount)


def versions() -> dict[str, str]:
    """Return {program: the version it tells} of those that are installed."""
    asked = {
        "hledger": ["hledger", "--version"],
        "ledger": ["ledger", "--version"],
        "beancount": [str(_in_environment(".venv-peers", "bean-query")), "--version"],
    }
    return {
        name: _first_line(command) for name, command in asked.items() if shutil.which(command[0])
    }


def _first_line(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    line = (done.stdout or done.stderr).splitlines()[0]
    versions = re.findall(r"\d+(?:\.\d+)+", line)
    return versions[-1] if versions else line


def _in_environment(environment: str, program: str) -> Path:
    folder = "Scripts" if os.name == "nt" else "bin"
    return paths.root() / environment / folder / program


# Reading the answers


def _read_ours(output: Path) -> Cents:
    answer = json.loads(output.read_text(encoding="utf-8"))
    names = journals.names(made_ledger.accounts())
    if "accounts" in answer:
        found = {names[line["code"]]: _cents(line["balance"]) for line in answer["accounts"]}
    else:
        found = {
            names[line["code"]]: _sign(names[line["code"]]) * _cents(line["amount"])
            for section in answer["sections"]
            for line in section["lines"]
        }
    return _without_zeros(found)


def _read_hledger(output: Path) -> Cents:
    with output.open(encoding="utf-8", newline="") as stream:
        rows = [(row[0], row[1]) for row in csv.reader(stream)]
    is_income_statement = rows[0][0].startswith("Income Statement")
    return _without_zeros(
        {
            name: (_sign(name) if is_income_statement else 1) * _cents(amount)
            for name, amount in rows
            if ":" in name and name != "Net:" and _AMOUNT.search(amount)
        }
    )


def _read_ledger(output: Path) -> Cents:
    found = {}
    for line in output.read_text(encoding="utf-8").splitlines():
        amount, name = line.split(f" {made_ledger.CURRENCY}  ")
        found[name] = _cents(amount)
    return _without_zeros(found)


def _read_beancount(output: Path) -> Cents:
    with output.open(encoding="utf-8", newline="") as stream:
        return _without_zeros({row[0]: _cents(row[1]) for row in list(csv.reader(stream))[1:]})


def _sign(name: str) -> int:
    """Return -1 for the accounts that an income statement shows turned round."""
    return -1 if name.startswith("Income:") else 1


def _cents(text: str) -> int:
    match = _AMOUNT.search(text)
    if match is None:
        message = f"no amount: {text!r}"
        raise ValueError(message)
    return int(Decimal(match[0]) * 100)


def _without_zeros(found: Cents) -> Cents:
    return {name: cents for name, cents in found.items() if cents}
