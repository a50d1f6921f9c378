"""What a model is asked and within which limits, and how both cross the pipe."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

ROLES = ("system", "user", "assistant")
MOST_CHARACTERS = 20_000
"""Of a whole prompt; more fits into no context that we give a model."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a talk: who speaks (of ``ROLES``) and the text, as data."""

    role: str
    text: str


Prompt = Sequence[Turn]
"""What a model is asked: what stays the same first, the question last, so that what was evaluated
for one prompt is used again for the next."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a text may become, and what it may be made of."""

    tokens: int = 160
    temperature: float = 0.0
    """0 takes the likeliest token each time; any other draws with a fixed seed."""
    repeat_penalty: float = 1.1
    """Over the last 64 tokens of the text; 1 for none."""
    one_of: tuple[str, ...] = ()
    """The only texts that may be said, where there are any."""
    schema: Mapping[str, Any] | None = None
    """A JSON schema of our own making that the text must fit."""
    seconds: float = 60.0
    """After which it is given up; whoever asked waits no longer."""


def sent_prompt(prompt: Prompt) -> list[list[str]]:
    """Return a prompt as JSON values."""
    return [[turn.role, turn.text] for turn in prompt]


def read_prompt(sent: list[list[str]]) -> Prompt:
    """Return the prompt that ``sent_prompt`` made."""
    return [Turn(role, text) for role, text in sent]


def sent_limits(limits: Limits) -> dict[str, Any]:
    """Return limits as JSON values."""
    return dataclasses.asdict(limits)


def read_limits(sent: Mapping[str, Any]) -> Limits:
    """Return the limits that ``sent_limits`` made."""
    return Limits(**{**sent, "one_of": tuple(sent["one_of"])})
