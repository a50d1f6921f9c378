"""What the default model is taught to say is what the program would show, and advice alone is."""

from __future__ import annotations

from pathlib import Path

import pytest

from cfo_desktop.advisor.grounding.given import Given
from cfo_desktop.advisor.grounding.verify import verify_all
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import Tool
from tests.advisor.grounding import answers

ADDITIONS = Path(__file__).parents[3] / "packaging" / "teaching" / "additions"
_SENSE = {
    **dict.fromkeys(("up", "profit_up", "sales_up", "costs_up"), Sense.UP),
    **dict.fromkeys(("down", "profit_down", "sales_down", "costs_down"), Sense.DOWN),
    **dict.fromkeys(("short", "no", "missing", "thin"), Sense.SHORT),
    **dict.fromkeys(("yes", "fine", "covered"), Sense.ENOUGH),
    "loss": Sense.LOSS,
}
_LEAST = 600


def _rows(language: str) -> list[list[str]]:
    text = (ADDITIONS / f"{language}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


def _given(tool: str, state: str) -> Given:
    owed = {"receivables": Sense.OWED_TO_US, "payables": Sense.WE_OWE}
    sense = owed.get(tool, _SENSE.get(state, Sense.NONE))
    facts = {"figure": Fact(answers.money(120), sense)}
    return Given(facts, "CNY", answers.TODAY, tool=None if tool == "any" else Tool(tool))


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_each_addition_may_be_shown_in_its_state(language: str) -> None:
    rows = _rows(language)
    refused = [
        (state, sentence, verdict.reason)
        for tool, state, text in rows
        for sentence, verdict in verify_all(text, _given(tool, state), language=language)
        if not verdict.ok
    ]
    assert not refused
    assert len(rows) >= _LEAST


def test_both_languages_have_something_to_say_in_the_same_states() -> None:
    english, chinese = ({(tool, state) for tool, state, _ in _rows(of)} for of in ("en", "zh_CN"))
    assert english == chinese


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_addition_is_there_twice_in_a_state(language: str) -> None:
    rows = [tuple(row) for row in _rows(language)]
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Your offer is landing well.", "en"),
        ("The shelves and the leaflet agree.", "en"),
        ("Your costs card.", "en"),
        ("Customers notice the difference.", "en"),
        ("Keep calm, your sales display.", "en"),
        ("Look at the folder, Lily's Cafe owes you 1,480.", "en"),
        ("Look at the folder, your sales rose.", "en"),
        ("Call the bank about the leaflet on 8 May.", "en"),
        ("成本省了。", "zh_CN"),
        ("店里的钱分清了。", "zh_CN"),
        ("客户都走了。", "zh_CN"),
        ("先翻翻单据，利润走高。", "zh_CN"),
        ("先翻翻单据，百合咖啡欠您1480元。", "zh_CN"),
    ],
)
def test_words_of_advice_can_claim_nothing(text: str, language: str) -> None:
    of = answers.answers(language)["R"]
    assert not all(verdict.ok for _, verdict in verify_all(text, of, language=language)), text
