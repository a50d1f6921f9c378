"""Mapping a table on the command line: shown, changed, saved, known again, removed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calls import Cli

TEXT = (
    "Tag;Wer;Wieviel;Rest\n"
    "03.11.2026;Tolbeck Dairy;-438,75;3.211,25\n"
    "14.11.2026;Card takings;2.184,35;5.395,60\n"
    "15.11.2026;Milk;-5,60;5.390,00\n"
)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """A table whose header no reader knows."""
    path = tmp_path / "export.csv"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_an_unknown_table_says_how_it_can_be_read(cli: Cli, empty: Path, export: Path) -> None:
    result = cli("import", empty, export)
    assert result.status == 1
    assert "cfo-desktop map" in result.out
    assert "cfo-desktop map" in cli("import", empty, export, "--lang", "zh_CN").out


def test_a_table_is_shown_with_what_its_columns_are_taken_for(
    cli: Cli, empty: Path, export: Path
) -> None:
    result = cli("map", empty, export, "--json")
    assert result.status == 0, result.err
    found = result.document
    meanings = {column["name"]: column["meaning"] for column in found["columns"]}
    assert meanings == {"Tag": "date", "Wer": "text", "Wieviel": "amount", "Rest": "balance"}
    assert found["columns"][1]["examples"] == ["Tolbeck Dairy", "Card takings", "Milk"]
    assert (found["header_row"], found["dates"], found["decimal"]) == (1, "DMY", "comma")
    assert [row["amount"] for row in found["rows"]] == ["-438.75", "2184.35", "-5.60"]
    assert (found["saved"], found["fault"], found["rejected"]) == (None, None, [])
    shown = cli("map", empty, export).out
    assert "Wieviel" in shown
    assert "-438.75 GBP" in shown
    assert f"cfo-desktop map {empty} {export} --save" in shown


def test_what_is_said_goes_before_the_guess(cli: Cli, empty: Path, export: Path) -> None:
    found = cli(
        "map", empty, export, "--json", "--column", "Rest=amount", "--column", "2=payee",
        "--column", "wieviel=ignore", "--spending-positive", "--currency", "chf",
    ).document  # fmt: skip
    assert [row["amount"] for row in found["rows"]] == ["-3211.25", "-5395.60", "-5390.00"]
    assert next(row["party"] for row in found["rows"]) == "Tolbeck Dairy"
    assert {row["currency"] for row in found["rows"]} == {"CHF"}
    wrong = cli("map", empty, export, "--json", "--dates", "MDY").document
    assert [row["date"] for row in wrong["rows"]] == ["2026-03-11"]
    assert [fault["place"] for fault in wrong["rejected"]] == ["row 3", "row 4"]


def test_a_saved_table_is_imported_and_known_next_month(
    cli: Cli, empty: Path, export: Path, tmp_path: Path
) -> None:
    saved = cli("map", empty, export, "--save", "Corner bank", "--account", "1020")
    assert f"cfo-desktop import {empty} {export}" in saved.out
    (file,) = cli("import", empty, export, "--json").document["files"]
    assert (file["profile"], file["account"], file["new"]) == ("Corner bank", "1020", 3)
    later = tmp_path / "december.csv"
    later.write_text("Neu;Tag;Wieviel;Wer;Rest\nx;01.12.2026;-5,60;Milk;5.390,00\n")
    (file,) = cli("import", empty, later, "--json").document["files"]
    assert (file["profile"], file["account"], file["movement"]) == ("Corner bank", "1020", "-5.60")
    (again,) = cli("import", empty, later, "--profile", "Corner bank", "--json").document["files"]
    assert (again["duplicate"], again["refused"]) == (1, False)
    assert cli("map", empty, later, "--json").document["name"] == "Corner bank"


def test_a_profile_that_the_file_does_not_fit_refuses_it(
    cli: Cli, empty: Path, export: Path, statement: Path
) -> None:
    cli("map", empty, export, "--save", "Corner bank")
    (file,) = cli("import", empty, statement, "--profile", "Corner bank", "--json").document[
        "files"
    ]
    assert (file["refused"], file["faults"][0]["code"]) == (True, "mapping_other")
    (file,) = cli("import", empty, statement, "--json").document["files"]
    assert file["profile"] == "generic"


def test_saved_ones_are_listed_and_removed(cli: Cli, empty: Path, export: Path) -> None:
    assert "No kind of table" in cli("mappings", empty).out
    cli("map", empty, export, "--save", "Corner bank")
    assert "Wieviel = amount" in cli("mappings", empty).out
    (listed,) = cli("mappings", empty, "--json").document["mappings"]
    assert (listed["name"], listed["decimal"]) == ("Corner bank", "comma")
    assert "removed" in cli("mappings", empty, "remove", "--name", "Corner bank").out
    assert cli("mappings", empty, "--json").document == {"mappings": []}
    again = cli("mappings", empty, "remove", "--name", "Corner bank")
    assert (again.status, "Corner bank" in again.err) == (1, True)


@pytest.mark.parametrize(
    ("options", "status", "told"),
    [
        (("--column", "Wer"), 2, "COLUMN=MEANING"),
        (("--column", "Wer=payer"), 2, "COLUMN=MEANING"),
        (("--column", "Nein=date"), 1, "no column “Nein”"),
        (("--column", "9=date"), 1, "no column “9”"),
        (("--header-row", "x"), 2, "whole number"),
        (("--account", "99999"), 1, "99999"),
        (("--save", "  "), 1, "A name of 1"),
    ],
)
def test_what_is_said_wrongly_is_told(
    cli: Cli,
    empty: Path,
    export: Path,
    *,
    options: tuple[str, ...],
    status: int,
    told: str,
) -> None:
    result = cli("map", empty, export, *options)
    assert (result.status, told in result.err) == (status, True), result.err
    assert cli("mappings", empty, "--json").document == {"mappings": []}


def test_a_currency_that_is_none_is_told(cli: Cli, empty: Path, export: Path) -> None:
    result = cli("map", empty, export, "--currency", "QQQ", "--save", "x")
    assert (result.status, "QQQ" in result.out) == (1, True)
    assert cli("mappings", empty, "--json").document == {"mappings": []}


def test_a_column_too_few_is_told_and_nothing_saved(cli: Cli, empty: Path, export: Path) -> None:
    result = cli("map", empty, export, "--column", "Tag=ignore", "--save", "x")
    assert result.status == 1
    assert "which column holds the date" in result.out
    assert cli("mappings", empty, "--json").document == {"mappings": []}


def test_two_names_for_the_same_columns_are_refused(cli: Cli, empty: Path, export: Path) -> None:
    cli("map", empty, export, "--save", "Corner bank")
    result = cli("map", empty, export, "--save", "Other")
    assert (result.status, "Corner bank" in result.err) == (1, True)
    assert cli("map", empty, export, "--save", "Corner bank", "--column", "2=payee").status == 0


def test_a_known_export_needs_no_mapping(cli: Cli, empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "wallet.csv"
    head = (
        "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,"
        "交易订单号,商家订单号,备注,\n"
    )
    row = "2026-11-03 10:00:00,餐饮美食,店,a,饭,支出,5.00,余额,交易成功,1,2,,\n"
    path.write_bytes((head + row).encode("gb18030"))
    result = cli("map", empty, path)
    assert (result.status, "alipay-personal" in result.err) == (1, True)
