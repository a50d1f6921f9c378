"""The window's colours: named tokens from TOML, the palette and the style sheet made of them."""

from __future__ import annotations

import dataclasses
import string
import tomllib
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from cfo_desktop.base import paths

THEMES = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours by what they are for, as ``#RRGGBB``; ``assets/themes`` says which is which."""

    background: str
    panel: str
    line: str
    edge: str
    text: str
    muted: str
    accent: str
    on_accent: str
    selection: str
    positive: str
    negative: str
    warning: str
    positive_soft: str
    negative_soft: str

    def colour(self, name: str) -> QColor:
        """Return the token ``name``."""
        return QColor(str(getattr(self, name)))


def load(name: str) -> Tokens:
    """Read a theme, ``light`` or ``dark``."""
    with (paths.assets() / "themes" / f"{name}.toml").open("rb") as stream:
        return Tokens(**tomllib.load(stream))


def chosen(setting: str) -> str:
    """Return the theme that ``setting`` means: ``system`` follows the desktop."""
    if setting in THEMES:
        return setting
    scheme = QApplication.styleHints().colorScheme()
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"


def apply(app: QApplication, tokens: Tokens) -> None:
    """Colour the whole program."""
    palette = _palette(tokens)
    app.setPalette(palette)
    # Fusion frames a field in its window colour darkened by 1.4, and the focused one, like the
    # text marked in it, in the colour of selections.
    palette.setColor(QPalette.ColorRole.Window, tokens.colour("edge").lighter(140))
    palette.setColor(QPalette.ColorRole.Highlight, tokens.colour("accent"))
    palette.setColor(QPalette.ColorRole.HighlightedText, tokens.colour("on_accent"))
    for field in ("QLineEdit", "QComboBox", "QAbstractSpinBox"):
        app.setPalette(palette, field)  # type: ignore[arg-type] # the stub says bytes, wrongly
    sheet = (paths.assets() / "themes" / "window.qss").read_text(encoding="utf-8")
    app.setStyleSheet(string.Template(sheet).substitute(dataclasses.asdict(tokens)))


def _palette(tokens: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for name, token in {
        role.Window: "background",
        role.WindowText: "text",
        role.Base: "panel",
        role.AlternateBase: "background",
        role.Text: "text",
        role.Button: "panel",
        role.ButtonText: "text",
        role.BrightText: "negative",
        role.ToolTipBase: "panel",
        role.ToolTipText: "text",
        role.PlaceholderText: "muted",
        role.Highlight: "selection",
        role.HighlightedText: "text",
        role.Accent: "accent",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.Light: "line",
        role.Midlight: "line",
        role.Mid: "edge",
        role.Dark: "edge",
        role.Shadow: "line",
    }.items():
        palette.setColor(name, tokens.colour(token))
    for name in (role.Text, role.WindowText, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, tokens.colour("muted"))
    return palette


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two ``#RRGGBB`` colours, 1 to 21 (WCAG 2.2, 1.4.3)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
