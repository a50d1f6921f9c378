"""What was asked and answered since the book was opened: values, kept by the session alone."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.base.errors import CfoError
from cfo_desktop.domain.asking import FollowUp
from cfo_desktop.domain.asking import Worded
from cfo_desktop.ui.advisor_verbs import Reply
from cfo_desktop.ui.tasks import Verb


@dataclass(eq=False, slots=True)
class Turn:
    """One question, and what is known of its answer so far."""

    question: str
    """As it was typed, or as the button that asked it was worded."""
    verb: Verb[Reply]
    """Asks it, and asks it again."""
    follow_up: FollowUp | None = None
    """Of a further question: its words are made anew where amounts are hidden."""
    reply: Reply | None = None
    error: CfoError | None = None
    words: list[str] = field(default_factory=list)
    """Sentences of a model that passed the check, as far as they have come."""
    wording: bool = False
    """Whether more of them may come."""
    worded: Worded | None = None
    stale: bool = False
    """Whether the books have changed since."""
