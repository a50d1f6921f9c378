"""Asks the books a question in the owner's own words."""

from __future__ import annotations

import argparse
import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import replace

from cfo_desktop.base import clock
from cfo_desktop.cli import prompts
from cfo_desktop.cli.figures import Show
from cfo_desktop.cli.figures import plain
from cfo_desktop.cli.figures import wrapped
from cfo_desktop.cli.output import Answer
from cfo_desktop.cli.output import clean
from cfo_desktop.cli.output import table
from cfo_desktop.cli.parsing import Parser
from cfo_desktop.cli.parsing import Verb
from cfo_desktop.cli.session import Session
from cfo_desktop.domain import answer_texts
from cfo_desktop.domain import asking
from cfo_desktop.domain.asking import AccountName
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import Asked
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import TextName
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.asking import Worded
from cfo_desktop.domain.period import Stretch
from cfo_desktop.services import accounts as chart
from cfo_desktop.services.asking import ask
from cfo_desktop.services.asking import wording
from cfo_desktop.services.books import Book


def _arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("question", text="question", metavar="QUESTION", nargs="+")
    parser.want("--as", text="ask_as", choices=[each.value for each in Tool], dest="tool")
    parser.want("--plain", text="ask_plain", action="store_true")


def _ask(session: Session, args: argparse.Namespace) -> Answer:
    question = " ".join(args.question)
    started = time.perf_counter()
    with session.opened(args.book) as book:
        asked = ask.ask(book, question)
        tool = Tool(args.tool) if args.tool else None
        if asked.answer is None and tool is None and not args.json:
            tool = _picked(asked, args.lang or asked.language)
        if tool is not None:
            asked = ask.chosen(book, asked, tool=tool)
        language = args.lang or asked.language
        asked = replace(asked, language=language)
        show = _show(book, language)
    worded = Worded() if args.plain else _words(asked)
    told = _Told(asked, worded, show)
    seconds = round(time.perf_counter() - started, 3)
    return Answer(told.document(seconds), told.lines(Session(language)))


def _picked(asked: Asked, language: str) -> Tool | None:
    """Return what the owner says at the terminal that a question means."""
    said = Session(language)
    offered = [answer_texts.tool(each, language) for each in asked.choices]
    place = prompts.choice(said.text("ask.means"), offered, question=said.text("ask.number"))
    return None if place is None else asked.choices[place]


def _words(asked: Asked) -> Worded:
    """Return what the model of this computer adds, where one may speak."""
    with contextlib.closing(wording.Speaker()) as speaker:
        return speaker.words(asked, say=lambda _: None, stop=threading.Event())


def _show(book: Book, language: str) -> Show:
    return Show({each.code: each.name_in(language) for each in chart.all_accounts(book)})


class _Told:
    """A question and its answer as a terminal and other programs are told them."""

    def __init__(self, asked: Asked, worded: Worded, show: Show) -> None:
        self._asked = asked
        self._worded = worded
        self._language = asked.language
        self._show = show
        self._today = clock.today()

    def document(self, seconds: float) -> dict[str, object]:
        """Return what ``--json`` prints."""
        asked, answer = self._asked, self._asked.answer
        document: dict[str, object] = {
            "question": asked.question,
            "lang": self._language,
            "tool": asked.tool,
            "arguments": arguments(asked.arguments),
            "facts": {},
            "answer": "",
            "grounded": answer is not None,
            "model": self._worded.model if self._worded.sentences else None,
            "seconds": seconds,
        }
        if answer is None:
            document["choices"] = [
                {"tool": each, "text": answer_texts.tool(each, self._language)}
                for each in asked.choices
            ]
            return document
        document["facts"] = {name: self._plain(fact) for name, fact in answer.facts.items()}
        document["answer"] = "\n\n".join(self._paragraphs(answer))
        document["held"] = answer.held
        document["table"] = self._table(answer)
        document["follow_ups"] = [
            {
                "text": self._question(each),
                "tool": each.tool,
                "arguments": arguments(each.arguments),
            }
            for each in answer.follow_ups
        ]
        return document

    def lines(self, session: Session) -> Iterator[str]:
        """Yield what a person reads: sentences, the table, what may be asked next."""
        asked, answer = self._asked, self._asked.answer
        if answer is None:
            yield session.text("ask.which")
            choices = [
                (f"  {answer_texts.tool(each, self._language)}", f"--as {each}")
                for each in asked.choices
            ]
            yield from table(("", ""), choices)
            return
        for number, paragraph in enumerate(self._paragraphs(answer)):
            if number:
                yield ""
            yield from wrapped(clean(paragraph), self._language)
        if answer.table is not None:
            yield ""
            heads = [answer_texts.head(each, self._language) for each in answer.table.heads]
            rows = [
                (
                    answer_texts.name(line, self._language, self._show),
                    *(
                        "" if each is None else answer_texts.figure(each, self._show)
                        for each in line.figures
                    ),
                )
                for line in answer.table.lines
            ]
            yield from table(heads, rows, right=range(1, len(heads)))
        if answer.follow_ups:
            yield ""
            yield session.text("ask.further")
            for follow_up in answer.follow_ups:
                yield f"  {clean(self._question(follow_up))}"

    def _paragraphs(self, answer: asking.Answer) -> list[str]:
        """Return the plain wording, and what the model added to it."""
        said = answer_texts.plain(answer, self._language, self._show, today=self._today)
        added = answer_texts.joined(list(self._worded.sentences), self._language)
        return [*said.split("\n\n"), *filter(None, [added])]

    def _question(self, follow_up: asking.FollowUp) -> str:
        return answer_texts.question(follow_up, self._language, self._show, today=self._today)

    def _plain(self, fact: Fact) -> object:
        """Return a fact as JSON holds it; days as FIRST..LAST, names as they are shown."""
        value = fact.figure
        if isinstance(value, Stretch):
            return stretch(value)
        if isinstance(value, AccountName | TextName):
            return answer_texts.named(value, self._language, self._show)
        return plain(value)

    def _table(self, answer: asking.Answer) -> dict[str, object] | None:
        if answer.table is None:
            return None
        return {
            "heads": [answer_texts.head(each, self._language) for each in answer.table.heads],
            "lines": [
                {
                    "name": answer_texts.name(line, self._language, self._show),
                    "figures": [None if each is None else plain(each) for each in line.figures],
                }
                for line in answer.table.lines
            ],
        }


def arguments(given: Arguments) -> dict[str, object]:
    """Return the arguments that a question names, as JSON holds them."""
    found: dict[str, object] = {
        "period": given.period and stretch(given.period),
        "other": given.other and stretch(given.other),
        "measure": given.measure,
        "kind": given.kind,
        "horizon": given.horizon,
        "amount": None if given.amount is None else f"{given.amount:f}",
        "party": given.party or None,
        "count": given.count,
        "pot": given.pot,
        "by": given.by,
        "monthly": given.monthly or None,
        "lost": given.lost or None,
        "overview": given.overview or None,
    }
    return {name: value for name, value in found.items() if value is not None}


def stretch(days: Stretch) -> str:
    """Return days as they are written in JSON: ``2026-05-01..2026-05-31``."""
    return f"{days.first.isoformat()}..{days.last.isoformat()}"


VERBS = {"ask": Verb(_arguments, _ask)}
