"""Holds a sentence of mere advice to its shape: it tells what to do, and nothing of the shop.

The words of ``[advice]`` in assets/grounding say nothing of a figure, of who owes whom, of rise or
fall, profit or loss, enough or short. They may stand only in a sentence that holds no figure, no
day, no name and no claim, and whose clauses ask for something, suppose something or speak of things
in general. So what is measured and whom the shop deals with can be the object of advice ("Look at
the sales list"), never the subject of something that the facts do not hold ("Sales look lively").
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from cfo_desktop.advisor.grounding import lexicon
from cfo_desktop.advisor.grounding.claims import CLAIMING
from cfo_desktop.advisor.grounding.claims import is_claiming
from cfo_desktop.advisor.grounding.clause import Clause
from cfo_desktop.advisor.grounding.reading import DAYS
from cfo_desktop.advisor.grounding.reading import NAME
from cfo_desktop.advisor.grounding.reading import Token
from cfo_desktop.advisor.grounding.reasons import Reason

_NEVER_BESIDE = {
    NAME: Reason.NAME,
    DAYS: Reason.DATE,
    **dict.fromkeys("MRC", Reason.FIGURE),
}
_SUBJECTS = frozenset("TKS")
"""Letters of what is measured, and of those whom the shop deals with."""
_SAYING = frozenset({lexicon.PLAIN, lexicon.IDIOM, lexicon.ADVICE})
_WITHIN = dt.timedelta(days=13)
"""When something is to be done: this week or the next, and no day that figures are of."""


def without_days_to_act(tokens: tuple[Token, ...], today: dt.date) -> tuple[Token, ...]:
    """Let "today" and "this week" say nothing where nothing is claimed: that is when to act."""
    if any(each.letter in CLAIMING - {"W"} for each in tokens):
        return tokens
    return tuple(
        replace(each, letter=lexicon.PASSING) if _is_when_to_act(each, today) else each
        for each in tokens
    )


def _is_when_to_act(token: Token, today: dt.date) -> bool:
    if token.days is None or token.days.count is not None:
        return False
    return all(
        today - _WITHIN / 2 <= each.first and today <= each.last <= today + _WITHIN
        for each in token.days.meant
    )


def refusal(clauses: Sequence[tuple[Token, ...]], language: str) -> Reason | None:
    """Return why words of advice may not stand in a sentence; ``None`` where they may."""
    tokens = [each for clause in clauses for each in clause]
    if not any(each.letter == lexicon.ADVICE for each in tokens):
        return None
    for token in tokens:
        if token.letter in _NEVER_BESIDE:
            return _NEVER_BESIDE[token.letter]
    if any(is_claiming(Clause(each)) for each in clauses):
        return Reason.WORD
    advises, is_general = (
        (_advises_in_chinese, _is_general_in_chinese)
        if language == "zh_CN"
        else (_advises, _is_general)
    )
    asked = [advises(each) for each in clauses]
    held = all(ok or is_general(each) for ok, each in zip(asked, clauses, strict=True))
    told = any(_is_told_in_chinese(each) for each in clauses)
    if language != "zh_CN":
        told = any(_is_told(each) for each in clauses)
    if told:
        return Reason.DIRECTION
    return None if any(asked) and held else Reason.WORD


def _advises(clause: tuple[Token, ...]) -> bool:
    """Tell whether an English clause asks for something: "Look …", "You could …"."""
    shape = lexicon.load("en").shape
    said = _after(clause, shape["openers"] | shape["negated"])
    if said and said[0].letter == "U":
        return len(said) > 1 and said[1].letter in {"?", "m"}
    text = said[0].text.lower() if said else ""
    return bool(said) and (
        said[0].letter == "H" or text in shape["acts"] or text.split()[0] in shape["acts"]
    )


def _is_general(clause: tuple[Token, ...]) -> bool:
    """Tell whether an English clause supposes something, or says nothing of the shop."""
    shape = lexicon.load("en").shape
    said = _after(clause, shape["openers"])
    if not said or said[0].text.lower() in shape["supposing"]:
        return True
    return not {each.letter for each in said} & {"b", "h"} and said[0].letter not in {"U", "n"}


def _is_told(clause: tuple[Token, ...]) -> bool:
    """Tell whether something is said of what is measured: "costs look", "the tax looms"."""
    shape = lexicon.load("en").shape
    told = [each for each in clause if each.letter != lexicon.PASSING]
    # "Look at the sales list" advises; "sales list" by itself could say what sales do.
    nouns = shape["nouns"] if _advises(clause) else frozenset[str]()
    return not (told and told[0].text.lower() in shape["supposing"]) and any(
        one.letter in _SUBJECTS and two.letter in _SAYING and _tells(one, two, nouns)
        for one, two in pairwise(told)
    )


def _tells(subject: Token, after: Token, nouns: frozenset[str]) -> bool:
    """Tell whether a word can be what its subject does: "costs look", "tax looms"."""
    word = after.text.lower().split()[0]
    if word in nouns or not word.isascii():
        return False
    several = subject.text.lower().endswith("s")
    return several or word.endswith(("s", "ed"))


def _advises_in_chinese(clause: tuple[Token, ...]) -> bool:
    return any(each.text in lexicon.load("zh_CN").shape["advising"] for each in clause)


def _is_general_in_chinese(clause: tuple[Token, ...]) -> bool:
    return "b" not in {each.letter for each in clause}


def _is_told_in_chinese(clause: tuple[Token, ...]) -> bool:
    """Tell whether something is said of what stands first, and nothing urged: 成本省了."""
    shape = lexicon.load("zh_CN").shape
    said = [each for each in _after(clause, shape["openers"]) if each.letter != "Z"]
    if not said or said[0].letter not in {*_SUBJECTS, "U", "X", "$"}:
        return False
    texts = {each.text for each in clause}
    return not texts & shape["urging"] or "了" in texts


def _after(clause: Iterable[Token], openers: frozenset[str]) -> list[Token]:
    """Return a clause without the words that any clause can begin with."""
    said = [each for each in clause if each.letter != lexicon.PASSING]
    while said and said[0].text.lower() in openers:
        said.pop(0)
    return said
