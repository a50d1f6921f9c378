"""Debts on the command line, in both languages: ages, paying, losing, a party's statement."""

from __future__ import annotations

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
