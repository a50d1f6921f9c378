"""Tries a model on the sample questions: what held, what did not, and what it cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Sequence
from typing import NamedTuple

from cfo_desktop.advisor import trial_samples
from cfo_desktop.advisor import words
from cfo_desktop.advisor.engine.process import Engine
from cfo_desktop.advisor.engine.process import Said
from cfo_desktop.advisor.engine.process import Weights
from cfo_desktop.advisor.engine.prompt import Prompt
from cfo_desktop.advisor.grounding.claims import Reason
from cfo_desktop.advisor.grounding.given import Given
from cfo_desktop.advisor.grounding.verify import verify_all
from cfo_desktop.advisor.trial_samples import SAMPLES
from cfo_desktop.advisor.trial_samples import Sample
from cfo_desktop.base.progress import Progress
from cfo_desktop.base.progress import unheard
from cfo_desktop.domain.language_model import LANGUAGES
from cfo_desktop.domain.language_model import LanguageTrial
from cfo_desktop.domain.language_model import Trial


class Judged(NamedTuple):
    """What is wrong with one text; ``held`` where nothing is."""

    held: bool
    wrong_way: bool
    repeated: bool
    foreign: bool


def run(
    engine: Engine,
    weights: Weights,
    *,
    samples: Sequence[Sample] = SAMPLES,
    progress: Progress = unheard,
) -> Trial:
    """Ask a model every sample in each language; ``progress`` counts the questions.

    Raises ``UserError``: what the engine says, and what ``progress`` raises.
    """
    loaded = engine.load(weights)
    total = len(samples) * len(LANGUAGES)
    memory = loaded.memory
    found: dict[str, LanguageTrial] = {}
    for at, language in enumerate(LANGUAGES):
        said: list[Said] = []
        for number, sample in enumerate(samples):
            progress(at * len(samples) + number, total)
            said.append(engine.generate(_prompt(sample, language), limits=words.LIMITS))
        judged = [
            judge(each.untrusted_text, sample, language)
            for each, sample in zip(said, samples, strict=True)
        ]
        found[language] = _scored(said, judged)
        memory = max(filter(None, (memory, *(each.memory for each in said))), default=None)
    progress(total, total)
    return Trial(found, loaded.seconds, memory)


def judge(untrusted_text: str, sample: Sample, language: str) -> Judged:
    """Hold what a model said against the facts it was given."""
    verdicts = verify_all(untrusted_text, given(sample), language=language)
    reasons = {verdict.reason for _, verdict in verdicts}
    return Judged(
        held=bool(verdicts) and all(verdict.ok for _, verdict in verdicts),
        wrong_way=Reason.DIRECTION in reasons,
        repeated=Reason.REPETITION in reasons,
        foreign=Reason.LANGUAGE in reasons,
    )


def given(sample: Sample) -> Given:
    """Return what may be said of a sample."""
    return Given(
        facts=sample.facts,
        currency=trial_samples.CURRENCY,
        today=trial_samples.TODAY,
        period=sample.period,
        tool=sample.tool,
    )


def _prompt(sample: Sample, language: str) -> Prompt:
    return words.prompt(sample.plain[language], language=language)


def _scored(said: Sequence[Said], judged: Sequence[Judged]) -> LanguageTrial:
    counts = Counter(name for each in judged for name, is_so in each._asdict().items() if is_so)
    # the first has the task to read too, which every later question finds read
    warm = said[1:] or said
    spoken = [each for each in said if each.seconds > each.first]
    return LanguageTrial(
        asked=len(said),
        grounded=counts["held"],
        wrong_way=counts["wrong_way"],
        repeated=counts["repeated"],
        foreign=counts["foreign"],
        first_seconds=_mean(each.first for each in warm),
        tokens_per_second=_mean(each.tokens / (each.seconds - each.first) for each in spoken),
    )


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0
