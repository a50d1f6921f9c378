"""Asks the books: a typed question, a chosen meaning or a further question, and its answer."""

from __future__ import annotations

from dataclasses import replace

from cfo_desktop.advisor.asking import arguments
from cfo_desktop.advisor.asking import router
from cfo_desktop.advisor.asking import thread
from cfo_desktop.advisor.asking.arguments import Parts
from cfo_desktop.advisor.asking.features import features
from cfo_desktop.advisor.asking.router import Choice
from cfo_desktop.advisor.asking.router import Corrected
from cfo_desktop.base import clock
from cfo_desktop.base import texts
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Asked
from cfo_desktop.domain.asking import Background
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Tool
from cfo_desktop.services import accounts as chart
from cfo_desktop.services.asking import corrections
from cfo_desktop.services.asking import parties
from cfo_desktop.services.asking.tools import ANSWERS
from cfo_desktop.services.books import Book
from cfo_desktop.services.books import info

_LONGEST = 500
"""Characters of a question that are read."""


def prepare(book: Book) -> None:
    """Read what questions are understood by, so that the first is answered as fast as others."""
    parties.read(book)
    for language in texts.LANGUAGES:
        router.of_language(language)


def ask(book: Book, question: str, *, before: Asked | None = None) -> Asked:
    """Return what the books say to a question; ``before`` is the one it may lean on.

    Where it could mean several things there is no answer but ``choices``. Raises
    ``UserError("question_empty")``.
    """
    parts = _parts(book, question)
    if not parts.text:
        raise UserError("question_empty")
    today = clock.today()
    if before is not None and before.tool is not None and thread.leans(parts, before.tool):
        wanted = thread.merged(parts, before.tool, _taken(before), today=today)
        leaning = Asked(question, parts.language, before.tool, wanted, before.choices)
        return _answered(book, leaning)
    choice = _choice(book, parts)
    if not choice.sure:
        return Asked(question, parts.language, None, Arguments(), choice.tools)
    tool = choice.tools[0]
    wanted = arguments.read(parts, tool, today=today)
    if before is not None and tool is Tool.COMPARE:
        wanted = thread.compared(wanted, before.tool, _taken(before))
    elif before is not None and wanted.period is None and thread.adds(parts):
        wanted = replace(wanted, period=_taken(before).period)
    return _answered(book, Asked(question, parts.language, tool, wanted, choice.tools))


def chosen(book: Book, asked: Asked, *, tool: Tool) -> Asked:
    """Return the answer to a question whose meaning the owner chose, and remember the choice."""
    if tool is not Tool.NONE:  # that none was meant tells nothing of what was
        corrections.keep(book, question=asked.question, tool=tool)
    wanted = arguments.read(_parts(book, asked.question), tool, today=clock.today())
    return _answered(book, replace(asked, tool=tool, arguments=wanted))


def further(book: Book, follow_up: FollowUp, *, question: str, language: str) -> Asked:
    """Return the answer to a further question; ``question`` is how it was shown."""
    return answered(book, follow_up.tool, follow_up.arguments, question=question, language=language)


def answered(book: Book, tool: Tool, wanted: Arguments, *, question: str, language: str) -> Asked:
    """Return the answer of a tool to its arguments."""
    return _answered(book, Asked(question, language, tool, wanted))


def _answered(book: Book, asked: Asked) -> Asked:
    answer = ANSWERS[asked.tool or Tool.NONE](book, asked.arguments)
    return replace(asked, answer=answer, background=_background(book))


def _background(book: Book) -> Background:
    return Background(
        today=clock.today(),
        currency=info(book).currency,
        accounts={each.code: each for each in chart.all_accounts(book)},
        parties=parties.everyone(book),
    )


def _taken(asked: Asked) -> Arguments:
    """Return what a question was answered about: with the days taken where it named none."""
    return asked.answer.arguments if asked.answer else asked.arguments


def _parts(book: Book, question: str) -> Parts:
    return arguments.parts(question[:_LONGEST], today=clock.today(), parties=parties.read(book))


def _choice(book: Book, parts: Parts) -> Choice:
    today, words = clock.today(), router.words(parts.text)
    told = [
        Corrected(features(_parts(book, question), today=today), tool)
        for question, tool in corrections.read(book).items()
        if arguments.language(question) == parts.language
        and router.may_be_alike(words, router.words(arguments.plain(question)))
    ]
    found = router.of_language(parts.language)
    return found.choose(features(parts, today=today), corrected=told)
