"""Sentences as small models write them: the true ones are shown, the false ones never."""

from __future__ import annotations

from pathlib import Path

import pytest

from cfo_desktop.advisor.grounding.verify import verify
from tests.advisor.grounding.answers import answers


def _listed(language: str) -> list[tuple[str, str, bool, str]]:
    lines = (Path(__file__).parent / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    split = [line.split(" ", 2) for line in lines if line and not line.startswith("#")]
    return [(language, letter, sign == "+", text) for letter, sign, text in split]


SENTENCES = _listed("en") + _listed("zh_CN")
GIVEN = {language: answers(language) for language in ("en", "zh_CN")}


@pytest.mark.parametrize(("language", "letter", "shown", "text"), SENTENCES)
def test_what_is_true_is_shown_and_nothing_else(
    language: str, letter: str, shown: bool, text: str
) -> None:
    verdict = verify(text, GIVEN[language][letter], language=language)
    assert verdict.ok == shown, verdict.reason


def test_there_are_a_hundred_and_fifty_sentences_in_each_language() -> None:
    for language in GIVEN:
        assert sum(each[0] == language for each in SENTENCES) >= 150
