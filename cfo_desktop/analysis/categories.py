"""Learns from past entries where the owner sorts money, and says how sure it is and why.

Nearest neighbours over letters: a payment goes where the most alike payments went before. Letters
that stand in everything (a bank's own words) count little, rare ones much. How often it was right
on the owner's own past, in the order of time, is its confidence.
"""

from __future__ import annotations

import functools
import heapq
import itertools
import math
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.domain.rules import Movement

MOST_EXAMPLES = 20_000
"""The most recent so many are learned from."""
_RAREST = 10
"""So many of a text's most telling features are looked up for texts alike."""
_POSTINGS = 90
_CANDIDATES = 9
_PER_KIND = 6
"""Of payments of one text, the latest so many are looked at."""
_LEAST_ALIKE = 0.12
_SHARP = 4
_OTHER_WAY = 0.55
_OTHER_OWN = 0.94
_BY_AMOUNT = 0.08
"""So much less alike are amounts of which one is ten times the other, or more."""
_STALE = 0.9
"""Each later example of the same text makes an earlier one count so much less."""
_FEW = 0.12
"""How much doubt is left after one example."""
_SURE_BY_LIKENESS = 2.0
"""A guess by texts half as alike as can be, or less, is never quite sure: the payee may be new."""
_HELD_OUT = 1_500
_BINS = 12
_TRUST = 6.0
"""So many made-up outcomes in each bin of the confidence stand for what is usual."""
_EVIDENCE = 3
_REMEMBERED = 16_384


@dataclass(frozen=True, slots=True)
class Example:
    """A past entry that the owner sorted or confirmed; ``weight`` is less for what rules did."""

    entry: int
    movement: Movement
    account: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Guess:
    """Where a movement probably belongs: how sure that is, and the past entries it goes by."""

    account: str
    confidence: float
    evidence: tuple[int, ...]


@dataclass(slots=True)
class _Kind:
    """Examples of one text, way and account, in the order of time."""

    features: frozenset[str]
    norm: float
    account: str
    way: int
    orders: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Vote:
    """One past example's say: how alike it is, and which one it is."""

    account: str
    strength: float
    order: int
    alike: float


class Classifier:
    """What was learned from examples; ``guess`` asks it. Made by ``learn``."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self._examples = examples
        self._kinds: list[_Kind] = []
        self._weights: dict[str, float] = {}
        self._postings: dict[str, list[int]] = {}
        self._curve: tuple[tuple[float, float], ...] = ((0.0, 0.0), (1.0, 1.0))
        self._unseen = 1.0
        self._sizes = [_size(example.movement) for example in examples]
        self._found: dict[str, list[tuple[float, int]]] = {}
        self._index()
        self._curve = self._calibrated()

    def __len__(self) -> int:
        return len(self._examples)

    def guess(self, movement: Movement) -> Guess | None:
        """Return where a movement belongs; ``None`` where nothing past is anything like it."""
        votes = self._votes(movement, before=len(self._examples))
        if not votes:
            return None
        account, score, alike = _decided(votes)
        confidence = min(self._confidence(score), alike * _SURE_BY_LIKENESS)
        own = sorted(
            (vote for vote in votes if vote.account == account),
            key=lambda vote: (round(vote.alike, 2), vote.order),
            reverse=True,
        )
        numbers = dict.fromkeys(self._examples[vote.order].entry for vote in own)
        return Guess(account, confidence, tuple(numbers)[:_EVIDENCE])

    # Learning

    def _index(self) -> None:
        kinds: dict[tuple[str, int, str], _Kind] = {}
        seen: Counter[str] = Counter()
        for order, example in enumerate(self._examples):
            movement = example.movement
            key = (_plain(movement), movement.way, example.account)
            kind = kinds.get(key)
            if kind is None:
                kind = kinds[key] = _Kind(features(movement), 0.0, *key[2:], movement.way)
                seen.update(kind.features)
            kind.orders.append(order)
        self._kinds = list(kinds.values())
        total = len(self._kinds)
        self._unseen = math.log(1 + total)
        self._weights = {feature: _weight(feature, count, total) for feature, count in seen.items()}
        postings: defaultdict[str, list[int]] = defaultdict(list)
        for number, kind in enumerate(self._kinds):
            kind.norm = self._norm(kind.features)
            for feature in kind.features:
                postings[feature].append(number)
        self._postings = postings

    def _norm(self, of: Iterable[str]) -> float:
        weights = self._weights
        unseen = self._unseen
        total = 0.0
        for feature in of:
            total += weights.get(feature, unseen) ** 2
        return math.sqrt(total)

    def _calibrated(self) -> tuple[tuple[float, float], ...]:
        """Return (score, how often it was right), by what past examples said of later ones."""
        bins: list[list[float]] = []
        for number in range(_BINS):
            middle = (number + 0.5) / _BINS
            bins.append([middle * _TRUST, middle * _TRUST, _TRUST])
        for score, right, weight in self._held_out():
            place = min(int(score * _BINS), _BINS - 1)
            bins[place][0] += score * weight
            bins[place][1] += right * weight
            bins[place][2] += weight
        rising: list[tuple[float, float, float]] = []
        for scores, rights, weight in bins:
            rising.append((scores, rights, weight))
            # Pool neighbours until a higher score is never less often right.
            while len(rising) > 1 and _rate(rising[-2]) > _rate(rising[-1]):
                last = rising.pop()
                before = rising.pop()
                rising.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
        return tuple((scores / weight, rights / weight) for scores, rights, weight in rising)

    def _held_out(self) -> Iterable[tuple[float, bool, float]]:
        """Yield (score, right, weight) of the latest examples, each judged by the months before."""
        first = len(self._examples)
        blocks: list[int] = []
        while first > 0 and len(self._examples) - first < _HELD_OUT:
            first -= 1
            if first == 0 or self._month(first) != self._month(first - 1):
                blocks.append(first)
        known = blocks[-1] if blocks else 0
        for order in range(known, len(self._examples)):
            if order in blocks:
                known = order
            example = self._examples[order]
            votes = self._votes(example.movement, before=known)
            if votes:
                account, score, _ = _decided(votes)
                yield score, account == example.account, example.weight

    def _month(self, order: int) -> tuple[int, int]:
        day = self._examples[order].movement.day
        return (day.year, day.month) if day else (0, 0)

    def _confidence(self, score: float) -> float:
        curve = self._curve
        if score <= curve[0][0]:
            return curve[0][1] * score / max(curve[0][0], 1e-9)
        for (low, at_low), (high, at_high) in itertools.pairwise(curve):
            if score <= high:
                return at_low + (at_high - at_low) * (score - low) / max(high - low, 1e-9)
        return curve[-1][1]

    # Looking up

    def _votes(self, movement: Movement, *, before: int) -> list[_Vote]:
        """Return what past examples, those earlier than ``before``, say of a movement."""
        found: list[tuple[int, str, float, float]] = []
        size = _size(movement)
        for alike, number in self._alike(movement):
            kind = self._kinds[number]
            if kind.account == movement.own:
                continue  # money does not move from an account to itself
            upto = bisect_left(kind.orders, before)
            latest = kind.orders[max(0, upto - _PER_KIND) : upto]
            if not latest:
                continue
            near = alike * (1 if kind.way == movement.way else _OTHER_WAY)
            for order in latest:
                example = self._examples[order]
                close = near * (1 - _BY_AMOUNT * min(abs(self._sizes[order] - size), 1.0))
                if example.movement.own != movement.own:
                    close *= _OTHER_OWN
                found.append((order, kind.account, close, example.weight))
        found.sort(reverse=True)
        return [
            _Vote(account, close**_SHARP * weight * _STALE**age, order, close)
            for age, (order, account, close, weight) in enumerate(found)
        ]

    def _alike(self, movement: Movement) -> list[tuple[float, int]]:
        """Return (likeness from 0 to 1, number) of the kinds whose texts are most alike."""
        text = _plain(movement)
        found = self._found.get(text)
        if found is None:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            found = self._found[text] = self._looked_up(features(movement))
        return found

    def _looked_up(self, wanted: frozenset[str]) -> list[tuple[float, int]]:
        weights = self._weights
        known = [feature for feature in wanted if feature in weights]
        known.sort(key=lambda feature: (-weights[feature], feature))
        sums: defaultdict[int, float] = defaultdict(float)
        for feature in known[:_RAREST]:
            square = weights[feature] ** 2
            for number in self._postings[feature][-_POSTINGS:]:
                sums[number] += square
        kinds = self._kinds
        closest = heapq.nlargest(
            _CANDIDATES, ((shared / kinds[number].norm, number) for number, shared in sums.items())
        )
        norm = self._norm(wanted)
        alike = []
        for _, number in closest:
            kind = kinds[number]
            shared = 0.0
            for feature in wanted & kind.features:
                shared += weights[feature] ** 2
            likeness = shared / (norm * kind.norm) if norm and kind.norm else 0.0
            if likeness >= _LEAST_ALIKE:
                alike.append((likeness, number))
        return alike


def learn(examples: Iterable[Example]) -> Classifier:
    """Return what is to be learned from examples, given in the order of time."""
    return Classifier(tuple(examples)[-MOST_EXAMPLES:])


def _decided(votes: Sequence[_Vote]) -> tuple[str, float, float]:
    """Return the account with the most votes, its score from 0 to 1, and how alike its best is.

    The score is how alike the best of them is, times its share of the votes, times a doubt that
    further examples lessen.
    """
    shares: defaultdict[str, float] = defaultdict(float)
    best: defaultdict[str, float] = defaultdict(float)
    counts: Counter[str] = Counter()
    for vote in votes:
        shares[vote.account] += vote.strength
        best[vote.account] = max(best[vote.account], vote.alike)
        counts[vote.account] += 1
    account = max(shares, key=lambda code: (shares[code], code))
    share = shares[account] / sum(shares.values())
    score = best[account] * share * counts[account] / (counts[account] + _FEW)
    return account, score, best[account]


def _rate(pool: tuple[float, float, float]) -> float:
    return pool[1] / pool[2]


def _weight(feature: str, count: int, total: int) -> float:
    """Return how telling a feature is: the rarer, the more."""
    rare = math.log(1 + total / count)
    return rare * (_WHOLE_PARTY if feature.startswith("=") else 1.0)


def _size(movement: Movement) -> float:
    """Return an amount's magnitude: 1 more for ten times the amount."""
    return math.log10(abs(movement.minor) or 1)


# Texts

_WHOLE_PARTY = 1.4
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = re.compile(
    r"\d{1,4}[-/.:年]\d{1,2}(?:[-/.:月]\d{1,4}日?)?|\d{1,2}月(?:\d{1,2}日?)?"
    rf"|\b\d{{1,2}} ?(?:{_MONTH})[a-z]*(?: ?\d{{2,4}})?\b|\b(?:{_MONTH}) ?\d{{1,4}}\b"
    # "may" and "march" are words too, and stay where no day stands beside them
    r"|\b(?:january|february|april|june|july|august|sept(?:ember)?|october|november|december)\b"
)
_LONG_NUMBER = re.compile(r"[*x]*\d[\d*]{2,}")
_REFERENCE = re.compile(r"\b(?=[a-z\d]*\d[a-z\d]*\d)(?=[a-z\d]*[a-z])[a-z\d]{6,}\b", re.ASCII)
_WORD = re.compile(r"[^\W_]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_GRAM = 3


def _plain(movement: Movement) -> str:
    return plain(movement.party) + "|" + plain(movement.narration)


@functools.lru_cache(_REMEMBERED)
def plain(text: str) -> str:
    """Return a text without what changes each time: dates, long numbers, references, case."""
    kept = unicodedata.normalize("NFKC", text).casefold()
    kept = _DATE.sub(" ", kept)
    kept = _REFERENCE.sub(" ", kept)
    kept = _LONG_NUMBER.sub(" ", kept)
    return " ".join(_WORD.findall(kept))


def features(movement: Movement) -> frozenset[str]:
    """Return what a movement's texts are compared by: the party, words and pieces of words."""
    return _features(plain(movement.party), plain(movement.narration))


def _features(party: str, narration: str) -> frozenset[str]:
    found = {f"={party}"} if party else set()
    for text in (party, narration):
        for word in text.split():
            found |= _pieces(word)
    return frozenset(found)


@functools.lru_cache(_REMEMBERED)
def _pieces(word: str) -> frozenset[str]:
    if _HAN.search(word):
        return frozenset(
            word[start : start + size] for size in (2, 3) for start in range(len(word) - size + 1)
        ) or frozenset({word})
    whole = f"<{word}>"
    grams = {whole[start : start + _GRAM] for start in range(len(whole) - _GRAM + 1)}
    return frozenset({whole, *grams})
