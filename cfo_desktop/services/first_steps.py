"""The first steps of a book: what is done, read from the book itself; what the owner put aside."""

from __future__ import annotations

import json
from collections.abc import Mapping

from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.today import FirstSteps
from cfo_desktop.domain.today import Step
from cfo_desktop.domain.today import StepState
from cfo_desktop.services import opening
from cfo_desktop.services.books import Book
from cfo_desktop.store import database
from cfo_desktop.store import import_log
from cfo_desktop.store import ledger

_KEY = "first_steps"
_HIDDEN = "hidden"


def read(book: Book, *, waiting: int) -> FirstSteps:
    """Return the steps; ``waiting`` is how many payments wait for their owner's decision.

    Keeping the code and reading a report leave no trace in the ledger: they are kept as said.
    """
    with database.mapped_errors():
        connection = book.store.connection
        said = _said(connection)
        imported = any(not undone for *_, undone in import_log.batches(connection))
    done = {
        Step.CODE: said.get(Step.CODE) != StepState.OPEN,
        Step.OPENING: opening.booked(book) is not None,
        Step.STATEMENT: imported,
        Step.SORTED: imported and not waiting,
        Step.REPORT: said.get(Step.REPORT) == StepState.DONE,
    }
    states = {step: StepState.DONE if done[step] else StepState.OPEN for step in Step}
    for step in Step:
        if not done[step] and f"{step}:skipped" in said:
            states[step] = StepState.SKIPPED
    return FirstSteps(states, hidden=_HIDDEN in said)


def mark(book: Book, *, step: Step, state: StepState) -> Changes:
    """Keep what the owner said of a step: done, still to do, or skipped."""
    with book.store.transaction() as connection:
        said = _said(connection)
        said.pop(f"{step}:skipped", None)
        if state is StepState.SKIPPED:
            said[f"{step}:skipped"] = state
        else:
            said[step] = state
        ledger.set_value(connection, _KEY, json.dumps(said))
    return Changes(book=True)


def hide(book: Book) -> Changes:
    """Show the steps no more, until ``show_again``."""
    with book.store.transaction() as connection:
        said = _said(connection)
        said[_HIDDEN] = StepState.SKIPPED
        ledger.set_value(connection, _KEY, json.dumps(said))
    return Changes(book=True)


def show_again(book: Book) -> Changes:
    """Show the steps, also those that were skipped."""
    with book.store.transaction() as connection:
        kept = {key: state for key, state in _said(connection).items() if key in set(Step)}
        ledger.set_value(connection, _KEY, json.dumps(kept))
    return Changes(book=True)


def _said(connection: database.Connection) -> dict[str, str]:
    """Return what was kept; a value that cannot be read says nothing."""
    try:
        found = json.loads(ledger.values(connection).get(_KEY, "{}"))
    except ValueError:
        return {}
    if not isinstance(found, Mapping):
        return {}
    return {str(key): str(state) for key, state in found.items()}
