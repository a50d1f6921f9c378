"""Files that the owner keeps with an entry."""

from __future__ import annotations

from dataclasses import dataclass

MAX_SIZE = 20 * 1024 * 1024
"""Bytes of one file."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in the book, without its content."""

    id: int
    """Negative for the original of a paper, which is kept with the paper: ``-id`` of its file."""
    entry: int
    name: str
    """Without folders."""
    media_type: str
    """Told from the content where that is known, else from the name: ``image/png``."""
    size: int
    """Bytes."""

    @property
    def is_original(self) -> bool:
        """Whether it is the original of a bill or receipt, which cannot be removed by itself."""
        return self.id < 0

    @property
    def is_image(self) -> bool:
        """Whether the window can show it."""
        return self.media_type in {
            f"image/{name}" for name in ("png", "jpeg", "gif", "webp", "bmp")
        }
