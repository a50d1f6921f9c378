"""Opens one kept book of every schema there ever was, and finds in it what was put there."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

from cfo_desktop.domain.book import Head
from cfo_desktop.domain.matching import LinkKind
from cfo_desktop.domain.matching import LinkState
from cfo_desktop.domain.period import LAST_DAY
from cfo_desktop.domain.register import Selection
from cfo_desktop.domain.rules import Rule
from cfo_desktop.domain.rules import Way
from cfo_desktop.store import attachments
from cfo_desktop.store import book_store
from cfo_desktop.store import figures
from cfo_desktop.store import finding_choices
from cfo_desktop.store import guesses
from cfo_desktop.store import import_log
from cfo_desktop.store import invoices
from cfo_desktop.store import ledger
from cfo_desktop.store import links
from cfo_desktop.store import migrate
from cfo_desktop.store import reconciling
from cfo_desktop.store import register
from cfo_desktop.store import rules
from cfo_desktop.store import schedules
from cfo_desktop.store import sources
from tests.store import make_kept
from tests.store.made_books import post
from tests.store.made_books import sale
from tests.store.made_books import state

KEPT = Path(__file__).with_name("kept")
BOOKS = sorted(KEPT.glob("schema-*"))


def test_every_schema_has_a_kept_book() -> None:
    numbers = {int(folder.name.removeprefix("schema-")) for folder in BOOKS}
    assert numbers == set(range(1, migrate.newest() + 1))


@pytest.mark.parametrize("kept", BOOKS, ids=lambda path: path.name)
def test_a_kept_book_opens_and_holds_what_it_held(kept: Path, tmp_path: Path) -> None:
    known = json.loads((kept / "known.json").read_text(encoding="utf-8"))
    folder = shutil.copytree(kept / "book", tmp_path / "book")
    store = book_store.open_with_passphrase(folder, known["passphrase"])
    head, balances = state(store)
    assert head == Head(known["entries"], bytes.fromhex(known["link"]))
    assert balances == known["values"]
    connection = store.connection
    assert figures.balances_at(connection, LAST_DAY, column="amount") == known["amounts"]
    for day, values in known["values_in_between"].items():
        assert figures.balances_at(connection, dt.date.fromisoformat(day)) == values
    assert ledger.locked_through(connection) == dt.date.fromisoformat(known["locked_through"])
    assert "row 65" in import_log.KnownRows(connection)
    assert import_log.hints(connection) == {"boc:6217": "1020"}
    assert rules.rules(connection)[0] == Rule(1, "茶庄", "5010")
    post(store, sale(5, day=dt.date(2026, 6, 1)))
    state(store)
    store.close()
    book_store.open_with_recovery_code(folder, known["recovery_code"]).close()


@pytest.mark.parametrize("kept", BOOKS[1:], ids=lambda path: path.name)
def test_what_schema_2_brought_is_still_there(kept: Path, tmp_path: Path) -> None:
    known = json.loads((kept / "known.json").read_text(encoding="utf-8"))
    folder = shutil.copytree(kept / "book", tmp_path / "book")
    store = book_store.open_with_passphrase(folder, known["passphrase"])
    connection = store.connection
    found = sources.row(connection, "row of a statement")
    assert found is not None
    assert (found[0].party, found[0].amount, found[1]) == ("五金店", -4_200, "march.csv")
    link = links.link(connection, 1)
    assert (link.kind, link.state, link.other) == (LinkKind.SAME, LinkState.PROPOSED, 62)
    assert [(guess.of, guess.per_mille) for guess in guesses.standing(connection)] == [(61, 912)]
    assert list(reconciling.ticks(connection, "1020")) == [62]
    assert [each.gross for each in invoices.known(connection, "sale")] == [1_030]
    assert rules.rules(connection)[1].way is Way.OUT
    store.close()


@pytest.mark.parametrize("kept", BOOKS[2:], ids=lambda path: path.name)
def test_what_schema_3_brought_is_still_there(kept: Path, tmp_path: Path) -> None:
    known = json.loads((kept / "known.json").read_text(encoding="utf-8"))
    folder = shutil.copytree(kept / "book", tmp_path / "book")
    store = book_store.open_with_passphrase(folder, known["passphrase"])
    assert links.link(store.connection, 2).account == "1010"
    (schedule,) = schedules.schedules(store.connection)
    assert (schedule.rhythm.nth(2), schedule.automatic) == (dt.date(2026, 3, 31), True)
    assert schedule.draft.party == "五金店"
    assert len(schedules.settled(store.connection)[schedule.number]) == 2
    assert schedules.entries_among(store.connection, [60, 61]) == [61]
    (file,) = attachments.of_entry(store.connection, 61)
    assert attachments.content(store.connection, file.id)[1] == b"%PDF-1.4 a receipt"
    store.close()


@pytest.mark.parametrize("kept", BOOKS[3:], ids=lambda path: path.name)
def test_what_schema_4_brought_is_still_there(kept: Path, tmp_path: Path) -> None:
    known = json.loads((kept / "known.json").read_text(encoding="utf-8"))
    folder = shutil.copytree(kept / "book", tmp_path / "book")
    store = book_store.open_with_passphrase(folder, known["passphrase"])
    later, gone = finding_choices.choices(store.connection)
    assert (later.code, later.useful, later.until) == ("overdue", True, dt.date(2026, 3, 22))
    assert (gone.code, gone.useful, gone.until) == ("stock_tied_up", False, None)
    store.close()


@pytest.mark.parametrize("kept", BOOKS, ids=lambda path: path.name)
def test_entries_of_every_schema_are_found(kept: Path, tmp_path: Path) -> None:
    known = json.loads((kept / "known.json").read_text(encoding="utf-8"))
    folder = shutil.copytree(kept / "book", tmp_path / "book")
    store = book_store.open_with_passphrase(folder, known["passphrase"])
    for text, count in (("茶庄", 210), ("42", 2), ("2026-01-01", 1)):
        found = register.page(store.connection, Selection(text=text), before=None, limit=999)
        assert len(found) == count, text
    store.close()


def test_a_kept_book_is_small(tmp_path: Path) -> None:
    for kept in BOOKS:
        size = sum(path.stat().st_size for path in kept.rglob("*") if path.is_file())
        # each table and index takes a page of 4,096 bytes, empty or not
        assert size < 450_000, kept.name


@pytest.mark.parametrize("kept", BOOKS[2:], ids=lambda path: path.name)
def test_known_files_are_still_known(kept: Path, tmp_path: Path) -> None:
    known = json.loads((kept / "known.json").read_text(encoding="utf-8"))
    folder = shutil.copytree(kept / "book", tmp_path / "book")
    store = book_store.open_with_passphrase(folder, known["passphrase"])
    asked = [make_kept.FILE, make_kept.LEFT_OUT, "c" * 64]
    assert import_log.known_files(store.connection, asked) == set(asked[:2])
    store.close()
