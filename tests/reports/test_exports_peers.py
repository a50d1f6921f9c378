"""beancount, hledger and ledger accept what we export and find the same balances, to the unit.

They run as programs of their own; where one is not installed, its test is skipped and says so.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import shutil
import subprocess
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import Phase
from hypothesis import example
from hypothesis import given
from hypothesis import settings

from cfo_desktop.domain.money import Money
from cfo_desktop.reports import export_hledger
from cfo_desktop.reports import export_names
from cfo_desktop.reports import exports
from tests.reports import ledgers
from tests.reports.ledgers import Ledger

PEERS = Path(__file__).resolve().parents[2] / ".venv-peers" / "bin"

# Starting a peer costs half a second, so what fails is shown as it is and not made smaller.
few_but_large = settings(
    max_examples=8,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


def program(name: str) -> str:
    """Return where a peer lies; skip the test where it does not."""
    found = shutil.which(name, path=str(PEERS)) or shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not installed: python3 packaging/bootstrap.py test brings it")
    return found


def told(*command: str) -> str:
    """Run a peer and return what it says; whatever it complains of fails the test."""
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not done.stderr
    return done.stdout


def expected(ledger: Ledger, names: dict[str, str], day: dt.date) -> dict[str, Decimal]:
    """Return our balances by the names of the export, accounts at zero left out."""
    currencies = {account.code: account.currency for account in ledger.accounts}
    return {
        names[code]: Money(currencies[code], minor).decimal()
        for code, minor in ledger.balances(day).items()
        if minor
    }


@given(ledger=ledgers.ledgers())
@example(ledger=ledgers.nasty())
@few_but_large
def test_beancount_agrees(ledger: Ledger, tmp_path_factory: pytest.TempPathFactory) -> None:
    check, query = program("bean-check"), program("bean-query")
    file = tmp_path_factory.mktemp("export") / "book.beancount"
    file.write_bytes(b"".join(exports.beancount(ledger.book, ledger.accounts, ledger.entries)))
    told(check, str(file))
    names = export_names.paths(ledger.accounts, leaf=export_names.hyphenated)
    for day in ledgers.DAYS:
        text = f"SELECT account, currency, sum(number) WHERE date <= {day} GROUP BY 1, 2"
        rows = list(csv.reader(io.StringIO(told(query, "-f", "csv", str(file), text))))[1:]
        found = {account: Decimal(number) for account, _, number in rows if Decimal(number)}
        assert found == expected(ledger, names, day)


@given(ledger=ledgers.ledgers())
@example(ledger=ledgers.nasty())
@few_but_large
def test_hledger_agrees(ledger: Ledger, tmp_path_factory: pytest.TempPathFactory) -> None:
    hledger = program("hledger")
    file = tmp_path_factory.mktemp("export") / "book.journal"
    file.write_bytes(b"".join(exports.hledger(ledger.book, ledger.accounts, ledger.entries)))
    told(hledger, "-f", str(file), "check", "--strict")
    names = export_names.paths(ledger.accounts, leaf=export_hledger.leaf)
    for day in ledgers.DAYS:
        end = day + dt.timedelta(days=1)
        text = told(hledger, "-f", str(file), "bal", "--flat", "-N", "-O", "csv", "-e", f"{end}")
        rows = list(csv.reader(io.StringIO(text)))[1:]
        found = {account: Decimal(balance.split(" ")[0]) for account, balance in rows}
        assert found == expected(ledger, names, day)


@given(ledger=ledgers.ledgers())
@example(ledger=ledgers.nasty())
@few_but_large
def test_ledger_agrees(ledger: Ledger, tmp_path_factory: pytest.TempPathFactory) -> None:
    program_path = program("ledger")
    file = tmp_path_factory.mktemp("export") / "book.ledger"
    file.write_bytes(b"".join(exports.hledger(ledger.book, ledger.accounts, ledger.entries)))
    names = export_names.paths(ledger.accounts, leaf=export_hledger.leaf)
    for day in ledgers.DAYS:
        end = day + dt.timedelta(days=1)
        shown = ("--flat", "--no-total", "-F", "%(account)\\t%(quantity(scrub(display_total)))\\n")
        text = told(program_path, "-f", str(file), "bal", *shown, "-e", f"{end}")
        rows = [line.split("\t") for line in text.splitlines()]
        found = {account: Decimal(balance) for account, balance in rows}
        assert found == expected(ledger, names, day)


def exported(tmp_path: Path, content: Iterable[bytes]) -> str:
    file = tmp_path / "book.txt"
    file.write_bytes(b"".join(content))
    return str(file)


def test_beancount_reads_every_text_as_it_was(tmp_path: Path) -> None:
    """Quotes, backslashes, line ends and any script come through; other controls are spaces."""
    ledger = ledgers.nasty()
    content = exports.beancount(ledger.book, ledger.accounts, ledger.entries)
    text = "SELECT DISTINCT entry_meta('entry'), payee, narration ORDER BY 1"
    told_rows = told(program("bean-query"), "-f", "csv", exported(tmp_path, content), text)
    rows = list(csv.reader(io.StringIO(told_rows, newline="")))[1:]
    assert len(rows) == len(ledger.entries)
    for (number, party, narration), entry in zip(rows, ledger.entries, strict=True):
        shown = re.sub("[\x00-\x08\x0b-\x1f\x7f]", " ", entry.draft.narration)
        assert int(number) == entry.number
        assert (party.rstrip(), narration.rstrip()) == (shown.rstrip(), shown.rstrip())


def test_hledger_reads_every_text_on_one_line(tmp_path: Path) -> None:
    """Semicolons and bars become their full-width twins, anything like a line end a space."""
    ledger = ledgers.nasty()
    content = exports.hledger(ledger.book, ledger.accounts, ledger.entries)
    text = told(program("hledger"), "-f", exported(tmp_path, content), "reg", "-O", "csv")
    found = {row["txnidx"]: row["description"] for row in csv.DictReader(io.StringIO(text))}
    for entry in ledger.entries:
        shown = " ".join(re.sub("[\x00-\x1f\x7f\u2028]", " ", entry.draft.party).split())
        shown = shown.replace(";", "；").replace("|", "｜")
        assert found[str(entry.number)] == (f"{shown} | {shown}" if shown else "")
