"""An attached image, shown inside the window from memory: no other program, no temporary file."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtGui import QKeyEvent
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel
from PySide6.QtWidgets import QSizePolicy
from PySide6.QtWidgets import QWidget

from cfo_desktop.domain.attachment import Attachment
from cfo_desktop.ui import register_verbs as verbs
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets import parts


class PictureView(QWidget):
    """Takes the place of the register; Escape goes back."""

    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.title = parts.label(role="heading", wrap=True)
        self.picture = QLabel()
        self.picture.setTextFormat(Qt.TextFormat.PlainText)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.back_button = parts.button(self.tr("Back"), self.left.emit, shortcut="Esc")
        head = parts.row(self.title, self.back_button)
        head.setStretch(0, 1)
        whole = parts.column(head, self.picture)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_file(self, file: Attachment) -> None:
        """Show an attached image as large as there is room."""
        self.title.setText(file.name)
        self.picture.clear()
        ratio = self.devicePixelRatioF()
        size = self.picture.size() * ratio
        self._session.run(
            verbs.picture(file.id, width=max(size.width(), 320), height=max(size.height(), 240)),
            owner=self,
            done=lambda image: self._show(file, image, ratio),
            topic="picture",
        )
        self.back_button.setFocus()

    def forget(self) -> None:
        """Show nothing of a book."""
        self.title.clear()
        self.picture.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _show(self, file: Attachment, image: QImage, ratio: float) -> None:
        if image.isNull():
            self.picture.setText(self.tr("This image cannot be shown. Save a copy to look at it."))
            return
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(ratio)
        self.picture.setPixmap(pixmap)
        self.picture.setAccessibleName(self.tr("Image {name}").format(name=file.name))
