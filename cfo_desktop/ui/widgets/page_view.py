"""A page of a document as a picture, with the place that a field was read from marked on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtCore import QObject
from PySide6.QtCore import QRect
from PySide6.QtCore import QSize
from PySide6.QtCore import Qt
from PySide6.QtCore import QTimer
from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtGui import QImage
from PySide6.QtGui import QKeyEvent
from PySide6.QtGui import QPainter
from PySide6.QtGui import QPaintEvent
from PySide6.QtGui import QPen
from PySide6.QtGui import QResizeEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame
from PySide6.QtWidgets import QScrollArea
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.document import FULL
from cfo_desktop.domain.document import Box
from cfo_desktop.ui.widgets import parts

_ZOOMS = (1.0, 1.5, 2.0, 3.0)
"""Times the width that there is."""
_MARGIN = 5
"""Pixels around the marked place."""
_FILL = 48
"""How much of the accent's colour fills it, of 255."""
_SOON_MS = 120
"""After the last change of size, before a picture of it is asked for."""


class PageView(QWidget):
    """Asks for the pictures that it shows; + and - zoom, Page Up and Page Down turn pages."""

    picture_asked = Signal(int, int)
    """A page, counted from 0, and the width in pixels that its picture should have."""

    def __init__(self, colour: Callable[[str], QColor], *, name: str) -> None:
        """Show nothing yet; ``name`` is what a screen reader calls it."""
        super().__init__()
        self._pages = 0
        self._page = 0
        self._zoom = 0
        self._canvas = _Canvas(colour)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        # always there, so that a page that needs it is not wider than what is left beside it
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.area.setWidget(self._canvas)
        self.area.setAccessibleName(name)
        self.area.installEventFilter(self)
        self._where = parts.label(role="muted")
        self.before_button = parts.button("‹", lambda: self.turn(-1))
        self.next_button = parts.button("›", lambda: self.turn(1))
        self.smaller_button = parts.button("−", lambda: self.zoom(-1))
        self.larger_button = parts.button("+", lambda: self.zoom(1))
        for button, spoken, key in (
            (self.before_button, self.tr("Previous page"), "PgUp"),
            (self.next_button, self.tr("Next page"), "PgDown"),
            (self.smaller_button, self.tr("Smaller"), "-"),
            (self.larger_button, self.tr("Larger"), "+"),
        ):
            button.setAccessibleName(spoken)
            button.setToolTip(f"{spoken} ({key})")
            button.setMinimumWidth(44)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._ask)
        turning = (self.before_button, self._where, self.next_button)
        bar = parts.row(*turning, None, self.smaller_button, self.larger_button, gap=6)
        whole = parts.column(self.area, bar, gap=6)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.clear()

    @property
    def page(self) -> int:
        """The page in view."""
        return self._page

    def clear(self) -> None:
        """Show no page."""
        self._soon.stop()
        self._pages = self._page = 0
        self._canvas.show_picture(QImage(), QSize())
        self._canvas.mark(None)
        self._tell_place()

    def show_pages(self, count: int, *, first: int = 0) -> None:
        """Show the first page of so many; each picture comes by ``show_picture``."""
        self.clear()
        self._pages = count
        self._turn_to(first)

    def show_picture(self, page: int, picture: QImage) -> None:
        """Show what was asked for, unless another page is in view by now."""
        if page == self._page and self._pages:
            self._canvas.show_picture(picture, self._size_of(picture))
            self._reveal()

    def mark(self, box: Box | None) -> None:
        """Mark a place, and bring it into view; ``None`` for none."""
        self._canvas.mark(box)
        if box is None:
            return
        if box.page != self._page and 0 <= box.page < self._pages:
            self._turn_to(box.page)
        else:
            self._reveal()

    @property
    def picture(self) -> QImage:
        """The picture of the page in view; a null one until it came."""
        return self._canvas.picture

    @property
    def marked(self) -> Box | None:
        """The place that is marked."""
        return self._canvas.box

    def turn(self, by: int) -> None:
        """Show a page before or after."""
        self._turn_to(min(max(self._page + by, 0), max(self._pages - 1, 0)))

    def zoom(self, by: int) -> None:
        """Show the page larger or smaller."""
        zoom = min(max(self._zoom + by, 0), len(_ZOOMS) - 1)
        if zoom != self._zoom:
            self._zoom = zoom
            self._resized()
        self._tell_place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom by + and -."""
        steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.zoom(step)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Turn pages by their keys where there is more than one; else they scroll."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
            step = steps.get(Qt.Key(event.key()))
            if step is not None and self._pages > 1:
                self.turn(step)
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page into the width that there is."""
        super().resizeEvent(event)
        self._resized()

    def _turn_to(self, page: int) -> None:
        if page != self._page:
            self._canvas.show_picture(QImage(), QSize())
        self._page = page
        self._tell_place()
        self._ask()

    def _resized(self) -> None:
        self._canvas.fit(self._size_of(self._canvas.picture))
        self._reveal()
        self._soon.start()

    def _ask(self) -> None:
        if self._pages and self.isVisible():
            self.picture_asked.emit(self._page, round(self._width * self.devicePixelRatioF()))

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the picture that nobody asked for while the page was out of view."""
        super().showEvent(event)
        self._soon.start()

    @property
    def _width(self) -> int:
        """The width of the page, in pixels of the window."""
        return max(round((self.area.viewport().width() - 2) * _ZOOMS[self._zoom]), 100)

    def _size_of(self, picture: QImage) -> QSize:
        if picture.isNull():
            return QSize()
        return picture.size().scaled(self._width, 1 << 20, Qt.AspectRatioMode.KeepAspectRatio)

    def _reveal(self) -> None:
        place = self._canvas.place
        if place is not None and not self._canvas.picture.isNull():
            self.area.ensureVisible(place.center().x(), place.center().y(), 120, 120)

    def _tell_place(self) -> None:
        self._where.setText(
            self.tr("Page {page} of {pages}").format(page=self._page + 1, pages=self._pages)
            if self._pages > 1
            else ""
        )
        for button in (self.before_button, self.next_button):
            button.setVisible(self._pages > 1)
        self.before_button.setEnabled(self._page > 0)
        self.next_button.setEnabled(self._page < self._pages - 1)
        for button in (self.smaller_button, self.larger_button):
            button.setVisible(self._pages > 0)
        self.smaller_button.setEnabled(self._zoom > 0)
        self.larger_button.setEnabled(self._zoom < len(_ZOOMS) - 1)


class _Canvas(QWidget):
    """The picture itself, drawn at a size, with the marked place over it."""

    def __init__(self, colour: Callable[[str], QColor]) -> None:
        super().__init__()
        self._colour = colour
        self.picture = QImage()
        self.box: Box | None = None

    def show_picture(self, picture: QImage, size: QSize) -> None:
        """Draw a picture at a size."""
        self.picture = picture
        self.fit(size)

    def fit(self, size: QSize) -> None:
        """Draw it at another size, until a better picture comes."""
        self.setFixedSize(size if size.isValid() else QSize(1, 1))
        self.update()

    def mark(self, box: Box | None) -> None:
        """Mark a place."""
        self.box = box
        self.update()

    @property
    def place(self) -> QRect | None:
        """Where the marked place lies, in pixels of the canvas."""
        if self.box is None:
            return None
        width, height = self.width(), self.height()
        left, top = self.box.left * width // FULL, self.box.top * height // FULL
        right, bottom = self.box.right * width // FULL, self.box.bottom * height // FULL
        return QRect(left, top, right - left, bottom - top).adjusted(
            -_MARGIN, -_MARGIN, _MARGIN, _MARGIN
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page, and the mark."""
        if self.picture.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self.picture)
        place = self.place
        if place is None:
            return
        accent = QColor(self._colour("accent"))
        painter.setPen(QPen(accent, 2))
        accent.setAlpha(_FILL)
        painter.setBrush(accent)
        painter.drawRoundedRect(place, 4, 4)
