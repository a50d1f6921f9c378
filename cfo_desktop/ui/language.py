"""The window's language: our translations and Qt's own, loaded together and taken off together."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo
from PySide6.QtCore import QLocale
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from cfo_desktop.base import paths
from cfo_desktop.base import texts

LANGUAGES = {"en": "English", "zh_CN": "简体中文"}
"""Each language by the name its speakers give it: nobody has to read another to find their own."""


def chosen(setting: str) -> str:
    """Return the language that ``setting`` means: empty follows the system."""
    return setting if setting in LANGUAGES else texts.system_language()


class Translations:
    """The translators now installed; Qt does not keep them alive."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._installed: list[QTranslator] = []

    def take_off(self) -> None:
        """Speak the language of the sources again."""
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._installed.clear()

    def switch(self, language: str) -> None:
        """Speak ``language`` in every text made from now on."""
        self.take_off()
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in (
            (f"qtbase_{language}", qt_folder),
            (f"cfo_{language}", str(paths.assets() / "i18n")),
        ):
            translator = QTranslator()
            if translator.load(name, folder):
                self._app.installTranslator(translator)
                self._installed.append(translator)
        QLocale.setDefault(QLocale(language))
