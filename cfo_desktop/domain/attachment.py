"""Files that the owner keeps with an entry."""

from __future__ import annotations

from dataclasses import dataclass

MAX_SIZE = 20 * 1024 * 1024
"""Bytes of one file."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in the book, without its content."""

    id: int
    entry: int
    name: str
    """Without folders."""
    media_type: str
    """Told from the content where that is known, else from the name: ``image/png``."""
    size: int
    """Bytes."""

    @property
    def is_image(self) -> bool:
        """Whether the window can show it."""
        return self.media_type in {
            f"image/{name}" for name in ("png", "jpeg", "gif", "webp", "bmp")
        }
