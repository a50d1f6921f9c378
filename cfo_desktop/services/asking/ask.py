"""Asks the books: a typed question, a chosen meaning or a further question, and its answer."""

from __future__ import annotations

from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Asked
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Tool
from cfo_desktop.services.asking.tools import ANSWERS
from cfo_desktop.services.books import Book


def ask(book: Book, question: str, *, before: Asked | None = None) -> Asked:
    """Return what the books say to a question; ``before`` is the one it may lean on.

    Where it could mean several things there is no answer but ``choices``.
    """
    raise NotImplementedError


def chosen(book: Book, asked: Asked, *, tool: Tool) -> Asked:
    """Return the answer to a question whose meaning the owner chose, and remember the choice."""
    raise NotImplementedError


def further(book: Book, follow_up: FollowUp, *, question: str, language: str) -> Asked:
    """Return the answer to a further question; ``question`` is how it was shown."""
    return answered(book, follow_up.tool, follow_up.arguments, question=question, language=language)


def answered(
    book: Book, tool: Tool, arguments: Arguments, *, question: str, language: str
) -> Asked:
    """Return the answer of a tool to its arguments."""
    answer = ANSWERS[tool](book, arguments)
    return Asked(question, language, tool, arguments, answer=answer)
