"""Letters to the owner: what the books say this morning or of a month, before anybody words it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import Sentence
from cfo_desktop.domain.finding import Finding


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter whose sentences say nothing but its facts; ``answer_texts`` has the words.

    A sentence that ``opens`` begins a paragraph. Each of ``findings`` is told in a paragraph of its
    own, in their order, and its button belongs under it.
    """

    shop: str
    day: dt.date
    """The day that it holds for."""
    facts: Mapping[str, Fact]
    said: tuple[Sentence, ...]
    findings: tuple[Finding, ...] = ()
