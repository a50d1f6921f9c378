"""What the Advisor says, as the window writes it in the question's own language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from collections.abc import Sequence

from cfo_desktop.domain import answer_texts
from cfo_desktop.domain import finding_texts
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.answer_texts import Piece
from cfo_desktop.domain.asking import Answer
from cfo_desktop.domain.asking import Explanation
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Line
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.finding import Action
from cfo_desktop.domain.finding import Figure
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Stretch
from cfo_desktop.ui.advisor_verbs import Reply
from cfo_desktop.ui.finding_words import FindingWords
from cfo_desktop.ui.session import Session

_NOWHERE = Place()
_SHORTEST = 3
"""Letters of a figure that is looked for in a model's sentence: "12" stands in many others."""


class BookWords(FindingWords):
    """Writes ``answer_texts`` filled as the owner of the book has numbers and dates written."""

    def __init__(
        self,
        session: Session,
        accounts: Mapping[str, Account],
        *,
        today: dt.date,
        language: str = "",
    ) -> None:
        """Write as ``session`` does; ``language`` is the window's where it is not given."""
        super().__init__(session, accounts, language=language)
        self._session = session
        self._today = today

    def sentences(self, answer: Answer | Explanation) -> tuple[tuple[Piece, ...], ...]:
        """Return what is said; only figures that lead somewhere keep the name of their fact."""
        said = answer_texts.sentences(answer, self.language, self, today=self._today)
        return tuple(tuple(_leading(piece, answer) for piece in each) for each in said)

    def paragraphs(self, answer: Answer | Explanation) -> list[list[int]]:
        """Return the places in what is said of the sentences of each paragraph."""
        return answer_texts.paragraphs(answer)

    def action(self, action: Action) -> str:
        """Return the label of a button that starts something."""
        return finding_texts.action(action, self.language)

    def linked(self, sentence: str, answer: Answer) -> tuple[Piece, ...]:
        """Return a model's sentence with the figures of the facts that lead somewhere marked."""
        shown = {
            piece.text: piece.fact
            for each in self.sentences(answer)
            for piece in each
            if piece.fact and len(piece.text) >= _SHORTEST
        }
        pieces = [Piece(sentence)]
        for text in sorted(shown, key=len, reverse=True):
            pieces = [part for piece in pieces for part in cut(piece, text, shown[text])]
        return tuple(pieces)

    def joined(self, sentences: Sequence[Sequence[Piece]]) -> tuple[Piece, ...]:
        """Return sentences in a row."""
        between = Piece(answer_texts.joined(["", ""], self.language))
        made: list[Piece] = []
        for each in sentences:
            made += [between, *each] if made else each
        return tuple(made)

    def listed(self, texts: Sequence[str]) -> str:
        """Return several texts in a row."""
        return self.localised.listed(texts)

    def pair(self, name: str, figure: str) -> str:
        """Return a name with its figure behind it."""
        return f"{name}：{figure}" if self.language == "zh_CN" else f"{name}: {figure}"

    def question(self, follow_up: FollowUp) -> str:
        """Return a further question."""
        return answer_texts.question(follow_up, self.language, self, today=self._today)

    def tool(self, tool: Tool) -> str:
        """Return what a tool answers, in a few words."""
        return answer_texts.tool(tool, self.language)

    def head(self, key: str) -> str:
        """Return the title of a column."""
        return answer_texts.head(key, self.language)

    def name(self, line: Line) -> str:
        """Return what a line of a table is about."""
        return answer_texts.name(line, self.language, self)

    def figure(self, value: Figure | None) -> str:
        """Return a figure of a table; the book's own currency is not named in each row."""
        if value is None:
            return ""
        if isinstance(value, Money) and value.currency == self._session.currency:
            return self.localised.amount(value.minor, value.currency)
        return answer_texts.figure(value, self)

    def spoken(self, value: Figure | None) -> str:
        """Return a figure as a screen reader says it."""
        if isinstance(value, Money):
            return self.localised.spoken(value.minor, value.currency)
        return self.figure(value)


class AnswerWords(BookWords):
    """Writes one reply, in the question's own language."""

    def __init__(self, session: Session, reply: Reply) -> None:
        super().__init__(
            session, reply.accounts, today=reply.stamp.day, language=reply.asked.language
        )


def leads(place: Place) -> bool:
    """Tell whether there is anything to show where a figure comes from."""
    return place != _NOWHERE


def _leading(piece: Piece, answer: Answer | Explanation) -> Piece:
    """Return a piece with its link, where it has one: days say when, they come from nowhere."""
    fact = answer.facts.get(piece.fact)
    if fact is None or not piece.text or not leads(fact.place):
        return Piece(piece.text)
    days = isinstance(fact.figure, Stretch | dt.date) or fact.unit in {Unit.DAYS, Unit.WEEKDAY}
    return Piece(piece.text) if days else piece


def cut(piece: Piece, text: str, fact: str) -> list[Piece]:
    """Return a piece cut around each place where ``text`` stands in it."""
    if piece.fact or text not in piece.text:
        return [piece]
    made: list[Piece] = []
    for words in piece.text.split(text):
        made += [Piece(words), Piece(text, fact)]
    return [each for each in made[:-1] if each.text]
