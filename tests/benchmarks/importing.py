"""Importing a statement by the real program, watched from outside: time, and size of each process.

The statement is read in a child process, so both are watched: their largest sizes, ``VmHWM``, are
looked up in ``/proc`` while they run.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cfo_desktop.base import paths
from cfo_desktop.domain.money import decimal_text
from tests.benchmarks import clocked
from tests.benchmarks import made_ledger
from tests.benchmarks import programs

_LOOK_EVERY_SECONDS = 0.005


@dataclass(frozen=True, slots=True)
class Import:
    """What one import took."""

    seconds: float
    rows: int
    parent_mib: float
    child_mib: float


def write_statement(path: Path, rows: int) -> None:
    """Write a bank's CSV of ``rows`` rows."""
    currency = made_ledger.CURRENCY
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("Date", "Payee", "Description", "Amount", "Balance"))
        for day, party, text, amount, balance in made_ledger.sample_rows(rows):
            figures = (decimal_text(amount, currency), decimal_text(balance, currency))
            writer.writerow((day.isoformat(), party, text, *figures))


_BILL = (
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,"
    "货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,"
    "商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注"
)
_BILL_ENDS = (
    "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"
)


def write_merchant_bill(path: Path, rows: int) -> None:
    """Write a merchant's bill of WeChat Pay of ``rows`` sales, each with its fee."""
    sold = fees = 0
    moment = dt.datetime(2026, 1, 1, 8)  # noqa: DTZ001 - bills print no zone
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(_BILL + "\n")
        for number in range(rows):
            moment += dt.timedelta(seconds=200 + number % 97)
            amount = 100 + number * 7919 % 30_000
            fee = (amount * 6 + 500) // 1000
            sold, fees = sold + amount, fees + fee
            paid = decimal_text(amount, "CNY")
            cells = (
                *(str(moment), "wx81be31", "1601959334", "0", ""),
                *(f"42000009252021{number:014d}", f"S{number:012d}", "openid", "NATIVE"),
                *("SUCCESS", "OTHERS", "CNY", paid, "0.00", "0", "0", "0.00", "0.00", "", ""),
                *("商品", "", f"{decimal_text(fee, 'CNY')}000", "0.60%", paid, "0.00", ""),
            )
            stream.write(",".join(f"`{cell}" for cell in cells) + "\n")
        total = decimal_text(sold, "CNY")
        ends = (str(rows), total, "0.00", "0.00", f"{decimal_text(fees, 'CNY')}000", total, "0.00")
        stream.write(_BILL_ENDS + "\n" + ",".join(f"`{cell}" for cell in ends) + "\n")


def new_book(folder: Path, *, currency: str) -> Path:
    """Make an empty book beside nothing else, with the program itself."""
    ours = programs.ours(folder)[0]
    book = folder / "book"
    program = ours.commands[programs.TRIAL_BALANCE][0]
    subprocess.run(
        [program, "new", str(book), "--name", "Shop", "--chart", "shop", "--currency", currency],
        stdout=subprocess.DEVNULL,
        env=clocked.environment(ours.environment),
        cwd=paths.root(),
        check=True,
    )
    return book


def run(book: Path, statement: Path, output: Path) -> Import:
    """Import ``statement`` into ``book``; raise ``CommandFailed`` where it was refused."""
    ours = programs.ours(book.parent)[0]
    program = ours.commands[programs.TRIAL_BALANCE][0]
    started = time.perf_counter()
    with output.open("wb") as stream:
        child = subprocess.Popen(
            [program, "import", str(book), str(statement), "--json"],
            stdout=stream,
            env=clocked.environment(ours.environment),
            cwd=paths.root(),
        )
        largest: dict[int, int] = {}
        while child.poll() is None:
            for process in (child.pid, *_children(child.pid)):
                largest[process] = max(largest.get(process, 0), peak_kib(process))
            time.sleep(_LOOK_EVERY_SECONDS)
    seconds = time.perf_counter() - started
    if child.returncode:
        raise clocked.CommandFailed(output.read_text(encoding="utf-8"))
    (file,) = json.loads(output.read_text(encoding="utf-8"))["files"]
    parent = largest.pop(child.pid)
    return Import(seconds, file["new"], parent / 1024, max(largest.values(), default=0) / 1024)


def _children(process: int) -> Iterator[int]:
    try:
        for task in Path(f"/proc/{process}/task").iterdir():
            yield from map(int, (task / "children").read_text(encoding="ascii").split())
    except OSError:
        return


def peak_kib(process: int) -> int:
    """Return a process's largest size so far; 0 where it has ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if "VmHWM" in line), 0)
