"""Why a sentence may not be shown."""

from __future__ import annotations

import enum


class Reason(enum.StrEnum):
    """Why a sentence may not be shown."""

    EMPTY = "empty"
    LENGTH = "length"
    SENTENCES = "sentences"
    """More than one."""
    UNFINISHED = "unfinished"
    """It ends in the middle: the model was cut off."""
    SIGNS = "signs"
    """Control characters, marks that are not seen, or pictures."""
    MARKUP = "markup"
    LEFTOVER = "leftover"
    """It speaks as a program, or repeats the frame of its task."""
    LANGUAGE = "language"
    REPETITION = "repetition"
    PROMISE = "promise"
    """A promise, or advice about shares and the like."""
    WORD = "word"
    """A word whose sense the verifier does not know, or none that may stand beside a figure."""
    NAME = "name"
    FIGURE = "figure"
    UNIT = "unit"
    DATE = "date"
    SUBJECT = "subject"
    """A figure is said of something else than it measures."""
    DIRECTION = "direction"
    """Who owes whom, rise or fall, profit or loss, short or enough are not those of the facts."""
