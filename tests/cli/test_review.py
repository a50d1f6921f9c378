"""Reviewing on the command line: proposals and why, guesses, and the rules that follow of it."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from cfo_desktop.cli import review
from cfo_desktop.services import books
from cfo_desktop.services import categories
from cfo_desktop.services import entries
from cfo_desktop.store import guesses
from tests.cli.calls import PASSPHRASE
from tests.cli.calls import Cli

GRID = "Northern Grid Power"


def waiting(cli: Cli, book: Path, party: str, *, date: str = "2026-11-03") -> int:
    """Post money that left the bank and waits; return the entry's number."""
    result = cli(
        *("entry", book, "--date", date, "--party", party, "--narration", f"DD {date}"),
        *("--debit", "1390=25", "--credit", "1020=25", "--json"),
    )
    assert result.status == 0, result.err
    return int(result.document["entry"])


def taught(cli: Cli, book: Path, party: str, account: str) -> list[int]:
    """Let the owner sort some payments of a party."""
    numbers = [waiting(cli, book, party, date=f"2026-0{month}-04") for month in (5, 6, 7, 8)]
    for number in numbers:
        assert cli("categorise", book, str(number), account).status == 0
    return numbers


def test_a_review_proposes_and_says_why(cli: Cli, empty: Path) -> None:
    past = taught(cli, empty, GRID, "6120")
    sure = waiting(cli, empty, GRID)
    starter = waiting(cli, empty, "British Gas")
    waiting(cli, empty, "Zz")
    found = cli("review", empty, "--json").document
    assert found["threshold"] == categories.THRESHOLD
    proposals = {item["entry"]: item["proposal"] for item in found["items"]}
    assert (proposals[sure]["account"], proposals[sure]["by"]) == ("6120", "learned")
    assert set(proposals[sure]["evidence"]) <= set(past)
    assert proposals[sure]["confidence"] > 0.85
    assert (proposals[starter]["account"], proposals[starter]["by"]) == ("6120", "starter")
    assert None in proposals.values()
    shown = cli("review", empty)
    assert "6120 Electricity, water and gas" in shown.out
    assert f"as in {past[-1]}" in shown.out
    assert "a word that is well known" in shown.out
    assert f"cfo-desktop review {empty} --accept" in shown.out
    assert "参照" in cli("review", empty, "--lang", "zh_CN").out


def test_what_is_not_listed_is_counted(
    cli: Cli, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [waiting(cli, empty, f"Zz {number}") for number in range(3)]
    shown = cli("review", empty, "--limit", "2")
    assert "3 to categorise" in shown.out
    assert "75.00" in shown.out
    assert f"… and one more: cfo-desktop review {empty} --limit N" in shown.lines
    assert "more:" not in cli("review", empty).out
    monkeypatch.setattr(review, "_LISTED", 1)
    assert f"… and 2 more: cfo-desktop review {empty} --limit N" in cli("review", empty).lines
    document = cli("review", empty, "--json").document
    assert [item["entry"] for item in document["items"]] == numbers
    assert (document["count"], document["total"]) == (3, "75.00")
    few = cli("review", empty, "--limit", "1", "--json").document
    assert (few["count"], len(few["items"])) == (3, 1)


def test_proposals_are_accepted(cli: Cli, empty: Path) -> None:
    taught(cli, empty, GRID, "6120")
    sure, starter = waiting(cli, empty, GRID), waiting(cli, empty, "British Gas")
    accepted = cli("review", empty, "--accept", "--json").document
    assert accepted["accepted"] == 1
    assert [item["entry"] for item in accepted["items"]] == [starter]
    assert "One payment was sorted as proposed (from 60 % on)." in (
        cli("review", empty, "--accept", "60%").lines
    )
    assert cli("review", empty, "--json").document["items"] == []
    assert sure not in [item["entry"] for item in accepted["items"]]


def test_guesses_are_confirmed_or_corrected(cli: Cli, empty: Path) -> None:
    one, two, three = (waiting(cli, empty, name) for name in (GRID, "Tolbeck Dairy 0417", "Brim"))
    book = books.open_book(empty, passphrase=PASSPHRASE)
    for number in (one, two, three):
        posted = entries.categorise(book, number=number, account="6120")
        with book.store.transaction() as connection:
            guesses.add(connection, [(posted, 912, [4, 7])])
    books.close(book)
    listed = cli("review", empty, "--json").document["guesses"]
    assert [item["entry"] for item in listed] == [one, two, three]
    assert (listed[0]["account"], listed[0]["confidence"]) == ("6120", 0.912)
    assert (listed[0]["evidence"], listed[0]["amount"]) == ([4, 7], "-25.00")
    shown = cli("review", empty)
    assert "3 payments were sorted by themselves" in shown.lines[0]
    assert "91.2 %" in shown.out
    assert cli("review", empty, "--confirm", str(one), "--json").document["confirmed"] == 1
    corrected = cli("categorise", empty, str(two), "5010", "--json").document
    assert corrected["completes"] == two
    assert corrected["offered_rule"] == {
        "number": 0,
        "contains": "Tolbeck Dairy",
        "account": "5010",
    }
    assert [item["entry"] for item in cli("review", empty, "--json").document["guesses"]] == [three]
    assert "One payment was confirmed." in cli("review", empty, "--confirm").lines
    assert cli("review", empty, "--json").document["guesses"] == []


def test_the_offered_rule_is_a_command_that_can_be_typed(cli: Cli, empty: Path) -> None:
    number = waiting(cli, empty, 'The "Odd" Shop')
    shown = cli("categorise", empty, str(number), "6310")
    command = shown.lines[-1].strip()
    assert command.startswith(f"cfo-desktop rules {empty} add")
    assert cli(*shlex.split(command)[1:]).status == 0
    (rule,) = cli("rules", empty, "--json").document["rules"]
    assert rule["account"] == "6310"
    other = waiting(cli, empty, 'The "Odd" Shop')
    assert cli("rules", empty, "apply", "--json").document["categorised"] == 1
    assert other not in [item["entry"] for item in cli("review", empty, "--json").document["items"]]


def test_the_threshold_is_set(cli: Cli, empty: Path) -> None:
    assert "from 92.5 % on" in cli("review", empty, "--threshold", "92.5").lines[0]
    assert cli("review", empty, "--json").document["threshold"] == 0.925
    assert cli("review", empty, "--threshold", "20", "--json").document["error"]["code"] == (
        "threshold_invalid"
    )
    wrong = cli("review", empty, "--threshold", "many")
    assert wrong.status == 2
    assert "from 0 to 100 per cent" in wrong.err


def test_an_import_shows_what_it_sorts_by_itself(cli: Cli, empty: Path, tmp_path: Path) -> None:
    past = taught(cli, empty, GRID, "6120")
    path = tmp_path / "bank.csv"
    path.write_text(
        "Date,Description,Amount\n2026-11-02,Northern Grid Power DD 0417,-31.20\n"
        "2026-11-03,Vodafone,-12.00\n2026-11-04,Zz,-2.00\n"
    )
    options = ("import", empty, path, "--account", "1020")
    preview = cli(*options, "--preview", "--json").document["files"][0]
    assert preview["guessed"] == 1
    grid, phone, unknown = preview["rows"]
    assert (grid["guessed"], grid["counter"], grid["proposal"]["account"]) == (True, "6120", "6120")
    assert set(grid["proposal"]["evidence"]) <= set(past)
    assert (phone["guessed"], phone["proposal"]["by"]) == (False, "starter")
    assert unknown["proposal"] is None
    told = cli(*options, "--preview")
    assert "a word that is well known" in told.out
    shown = cli(*options)
    assert "One row is sorted by what was done before" in shown.out
    (guess,) = cli("review", empty, "--json").document["guesses"]
    assert (guess["account"], guess["amount"]) == ("6120", "-31.20")


# --- rules ---


def test_rules_of_several_conditions(cli: Cli, empty: Path) -> None:
    added = cli(
        *("rules", empty, "add", "--pattern", "*power*", "--party", GRID, "--least", "10"),
        *("--most", "99.5", "--own", "1020", "--out", "--account", "6120", "--json"),
    )
    assert added.status == 0, added.err
    expected = {
        "number": 1,
        "contains": "",
        "pattern": "*power*",
        "party": GRID,
        "least": "10.00",
        "most": "99.50",
        "own": "1020",
        "way": "out",
        "account": "6120",
    }
    assert added.document["rules"] == [expected]
    changed = cli(
        *("rules", empty, "change", "--number", "1", "--most", "", "--either", "--contains", "x"),
        "--json",
    )
    (rule,) = changed.document["rules"]
    assert "most" not in rule
    assert "way" not in rule
    assert (rule["contains"], rule["least"], rule["party"]) == ("x", "10.00", GRID)
    emptied = cli("rules", empty, "change", "--number", "1", "--pattern", "", "--json")
    assert "pattern" not in emptied.document["rules"][0]
    shown = cli("rules", empty).out
    assert "at least 10.00" in shown
    assert "on account 1020" in shown


def test_rules_are_moved_and_an_idle_one_is_told(cli: Cli, empty: Path) -> None:
    cli("rules", empty, "add", "--contains", "grid", "--account", "6120")
    added = cli("rules", empty, "add", "--contains", "state grid", "--account", "6110")
    assert "Rule 2 has nothing to do: rule 1 decides before it." in added.lines
    assert cli("rules", empty, "--json").document["rules"][1]["shadowed_by"] == 1
    moved = cli("rules", empty, "move", "--number", "2", "--to", "1", "--json").document["rules"]
    assert [rule["number"] for rule in moved] == [2, 1]
    assert not any("shadowed_by" in rule for rule in moved)


def test_rules_are_tried_out(cli: Cli, empty: Path) -> None:
    taught(cli, empty, GRID, "6120")
    number = waiting(cli, empty, GRID)
    tried = cli(
        "rules", empty, "test", "--contains", "grid", "--account", "6490", "--json"
    ).document
    assert [(row["entry"], row["account"], row["now"]) for row in tried["sorts"]] == [
        (number, "6490", None)
    ]
    assert {row["now"] for row in tried["differs"]} == {"6120"}
    assert len(tried["differs"]) == 4
    assert cli("rules", empty, "--json").document["rules"] == []
    cli("rules", empty, "add", "--contains", "grid", "--account", "6120")
    whole = cli("rules", empty, "test")
    assert whole.lines[0] == "One payment that waits would be sorted."
    assert not [line for line in whole.lines if "otherwise" in line]


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["add"], "--contains --account"),
        (["add", "--contains", "x"], "--account"),
        (["change"], "--number"),
        (["move", "--number", "1"], "--to"),
        (["test", "--contains", "x"], "--account"),
        (["add", "--in", "--out"], "--out"),
    ],
)
def test_what_a_rule_lacks_is_told(cli: Cli, empty: Path, argv: list[str], told: str) -> None:
    result = cli("rules", empty, *argv)
    assert result.status == 2
    assert told in result.err
