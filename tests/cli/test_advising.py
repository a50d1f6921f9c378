"""The morning letter and drafts on the command line: words for people, facts for programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calls import Cli


def test_the_letter_is_printed_with_its_facts(cli: Cli, shop: Path) -> None:
    document = cli("advise", shop, "--json").document
    assert document["at"] == "2026-11-15"
    assert document["grounded"] is True
    assert document["facts"]["shop"] == document["shop"]
    assert document["facts"]["cash"]
    said = [sentence for paragraph in document["paragraphs"] for sentence in paragraph]
    assert all(each in document["letter"] for each in said)
    assert all("brings" in each for each in document["findings"])
    told = " ".join(cli("advise", shop).out.split())
    assert told.startswith("Good morning. This is how")
    assert cli("advise", shop, "--lang", "zh_CN").out.startswith("早上好。")


def test_a_reminder_is_printed_and_nothing_is_kept(cli: Cli, shop: Path) -> None:
    before = cli("verify", shop, "--json").document
    document = cli("draft", shop, "reminder", "--party", "st bride's day centre", "--json").document
    assert document["kind"] == "reminder"
    assert document["lang"] == "en"
    assert document["to"] == "St Bride's Day Centre"
    assert document["facts"]["party"] == document["to"]
    assert document["facts"]["left"] in document["text"].replace(",", "")
    told = cli("draft", shop, "reminder", "--tone", "last").out
    assert "our last reminder" in told
    chinese = cli("draft", shop, "reminder", "--lang", "zh_CN").out
    assert "St Bride's Day Centre：您好！" in chinese
    assert cli("verify", shop, "--json").document == before


def test_a_note_to_a_supplier_and_a_line_for_a_loan(cli: Cli, shop: Path) -> None:
    asked = cli("draft", shop, "supplier", "--about", "time", "--party", "Northgate Drinks")
    assert "more time to pay" in asked.out
    line = cli("draft", shop, "loan", "--amount", "3000", "--for", "a new fridge")
    assert "would like to borrow GBP 3,000.00 for a new fridge." in line.out
    chinese = cli("draft", shop, "loan", "--amount", "3000", "--for", "冰箱", "--lang", "zh_CN")
    assert "用于冰箱" in chinese.out


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("loan", "--amount", "3"), 2, "--for"),
        (("supplier",), 2, "--about"),
        (("reminder", "--party", "Nobody"), 1, "St Bride's Day Centre"),
        (("supplier", "--about", "price"), 1, "nothing in the books"),
        (("supplier", "--about", "time"), 1, "Northgate Drinks"),
        (("loan", "--amount", "x", "--for", "y"), 1, "x"),
    ],
)
def test_what_cannot_be_drafted_is_said_so(
    cli: Cli, shop: Path, words: tuple[str, ...], status: int, told: str
) -> None:
    refused = cli("draft", shop, *words)
    assert refused.status == status
    assert told in refused.err
    assert refused.out == ""


def test_a_part_of_a_name_is_enough_and_only_examples_of_the_kind_are_shown(
    cli: Cli, shop: Path
) -> None:
    asked = cli("draft", shop, "supplier", "--about", "time", "--party", "northg")
    assert "Northgate Drinks" in asked.out
    refused = cli("draft", shop, "supplier").err
    assert "--about time" in refused
    assert "loan" not in refused
    assert "reminder" not in refused
