"""The chart on the command line, and what the accounts held on the first day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.calls import Cli
from tests.cli.calls import Result


def account(result: Result, code: str) -> Any:  # noqa: ANN401 - JSON
    """Return one account of the list, ``None`` where it is absent."""
    accounts = result.document["accounts"]
    return next((item for item in accounts if item["code"] == code), None)


def test_the_chart_as_json(cli: Cli, shop: Path) -> None:
    result = cli("accounts", shop, "--json")
    assert result.status == 0
    till = account(result, "1010")
    balance = till.pop("balance")
    assert till == {
        "code": "1010",
        "name": "Cash in the till",
        "kind": "asset",
        "group": "cash",
        "role": "till",
        "currency": "GBP",
        "closed_on": None,
    }
    trial = cli("trial-balance", shop, "--json").document["accounts"]
    assert {"1010": balance}["1010"] == next(a["balance"] for a in trial if a["code"] == "1010")
    assert account(cli("accounts", shop, "--json", "--lang=zh_CN"), "1010")["name"] == "库存现金"


def test_the_chart_for_people(cli: Cli, empty: Path) -> None:
    lines = cli("accounts", empty).lines
    assert lines[0].split() == ["Code", "Account", "Group", "Balance"]
    assert lines[1].split() == ["1010", "Cash", "in", "the", "till", "Cash", "and", "bank", "GBP"]


def test_balances_of_a_day(cli: Cli, shop: Path) -> None:
    result = cli("accounts", shop, "--at", "2020-01-01", "--json")
    assert result.document["at"] == "2020-01-01"
    assert {item["balance"] for item in result.document["accounts"]} == {"0.00"}


def test_an_account_is_added_renamed_closed_opened_and_deleted(cli: Cli, empty: Path) -> None:
    added = cli("accounts", empty, "--add", "6390", "Repairs", "--group", "operating", "--json")
    assert added.status == 0, added.err
    assert account(added, "6390")["kind"] == "expense"
    renamed = cli("accounts", empty, "--rename", "6390", "Shop repairs", "--name-zh", "修理费")
    assert renamed.lines == ["Account 6390 was renamed."]
    listed = cli("accounts", empty, "--json", "--lang", "zh_CN")
    assert account(listed, "6390")["name"] == "修理费"
    closed = cli("accounts", empty, "--close", "6390", "--at", "2026-10-31", "--json")
    assert account(closed, "6390")["closed_on"] == "2026-10-31"
    assert "Shop repairs (closed on 2026-10-31)" in cli("accounts", empty).out
    assert (
        account(cli("accounts", empty, "--reopen", "6390", "--json"), "6390")["closed_on"] is None
    )
    assert account(cli("accounts", empty, "--delete", "6390", "--json"), "6390") is None


def test_an_account_in_another_currency(cli: Cli, empty: Path) -> None:
    argv = ("--add", "1025", "Dollars", "--group", "cash", "--currency", "USD")
    assert account(cli("accounts", empty, *argv, "--json"), "1025")["currency"] == "USD"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--add", "1010", "Till", "--group", "cash"], "account_exists"),
        (["--add", "a b", "Till", "--group", "cash"], "account_code_invalid"),
        (["--rename", "9999", "Till"], "account_unknown"),
        (["--close", "1010"], "account_needed"),
        (["--delete", "4010"], "account_used"),
    ],
)
def test_what_the_chart_refuses(cli: Cli, shop: Path, options: list[str], code: str) -> None:
    result = cli("accounts", shop, *options, "--json")
    assert (result.status, result.document["error"]["code"]) == (1, code)


def test_opening_balances(cli: Cli, empty: Path) -> None:
    posted = cli("opening", empty, "1010=250", "2500=-6000", "--date", "2026-09-01", "--json")
    assert posted.status == 0, posted.err
    assert posted.document["entry"] == 1
    assert posted.document["date"] == "2026-09-01"
    balances = {
        line["code"]: line["balance"]
        for line in cli("trial-balance", empty, "--json").document["accounts"]
    }
    assert balances == {"1010": "250.00", "2500": "-6000.00", "3080": "5750.00"}
