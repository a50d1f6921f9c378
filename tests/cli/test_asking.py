"""Questions from the command line: one document, or sentences, a table and what to ask next."""

from __future__ import annotations

from pathlib import Path

import pytest

from cfo_desktop.cli import asking
from cfo_desktop.cli.figures import wrapped
from cfo_desktop.cli.output import width
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Asked
from cfo_desktop.domain.asking import Tool
from cfo_desktop.services.asking import ask
from tests.cli.calls import Cli


def test_a_question_is_answered_in_one_document(cli: Cli, shop: Path) -> None:
    document = cli("ask", shop, "What did I spend on rent in October?", "--json").document
    assert (document["tool"], document["lang"]) == ("expenses", "en")
    assert document["arguments"] == {"period": "2026-10-01..2026-10-31", "kind": "rent"}
    assert document["facts"]["spent"] == "1850.00"
    assert document["facts"]["when"] == "2026-10-01..2026-10-31"
    assert "1,850.00 GBP" in document["answer"]
    assert document["question"] == "What did I spend on rent in October?"
    assert (document["grounded"], document["model"]) == (True, None)
    assert document["seconds"] >= 0
    assert "choices" not in document


def test_a_question_is_answered_in_its_own_language_or_the_one_asked_for(
    cli: Cli, shop: Path
) -> None:
    chinese = cli("ask", shop, "十月份房租花了多少？")
    assert chinese.status == 0
    assert "2026年10月房租花了1,850.00 GBP。" in chinese.out
    assert "您还可以问：" in chinese.out
    english = cli("ask", shop, "十月份房租花了多少？", "--lang", "en")
    assert "You spent 1,850.00 GBP on rent in October 2026." in english.out.replace("\n", " ")


def test_words_need_no_quotes_and_the_table_ends_together(cli: Cli, shop: Path) -> None:
    result = cli("ask", shop, "what", "did", "I", "spend", "in", "October?")
    assert result.status == 0
    start = result.lines.index("")
    rows = result.lines[start + 1 : result.lines.index("", start + 1)]
    assert rows[0].startswith("What")
    assert len({width(row) for row in rows}) == 1
    assert result.lines[-1].startswith("  ")


def test_where_it_could_mean_several_things_they_are_listed(
    cli: Cli, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsure(_: object, question: str) -> Asked:
        return Asked(question, "en", None, Arguments(), (Tool.PROFIT, Tool.CASH))

    monkeypatch.setattr(ask, "ask", unsure)
    document = cli("ask", shop, "money", "--json").document
    assert document["tool"] is None
    assert document["grounded"] is False
    assert document["choices"] == [
        {"tool": "profit", "text": "What is left after costs"},
        {"tool": "cash", "text": "Money at hand"},
    ]
    listed = [line.split("--as") for line in cli("ask", shop, "money").lines if "--as" in line]
    assert [tuple(map(str.strip, each)) for each in listed] == [
        ("What is left after costs", "profit"),
        ("Money at hand", "cash"),
    ]


def test_a_meaning_that_is_named_is_answered_and_remembered(cli: Cli, shop: Path) -> None:
    unclear = "how did we do?"
    assert cli("ask", shop, unclear, "--json").document["tool"] is None
    document = cli("ask", shop, unclear, "--as", "revenue", "--json").document
    assert document["tool"] == "revenue"
    assert document["facts"]["sales"]
    assert cli("ask", shop, unclear, "--json").document["tool"] == "revenue"


def test_arguments_are_only_those_that_are_given() -> None:
    assert asking.arguments(Arguments()) == {}


def test_chinese_is_wrapped_between_words_and_never_within_a_figure() -> None:
    text = "客户一共欠您12,387.29 CNY（2笔账单）。其中5,740.58 CNY从2026-10-30起逾期。" * 4
    lines = wrapped(text, "zh_CN", indent="  ")
    assert max(map(width, lines)) <= 100
    assert "".join(line.removeprefix("  ") for line in lines).replace(" ", "") == text.replace(
        " ", ""
    )
    assert not any(line[2] in "，。：；）" for line in lines)
    assert sum(line.count("2026-10-30") for line in lines) == 4


def test_a_share_keeps_its_sign_and_an_amount_its_currency() -> None:
    text = "占全部资金140,589.12 CNY的9.4 %，比一个月前多5,807.56 CNY（80.5 %）。" * 9
    for shift in range(9):
        for line in wrapped("占" * shift + text, "zh_CN"):
            assert not line.startswith(("%", "CNY"))
            assert width(line) <= 100
