"""Chooses what answers a question, by how it is worded; says so where it is not sure.

A logistic regression over the features of the question, fitted on the example questions in
``assets/asking`` by ``packaging/fit_router.py``. What the owner corrected decides before it.
"""

from __future__ import annotations

import base64
import functools
import json
import math
import re
from array import array
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass

from cfo_desktop.base import paths
from cfo_desktop.domain.asking import Tool

CHOICES = 3
"""What an unsure choice offers at most."""
_ALIKE = 0.75
"""Likeness, 0 to 1, from which a question is taken for one that the owner corrected."""
_SHARED = 3
"""Of the words of the shorter of two questions that are alike, one in so many is in both at least:
the others may be names, days and sums."""
_WORD = re.compile(r"[a-z']+|[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a question may mean, the likeliest first, and whether the first is sure."""

    tools: tuple[Tool, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Corrected:
    """A question that the owner said the meaning of."""

    features: frozenset[str]
    tool: Tool


@dataclass(frozen=True, slots=True)
class Router:
    """A fitted router of one language."""

    tools: tuple[Tool, ...]
    places: Mapping[str, int]
    """{feature: its place in the tables}."""
    idf: tuple[float, ...]
    """How much each feature tells: the rarer, the more."""
    unseen: float
    """The same of a feature that no example has."""
    weights: array[int]
    """One row of ``tools`` for each feature, in ``scale`` units."""
    scale: float
    bias: tuple[float, ...]
    threshold: float
    """The probability from which the first choice is sure."""

    def choose(self, features: frozenset[str], *, corrected: Iterable[Corrected] = ()) -> Choice:
        """Return what a question with these features may mean."""
        likely = self.probabilities(features)
        tools = sorted(self.tools, key=lambda tool: -likely[tool])
        told = self._told(features, corrected)
        if told is not None:
            return Choice(
                (told, *(tool for tool in tools if tool is not told))[:CHOICES], sure=True
            )
        return Choice(tuple(tools[:CHOICES]), likely[tools[0]] >= self.threshold)

    def probabilities(self, features: frozenset[str]) -> dict[Tool, float]:
        """Return how likely each tool is meant; they add up to 1."""
        width = len(self.tools)
        sums = [0.0] * width
        square = 0.0
        # in order: a sum of floats depends on it, and a set has none
        for feature in sorted(features & self.places.keys()):
            place = self.places[feature]
            idf = self.idf[place]
            square += idf * idf
            row = self.weights[place * width : (place + 1) * width]
            sums = [total + idf * weight for total, weight in zip(sums, row, strict=True)]
        factor = self.scale / math.sqrt(square) if square else 0.0
        scores = [total * factor + bias for total, bias in zip(sums, self.bias, strict=True)]
        most = max(scores)
        parts = [math.exp(score - most) for score in scores]
        return {tool: part / sum(parts) for tool, part in zip(self.tools, parts, strict=True)}

    def _told(self, features: frozenset[str], corrected: Iterable[Corrected]) -> Tool | None:
        """Return the meaning of the most alike corrected question, the latest of equals."""
        best: tuple[float, Tool] | None = None
        for each in corrected:
            likeness = self._alike(features, each.features)
            if likeness >= _ALIKE and (best is None or likeness >= best[0]):
                best = (likeness, each.tool)
        return best[1] if best else None

    def _alike(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Return the cosine of two questions."""
        lengths = self._square(one) * self._square(other)
        return self._square(one & other) / math.sqrt(lengths) if lengths else 0.0

    def _square(self, features: frozenset[str]) -> float:
        told = (
            self.idf[self.places[each]] if each in self.places else self.unseen for each in features
        )
        return math.fsum(idf * idf for idf in told)


def words(question: str) -> frozenset[str]:
    """Return the words of a question, of a Chinese one its characters."""
    return frozenset(_WORD.findall(question.lower()))


def may_be_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether questions of these words are worth holding against each other.

    Finding what a question is recognised by takes some hundred times as long.
    """
    return _SHARED * len(one & other) >= min(len(one), len(other))


@functools.cache
def of_language(language: str) -> Router:
    """Return the router of ``en`` or ``zh_CN``."""
    path = paths.assets() / "asking" / f"router-{language}.json"
    kept = json.loads(path.read_text(encoding="utf-8"))
    questions = kept["questions"]
    idf = {seen: rarity(seen, questions) for seen in {0, *kept["seen"]}}
    return Router(
        tools=tuple(map(Tool, kept["tools"])),
        places={feature: place for place, feature in enumerate(kept["features"].split("\n"))},
        idf=tuple(idf[seen] for seen in kept["seen"]),
        unseen=idf[0],
        weights=array("b", base64.b64decode(kept["weights"])),
        scale=kept["scale"],
        bias=tuple(kept["bias"]),
        threshold=kept["threshold"],
    )


def rarity(seen: int, questions: int) -> float:
    """Return how much a feature tells that so many of the example questions have."""
    return math.log((1 + questions) / (1 + seen)) + 1
