"""How the window looks and writes: language, colours, numbers and dates, with a sample."""

from __future__ import annotations

import dataclasses
import datetime as dt

from PySide6.QtWidgets import QWidget

from cfo_desktop.base.settings import DATE_FORMATS
from cfo_desktop.base.settings import NUMBER_FORMATS
from cfo_desktop.base.settings import Settings
from cfo_desktop.ui.language import LANGUAGES
from cfo_desktop.ui.localised import Localised
from cfo_desktop.ui.screens.settings_page import FIELD
from cfo_desktop.ui.screens.settings_page import LABELS
from cfo_desktop.ui.screens.settings_page import SettingsPage
from cfo_desktop.ui.screens.settings_page import card
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts
from cfo_desktop.ui.widgets.fields import ChoiceBox

_SAMPLE_DAY = dt.date(2026, 11, 24)
_SAMPLE_MINOR = -123450


class AppearancePage(SettingsPage):
    """Each choice is used at once."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        settings = session.settings
        self.language = _choice({"": self.tr("As the system"), **LANGUAGES}, settings.language)
        self.theme = _choice(
            {
                "system": self.tr("As the system"),
                "light": self.tr("Light"),
                "dark": self.tr("Dark"),
            },
            settings.theme,
        )
        self.numbers = _choice(
            {name: self._numbers_named(name) for name in NUMBER_FORMATS}, settings.number_format
        )
        self.days = _choice(
            {name: self._days_named(name) for name in DATE_FORMATS}, settings.date_format
        )
        self.sample = parts.label(role="figure", wrap=True)
        for box in (self.language, self.theme, self.numbers, self.days):
            box.currentIndexChanged.connect(lambda _: self._change())
        self.lay_out(
            card(
                self.tr("Appearance"),
                parts.form(
                    (self.tr("Language"), self.language),
                    (self.tr("Colours"), self.theme),
                    (self.tr("Numbers"), self.numbers),
                    (self.tr("Dates"), self.days),
                    (self.tr("For example"), self.sample),
                    label_width=LABELS,
                ),
                hint=self.tr("Amounts and dates are shown and can be typed in this way."),
            ),
            None,
        )
        self._show_sample()

    def first_focus(self) -> QWidget:
        """Begin at the top."""
        return self.language

    def refresh(self) -> None:
        """Write the sample in the book's currency."""
        self._show_sample()

    def _numbers_named(self, name: str) -> str:
        shown = Localised(self.session.language, numbers=name).sample(-_SAMPLE_MINOR, "GBP")
        if name == "system":
            return self.tr("As the system ({sample})").format(sample=shown)
        return shown

    def _days_named(self, name: str) -> str:
        shown = Localised(self.session.language, days=name).day(_SAMPLE_DAY)
        if name == "language":
            return self.tr("As the language ({sample})").format(sample=shown)
        return shown

    def _chosen(self) -> Settings:
        return dataclasses.replace(
            self.session.settings,
            language=str(self.language.currentData()),
            theme=str(self.theme.currentData()),
            number_format=str(self.numbers.currentData()),
            date_format=str(self.days.currentData()),
        )

    def _show_sample(self) -> None:
        chosen = self._chosen()
        localised = Localised(
            self.session.language, numbers=chosen.number_format, days=chosen.date_format
        )
        currency = self.session.currency or "GBP"
        amount = f"{currency}\N{NO-BREAK SPACE}{localised.sample(_SAMPLE_MINOR, currency)}"
        self.sample.setText(f"{localised.day(_SAMPLE_DAY)}   {amount}")

    def _change(self) -> None:
        self._show_sample()
        self.session.change_settings(self._chosen())


def _choice(texts: dict[str, str], chosen: str) -> ChoiceBox:
    box = ChoiceBox()
    for value, text in texts.items():
        box.addItem(text, value)
    box.setCurrentIndex(box.findData(chosen))
    box.setMaximumWidth(FIELD)
    return box
