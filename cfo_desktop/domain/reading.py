"""What the owner, not the file, says about how a file is to be read."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What is told to a reader beside the file; every field can be written as JSON."""

    currency: str | None = None
    """The book's or the chosen account's, used where the file names none."""
    password: str | None = field(default=None, repr=False)
    """Opens an encrypted file; kept nowhere and never shown."""
