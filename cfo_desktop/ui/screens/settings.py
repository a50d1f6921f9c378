"""The settings: a list of parts at the left, one part at a time beside it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.book import Changes
from cfo_desktop.ui.screens.room import Room
from cfo_desktop.ui.screens.settings_accounts import AccountsPage
from cfo_desktop.ui.screens.settings_appearance import AppearancePage
from cfo_desktop.ui.screens.settings_backup import BackupPage
from cfo_desktop.ui.screens.settings_book import BookPage
from cfo_desktop.ui.screens.settings_models import ModelsPage
from cfo_desktop.ui.screens.settings_page import SettingsPage
from cfo_desktop.ui.screens.settings_page import card
from cfo_desktop.ui.screens.settings_security import SecurityPage
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.rail import Place
from cfo_desktop.ui.widgets.rail import Rail

_LIST_WIDTH = 150


class RulesPage(SettingsPage):
    """Leads to where rules are kept: beside the payments they sort."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.open_button = parts.button(
            self.tr("Open the rules"), lambda: session.room_asked.emit("rules"), role="primary"
        )
        self.lay_out(
            card(
                self.tr("Rules"),
                parts.row(self.open_button, None),
                hint=self.tr(
                    "A rule says where payments belong, such as all from one supplier. Rules are "
                    "made, tried and changed under Import, beside the payments they sort."
                ),
            ),
            None,
        )

    def first_focus(self) -> QWidget:
        """Begin with the button."""
        return self.open_button


class Settings(Room):
    """Seven parts; the one last in view comes back."""

    watches = Changes(accounts=True, book=True, entries=True)
    code_made = Signal(str)
    """A new recovery code that must be shown."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, title="")
        self.heading.setText(self.tr("Settings"))
        self.book = BookPage(session)
        self.accounts = AccountsPage(session)
        self.rules = RulesPage(session)
        self.backup = BackupPage(session)
        self.security = SecurityPage(session)
        self.appearance = AppearancePage(session)
        self.models = ModelsPage(session)
        self.security.code_made.connect(self.code_made)
        self.pages: dict[str, SettingsPage | AccountsPage] = {
            "book": self.book,
            "accounts": self.accounts,
            "rules": self.rules,
            "backup": self.backup,
            "security": self.security,
            "appearance": self.appearance,
            "models": self.models,
        }
        titles = (
            self.tr("Book"),
            self.tr("Accounts"),
            self.tr("Rules"),
            self.tr("Backup"),
            self.tr("Security"),
            self.tr("Appearance"),
            self.tr("Language models"),
        )
        self.parts = Rail(
            [Place(name, title, "") for name, title in zip(self.pages, titles, strict=True)],
            colour=session.colour,
            name=self.tr("Parts of the settings"),
        )
        self.parts.setFixedWidth(_LIST_WIDTH)
        self.stack = QStackedWidget()
        for page in self.pages.values():
            self.stack.addWidget(page)
        self.parts.chosen.connect(self._show)
        line = parts.row(self.parts, self.stack, gap=16)
        line.setStretch(1, 1)
        self.lay_out(line)
        self.parts.choose(session.settings_page)

    def show_page(self, name: str) -> None:
        """Show a part: ``book``, ``accounts``, ``rules``, ``backup``, ``security``, ..."""
        self.parts.choose(name)

    def place(self) -> str:
        """Return the name of the part in view."""
        return self.session.settings_page

    def go_to(self, untrusted_place: str) -> None:
        """Show a part by its name."""
        if untrusted_place in self.pages:
            self.show_page(untrusted_place)

    def refresh(self) -> None:
        """Read anew what the part in view shows."""
        self.pages[self.session.settings_page].refresh()

    def first_focus(self) -> QWidget:
        """Begin in the list of parts."""
        return self.parts

    def forget(self) -> None:
        """Empty what is the book's."""
        for page in self.pages.values():
            page.forget()

    def _show(self, name: str) -> None:
        self.session.settings_page = name
        self.stack.setCurrentWidget(self.pages[name])
        if self.isVisible():
            self.refresh()
