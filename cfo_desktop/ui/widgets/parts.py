"""Labels, buttons and layouts with their roles, so that screens read as what they show."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QHBoxLayout
from PySide6.QtWidgets import QLabel
from PySide6.QtWidgets import QLayout
from PySide6.QtWidgets import QLineEdit
from PySide6.QtWidgets import QPushButton
from PySide6.QtWidgets import QVBoxLayout
from PySide6.QtWidgets import QWidget

FIELD_HEIGHT = 32
MARGIN = 24
GAP = 12


def label(text: str = "", *, role: str = "", wrap: bool = False) -> QLabel:
    """Return a label; ``role`` is ``title``, ``heading``, ``muted``, ``negative``, ..."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)  # names come from files: nothing is markup
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def button(
    text: str, clicked: Callable[[], None], *, role: str = "", shortcut: str = ""
) -> QPushButton:
    """Return a button; ``role`` is ``primary`` or ``link``; ``shortcut`` is shown, not bound."""
    made = QPushButton(text)
    made.clicked.connect(lambda: clicked())  # noqa: PLW0108 - leaves Qt's argument behind
    made.setAutoDefault(True)  # Enter presses the button that has the keyboard
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if role:
        made.setProperty("role", role)
    if shortcut:
        made.setToolTip(f"{text} ({shortcut})")
    return made


def literal(text: str) -> str:
    """Return a button's text with its ampersands as they are: none makes a key of a letter."""
    return text.replace("&", "&&")


def passphrase_field() -> QLineEdit:
    """Return a field that hides what is typed and stays out of input methods' memory."""
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setInputMethodHints(
        Qt.InputMethodHint.ImhSensitiveData
        | Qt.InputMethodHint.ImhNoPredictiveText
        | Qt.InputMethodHint.ImhHiddenText
    )
    made.setMinimumHeight(FIELD_HEIGHT)
    return made


def path_field(name: str) -> QLineEdit:
    """Return a field that shows a path, however long, and cannot be typed into."""
    made = QLineEdit()
    made.setReadOnly(True)
    made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    made.setMinimumHeight(FIELD_HEIGHT)
    made.setAccessibleName(name)
    return made


def set_role(widget: QWidget, role: str) -> None:
    """Give a shown widget another role and let the style sheet see it."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def column(*items: QWidget | QLayout | None, gap: int = GAP, margin: int = 0) -> QVBoxLayout:
    """Stack widgets and layouts; ``None`` takes the room that is left."""
    made = QVBoxLayout()
    made.setContentsMargins(margin, margin, margin, margin)
    made.setSpacing(gap)
    _fill(made, items)
    return made


def row(*items: QWidget | QLayout | None, gap: int = GAP) -> QHBoxLayout:
    """Put widgets and layouts side by side; ``None`` takes the room that is left."""
    made = QHBoxLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(gap)
    _fill(made, items)
    return made


def _fill(layout: QVBoxLayout | QHBoxLayout, items: tuple[QWidget | QLayout | None, ...]) -> None:
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, QWidget):
            layout.addWidget(item)
        else:
            layout.addLayout(item)


def form(*rows: tuple[str, QWidget | QLayout], label_width: int = 0) -> QFormLayout:
    """Return a form of labelled fields; each label is its field's accessible name and buddy."""
    made = QFormLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setHorizontalSpacing(16)
    made.setVerticalSpacing(10)
    made.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    made.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for text, field in rows:
        name = label(text)
        name.setMinimumWidth(label_width)
        if isinstance(field, QWidget):
            name.setMinimumHeight(min(field.sizeHint().height(), FIELD_HEIGHT))
            name.setBuddy(field)
            if text:
                field.setAccessibleName(text)
            if not isinstance(field, QLabel):
                field.setMinimumHeight(FIELD_HEIGHT)
        made.addRow(name, field)
    return made


def card(layout: QLayout, *, width: int = 0, margin: int = MARGIN) -> QFrame:
    """Return a panel around ``layout``, ``width`` pixels at most."""
    made = QFrame()
    made.setProperty("role", "card")
    layout.setContentsMargins(margin, margin, margin, margin)
    made.setLayout(layout)
    if width:
        made.setMaximumWidth(width)
        made.setMinimumWidth(min(width, 360))
    return made


def rule() -> QFrame:
    """Return a thin line that divides."""
    made = QFrame()
    made.setProperty("role", "rule")
    made.setFixedHeight(1)
    return made
