"""Explaining a figure on the command line: its words, its accounts and its entries add up."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.calls import Cli


@pytest.mark.parametrize("statement", ["income", "balance-sheet", "cash-flow"])
def test_every_part_of_a_statement_can_be_explained(cli: Cli, shop: Path, statement: str) -> None:
    when = () if statement == "balance-sheet" else ("--month", "2026-10")
    at = ("--at", "2026-10-31") if statement == "balance-sheet" else ()
    for section in cli(statement, shop, *when, *at, "--json").document["sections"]:
        names = [section["name"], *(f"{section['name']}.{x['code']}" for x in section["lines"])]
        totals = [section["total"], *(line["amount"] for line in section["lines"])]
        for name, total in zip(names, totals, strict=True):
            found = cli("explain", shop, statement, name, "--month", "2026-10", "--json").document
            assert found["amount"] == total
            listed = sum(Decimal(each["amount"]) for each in found["entries"])
            rest = Decimal(found["carried"]) + Decimal(found["more_amount"])
            assert listed + rest == Decimal(total)
            assert found["answer"]


def test_a_person_reads_words_accounts_and_entries(cli: Cli, shop: Path) -> None:
    told = cli("explain", shop, "income", "profit", "--month", "2026-10").out
    assert "all that was earned, less all that was spent" in " ".join(told.split())
    assert "Shop sales" in told
    assert "2026-10-" in told
    chinese = cli("explain", shop, "income", "profit", "--month", "2026-10", "--lang", "zh_CN").out
    assert "这是全部收入减去全部支出。" in chinese


def test_a_figure_that_is_not_there_is_said_so(cli: Cli, shop: Path) -> None:
    for name in ("nothing", "sales.9999"):
        refused = cli("explain", shop, "income", name)
        assert refused.status == 1
        assert "no figure" in refused.err
        assert "sales, cost_of_sales, gross_profit" in refused.err


@pytest.mark.parametrize(
    ("statement", "typed", "name"),
    [
        ("balance-sheet", "receivables", "receivable"),
        ("balance-sheet", "Other current assets", "other_current_asset"),
        ("balance-sheet", "1100", "receivable.1100"),
        ("income", "sale", "sales"),
        ("income", "cost-of-sales", "cost_of_sales"),
        ("income", "Rent", "operating.6110"),
        ("income", "房租", "operating.6110"),
    ],
)
def test_a_figure_is_known_as_people_call_it(
    cli: Cli, shop: Path, statement: str, typed: str, name: str
) -> None:
    month = ("--month", "2026-10", "--json")
    loose, exact = (cli("explain", shop, statement, each, *month) for each in (typed, name))
    assert loose.status == 0
    assert {**loose.document, "figure": name} == exact.document
