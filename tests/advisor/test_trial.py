"""The sample questions are sound, and a model is judged by what it said of them."""

from __future__ import annotations

import pytest

from cfo_desktop.advisor import trial
from cfo_desktop.advisor.engine.process import Engine
from cfo_desktop.advisor.engine.process import Weights
from cfo_desktop.advisor.trial_samples import SAMPLES
from cfo_desktop.advisor.trial_samples import Sample
from cfo_desktop.domain.language_model import LANGUAGES
from tests.advisor.engine import weights
from tests.advisor.engine.weights import needs_model

OWED, *_ = SAMPLES


def test_there_are_ten_questions_in_each_language() -> None:
    assert len(SAMPLES) == 10
    assert all(set(sample.plain) == set(LANGUAGES) for sample in SAMPLES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: "-".join(sample.facts))
def test_the_plain_wording_of_each_holds(sample: Sample, language: str) -> None:
    assert trial.judge(sample.plain[language], sample, language) == (True, False, False, False)


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ("You owe Lily's Cafe 1,480 pounds.", "en"),
        ("您欠Lily's Cafe 1,480英镑。", "zh_CN"),
    ],
)
def test_who_owes_whom_turned_around_is_seen(said: str, language: str) -> None:
    judged = trial.judge(said, OWED, language)
    assert judged.wrong_way
    assert not judged.held


def test_another_figure_another_language_and_repetition_are_seen() -> None:
    assert not trial.judge("Lily's Cafe owes you 1,840 pounds.", OWED, "en").held
    assert trial.judge("Lily's Cafe欠您1,480英镑。", OWED, "en").foreign
    twice = "Lily's Cafe owes you 1,480 pounds. Lily's Cafe owes you 1,480 pounds."
    assert trial.judge(twice, OWED, "en").repeated
    assert not trial.judge("", OWED, "en").held


@needs_model
def test_a_model_is_scored_in_each_language() -> None:
    seen: list[tuple[int, int]] = []
    with Engine() as engine:
        tried = trial.run(
            engine,
            Weights(weights.DEFAULT, weights.DEFAULT_SHA256),
            samples=SAMPLES[:2],
            progress=lambda done, total: seen.append((done, total)),
        )
    assert seen == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    assert set(tried.languages) == set(LANGUAGES)
    for each in tried.languages.values():
        assert each.asked == 2
        assert each.first_seconds > 0
        assert each.tokens_per_second > 0
    # the default model speaks no Chinese
    assert "zh_CN" not in tried.passed
