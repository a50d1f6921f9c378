"""Decides whether one sentence that a language model wrote says only what the facts say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cfo_desktop.advisor.grounding import advice
from cfo_desktop.advisor.grounding import form
from cfo_desktop.advisor.grounding import lexicon
from cfo_desktop.advisor.grounding import reading
from cfo_desktop.advisor.grounding.claims import CLAIMING
from cfo_desktop.advisor.grounding.claims import Claims
from cfo_desktop.advisor.grounding.claims import trails
from cfo_desktop.advisor.grounding.given import Given
from cfo_desktop.advisor.grounding.given import known
from cfo_desktop.advisor.grounding.reading import Token
from cfo_desktop.advisor.grounding.reasons import Reason

sentences = form.sentences


_ADVISING = frozenset({lexicon.PLAIN, lexicon.ADVICE, lexicon.IDIOM, "H"})
"""Letters of words without which a sentence that claims nothing says nothing."""


class Verdict(NamedTuple):
    """Whether a sentence may be shown; ``reason`` says why not."""

    ok: bool
    reason: Reason | None = None


def verify(text: str, given: Given, *, language: str) -> Verdict:
    """Decide about one sentence in a language ("en", "zh_CN")."""
    reason = _form(text, language) or _sense(text, given, language)
    return Verdict(reason is None, reason)


def verify_all(text: str, given: Given, *, language: str) -> tuple[tuple[str, Verdict], ...]:
    """Decide about each sentence of a text; one that was said already is refused."""
    said: set[str] = set()
    found = []
    for sentence in form.sentences(text, language):
        plain = form.plain(sentence)
        verdict = verify(sentence, given, language=language)
        if plain in said:
            verdict = Verdict(ok=False, reason=Reason.REPETITION)
        said.add(plain)
        found.append((sentence, verdict))
    return tuple(found)


def _form(text: str, language: str) -> Reason | None:
    if not text.strip():
        return Reason.EMPTY
    if len(text) > form.LONGEST[language]:
        return Reason.LENGTH
    faults = (
        (Reason.LEFTOVER, form.has_leftover(text)),
        (Reason.MARKUP, form.has_markup(text)),
        (Reason.SIGNS, form.has_signs(text)),
        (Reason.SENTENCES, len(form.sentences(text, language)) != 1),
        (Reason.UNFINISHED, not form.is_finished(text)),
        (Reason.REPETITION, form.loops(text, language)),
    )
    return next((reason for reason, found in faults if found), None)


def _sense(text: str, given: Given, language: str) -> Reason | None:
    tokens = reading.read(text, given, _names(given), language)
    if not form.in_language(_without(text, tokens), language):
        return Reason.LANGUAGE
    reason = _words(tokens, language) if tokens else Reason.EMPTY
    if reason is not None:
        return reason
    tokens = advice.without_days_to_act(tokens, given.today)
    letters = {each.letter for each in tokens}
    if not letters & (CLAIMING | _ADVISING):
        return Reason.EMPTY
    if text.rstrip('"”’)').endswith(("?", "？")) and letters & CLAIMING:
        return Reason.DIRECTION
    claims, clauses = Claims(given, language), reading.clauses(tokens)
    reason = advice.refusal(clauses, language)
    if reason is not None:
        return reason
    reasons = (claims.check(clause) for clause in clauses)
    first = next((reason for reason in reasons if reason is not None), None)
    return first or (Reason.SUBJECT if trails(clauses) else None)


def _names(given: Given) -> frozenset[str]:
    """Return the names that may be said: those that facts and lines are of."""
    held = known(given)
    names = {each.about for each in held} | {
        each.figure for each in held if isinstance(each.figure, str)
    }
    return frozenset(names - {""})


def _without(text: str, tokens: Iterable[Token]) -> str:
    """Return a text without its names and figures, which are of no language."""
    characters = list(text)
    for token in tokens:
        if token.letter in {reading.NAME, reading.OTHER, "M"}:
            characters[token.start : token.end] = " " * (token.end - token.start)
    return "".join(characters)


def _words(tokens: Iterable[Token], language: str) -> Reason | None:
    for token in tokens:
        if token.letter == lexicon.NEVER:
            return Reason.PROMISE
        if token.letter == reading.OTHER:
            return Reason.NAME
        if token.letter == reading.UNKNOWN:
            if any(each.isdigit() for each in token.text):
                return Reason.FIGURE
            named = language == "zh_CN" or token.text[:1].isupper()
            return Reason.NAME if named else Reason.WORD
    return None
