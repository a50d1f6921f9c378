"""How a payment's party and narration are shown side by side."""

from __future__ import annotations


def told_once(party: str, narration: str, *, joint: str = " ") -> str:
    """Return party and narration in one line, without saying twice what one of them repeats.

    Many banks print the name again at the start of the text.
    """
    if party.casefold() in narration.casefold():
        return narration
    if narration.casefold() in party.casefold():
        return party
    return f"{party}{joint}{narration}"
