"""Reads the places within rooms that the process before this one told: see ``Room.place``."""

from __future__ import annotations


def number(untrusted_text: str, *, most: int) -> int | None:
    """Return the number from 0 to ``most`` that is written there; ``None`` where none is."""
    if not (untrusted_text.isascii() and untrusted_text.isdecimal()):
        return None
    if len(untrusted_text) > len(str(most)):
        return None
    found = int(untrusted_text)
    return found if found <= most else None
