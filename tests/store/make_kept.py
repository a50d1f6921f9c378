"""Makes the kept book of the newest schema; run once, when a schema is released.

    python -m tests.store.make_kept

It writes ``tests/store/kept/schema-N/`` with the book and what it is known to hold. A kept book is
never made anew: opening the old one is the point.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sys
from dataclasses import replace
from pathlib import Path

from cfo_desktop.domain.entry import Draft
from cfo_desktop.domain.entry import Posting
from cfo_desktop.domain.matching import LinkKind
from cfo_desktop.domain.matching import LinkState
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import LAST_DAY
from cfo_desktop.domain.rules import Rule
from cfo_desktop.domain.rules import Way
from cfo_desktop.domain.schedule import Every
from cfo_desktop.domain.schedule import Rhythm
from cfo_desktop.domain.schedule import Schedule
from cfo_desktop.store import attachments
from cfo_desktop.store import book_store
from cfo_desktop.store import figures
from cfo_desktop.store import finding_choices
from cfo_desktop.store import guesses
from cfo_desktop.store import import_log
from cfo_desktop.store import invoices
from cfo_desktop.store import keys
from cfo_desktop.store import ledger
from cfo_desktop.store import links
from cfo_desktop.store import migrate
from cfo_desktop.store import reconciling
from cfo_desktop.store import rules
from cfo_desktop.store import schedules
from cfo_desktop.store import sources
from cfo_desktop.store.database import Connection
from cfo_desktop.store.finding_choices import Choice
from cfo_desktop.store.invoices import KeptInvoice
from cfo_desktop.store.links import KeptLink
from tests.store import made_books
from tests.store.made_books import OWN
from tests.store.made_books import post
from tests.store.made_books import sale

KEPT = Path(__file__).with_name("kept")
PASSPHRASE = "kept for ever é"
FILE, LEFT_OUT = "a" * 64, "b" * 64
"""What stands for the content of an imported file, and of one that was left out."""


def main() -> None:
    """Make the book; refuse where one is kept already."""
    folder = KEPT / f"schema-{migrate.newest()}"
    if folder.exists():
        sys.exit(f"{folder.name} is kept already")
    folder.mkdir(parents=True)
    store, code = book_store.create(
        folder / "book", passphrase=PASSPHRASE, fill=made_books.fill, cost=keys.FLOOR
    )
    post(store, *[sale(1000 + day, day=_day(day), narration="营业款 takings") for day in range(60)])
    post(store, _bought(), _dollars())
    post(store, sale(1000, day=_day(0)).reversal(1, day=_day(70), narration="taken back"))
    post(store, _completing())
    with store.transaction() as connection:
        import_log.add_batch(connection, "b1", recorded_at=0, summary=[{"file": "a", "new": 210}])
    numbers = post(store, *[sale(7, day=_day(80), party="茶庄")] * 210, batch="b1")
    with store.transaction() as connection:
        sources.add_rows(connection, "b1", [(f"row {n}", n, None, None) for n in numbers])
        rules.add_rule(connection, Rule(0, "茶庄", "5010"))
        import_log.remember_hint(connection, "boc:6217", "1020")
        _add_what_schema_2_brought(connection)
        _add_what_schema_3_brought(connection)
        _add_what_schema_4_brought(connection)
        import_log.add_files(connection, "b1", [FILE])
        import_log.add_files(connection, None, [LEFT_OUT])
        ledger.lock_through(connection, _day(30))
        ledger.close_account(connection, "1510", _day(60))
    known = {
        "passphrase": PASSPHRASE,
        "recovery_code": code,
        "entries": ledger.head(store.connection).entries,
        "link": ledger.head(store.connection).link.hex(),
        "values": figures.balances_at(store.connection, LAST_DAY),
        "amounts": figures.balances_at(store.connection, LAST_DAY, column="amount"),
        "values_in_between": {
            "2026-02-10": figures.balances_at(store.connection, dt.date(2026, 2, 10))
        },
        "locked_through": _day(30).isoformat(),
    }
    store.close()
    text = json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "known.json").write_text(text + "\n", encoding="utf-8")


def _add_what_schema_2_brought(connection: Connection) -> None:
    """Keep a statement with a row, a link, a guess, a tick, an invoice and a fuller rule."""
    kept = sources.KeptStatement("march.csv", "boc", "1020", _day(65), _day(66), 0, -4_200)
    statement = sources.add_statement(connection, "b1", kept)
    row = sources.KeptRow("row 2", "1020", _day(65), -4_200, party="五金店", reference="R1")
    sources.add_rows(connection, "b1", [("row of a statement", 61, statement, row)])
    same = KeptLink(LinkKind.SAME, LinkState.PROPOSED, 61, ("account",), other=62, batch="b1")
    links.add(connection, same, recorded_at=0)
    payout = replace(same, kind=LinkKind.SETTLEMENT, members=(1,), account="1010")
    links.add(connection, payout, recorded_at=0)
    guesses.add(connection, [(64, 912, [61])])
    reconciling.set_ticks(connection, "1020", [62], statement=statement, ticked_at=0)
    invoice = KeptInvoice(
        "sale", "3100", "0001", _day(40), "茶庄", "", 1_000, 30, 1_030, "valid", entry=1
    )
    invoices.add(connection, "b1", [invoice])
    rules.add_rule(connection, Rule(0, account="6110", party="房东", least=1, way=Way.OUT))


def _add_what_schema_3_brought(connection: Connection) -> None:
    """Keep a file with an entry, and one that repeats: a day of it posted, one skipped."""
    rhythm = Rhythm(Every.MONTHLY, dt.date(2026, 1, 31))
    number = schedules.add(connection, Schedule(0, rhythm, _bought(), automatic=True))
    schedules.settle(connection, number, rhythm.nth(0), 61)
    schedules.settle(connection, number, rhythm.nth(1), None)
    content = b"%PDF-1.4 a receipt"
    attachments.add(
        connection,
        61,
        name="收据.pdf",
        media_type="application/pdf",
        content=content,
        sha256=hashlib.sha256(content).digest(),
        added_at=0,
    )


def _add_what_schema_4_brought(connection: Connection) -> None:
    """Keep what the owner said of two findings."""
    later = Choice("overdue:茶庄", "overdue", useful=True, until=_day(80))
    finding_choices.decide(connection, later, decided_at=0)
    gone = Choice("stock_tied_up:", "stock_tied_up", useful=False, until=None)
    finding_choices.decide(connection, gone, decided_at=0)


def _day(number: int) -> dt.date:
    return dt.date(2026, 1, 1) + dt.timedelta(days=number)


def _bought() -> Draft:
    lines = (
        Posting.plain("1390", Money(OWN, 4_200)),
        Posting.plain("1020", Money(OWN, -4_200)),
    )
    return Draft(_day(65), "unknown payment", lines, party="五金店")


def _dollars() -> Draft:
    lines = (
        Posting("1021", Money("USD", 10_000), Money(OWN, 71_230)),
        Posting.plain("1020", Money(OWN, -71_230)),
        Posting("3090-USD", Money("USD", -10_000), Money(OWN, -71_230)),
        Posting.plain("3090-CNY", Money(OWN, 71_230)),
    )
    return Draft(_day(66), "dollars bought", lines)


def _completing() -> Draft:
    lines = (
        Posting.plain("6110", Money(OWN, 4_200)),
        Posting.plain("1390", Money(OWN, -4_200)),
    )
    return Draft(_day(71), "unknown payment", lines, completes=61)


if __name__ == "__main__":
    main()
