"""What the parts of a forecast are called in either language, the same in every face."""

from __future__ import annotations

from cfo_desktop.base import texts
from cfo_desktop.domain.forecast import Source


def source(value: Source, language: str) -> str:
    """Return where an expected movement of money comes from."""
    return texts.text(language, "outlook", f"source.{value}")
