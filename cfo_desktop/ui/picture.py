"""Decoding a kept image in memory: bounded, never through a file."""

from __future__ import annotations

from PySide6.QtCore import QBuffer
from PySide6.QtCore import QByteArray
from PySide6.QtCore import QIODevice
from PySide6.QtCore import QSize
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtGui import QImageReader

_MOST_PIXELS = 100_000_000
"""A photograph of 100 megapixels; what says that it is larger is not opened."""
_MOST_MIB = 512


def decoded(untrusted_content: bytes, *, width: int, height: int) -> QImage:
    """Return the image at most ``width`` × ``height`` large; a null one where it is none."""
    buffer = QBuffer()
    buffer.setData(QByteArray(untrusted_content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAllocationLimit(_MOST_MIB)
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > _MOST_PIXELS:
        return QImage()
    box = QSize(max(width, 1), max(height, 1))
    if size.width() > box.width() or size.height() > box.height():
        reader.setScaledSize(size.scaled(box, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
