"""Sentences as small models write them: the true ones are shown, the false ones never."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from cfo_desktop.advisor.grounding.verify import verify
from tests.advisor.grounding.answers import answers


class Listed(NamedTuple):
    """A sentence, the answer it is about, and whether it is to be shown."""

    language: str
    letter: str
    shown: bool
    text: str

    def __str__(self) -> str:
        """Return what a test is called by."""
        return f"{self.letter}{'+' if self.shown else '-'} {self.text}"


def _listed(language: str) -> list[Listed]:
    lines = (Path(__file__).parent / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    split = [line.split(" ", 2) for line in lines if line and not line.startswith("#")]
    return [Listed(language, letter, sign == "+", text) for letter, sign, text in split]


SENTENCES = _listed("en") + _listed("zh_CN")
GIVEN = {language: answers(language) for language in ("en", "zh_CN")}


@pytest.mark.parametrize("listed", SENTENCES, ids=str)
def test_what_is_true_is_shown_and_nothing_else(listed: Listed) -> None:
    given = GIVEN[listed.language][listed.letter]
    verdict = verify(listed.text, given, language=listed.language)
    assert verdict.ok == listed.shown, verdict.reason


def test_there_are_a_hundred_and_fifty_sentences_in_each_language() -> None:
    for language in GIVEN:
        assert sum(each.language == language for each in SENTENCES) >= 150
