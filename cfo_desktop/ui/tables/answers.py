"""The small table of an answer, and the accounts behind a figure of one."""

from __future__ import annotations

import functools

from PySide6.QtCore import QCoreApplication

from cfo_desktop.domain.asking import Line
from cfo_desktop.domain.asking import Table
from cfo_desktop.domain.finding import Figure
from cfo_desktop.domain.finding import Ratio
from cfo_desktop.domain.money import Money
from cfo_desktop.ui.advisor_verbs import Moved
from cfo_desktop.ui.advisor_words import BookWords
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import columns
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel


def model(session: Session, table: Table, words: BookWords) -> RowsModel[Line]:
    """Return the model of an answer's table, without its rows yet."""
    first = table.heads[0] if table.heads else "what"
    made = [Column(words.head(first), words.name, share=2)]
    for at, key in enumerate(table.heads[1:]):
        made.append(_column(at, words.head(key), table, words))
    return RowsModel(made, colour=session.colour)


def _column(at: int, title: str, table: Table, words: BookWords) -> Column[Line]:
    found = [each for line in table.lines if (each := _figure(line, at)) is not None]
    return Column(
        title,
        lambda line: words.figure(_figure(line, at)),
        sample=max(map(words.figure, found), key=len, default=""),
        number=any(isinstance(each, Money | Ratio | int) for each in found),
        token=functools.partial(_token, at),
        spoken=lambda line: words.spoken(_figure(line, at)),
    )


def _figure(line: Line, at: int) -> Figure | None:
    return line.figures[at] if at < len(line.figures) else None


def _token(at: int, line: Line) -> str:
    found = _figure(line, at)
    return "negative" if isinstance(found, Money) and found.minor < 0 else "text"


def accounts_model(session: Session) -> RowsModel[Moved]:
    """Return the model of the accounts that a figure was made of."""
    translate = QCoreApplication.translate
    return RowsModel(
        [
            Column(
                translate("AnswersTable", "Account"),
                lambda row: f"{row.account.code}  {row.account.name_in(session.language)}",
            ),
            columns.amount(
                session,
                translate("AnswersTable", "Amount"),
                lambda row: Money(row.account.currency, row.amount),
            ),
        ],
        colour=session.colour,
    )
