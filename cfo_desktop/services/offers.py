"""The rule to offer when the owner sorts a payment: one that says no more than was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace

from cfo_desktop.domain.rules import MAX_CONDITION
from cfo_desktop.domain.rules import Rule
from cfo_desktop.domain.rules import Way
from cfo_desktop.domain.rules import first_fit
from cfo_desktop.services.movements import Sorted

_MOST_WRONG = 0.1
"""Of the past payments that a rule fits, so much may have been sorted otherwise."""
_LEAST_LETTERS = 3
_LEAST_HAN = 2
_HAN = re.compile(r"[\u3400-\u9fff]")
_CHANGING = re.compile(r"\S*\d\S*")
"""Words with digits: numbers, dates and references are another each time."""


def rule_for(
    seen: Sorted, account: str, history: Sequence[Sorted], rules: Sequence[Rule]
) -> Rule | None:
    """Return a rule that sorts payments like ``seen`` to ``account``, checked against the past.

    It is tried after the rules there are; where an earlier one decides otherwise it would be of no
    use, and none is offered.
    """
    if first_fit(rules, seen.movement) is not None:
        return None
    for rule in _candidates(seen, account):
        if rule.fits(seen.movement) and _agrees(rule, seen, history):
            return rule
    return None


def _agrees(rule: Rule, seen: Sorted, history: Sequence[Sorted]) -> bool:
    right = wrong = 0
    for past in history:
        if past.entry != seen.entry and rule.fits(past.movement):
            right += past.account == rule.account
            wrong += past.account != rule.account
    return wrong <= _MOST_WRONG * (right + wrong + 1)


def _candidates(seen: Sorted, account: str) -> Iterator[Rule]:
    moved = seen.movement
    for rule in _by_text(seen, account):
        yield rule
        if moved.way is not Way.EITHER:
            yield replace(rule, way=moved.way)


def _by_text(seen: Sorted, account: str) -> Iterator[Rule]:
    moved = seen.movement
    for text in (moved.party, moved.narration):
        phrases = sorted(_phrases(text), key=len, reverse=True)
        for phrase in phrases:
            yield Rule(0, contains=phrase[:MAX_CONDITION].strip(), account=account)
    if moved.party and len(moved.party) <= MAX_CONDITION:
        yield Rule(0, account=account, party=moved.party)


def _phrases(text: str) -> list[str]:
    """Return the parts of a text that will be there again, long enough to mean something."""
    parts = [" ".join(part.split()) for part in _CHANGING.split(text)]
    return [
        part
        for part in (part.strip(" -–—*/:,.()（）【】") for part in parts)
        if len(part) >= (_LEAST_HAN if _HAN.search(part) else _LEAST_LETTERS)
    ]
