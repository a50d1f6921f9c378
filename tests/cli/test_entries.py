"""Entries on the command line: posted, refused, reversed, listed, categorised."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calls import Cli
from tests.cli.calls import Result


def post(cli: Cli, book: Path, *options: str, day: str = "2026-11-10") -> Result:
    """Post an entry as JSON."""
    return cli("entry", book, "--date", day, "--narration", "Till roll", *options, "--json")


def test_an_entry_as_json(cli: Cli, empty: Path) -> None:
    options = ("--party", "Paper Ltd", "--debit", "6310=10", "--debit", "6110=2.50")
    result = post(cli, empty, *options, "--credit", "1010=12.50")
    assert result.status == 0, result.err
    assert result.document == {
        "entry": 1,
        "date": "2026-11-10",
        "narration": "Till roll",
        "party": "Paper Ltd",
        "reverses": None,
        "reversed_by": None,
        "completes": None,
        "batch": None,
        "postings": [
            {"account": "6310", "amount": "10.00", "currency": "GBP", "value": "10.00"},
            {"account": "6110", "amount": "2.50", "currency": "GBP", "value": "2.50"},
            {"account": "1010", "amount": "-12.50", "currency": "GBP", "value": "-12.50"},
        ],
    }


def test_an_entry_is_dated_today_by_default(cli: Cli, empty: Path) -> None:
    argv = ("--narration", "x", "--debit", "1010=1", "--credit", "4010=1", "--json")
    assert cli("entry", empty, *argv).document["date"] == "2026-11-15"


def test_an_entry_for_people(cli: Cli, empty: Path) -> None:
    argv = ("--narration", "x", "--debit", "1010=1234.5", "--credit", "4010=1234.50")
    lines = cli("entry", empty, *argv, "--lang", "zh_CN").lines
    assert lines[0] == "已过账：分录 1，日期 2026-11-15。"
    assert "1,234.50" in lines[1]
    assert lines[1].index("1,234.50") < lines[2].index("1,234.50")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--debit", "6310=12.50", "--credit", "1010=12"], "entry_unbalanced"),
        (["--debit", "9999=1", "--credit", "1010=1"], "account_unknown"),
        (["--debit", "6310=1.005", "--credit", "1010=1.005"], "amount_invalid"),
        (["--debit", "6310=1,000", "--credit", "1010=1,000"], "amount_invalid"),
        (["--debit", "6310=1e3", "--credit", "1010=1e3"], "amount_invalid"),
        (["--debit", "6310=-1", "--credit", "1010=-1"], "amount_not_positive"),
    ],
)
def test_an_entry_that_does_not_hold_is_refused(
    cli: Cli, empty: Path, options: list[str], code: str
) -> None:
    result = post(cli, empty, *options)
    assert (result.status, result.document["error"]["code"]) == (1, code)
    assert cli("entries", empty, "--json").document["entries"] == []


def test_a_day_that_is_none_is_refused(cli: Cli, empty: Path) -> None:
    for day in ("2026-02-30", "1066-10-14", "yesterday"):
        result = post(cli, empty, "--debit", "6310=1", "--credit", "1010=1", day=day)
        assert (result.status, result.document["error"]["code"]) == (1, "date_invalid")


def test_foreign_money_needs_the_rate_of_its_own_currency(cli: Cli, empty: Path) -> None:
    cli("accounts", empty, "--add", "1025", "Dollars", "--group", "cash", "--currency", "USD")
    lines = ("--debit", "1025=100", "--credit", "1010=79")
    for rate in ([], ["--rate", "EUR=0.79"]):
        result = post(cli, empty, *lines, *rate)
        assert result.document["error"]["code"] == "rate_missing"
    for rate in (["--rate", "USD=cheap"], ["--rate", "USD=NaN"]):
        assert post(cli, empty, *lines, *rate).document["error"]["code"] == "amount_invalid"
    posted = post(cli, empty, *lines, "--rate", "USD=0.79")
    assert posted.status == 0, posted.err
    assert {
        "account": "1025",
        "amount": "100.00",
        "currency": "USD",
        "value": "79.00",
    } in posted.document["postings"]
    revalued = cli("revalue", empty, "USD=0.75", "--json")
    assert revalued.status == 0, revalued.err
    balance = cli("trial-balance", empty, "--json").document
    assert balance["debit"] == balance["credit"]
    assert {a["code"]: a["balance"] for a in balance["accounts"]}["1025"] == "75.00"


def test_an_entry_is_reversed_once(cli: Cli, empty: Path) -> None:
    before = cli("trial-balance", empty, "--json").out
    post(cli, empty, "--debit", "6310=5", "--credit", "1010=5")
    result = cli("reverse", empty, "1", "--json")
    assert result.status == 0
    assert (result.document["entry"], result.document["reverses"]) == (2, 1)
    assert result.document["date"] == "2026-11-10"
    assert cli("trial-balance", empty, "--json").out == before
    again = cli("reverse", empty, "1", "--json")
    assert (again.status, again.document["error"]["code"]) == (1, "entry_already_reversed")
    missing = cli("reverse", empty, "77", "--json")
    assert (missing.status, missing.document["error"]["code"]) == (1, "entry_missing")


def test_entries_are_listed_by_pages(cli: Cli, shop: Path) -> None:
    seen: list[int] = []
    before: list[str] = []
    while True:
        page = cli("entries", shop, "--limit", "100", *before, "--json").document["entries"]
        if not page:
            break
        seen += [entry["entry"] for entry in page]
        before = ["--before", str(seen[-1])]
    assert sorted(seen) == list(range(1, len(seen) + 1))
    assert len(seen) > 100


def test_entries_of_one_account_and_their_state(cli: Cli, empty: Path) -> None:
    post(cli, empty, "--debit", "6310=5", "--credit", "1010=5")
    post(cli, empty, "--debit", "6110=5", "--credit", "1010=5")
    cli("reverse", empty, "1")
    listed = cli("entries", empty, "--account", "6310", "--json").document["entries"]
    assert [entry["entry"] for entry in listed] == [3, 1]
    shown = cli("entries", empty, "--account", "6310").out
    assert "reversed by 3" in shown
    assert "reverses 1" in shown
    assert cli("entries", empty, "--account", "9999").status == 1


def test_what_waits_is_reviewed_and_categorised(cli: Cli, empty: Path, statement: Path) -> None:
    assert "Nothing waits" in cli("review", empty).out
    cli("import", empty, statement)
    review = cli("review", empty, "--json").document
    assert review["at"] == "2026-11-15"
    assert [item["amount"] for item in review["items"]] == ["1350.00", "438.75", "-2184.35"]
    heads, *rows = cli("review", empty).lines
    ends = {name: heads.index(name) + len(name) for name in ("Money in", "Money out")}
    assert rows[0][: ends["Money out"]].endswith("1,350.00")  # the rent
    assert rows[2][: ends["Money in"]].endswith("2,184.35")  # the takings
    assert "3 to categorise" in rows[-2]
    number = review["items"][0]["entry"]
    done = cli("categorise", empty, str(number), "6110", "--json")
    assert done.status == 0
    assert done.document["completes"] == number
    assert len(cli("review", empty, "--json").document["items"]) == 2
    again = cli("categorise", empty, str(number), "6110", "--json")
    assert (again.status, again.document["error"]["code"]) == (1, "entry_categorised")


def test_the_years_end(cli: Cli, shop: Path) -> None:
    wrong = cli("close-year", shop, "--month", "2026-10", "--json")
    assert (wrong.status, wrong.document["error"]["code"]) == (1, "year_end_wrong")
    closed = cli("close-year", shop, "--month", "2026-12", "--json")
    assert closed.status == 0
    assert closed.document["date"] == "2026-12-31"
    kinds = cli("trial-balance", shop, "--at", "2026-12-31", "--json").document["accounts"]
    assert {line["kind"] for line in kinds} == {"asset", "liability", "equity"}
    by_default = cli("close-year", shop, "--json")
    assert by_default.document["error"]["code"] == "year_already_closed"
    assert "2025-12" in by_default.document["error"]["message"]


def test_entries_are_found_by_what_is_known_of_them(cli: Cli, empty: Path) -> None:
    for number, (party, amount) in enumerate([("Bright & Co", "12.50"), ("永辉批发", "40")], 1):
        argv = ("--party", party, "--debit", f"6310={amount}", "--credit", f"1010={amount}")
        assert post(cli, empty, *argv, day=f"2026-11-0{number}").status == 0

    def found(text: str, *options: str) -> list[object]:
        listed = cli("search", empty, text, *options, "--json").document["entries"]
        return [entry["entry"] for entry in listed]

    assert found("bri co") == [1]
    assert found("辉批") == [2]
    assert found("12,50") == [1]
    assert found("nov 2026") == [2, 1]
    assert found("till", "--from", "2026-11-02") == [2]
    assert found("till", "--to", "2026-11-01", "--account", "6310") == [1]
    assert found("till", "--account", "1020") == []
    assert cli("search", empty, "qqq").out.strip() == "Nothing found: qqq"
    assert "12.50" in cli("search", empty, "bright").out
    assert cli("search", empty, "x", "--account", "9999").status == 1
    assert cli("search", empty, "x", "--from", "soon").status == 1
