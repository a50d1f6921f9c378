"""Figures on the command line: exact in JSON, laid out for people in both languages."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cfo_desktop.cli.output import width
from tests.cli.calls import Cli

_WAITS = ("--debit", "1390=5", "--credit", "1010=5")

STATEMENTS = {
    "income": ("period", "2026-10", "sales"),
    "cash-flow": ("period", "2026-10", "closing_cash"),
    "balance-sheet": ("at", "2026-11-15", "assets"),
}


def sections(document: Any) -> dict[str, Decimal]:  # noqa: ANN401 - JSON
    """Return {section: total}."""
    return {section["name"]: Decimal(section["total"]) for section in document["sections"]}


def test_the_trial_balance_as_json(cli: Cli, shop: Path) -> None:
    document = cli("trial-balance", shop, "--at", "2026-10-31", "--json").document
    assert set(document) >= {"at", "currency", "accounts", "debit", "credit"}
    assert (document["at"], document["currency"]) == ("2026-10-31", "GBP")
    assert all(set(line) >= {"code", "name", "kind", "balance"} for line in document["accounts"])
    balances = [Decimal(line["balance"]) for line in document["accounts"]]
    assert sum(balances) == 0
    assert sum(balance for balance in balances if balance > 0) == Decimal(document["debit"])
    assert document["debit"] == document["credit"]
    signs = {line["code"]: Decimal(line["balance"]) > 0 for line in document["accounts"]}
    assert signs["1010"]  # the till: a debit
    assert not signs["4010"]  # sales: a credit


@pytest.mark.parametrize("verb", STATEMENTS)
def test_the_statements_as_json(cli: Cli, shop: Path, verb: str) -> None:
    when, default, expected = STATEMENTS[verb]
    document = cli(verb, shop, "--json").document
    assert document[when] == default
    assert document["currency"] == "GBP"
    assert sections(document)[expected] > 0
    for section in document["sections"]:
        assert set(section) >= {"name", "total", "lines"}
        lines = section["lines"]
        assert all(set(line) >= {"code", "name", "amount", "compare"} for line in lines)
        if lines:
            assert sum(Decimal(line["amount"]) for line in lines) == Decimal(section["total"])


def test_the_statements_tie_to_each_other(cli: Cli, shop: Path) -> None:
    sheet = sections(cli("balance-sheet", shop, "--at", "2026-10-31", "--json").document)
    flow = sections(cli("cash-flow", shop, "--month", "2026-10", "--json").document)
    assert sheet["assets"] == sheet["liabilities_and_equity"]
    assert sheet["cash"] == flow["closing_cash"]
    assert flow["opening_cash"] + flow["change"] == flow["closing_cash"]


def test_a_month_without_entries_is_a_statement_of_nothing(cli: Cli, empty: Path) -> None:
    for verb in STATEMENTS:
        result = cli(verb, empty, "--json")
        assert result.status == 0
        assert set(sections(result.document).values()) == {Decimal(0)}
        assert cli(verb, empty).status == 0


def test_a_month_that_is_none_is_refused(cli: Cli, empty: Path) -> None:
    for month in ("2026-13", "October", "2026-1"):
        result = cli("income", empty, "--month", month, "--json")
        assert (result.status, result.document["error"]["code"]) == (1, "month_invalid")


def figures(lines: list[str]) -> list[str]:
    """Return the table of a statement without what is told below it."""
    notes = [index for index, line in enumerate(lines) if "cfo-desktop" in line]
    return lines[3 : notes[0] - 1] if notes else lines[3:]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("verb", ["trial-balance", *STATEMENTS])
def test_amounts_end_in_one_column_in_both_languages(
    cli: Cli, shop: Path, verb: str, language: str
) -> None:
    result = cli(verb, shop, "--lang", language)
    table = figures(result.lines)
    ends = {width(line) for line in table if line and line.split()[-1][-3:-2] == "."}
    assert len(ends) <= 2  # the trial balance has two columns of amounts
    assert max(ends) == max(map(width, table))


def test_a_statement_reads_as_an_accountant_expects(cli: Cli, shop: Path) -> None:
    lines = cli("income", shop, "--month", "2026-10").lines
    assert lines[0] == "Marlow Street Corner Shop"
    assert lines[1] == "Income statement, 2026-10, in GBP"
    heads = [line.strip() for line in lines]
    order = ["Sales", "Cost of sales", "Operating expenses"]
    assert [head for head in heads if head in order] == order
    assert any(head.startswith("Gross profit") for head in heads)
    assert figures(lines)[-1].startswith(("Profit for the month", "Loss for the month"))
    assert "2026-09" in lines[3]  # the month before, for comparison


def test_names_follow_the_language(cli: Cli, shop: Path) -> None:
    for language, name in (("en", "Wages"), ("zh_CN", "工资")):
        document = cli("income", shop, "--json", "--lang", language).document
        names = {line["name"] for section in document["sections"] for line in section["lines"]}
        assert name in names


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_report_is_a_pdf(cli: Cli, shop: Path, tmp_path: Path, language: str) -> None:
    target = tmp_path / "report.pdf"
    argv = ("--month", "2026-10", "--out", target, "--lang", language, "--json")
    result = cli("report", shop, *argv)
    assert result.status == 0, result.err
    assert result.document["file"] == str(target)
    assert result.document["month"] == "2026-10"
    assert target.read_bytes().startswith(b"%PDF-")


def test_a_folder_that_is_not_there_is_told_before_the_passphrase_is_asked_for(
    cli: Cli, shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CFO_PASSPHRASE")
    target = tmp_path / "nowhere" / "x"
    for argv in (
        ["report", shop, "--out", target],
        ["export", shop, "--format", "csv", "--out", target],
        ["backup", shop, target],
    ):
        result = cli(*argv, "--json")
        assert (result.status, result.document["error"]["code"]) == (1, "folder_missing")


@pytest.mark.parametrize(
    ("kind", "start"),
    [("beancount", b""), ("hledger", b""), ("csv", b""), ("xlsx", b"PK")],
)
def test_the_ledger_is_exported(
    cli: Cli, shop: Path, tmp_path: Path, kind: str, start: bytes
) -> None:
    target = tmp_path / f"ledger.{kind}"
    result = cli("export", shop, "--format", kind, "--out", target, "--json")
    assert result.status == 0, result.err
    assert result.document["format"] == kind
    assert len(target.read_bytes()) > 10_000
    assert target.read_bytes().startswith(start)
    assert "not encrypted" in cli("export", shop, "--format", kind, "--out", target).out


@pytest.mark.parametrize("verb", list(STATEMENTS))
def test_a_statement_says_what_may_still_change_it(cli: Cli, empty: Path, verb: str) -> None:
    when = "--at" if verb == "balance-sheet" else "--month"
    days = ("2026-09-30", "2026-10-31") if when == "--at" else ("2026-09", "2026-10")
    posted = cli("entry", empty, "--narration", "x", "--date", "2026-10-05", *_WAITS)
    assert posted.status == 0, posted
    before, after = (cli(verb, empty, when, day).lines for day in days)
    assert not any("cfo-desktop review" in line for line in before)
    assert after[-1].startswith("One payment up to then waits for its account")
    assert f"cfo-desktop review {empty}" in after[-1]
