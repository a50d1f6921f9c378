"""Reconciling on the command line: the overview, a difference item by item, ticks, the rest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cfo_desktop.base import texts
from cfo_desktop.domain.matching import LinkKind
from cfo_desktop.domain.matching import LinkState
from cfo_desktop.domain.reconciliation import ItemCode
from cfo_desktop.services import books
from cfo_desktop.store import links
from cfo_desktop.store.links import KeptLink
from tests.cli.calls import PASSPHRASE
from tests.cli.calls import Cli


@pytest.fixture
def bank(cli: Cli, empty: Path, statement: Path) -> Path:
    """A book with the sample statement imported, its opening balance booked, and one more entry."""
    cli("opening", empty, "1020=5000", "--date", "2026-11-01")
    assert cli("import", empty, statement, "--account", "1020").status == 0
    cli(*("entry", empty, "--date", "2026-11-03", "--narration", "Till roll"), *_moves("12.50"))
    return empty


def _moves(amount: str) -> tuple[str, ...]:
    return "--debit", f"6310={amount}", "--credit", f"1020={amount}"


def shown(cli: Cli, book: Path, *more: str) -> Any:  # noqa: ANN401 - JSON
    result = cli("reconcile", book, "--account", "1020", *more, "--json")
    assert result.status == 0, result.err
    return result.document


def test_the_overview(cli: Cli, bank: Path) -> None:
    document = cli("reconcile", bank, "--json").document
    states = {state["code"]: state for state in document["accounts"]}
    assert states["1020"] == {
        "code": "1020",
        "name": "Bank current account",
        "currency": "GBP",
        "statement": {
            "number": 1,
            "file": "statement.csv",
            "first_day": "2026-11-02",
            "last_day": "2026-11-04",
            "opening": "5000.00",
            "closing": "5395.60",
        },
        "printed": "5395.60",
        "book": "5383.10",
        "difference": "12.50",
        "reconciled_through": None,
    }
    assert states["1010"]["statement"] is None
    lines = cli("reconcile", bank).lines
    line = next(line for line in lines if line.startswith("1020"))
    assert "statement.csv" in line
    assert line.split()[-2:] == ["12.50", "GBP"]


def test_a_difference_item_by_item(cli: Cli, bank: Path) -> None:
    document = shown(cli, bank)
    assert (document["printed"], document["book"]) == ("5395.60", "5383.10")
    assert (document["difference"], document["unexplained"]) == ("12.50", "0.00")
    (item,) = document["items"]
    assert (item["code"], item["amount"], item["entry"]) == ("outstanding", "12.50", 5)
    assert (item["text"], item["message"]) == ("Till roll", "In the book, on no statement")
    assert [line["entry"] for line in document["lines"]] == [5]
    text = cli("reconcile", bank, "--account", "1020").out
    assert "Statement 1, statement.csv, 2026-11-02 to 2026-11-04" in text
    assert "--account 1020 --tick ENTRY" in text


def test_lines_say_by_which_statement_they_are_reconciled(cli: Cli, bank: Path) -> None:
    result = cli("reconcile", bank, "--account", "1020", "--all", "--lang", "zh_CN")
    assert "已由 statement.csv 第 2 行核对" in result.out
    document = shown(cli, bank, "--all")
    assert [line["state"] for line in document["lines"]] == [
        "on_statement",
        "open",
        "on_statement",
        "on_statement",
        "before",
    ]


def test_what_to_do_next_is_said(cli: Cli, empty: Path, statement: Path) -> None:
    rows = statement.read_text(encoding="utf-8").splitlines(keepends=True)
    statement.write_text("".join(rows[:2] + rows[3:]), encoding="utf-8")
    cli("import", empty, statement, "--account", "1020")
    cli(*("entry", empty, "--date", "2026-11-03", "--narration", "Dairy"), *_moves("438.75"))
    text = cli("reconcile", empty, "--account", "1020").out
    assert f"cfo-desktop opening {empty} 1020=5000.00 --date 2026-11-01" in text
    assert "entry 3 has this amount: tick it off if it is the one" in text
    document = shown(cli, empty, "--tick", "3")
    assert [item["code"] for item in document["items"]] == ["opening_missing"]


def test_ticks(cli: Cli, bank: Path) -> None:
    ticked = shown(cli, bank, "--tick", "5")
    assert [item["code"] for item in ticked["items"]] == ["ticked"]
    assert cli("reconcile", bank, "--account", "1020", "--untick", "5").lines[0] == (
        "One tick was taken back."
    )
    for change, code in (("--tick", "tick_needless"), ("--untick", "tick_missing")):
        result = cli("reconcile", bank, "--account", "1020", change, "2", "--json")
        assert (result.status, result.document["error"]["code"]) == (1, code)


def test_a_balance_read_elsewhere_and_the_rest_booked(cli: Cli, bank: Path) -> None:
    where = ("--at", "2026-11-10", "--balance", "5380")
    cli("reconcile", bank, "--account", "1020", "--tick", "5", *where)
    document = shown(cli, bank, *where)
    assert document["statement"] is None
    assert (document["items"], document["unexplained"]) == ([], "-3.10")
    assert "Unexplained" in cli("reconcile", bank, "--account", "1020", *where).out
    document = shown(cli, bank, *where, "--adjust", "6310")
    assert (document["adjustment"]["booked"], document["unexplained"]) == (False, "-3.10")
    text = cli("reconcile", bank, "--account", "1020", *where, "--adjust", "6310").out
    command = " ".join(("--account 1020", *where, "--adjust 6310 --amount -3.10"))
    assert f"Nothing is booked yet. Book this with: cfo-desktop reconcile {bank} {command}" in text
    wrong = ("--adjust", "6310", "--amount", "-1700", "--json")
    result = cli("reconcile", bank, "--account", "1020", *where, *wrong)
    assert (result.status, result.document["error"]["code"]) == (1, "adjustment_differs")
    document = shown(cli, bank, *where, "--adjust", "6310", "--amount", "-3.10")
    assert (document["difference"], document["unexplained"]) == ("0.00", "0.00")
    assert [line["amount"] for line in document["adjustment"]["postings"]] == ["-3.10", "3.10"]


def test_a_till_that_was_counted(cli: Cli, empty: Path, tmp_path: Path) -> None:
    """Takings that were imported are in the till: only what the count lacks is booked."""
    takings = tmp_path / "till.csv"
    days = (f"2026-10-{day:02d},{50 + day}.37,{100 + day}.00" for day in range(1, 32))
    takings.write_text("\n".join(("Date,Cash,Card", *days)) + "\n", encoding="utf-8")
    assert cli("import", empty, takings).status == 0
    where = ("--account", "1010", "--at", "2026-10-31", "--balance", "2039.16")
    document = cli("reconcile", empty, *where, "--json").document
    assert (document["book"], document["difference"]) == ("2057.47", "-18.31")
    assert (document["items"], document["unexplained"]) == ([], "-18.31")
    booked = ("--adjust", "6430", "--amount", "-18.31", "--json")
    document = cli("reconcile", empty, *where, *booked).document
    assert (document["book"], document["unexplained"]) == ("2039.16", "0.00")


def test_pairs_that_wait_are_pointed_to(cli: Cli, bank: Path) -> None:
    assert (shown(cli, bank)["pairs"], shown(cli, bank, "--all")["pairs"]) == (0, 0)
    assert "matches" not in cli("reconcile", bank, "--account", "1020").out
    book = books.open_book(bank, passphrase=PASSPHRASE)
    link = KeptLink(LinkKind.SAME, LinkState.PROPOSED, 2, (), other=5)
    with book.store.transaction() as connection:
        links.add(connection, link, recorded_at=0)
    books.close(book)
    assert shown(cli, bank)["pairs"] == 1
    told = f"One pair to decide, so money may be booked twice: cfo-desktop matches {bank}"
    assert told in cli("reconcile", bank, "--account", "1020").lines


def test_wrong_usage(cli: Cli, bank: Path) -> None:
    assert cli("reconcile", bank, "--tick", "5").status == 2
    assert cli("reconcile", bank, "--account", "1020", "--at", "2026-11-10").status == 2
    assert cli("reconcile", bank, "--account", "1020", "--amount", "5").status == 2
    both = ("--statement", "1", "--at", "2026-11-10", "--balance", "1")
    assert cli("reconcile", bank, "--account", "1020", *both).status == 2
    result = cli("reconcile", bank, "--account", "1010", "--json")
    assert (result.status, result.document["error"]["code"]) == (1, "statements_none")


def test_every_item_has_its_words() -> None:
    data = dict.fromkeys(
        (
            *("file", "place", "until_place", "places", "day", "until"),
            *("other", "count", "printed", "booked"),
        ),
        "x",
    )
    for language in texts.LANGUAGES:
        for code in ItemCode:
            assert texts.text(language, "reconcile", f"item.{code}", **data)
