"""The router fits its examples, knows when it is not sure, and learns from its owner."""

from __future__ import annotations

import datetime as dt
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.advisor.asking import arguments
from cfo_desktop.advisor.asking import router
from cfo_desktop.advisor.asking.features import features
from cfo_desktop.advisor.asking.names import Parties
from cfo_desktop.advisor.asking.router import Corrected
from cfo_desktop.base import paths
from cfo_desktop.domain.asking import Tool
from tests.evaluation import asking

TODAY = dt.date(2026, 6, 17)
NOBODY = Parties(customers=(), suppliers=())


def _features(question: str) -> frozenset[str]:
    return features(arguments.parts(question, today=TODAY, parties=NOBODY), today=TODAY)


@pytest.mark.parametrize("language", asking.LANGUAGES)
def test_it_was_fitted_to_the_examples_that_are_there(language: str) -> None:
    folder = paths.assets() / "asking"
    kept = json.loads((folder / f"router-{language}.json").read_text(encoding="utf-8"))
    bank = (folder / f"{language}.tsv").read_bytes()
    assert kept["bank"] == hashlib.sha256(bank).hexdigest(), "run packaging/fit_router.py"


@pytest.mark.parametrize("language", asking.LANGUAGES)
def test_questions_of_others_are_understood(language: str) -> None:
    told = asking.judged(language)
    assert len(told) >= 300
    assert asking.share(told, "right") >= 0.90
    assert asking.share(told, "offered") >= 0.97
    assert asking.share(told, "wrong") <= 0.02
    assert asking.right_arguments(told) >= 0.90


@pytest.mark.parametrize("language", asking.LANGUAGES)
def test_every_tool_has_examples(language: str) -> None:
    bank = (paths.assets() / "asking" / f"{language}.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in bank.splitlines()]
    assert all(len(row) == 2 for row in rows)
    assert {tool for tool, _ in rows} == set(Tool)


@given(st.text(max_size=200), st.sampled_from(asking.LANGUAGES))
def test_chances_add_up_whatever_is_typed(question: str, language: str) -> None:
    chances = router.of_language(language).probabilities(_features(question))
    assert set(chances) == set(Tool)
    assert abs(sum(chances.values()) - 1) < 1e-9


def test_a_question_with_several_meanings_is_not_sure() -> None:
    choice = router.of_language("en").choose(_features("how did we do?"))
    assert not choice.sure
    assert len(choice.tools) == router.CHOICES


def test_a_name_and_a_day_do_not_change_how_a_question_looks() -> None:
    parties = Parties(customers=["Lily's Cafe", "Oakwood School"], suppliers=())
    one, other = (
        features(arguments.parts(text, today=TODAY, parties=parties), today=TODAY)
        for text in ("what did Lily's Cafe buy in May", "what did oakwood school buy in April")
    )
    assert one == other


def test_what_the_owner_corrected_decides_for_questions_like_it() -> None:
    chosen = router.of_language("en")
    question = "how's the pot looking in the back room"
    told = Corrected(_features(question), Tool.CASH)
    assert chosen.choose(_features(question), corrected=[told]).tools[0] is Tool.CASH
    alike = "how's the pot looking in the back room today?"
    choice = chosen.choose(_features(alike), corrected=[told])
    assert (choice.tools[0], choice.sure) == (Tool.CASH, True)
    other = chosen.choose(_features("who owes me money"), corrected=[told])
    assert other.tools[0] is Tool.RECEIVABLES


@pytest.mark.parametrize("language", asking.LANGUAGES)
def test_few_corrections_are_looked_at_closely_and_none_that_is_alike_is_missed(
    language: str,
) -> None:
    folder, chosen = paths.assets() / "asking", router.of_language(language)
    names = json.loads((folder / f"parties-{language}.json").read_text(encoding="utf-8"))
    parties = Parties(**names)
    bank = (folder / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    kept = [line.split("\t")[1] for line in bank[::100]]
    asked = [line.split("\t")[1] for line in bank[::800]]
    looks = {
        question: features(arguments.parts(question, today=TODAY, parties=parties), today=TODAY)
        for question in (*kept, *asked)
    }
    words = {question: router.words(arguments.plain(question)) for question in looks}
    near = [
        (one, other)
        for one in asked
        for other in kept
        if router.may_be_alike(words[one], words[other])
    ]
    assert len(near) < 0.1 * len(asked) * len(kept)
    told = [
        (one, other)
        for one in asked
        for other in kept
        if chosen.choose(looks[one], corrected=[Corrected(looks[other], Tool.NONE)]).tools[0]
        is Tool.NONE
        and chosen.choose(looks[one]).tools[0] is not Tool.NONE
    ]
    assert set(told) <= set(near)
