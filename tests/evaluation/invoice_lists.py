"""Books every firm's invoices of the shared samples and compares the balances with the lists.

``python tests/evaluation/invoice_lists.py [FIRM ...]`` prints a line for each firm and a total:
every row must be booked, a duplicate, skipped or rejected with a reason, and receivables, payables,
sales, purchases and tax must be what the lists add up to, to the cent.
"""

from __future__ import annotations

import csv
import gzip
import sys
import tempfile
from collections import Counter
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from cfo_desktop.domain.importing import ImportedFile
from cfo_desktop.domain.importing import RowState
from cfo_desktop.domain.period import LAST_DAY
from cfo_desktop.services import books
from cfo_desktop.services import imports
from cfo_desktop.services import reports

SHARED = Path(__file__).resolve().parents[3] / "shared" / "fixtures" / "credit"
"""Lists of invoices that others published: beside the checkout, never part of it."""
_LISTS = ("sales-invoices", "purchase-invoices")
_ACCOUNTS = ("1100", "2010", "4010", "5010", "2100")
Rows = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one firm's two lists."""

    firm: str
    read: int
    states: Counter[str]
    expected: dict[str, int]
    found: dict[str, int]
    unexplained: int
    """Rows that are not booked and have no reason."""

    @property
    def is_right(self) -> bool:
        """Whether every row is accounted for and every balance is the lists'."""
        counted = sum(self.states.values()) == self.read and not self.unexplained
        return counted and self.expected == self.found


def lists() -> dict[str, dict[str, Rows]]:
    """Return {firm: {list: rows}} of the samples."""
    found: dict[str, dict[str, Rows]] = defaultdict(lambda: {name: [] for name in _LISTS})
    for name in _LISTS:
        with gzip.open(SHARED / f"{name}.csv.gz", "rt", encoding="utf-8") as stream:
            for row in csv.DictReader(stream):
                found[row["firm"]][name].append(row)
    return found


def expected(rows: dict[str, Rows]) -> dict[str, int]:
    """Add the lists up anew, in cents: valid ones that add up, each once."""
    sums = dict.fromkeys(_ACCOUNTS, 0)
    for name, (owed, other, sign) in (
        ("sales-invoices", ("1100", "4010", 1)),
        ("purchase-invoices", ("2010", "5010", -1)),
    ):
        for row in {tuple(row.items()): row for row in rows[name]}.values():
            net, tax, gross = (int(Decimal(row[key]) * 100) for key in ("net", "tax", "gross"))
            if row["status"] != "valid" or net + tax != gross:
                continue
            sums[owed] += sign * gross
            sums[other] -= sign * net
            sums["2100"] -= sign * tax
    return sums


def run(firm: str, rows: dict[str, Rows], folder: Path) -> Outcome:
    """Import one firm's lists into a book of its own."""
    book, _code = books.create(
        folder / firm,
        name=firm,
        chart="shop",
        currency="CNY",
        passphrase="trial",
        cost=books.FLOOR_COST,
    )
    files = []
    for name in _LISTS:
        if rows[name]:
            path = folder / f"{firm}-{name}.csv"
            with path.open("w", encoding="utf-8", newline="") as stream:
                writer = csv.DictWriter(stream, rows[name][0].keys())
                writer.writeheader()
                writer.writerows(rows[name])
            files.append(path)
    try:
        result = imports.import_files(book, files=files)
        lines = reports.trial_balance(book, at=LAST_DAY).lines
    finally:
        books.close(book)
    balances = {line.account.code: line.balance for line in lines}
    return Outcome(
        firm,
        sum(map(len, rows.values())),
        _states(result.files),
        expected(rows),
        {code: balances.get(code, 0) for code in _ACCOUNTS},
        sum(
            row.state in {RowState.SKIPPED, RowState.REJECTED} and row.reason is None
            for file in result.files
            for row in file.rows
        )
        + sum(code not in _ACCOUNTS for code in balances if balances[code]),
    )


def _states(files: Iterable[ImportedFile]) -> Counter[str]:
    states: Counter[str] = Counter()
    for file in files:
        states += Counter(row.state.value for row in file.rows)
    return states


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main(chosen: Sequence[str]) -> int:
    """Print the table; return how many firms are not right."""
    wrong = 0
    total: Counter[str] = Counter()
    money: Counter[str] = Counter()
    heads = ("read", *RowState)
    _say(f"{'firm':6}" + "".join(f"{head:>11}" for head in heads) + f"{'balances':>11}")
    with tempfile.TemporaryDirectory() as folder:
        for firm, rows in lists().items():
            if chosen and firm not in chosen:
                continue
            outcome = run(firm, rows, Path(folder))
            counts = (outcome.read, *(outcome.states[state] for state in RowState))
            verdict = "tie" if outcome.is_right else "DIFFER"
            _say(f"{firm:6}" + "".join(f"{count:11,}" for count in counts) + f"{verdict:>11}")
            wrong += not outcome.is_right
            total.update(dict(zip(heads, counts, strict=True)))
            money.update(outcome.found)
    _say(f"{'all':6}" + "".join(f"{total[head]:11,}" for head in heads) + f"{wrong:5} wrong")
    for code, minor in sorted(money.items()):
        _say(f"{code}  {minor / 100:20,.2f}")
    return wrong


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
