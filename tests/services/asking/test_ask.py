"""A typed question is answered, leans on the one before, asks back, and learns what was meant."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest

from cfo_desktop.advisor.grounding.verify import sentences
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.asking import Asked
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.period import Stretch
from cfo_desktop.services import models
from cfo_desktop.services.asking import ask
from cfo_desktop.services.asking import corrections
from cfo_desktop.services.asking import wording
from cfo_desktop.services.books import Book
from tests.advisor.engine.weights import needs_model

_MAY = Stretch(dt.date(2026, 5, 1), dt.date(2026, 5, 31))
Opened = Callable[[str], Book]


def _period(asked: Asked) -> Stretch | None:
    assert asked.answer is not None
    return asked.answer.arguments.period


def test_a_question_is_answered_in_its_own_language(open_demo: Opened) -> None:
    book = open_demo("en")
    english = ask.ask(book, "Did we make money in May?")
    chinese = ask.ask(book, "五月赚了多少钱")
    assert (english.tool, english.language) == (Tool.PROFIT, "en")
    assert (chinese.tool, chinese.language) == (Tool.PROFIT, "zh_CN")
    assert english.answer == chinese.answer
    assert _period(english) == _MAY


def test_a_question_leans_on_the_one_before(open_demo: Opened) -> None:
    book = open_demo("en")
    before = ask.ask(book, "how much rent did we pay in April")
    asked = ask.ask(book, "and in May?", before=before)
    assert asked.tool is Tool.EXPENSES
    assert asked.arguments == replace(before.arguments, period=_MAY)
    then = ask.ask(book, "and what did we take in?", before=asked)
    assert then.tool is Tool.REVENUE
    assert _period(then) == _MAY


def test_a_question_that_may_mean_several_things_asks_back_and_learns(open_demo: Opened) -> None:
    book = open_demo("en")
    question = "how did we do?"
    asked = ask.ask(book, question)
    assert (asked.tool, asked.answer) == (None, None)
    assert 2 <= len(asked.choices) <= 3
    told = ask.chosen(book, asked, tool=Tool.PROFIT)
    assert told.answer is not None
    assert told.answer.tool is Tool.PROFIT
    assert ask.ask(book, question).tool is Tool.PROFIT
    assert corrections.read(book) == {question: Tool.PROFIT}


def test_that_nothing_offered_was_meant_is_not_learned(open_demo: Opened) -> None:
    book = open_demo("en")
    asked = ask.chosen(book, ask.ask(book, "how did we do?"), tool=Tool.NONE)
    assert asked.tool is Tool.NONE
    assert not corrections.read(book)


def test_a_comparison_leans_on_what_was_asked_before(open_demo: Opened) -> None:
    book = open_demo("en")
    before = ask.ask(book, "what was my profit in August")
    asked = ask.ask(book, "Was that more or less than before?", before=before)
    assert asked.answer is not None
    assert asked.tool is Tool.COMPARE
    assert _period(asked) == _period(before)


def test_what_was_meant_says_nothing_of_the_books(open_demo: Opened) -> None:
    book = open_demo("en")
    ask.ask(book, "what should we do next")
    before = book.ground
    corrections.keep(book, question="anything", tool=Tool.CASH)
    ask.ask(book, "what should we do next")
    assert before is not None
    assert book.ground is not None
    assert book.ground[1] is before[1]


def test_only_so_many_corrections_are_kept(open_demo: Opened) -> None:
    book = open_demo("en")
    for number in range(205):
        corrections.keep(book, question=f"question {number}", tool=Tool.CASH)
    kept = list(corrections.read(book))
    assert len(kept) == 200
    assert kept[-1] == "question 204"


@pytest.mark.parametrize("question", ["", "   ", "\n\t"])
def test_nothing_is_no_question(open_demo: Opened, question: str) -> None:
    with pytest.raises(UserError, match="question_empty"):
        ask.ask(open_demo("en"), question)


def test_a_very_long_question_is_read_as_far_as_it_makes_sense(open_demo: Opened) -> None:
    asked = ask.ask(open_demo("en"), "who owes us money? " + "x" * 100_000)
    assert Tool.RECEIVABLES in asked.choices


@needs_model
@pytest.mark.parametrize(
    ("question", "language"), [("Did we make money in May?", "en"), ("五月赚了多少钱", "zh_CN")]
)
def test_only_checked_words_of_a_model_are_told(
    open_demo: Opened, monkeypatch: pytest.MonkeyPatch, question: str, language: str
) -> None:
    chosen = models.chosen()
    assert chosen is not None
    able = replace(chosen, trial=None, passed_before=("en", "zh_CN"))
    monkeypatch.setattr(models, "chosen", lambda: able)
    asked = ask.ask(open_demo("en"), question)
    told: list[str] = []
    with closing(wording.Speaker()) as speaker:
        worded = speaker.words(asked, say=told.append, stop=threading.Event())
        stopped = threading.Event()
        stopped.set()
        assert speaker.words(asked, say=told.append, stop=stopped).sentences == ()
    assert worded.sentences == tuple(told)
    assert worded.model == able.title
    assert worded.sentences or worded.dropped
    assert all(sentences(each, language) == (each,) for each in told)


@needs_model
def test_a_model_that_passed_in_no_language_says_nothing(open_demo: Opened) -> None:
    chosen = models.chosen()
    assert chosen is not None
    asked = ask.ask(open_demo("en"), "Did we make money in May?")
    with closing(wording.Speaker()) as speaker:
        worded = speaker.words(asked, say=lambda _: None, stop=threading.Event())
        if asked.language not in chosen.passed:
            assert (worded.model, worded.sentences) == ("", ())
