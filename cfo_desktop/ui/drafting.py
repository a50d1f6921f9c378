"""The words of the window about drafted letters, the same catalogue that the letters are in."""

from __future__ import annotations

from cfo_desktop.base import texts
from cfo_desktop.ui.session import Session


def told(session: Session, key: str, **data: object) -> str:
    """Return a text about drafts in the window's language."""
    return texts.text(session.language, "drafts", f"window.{key}", **data)
