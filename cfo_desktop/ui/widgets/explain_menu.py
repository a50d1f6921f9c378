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
from cfo_desktop.domain.money import Money
from cfo_desktop.ui.explain_verbs import Wanted
from cfo_desktop.ui.session import Session


def words(language: str) -> str:
    """Return what the entry of the menu says."""
    return texts.text(language, "answers", "where.ask")


def named(session: Session, name: str, figure: Money) -> str:
    """Return a figure by its name and amount, covered where amounts are hidden."""
    shown = session.localised.money(figure.minor, figure.currency)
    return texts.text(session.language, "answers", "where.named", name=name, figure=shown)


def popup(owner: QWidget, at: QPoint, *, language: str, asked: Callable[[], None]) -> QMenu:
    """Open the menu at a point of the screen; its entry calls ``asked``."""
    menu = QMenu(owner)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction(words(language)).triggered.connect(lambda: asked())  # noqa: PLW0108
    menu.setActiveAction(menu.actions()[0])
    menu.popup(at)
    return menu


def wanted(session: Session, name: str, figure: Money, place: Place) -> Wanted:
    """Return a figure to explain, called by its name and amount."""
    return Wanted(lambda: named(session, name, figure), place, figure)


def offer_figure(
    session: Session, widgets: Iterable[QWidget], *, name: str, figure: Money, place: Place
) -> None:
    """Give the widgets that show one figure in the book's currency the menu."""
    ask = functools.partial(session.explanation_asked.emit, wanted(session, name, figure, place))
    for widget in widgets:
        offer(widget, language=session.language, asked=ask)


def offer(widget: QWidget, *, language: str, asked: Callable[[], None]) -> None:
    """Give a widget that shows one figure the menu."""
    widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    widget.customContextMenuRequested.connect(
        lambda at: popup(widget, widget.mapToGlobal(at), language=language, asked=asked)
    )
