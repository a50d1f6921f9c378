"""Random answers: true sentences are shown, and none that was made false in any way."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from cfo_desktop.advisor.grounding.claims import Reason
from cfo_desktop.advisor.grounding.verify import sentences
from cfo_desktop.advisor.grounding.verify import verify
from cfo_desktop.advisor.grounding.verify import verify_all
from tests.advisor.grounding.answers import answers
from tests.evaluation import grounding
from tests.evaluation import grounding_worlds

LANGUAGES = st.sampled_from(("en", "zh_CN"))
GIVEN = {language: answers(language) for language in ("en", "zh_CN")}


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_most_true_sentences_are_shown_and_no_false_one(language: str) -> None:
    result = grounding.judge(language, worlds=250, seed=3)
    assert result.share >= 0.98
    assert result.passed_false == 0, result.wrong


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), LANGUAGES)
def test_what_was_made_false_is_refused(seed: int, language: str) -> None:
    world = grounding_worlds.world(random.Random(seed), language)  # noqa: S311
    for made in grounding_worlds.sentences(world):
        if made.mutation:
            assert not verify(made.text, made.given, language=language).ok, made


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), LANGUAGES, st.data())
def test_a_sentence_that_was_cut_or_shuffled_is_no_crash(
    seed: int, language: str, data: st.DataObject
) -> None:
    world = grounding_worlds.world(random.Random(seed), language)  # noqa: S311
    text = next(iter(grounding_worlds.sentences(world))).text
    cut = data.draw(st.integers(0, len(text)))
    again = data.draw(st.text(max_size=6))
    verify(text[:cut] + again + text[cut:], world.given, language=language)
    verify(text[cut:] + text[:cut], world.given, language=language)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), LANGUAGES)
def test_any_text_gets_a_verdict(text: str, language: str) -> None:
    verdict = verify(text, GIVEN[language]["R"], language=language)
    assert verdict.ok == (verdict.reason is None)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32), LANGUAGES)
def test_a_true_sentence_is_refused_about_another_answer(seed: int, language: str) -> None:
    """Nothing is true by its wording alone: with no facts no figure may be said."""
    world = grounding_worlds.world(random.Random(seed), language)  # noqa: S311
    text = next(iter(grounding_worlds.sentences(world))).text
    empty = type(world.given)({}, "CNY", world.given.today)
    verdict = verify(text, empty, language=language)
    assert not verdict.ok or not any(each.isdigit() for each in text)


@pytest.mark.parametrize(
    ("text", "language", "split"),
    [
        ("Sales were 1,480.50. Costs fell.", "en", 2),
        ("Ask Mr. Chen. He is late.", "en", 2),
        ("Due on 8 Sept. 2026, e.g. today.", "en", 1),
        ("Pay it by 8 Dec. Then wait!", "en", 2),
        ("共1480.50元。请付款！好吗？", "zh_CN", 3),
        ("他说“先付款。”然后等。", "zh_CN", 2),
        ("", "en", 0),
    ],
)
def test_texts_are_split_into_sentences(text: str, language: str, split: int) -> None:
    found = sentences(text, language)
    assert len(found) == split
    assert "".join(found).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.EMPTY),
        ("Call them " + "and call them " * 40, Reason.LENGTH),
        ("Call them.\u202e", Reason.SIGNS),
        ("Call `them`.", Reason.MARKUP),
        ("system: call them.", Reason.LEFTOVER),
        ("请打电话。", Reason.LANGUAGE),
        ("Call them. Wait.", Reason.SENTENCES),
        ("Call them and ask and call them and ask.", Reason.REPETITION),
        ("Call them, it is guaranteed.", Reason.PROMISE),
        ("Call them and yodel.", Reason.WORD),
        ("Call Zoltan.", Reason.NAME),
        ("Lily's Cafe owes you 1,481.", Reason.FIGURE),
        ("Lily's Cafe owes you 1,480 euros.", Reason.UNIT),
        ("The 1,480 from Lily's Cafe was due on 9 May.", Reason.DATE),
        ("Lily's Cafe owes you 920.", Reason.NAME),
        ("You owe Lily's Cafe 1,480.", Reason.DIRECTION),
    ],
)
def test_a_reason_is_given(text: str, reason: Reason) -> None:
    assert verify(text, GIVEN["en"]["R"], language="en").reason is reason


def test_a_sentence_said_twice_is_shown_once() -> None:
    text = "Lily's Cafe owes you 1,480. Call them today. Lily's Cafe owes you 1480!"
    told = verify_all(text.replace("1480!", "1,480!"), GIVEN["en"]["R"], language="en")
    assert [verdict.reason for _, verdict in told] == [None, None, Reason.REPETITION]
