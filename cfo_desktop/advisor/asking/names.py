"""The party that a question means, however it spells or shortens the name in the book."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from cfo_desktop.domain.invoice import Direction

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_LEGAL = frozenset(
    (
        "the",
        "and",
        "of",
        "for",
        "ltd",
        "limited",
        "llc",
        "inc",
        "co",
        "company",
        "corp",
        "gmbh",
        "plc",
        "sons",
        "mr",
        "mrs",
        "ms",
        "dr",
        "shop",
        "store",
        "my",
        "our",
        "his",
        "her",
        "their",
        "this",
        "that",
    )
)
"""Words of names that tell nobody apart."""
_LEGAL_HAN = ("有限责任公司", "股份有限公司", "有限公司", "公司", "个体工商户", "经营部", "商行")
_LEAST = 4
"""Letters that a word has before a misspelling of it is believed."""
_ALIKE = 0.84
_SHORTEST = 3
"""Letters of a word that can stand for a name."""
_PLURAL = 6
"""Letters of a word that may be meant without its last s."""


class Meant(NamedTuple):
    """A party that a text means, where it says so, and which side of trade it stands on."""

    party: str
    start: int
    end: int
    side: Direction | None = None
    """``SALE`` of a customer, ``PURCHASE`` of a supplier, ``None`` of one that is both."""


class Parties:
    """The names of a book, made ready to be looked for."""

    def __init__(self, *, customers: Iterable[str], suppliers: Iterable[str]) -> None:
        """Take the names of customers and of suppliers; some may be both."""
        buying, selling = set(customers), set(suppliers)
        names = sorted(buying | selling)
        self._sides = dict.fromkeys(buying - selling, Direction.SALE)
        self._sides |= dict.fromkeys(selling - buying, Direction.PURCHASE)
        self._whole: dict[str, str] = {}
        words: dict[str, set[str]] = defaultdict(set)
        pairs: dict[str, set[str]] = defaultdict(set)
        for name in names:
            self._whole[_plain(name)] = name
            for word in _words(name):
                words[word].add(name)
            for piece in _pieces(name):
                pairs[piece].add(name)
        self._words = words
        self._pairs = pairs

    def find(self, text: str) -> tuple[Meant, ...]:
        """Return the parties that a text means, each where it is said most fully."""
        plain = _plain(text)
        whole = [
            Meant(name, at, at + len(each))
            for each, name in self._whole.items()
            if len(each) > 1 and (at := _standing(plain, each)) >= 0
        ]
        if whole:
            longest = sorted(whole, key=lambda meant: (meant.start - meant.end, meant.start))
            return self._sided(_apart(longest))
        return self._sided(_apart([*self._by_pieces(plain), *self._by_words(plain)]))

    def _sided(self, found: list[Meant]) -> tuple[Meant, ...]:
        return tuple(each._replace(side=self._sides.get(each.party)) for each in found)

    def _by_words(self, plain: str) -> list[Meant]:
        found: list[Meant] = []
        before = ""
        for match in _WORD.finditer(plain):
            word, before_it, before = _bare(match[0]), before, match[0]
            if word in _TRADES and before_it and before_it not in _LEADING:
                continue  # another firm of that trade
            owners = self._words.get(word) or self._misspelt(word)
            if len(owners) == 1:
                found.append(Meant(next(iter(owners)), match.start(), match.end()))
        return found

    def _misspelt(self, word: str) -> set[str]:
        if len(word) < _LEAST or not word.isascii() or word in _LEGAL or word in _USUAL:
            return set()
        alike = [each for each in self._words if each[0] == word[0]]
        near = difflib.get_close_matches(word, alike, n=1, cutoff=_ALIKE)
        if not near or len(near[0]) < _LEAST or near[0] in _TRADES:
            return set()
        return self._words[near[0]]

    def _by_pieces(self, plain: str) -> list[Meant]:
        """Return parties by the longest piece of a Chinese name that stands in the text."""
        found: list[Meant] = []
        for run in _HAN.finditer(plain):
            start, end = run.span()
            for size in range(min(6, end - start), 1, -1):
                for at in range(start, end - size + 1):
                    owners = self._pairs.get(plain[at : at + size], set())
                    if len(owners) == 1:
                        found.append(Meant(next(iter(owners)), at, at + size))
        return found


_USUAL = frozenset(
    (
        "sales",
        "sale",
        "make",
        "made",
        "month",
        "months",
        "paid",
        "bill",
        "bills",
        "best",
        "much",
        "many",
        "money",
        "power",
        "post",
        "market",
        "order",
        "orders",
        "left",
        "cash",
        "cost",
        "costs",
        "rent",
        "wages",
        "stock",
        "last",
        "next",
        "week",
        "year",
        "days",
        "owes",
        "owed",
        "debt",
        "school",
        "print",
        "green",
        "north",
        "hotel",
        "harbor",
        "metro",
    )
)
"""Everyday words that are no misspelling of a name."""


_TRADES = frozenset(
    (
        *("wholesale", "supplies", "services", "foods", "trading", "trade", "cafe", "hotel"),
        *("school", "council", "dairy", "bakery", "couriers", "print", "group", "partners"),
        *("restaurant", "market", "farm", "farms", "garage", "studio", "salon", "energy", "water"),
        *("electric", "insurance", "motors", "builders", "cleaning", "catering", "logistics"),
    )
)
"""Words of names that many firms have: one alone means the shop's own only after "the" and such."""
_LEADING = frozenset(
    (
        *("the", "my", "our", "that", "this", "to", "from", "of", "with", "for", "by", "at", "on"),
        *("does", "do", "did", "has", "have", "had", "is", "was", "will", "when", "if", "and"),
        *("or", "owe", "owes", "pay", "paid", "pays", "sold", "sell", "bought", "about", "what"),
    )
)


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


def _bare(word: str) -> str:
    return re.sub(r"'s?$", "", word)


def _words(name: str) -> set[str]:
    return {
        _bare(word)
        for word in _WORD.findall(_plain(name))
        if len(_bare(word)) >= _SHORTEST and _bare(word) not in _LEGAL and not _HAN.fullmatch(word)
    } | {
        _bare(word).rstrip("s")
        for word in _WORD.findall(_plain(name))
        if len(word) >= _PLURAL and not _HAN.search(word)
    }


_TITLED = re.compile(
    r"([\u3400-\u9fff])(?:老板娘?|总|姐|哥|叔|婶|阿姨|师傅|先生|女士|小姐|太太|老师|经理)"
)
_FAR = frozenset(
    ("国家", "中国", "有限", "集团", "商店", "小店", "门店", "老板", "我们", "这个", "那个")
)
"""Pieces that stand in too many sentences to mean a party."""


def _pieces(name: str) -> set[str]:
    plain = _plain(name)
    titled = _TITLED.fullmatch(plain)
    if titled:
        return {
            plain,
            *(before + titled[1] for before in "老小阿"),
            *(titled[1] + each for each in ("总", "哥", "姐", "老板")),
        }
    for legal in _LEGAL_HAN:
        plain = plain.removesuffix(legal)
    return {
        run[at : at + size]
        for run in _HAN.findall(plain)
        for size in range(2, min(6, len(run)) + 1)
        for at in range(len(run) - size + 1)
    } - _FAR


def _standing(plain: str, name: str) -> int:
    """Return where a whole name stands, not within a longer word; -1 for nowhere."""
    if _HAN.search(name):
        return plain.find(name)
    at = plain.find(name)
    while at >= 0:
        around = plain[at - 1 : at] + plain[at + len(name) : at + len(name) + 1]
        if not re.search(r"\w", around):
            return at
        at = plain.find(name, at + 1)
    return -1


def _apart(found: list[Meant]) -> list[Meant]:
    kept: list[Meant] = []
    for each in found:
        if not any(each.start < other.end and other.start < each.end for other in kept):
            kept.append(each)
    parties: set[str] = set()
    told = []
    for each in sorted(kept, key=lambda meant: meant.start):
        if each.party not in parties:
            parties.add(each.party)
            told.append(each)
    return told
