"""What a model is asked to add to an answer, and which of its sentences may be shown."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping

from cfo_desktop.advisor.engine.prompt import Limits
from cfo_desktop.advisor.engine.prompt import Prompt
from cfo_desktop.advisor.engine.prompt import Turn
from cfo_desktop.advisor.grounding import form
from cfo_desktop.advisor.grounding import verify
from cfo_desktop.advisor.grounding.given import Given

LIMITS = Limits(tokens=80)
_TASK: Mapping[str, str] = {
    "en": (
        "You are a small shop's finance officer. Given a fact from its books, tell the owner in "
        "one or two short sentences what to do next. Use no figures and no names."
    ),
    "zh_CN": (
        "你是小店的财务负责人。根据账本里的事实，用一两句简体中文告诉店主下一步做什么。"
        "不要写数字和名称。"
    ),
}


def prompt(fact: str, *, language: str) -> Prompt:
    """Return what a model is asked about a fact: the task first, which stays the same.

    The fact is the program's own sentence. What the owner typed is no part of it, so that nothing
    in a question can speak to the model.
    """
    return (Turn("system", _TASK[language]), Turn("user", fact))


class Checked:
    """Takes a text piece by piece, and gives each sentence once it is whole and held."""

    def __init__(self, given: Given, *, language: str) -> None:
        """Hold what comes against what is given, in a language."""
        self._given = given
        self._language = language
        self._rest = ""
        self._said: set[str] = set()
        self.dropped = 0
        """Sentences that did not hold."""

    def add(self, untrusted_piece: str) -> Iterator[str]:
        """Yield the sentences that this piece completes and that hold."""
        self._rest += untrusted_piece
        *whole, last = form.sentences(self._rest, self._language) or ("",)
        if not whole:
            return
        self._rest = self._rest[self._rest.rfind(last) :]
        for sentence in whole:
            yield from self._held(sentence)

    def end(self) -> Iterator[str]:
        """Yield the last sentence where it holds; one that was cut off does not."""
        rest, self._rest = self._rest.strip(), ""
        if not rest:
            return
        if rest.endswith((".", "。", "！", "!")):
            yield from self._held(rest)
        else:
            self.dropped += 1

    def _held(self, sentence: str) -> Iterator[str]:
        plain = form.plain(sentence)
        verdict = verify.verify(sentence, self._given, language=self._language)
        if not verdict.ok or plain in self._said:
            self.dropped += 1
            return
        self._said.add(plain)
        yield sentence
