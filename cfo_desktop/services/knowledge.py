"""Starter knowledge: what common merchants and words probably mean, before a book knows better."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

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

    The longest word found decides; of two as long the later one: what a payment was for stands
    after whom it was paid to.
    """
    text = folded(movement.text)
    best: tuple[int, str] | None = None
    for start in range(len(text)):
        for word in _at(text, start):
            code = codes.get(word.target)
            if code is None or code == movement.own or word.way not in {0, movement.way}:
                continue
            if best is None or len(word.text) >= best[0]:
                best = (len(word.text), code)
    return best[1] if best else None


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
        with (paths.assets() / "knowledge" / f"{language}.toml").open("rb") as stream:
            groups = tomllib.load(stream)["knows"]
        for group in groups:
            way = _WAYS.get(group.get("way", ""), Way.EITHER)
            for text in group["words"]:
                word = Word(folded(text), group["to"], way)
                found[word.text] = (*found.get(word.text, ()), word)
    return found


_START = 3
"""Words are kept by so many of their first letters."""


@functools.cache
def _by_start() -> Mapping[str, tuple[str, ...]]:
    starts: dict[str, tuple[str, ...]] = {}
    for text in words():
        starts[text[:_START]] = (*starts.get(text[:_START], ()), text)
    return starts


def _at(text: str, start: int) -> list[Word]:
    """Return the words that stand at a place of a text; Latin ones only as whole words."""
    found: list[Word] = []
    for size in range(1, _START + 1):
        for candidate in _by_start().get(text[start : start + size], ()):
            if text.startswith(candidate, start) and _is_whole(text, start, candidate):
                found += words()[candidate]
    return found


def _is_whole(text: str, start: int, word: str) -> bool:
    end = start + len(word)
    opens = not (_latin(word[0]) and start and _latin(text[start - 1]))
    closes = not (_latin(word[-1]) and end < len(text) and _latin(text[end]))
    return opens and closes


def _latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()
