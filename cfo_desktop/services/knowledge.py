"""Starter knowledge: what common merchants and words probably mean, before a book knows better."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cfo_desktop.base import paths
from cfo_desktop.base.texts import LANGUAGES
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.rules import Movement
from cfo_desktop.domain.rules import Way
from cfo_desktop.domain.rules import folded

_WAYS = {"in": Way.IN, "out": Way.OUT}


@dataclass(frozen=True, slots=True)
class Word:
    """A word and the name of what it means; ``way`` is the only one in which it means that."""

    text: str
    target: str
    way: Way


def proposed(movement: Movement, codes: Mapping[str, str]) -> str | None:
    """Return the account that a movement's words lead to; ``codes`` is of ``accounts_of``.

    What a payment was for says more than whom it was paid to. Of several words the longest decides,
    of two as long the later one. Money given back belongs where it had been paid.
    """
    way = _paid(movement)
    for text in (movement.narration, movement.party):
        best: tuple[int, str] | None = None
        for word in _found(text, words()):
            code = codes.get(word.target)
            if code is None or code == movement.own or word.way not in {Way.EITHER, way}:
                continue
            if best is None or len(word.text) >= best[0]:
                best = (len(word.text), code)
        if best is not None:
            return best[1]
    return None


def meant(text: str) -> str:
    """Return the name of what money out to a text is for, by its longest word; empty if unknown."""
    found = [word for word in _found(text, words()) if word.way is not Way.IN]
    return max(found, key=lambda word: len(word.text)).target if found else ""


def _paid(movement: Movement) -> Way:
    """Return which way money moved, of money given back: which way it had been paid."""
    if movement.refund:
        return Way(-movement.way)
    if movement.way is Way.IN and any(_found(movement.text, given_back())):
        return Way.OUT
    return movement.way


def accounts_of(chart: str, accounts: list[Account]) -> dict[str, str]:
    """Return {target: account code} of what a book of ``chart`` has open accounts for."""
    by_role = {account.role.value: account.code for account in accounts if account.role}
    there = {account.code for account in accounts if account.closed_on is None}
    codes = {}
    for name, places in targets().items():
        code = by_role.get(places["role"]) if "role" in places else places.get(chart)
        if code in there:
            codes[name] = code
    return codes


@functools.cache
def targets() -> Mapping[str, Mapping[str, str]]:
    """Return {target: its role, or its code in each chart}."""
    with (paths.assets() / "knowledge" / "targets.toml").open("rb") as stream:
        return tomllib.load(stream)


@functools.cache
def words() -> Mapping[str, tuple[Word, ...]]:
    """Return every word of every language, folded, with what it means in each way."""
    found: dict[str, tuple[Word, ...]] = {}
    for language in LANGUAGES:
        for group in _known(language)["knows"]:
            way = _WAYS.get(group.get("way", ""), Way.EITHER)
            for text in group["words"]:
                word = Word(folded(text), group["to"], way)
                found[word.text] = (*found.get(word.text, ()), word)
    return found


@functools.cache
def given_back() -> Mapping[str, tuple[Word, ...]]:
    """Return the words that say that money is given back."""
    texts = [text for language in LANGUAGES for text in _known(language)["given_back"]]
    return {folded(text): (Word(folded(text), "", Way.IN),) for text in texts}


@functools.cache
def _known(language: str) -> Mapping[str, Any]:
    with (paths.assets() / "knowledge" / f"{language}.toml").open("rb") as stream:
        return tomllib.load(stream)


_START = 3
"""Words are looked up by so many of their first letters."""


def _found(text: str, known: Mapping[str, tuple[Word, ...]]) -> Iterator[Word]:
    """Yield the words that stand in a text, in its order; Latin ones only as whole words."""
    plain = folded(text)
    starts = _by_start(tuple(known))
    for start in range(len(plain)):
        for size in range(1, _START + 1):
            for candidate in starts.get(plain[start : start + size], ()):
                if plain.startswith(candidate, start) and _is_whole(plain, start, candidate):
                    yield from known[candidate]


@functools.lru_cache(2)
def _by_start(known: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    starts: dict[str, tuple[str, ...]] = {}
    for text in known:
        starts[text[:_START]] = (*starts.get(text[:_START], ()), text)
    return starts


def _is_whole(text: str, start: int, word: str) -> bool:
    end = start + len(word)
    opens = not (_latin(word[0]) and start and _latin(text[start - 1]))
    closes = not (_latin(word[-1]) and end < len(text) and _latin(text[end]))
    return opens and closes


def _latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()
