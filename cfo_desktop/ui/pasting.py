"""Pictures from the clipboard, as the bytes of a file."""

from __future__ import annotations

from PySide6.QtCore import QBuffer
from PySide6.QtCore import QByteArray
from PySide6.QtCore import QIODevice
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage


def pasted_picture(data: QMimeData) -> bytes:
    """Return a picture of the clipboard as PNG; nothing where it holds none."""
    image = data.imageData() if data.hasImage() else None
    if not isinstance(image, QImage) or image.isNull():
        return b""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(content.data())
