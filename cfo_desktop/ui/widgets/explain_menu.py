"""The menu of a figure: by the right mouse button, the menu key, or Shift+F10."""

from __future__ import annotations

import functools
from collections.abc import Callable
from collections.abc import Iterable

from PySide6.QtCore import QPoint
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from PySide6.QtWidgets import QWidget

from cfo_desktop.base import texts
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Reckoned
from cfo_desktop.domain.money import Money
from cfo_desktop.ui.explain_verbs import Wanted
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets.figures import FigureCard


def words(language: str) -> str:
    """Return what the entry of the menu says."""
    return texts.text(language, "answers", "where.ask")


def named(session: Session, name: str, figure: Money) -> str:
    """Return a figure by its name and amount, covered where amounts are hidden."""
    return called(session, name, session.localised.money(figure.minor, figure.currency))


def called(session: Session, name: str, figure: str) -> str:
    """Return a figure, written already, by its name."""
    return texts.text(session.language, "answers", "where.named", name=name, figure=figure)


def popup(owner: QWidget, at: QPoint, *, language: str, asked: Callable[[], None]) -> QMenu:
    """Open the menu at a point of the screen; its entry calls ``asked``."""
    menu = QMenu(owner)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction(words(language)).triggered.connect(lambda: asked())  # noqa: PLW0108
    menu.setActiveAction(menu.actions()[0])
    menu.popup(at)
    return menu


def wanted(session: Session, name: str, figure: Money, of: Place | Reckoned) -> Wanted:
    """Return a figure to explain, called by its name and amount."""

    def called() -> str:
        return named(session, name, figure)

    if isinstance(of, Reckoned):
        return Wanted(called, figure=figure, reckoned=of)
    return Wanted(called, of, figure)


def ask(session: Session, owner: QWidget, at: QPoint, figure: Wanted | None) -> None:
    """Open the menu of a figure at a point of the screen; nothing for what is no figure."""
    if figure is not None:
        asked = functools.partial(session.explanation_asked.emit, figure)
        popup(owner, at, language=session.language, asked=asked)


def offer_on(session: Session, widgets: Iterable[QWidget], figure: Wanted) -> None:
    """Give the widgets that show one figure the menu that asks for it."""
    asked = functools.partial(session.explanation_asked.emit, figure)
    for widget in widgets:
        offer(widget, language=session.language, asked=asked)


def add(
    session: Session,
    card: FigureCard,
    name: str,
    figure: Money,
    of: Place | Reckoned,
    *,
    role: str = "",
) -> None:
    """Add a line to a card whose amount has the menu, and explains itself by a click."""
    asked = wanted(session, name, figure, of)
    shown = card.add(
        name,
        session.localised.money(figure.minor, figure.currency),
        spoken=session.localised.spoken(figure.minor, figure.currency),
        asked=functools.partial(session.explanation_asked.emit, asked),
        role=role,
    )
    offer_on(session, shown, asked)


def offer_figure(
    session: Session, widgets: Iterable[QWidget], *, name: str, figure: Money, place: Place
) -> None:
    """Give the widgets that show one figure in the book's currency the menu."""
    offer_on(session, widgets, wanted(session, name, figure, place))


def offer(widget: QWidget, *, language: str, asked: Callable[[], None]) -> None:
    """Give a widget that shows one figure the menu."""
    widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    widget.customContextMenuRequested.connect(
        lambda at: popup(widget, widget.mapToGlobal(at), language=language, asked=asked)
    )
