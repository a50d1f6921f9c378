"""Debts on the command line, in both languages: ages, paying, losing, a party's statement."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.calls import Cli

LANGUAGES = ("en", "zh_CN")


@pytest.fixture
def owed(cli: Cli, empty: Path) -> Path:
    """A book in which Ash owes 100.00 of entry 1."""
    done = cli(
        *("entry", empty, "--date", "2026-03-02", "--narration", "owed", "--party", "Ash"),
        *("--debit", "1100=100", "--credit", "4010=100"),
    )
    assert done.status == 0, done.err
    return empty


def test_a_part_payment_is_told_by_age_and_in_the_statement(cli: Cli, owed: Path) -> None:
    paid = cli("pay", owed, "1", "--amount", "30", "--date", "2026-03-05", "--json").document
    assert paid["settled"] == [{"entry": 1, "amount": "30.00"}]
    aging = cli("receivables", owed, "--at", "2026-04-02", "--json").document
    assert (aging["total"], aging["ages"]["1-30"]) == ("70.00", "70.00")
    options = ("--first", "2026-03-01", "--last", "2026-03-31")
    told = cli("statement-of", owed, "Ash", *options, "--json").document
    assert (told["opening"], told["closing"], len(told["lines"])) == ("0.00", "70.00", 2)
    for language in LANGUAGES:
        for call in (("receivables", owed), ("payables", owed), ("statement-of", owed, "Ash")):
            result = cli(*call, "--lang", language)
            assert (result.status, result.err) == (0, "")
            assert result.lines


def test_what_is_lost_is_open_no_more(cli: Cli, owed: Path) -> None:
    assert "100.00" in cli("write-off", owed, "1", "--date", "2026-03-05").out
    assert cli("receivables", owed, "--json").document["parties"] == []
    assert cli("pay", owed, "1").status != 0


def test_a_statement_is_written_for_a_spreadsheet(cli: Cli, owed: Path, tmp_path: Path) -> None:
    cli("pay", owed, "1", "--amount", "30", "--discount", "2", "--date", "2026-03-05")
    options = ("--first", "2026-03-01", "--last", "2026-03-31")
    told = cli("statement-of", owed, "Ash", *options, "--json").document
    kinds = [(line["kind"], line["amount"]) for line in told["lines"]]
    assert kinds == [("owed", "100.00"), ("payment", "-30.00"), ("discount", "-2.00")]
    for language, word in (("en", "discount"), ("zh_CN", "折扣")):
        file = tmp_path / f"{language}.csv"
        done = cli("statement-of", owed, "Ash", *options, "--out", file, "--lang", language)
        assert (done.status, done.err) == (0, "")
        rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
        assert [row[-1] for row in rows[1:]] == ["0.00", "100.00", "70.00", "68.00", "68.00"]
        assert rows[4][2] == word


def test_what_falls_due_is_told_day_by_day_and_what_is_late_apart(cli: Cli, owed: Path) -> None:
    cli(
        *("entry", owed, "--date", "2026-11-01", "--narration", "goods", "--party", "Elm"),
        *("--debit", "5010=40", "--credit", "2010=40"),
    )
    found = cli("due", owed, "--json").document
    assert (found["at"], found["until"]) == ("2026-11-15", "2026-12-15")
    assert found["late"] == {"in": "100.00", "out": "0.00"}
    assert found["ahead"] == {"in": "0.00", "out": "40.00"}
    days = {each["date"]: each for each in found["days"]}
    assert list(days) == ["2026-04-01", "2026-12-01"]
    assert days["2026-04-01"]["late"]
    assert days["2026-12-01"]["items"][0]["party"] == "Elm"
    assert cli("due", owed, "--days", "15", "--json").document["ahead"]["out"] == "0.00"
    assert cli("due", owed, "--days", "91").status != 0
    for language in LANGUAGES:
        result = cli("due", owed, "--lang", language)
        assert (result.status, result.err) == (0, "")
        assert sum("100.00" in line for line in result.lines) == 2
