"""The figures of a sentence: each number with its unit, and how exactly it is meant."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP
from decimal import Decimal

from cfo_desktop.advisor import numbers
from cfo_desktop.domain import currency as currencies
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.finding import Ratio
from cfo_desktop.domain.money import Money


class Lean(enum.Enum):
    """How a figure is meant: exactly, or rounded, and to which side."""

    EXACT = 0
    ABOUT = 1
    OVER = 2
    """The figure itself is a little more than what is said."""
    UNDER = 3


class Kind(enum.Enum):
    """What a number is of."""

    MONEY = 0
    PERCENT = 1
    COUNT = 2


@dataclass(frozen=True, slots=True)
class Said:
    """A figure at ``text[start:end]``, its unit and what marks it as rounded included."""

    start: int
    end: int
    value: Decimal
    kind: Kind
    currencies: frozenset[str] | None = None
    """What the currency may be; ``None`` where none is said."""
    units: frozenset[Unit] = frozenset()
    lean: Lean = Lean.EXACT


_DOLLARS = frozenset(["USD", "AUD", "CAD", "HKD", "SGD", "NZD", "TWD"])
_YUAN = frozenset(["CNY", "HKD", "MOP", "TWD"])
_SYMBOLS = {"¥": frozenset({"CNY", "JPY"}), "￥": frozenset({"CNY", "JPY"}), "$": _DOLLARS}
_SYMBOLS |= {"us$": frozenset({"USD"}), "hk$": frozenset({"HKD"}), "€": frozenset({"EUR"})}
_SYMBOLS |= {"£": frozenset({"GBP"}), "rmb": frozenset({"CNY"}), "人民币": frozenset({"CNY"})}
_WORDS = {"yuan": "CNY", "rmb": "CNY", "renminbi": "CNY", "kuai": "CNY", "euro": "EUR"}
_WORDS |= {"euros": "EUR", "pound": "GBP", "pounds": "GBP", "yen": "JPY"}
_BEFORE = re.compile(r"(us\$|hk\$|[$€£¥￥]|\brmb|人民币|\b[a-z]{3}(?=\s?$))\s?$")
_AFTER = re.compile(
    r"\s?(?:(?P<symbol>[€£])|(?P<word>yuan|rmb|renminbi|kuai|euros?|pounds?|yen|dollars?)\b"
    r"|(?P<code>[a-z]{3})\b|(?P<yuan>元人民币|元|块钱|块|圆)|(?P<name>[\u4e00-\u9fff]{2,4}))"
)
_COUNTED = re.compile(
    r"\s(?:open\s|unpaid\s|outstanding\s|other\s|different\s)?(?P<noun>days?|weeks?|months?|invoices?"
    r"|bills?|payments?|entry|entries|customers?|suppliers?|findings?)\b"
)
_COUNTED_HAN = re.compile(
    r"\s?(?P<noun>天|周|个星期|个月|张?(?:未付的?|未结的?)?发票|张?(?:未付的?|未结的?)?账单|张|笔付款|笔记录|笔账|笔"
    r"|[位个家](?:其他)?客户|[位个家](?:其他)?供应商|[位家])"
)
_NOUNS = {each.value.rstrip("s"): frozenset({each}) for each in Unit if each is not Unit.NONE}
_NOUNS |= {"entry": frozenset({Unit.ENTRIES}), "entrie": frozenset({Unit.ENTRIES})}
_HAN_NOUNS = (
    ("发票", frozenset({Unit.INVOICES})),
    ("账单", frozenset({Unit.BILLS})),
    ("客户", frozenset({Unit.CUSTOMERS})),
    ("供应商", frozenset({Unit.SUPPLIERS})),
    ("笔付款", frozenset({Unit.PAYMENTS})),
    ("笔记录", frozenset({Unit.ENTRIES})),
    ("笔", frozenset({Unit.PAYMENTS, Unit.ENTRIES})),
    ("张", frozenset({Unit.INVOICES, Unit.BILLS})),
    ("个星期", frozenset({Unit.WEEKS})),
    ("周", frozenset({Unit.WEEKS})),
    ("个月", frozenset({Unit.MONTHS})),
    ("天", frozenset({Unit.DAYS})),
    ("", frozenset({Unit.CUSTOMERS, Unit.SUPPLIERS})),
)
_LEANS = (
    (Lean.UNDER, re.compile(r"(?:\b(?:nearly|almost|just\sunder|just\sbelow)\s|将近|接近|不到)$")),
    (Lean.OVER, re.compile(r"(?:\b(?:over|more\sthan|just\sover)\s|超过)$")),
    (
        Lean.ABOUT,
        re.compile(
            r"(?:\b(?:about|around|roughly|approximately|some|close\sto)\s|大约|大概|差不多|约|近)$"
        ),
    ),
)
_TAIL = re.compile(r"左右|上下|出头|(?:\s(?:or\sso))\b")
_MINUS = re.compile(r"(?:\b(?:minus|negative)\s|负)$")
_SIMPLE = {"half": (1, 2), "third": (1, 3), "quarter": (1, 4), "fifth": (1, 5)}
_FRACTION = re.compile(
    r"\b(?:(?P<count>a|one|two|three|four)[\s-])?(?P<part>half|third|quarter|fifth)s?\b(?!\s(?:an?\b|of\san?\b|days?|month))"
    r"|(?P<twice>\btwice\b|两倍)|(?P<han>一半)|(?P<of>[二三四五六七八九十\d])分之(?P<share>[一二两三四五六七八九\d])"
)
_TEN = Decimal(10)


def find(text: str) -> tuple[Said, ...]:
    """Return the figures of a text in which names and days are blanked out."""
    lowered = text.lower()
    found = [_fraction(match) for match in _FRACTION.finditer(lowered)]
    taken = [(each.start, each.end) for each in found]
    for number in numbers.find(lowered):
        if any(number.start < end and start < number.end for start, end in taken):
            continue
        found.append(_unit(lowered, number))
    return tuple(sorted((_leaning(lowered, each) for each in found), key=lambda each: each.start))


def _fraction(match: re.Match[str]) -> Said:
    counts = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
    if match["twice"]:
        share = Decimal(200)
    elif match["han"]:
        share = Decimal(50)
    elif match["of"]:
        part, whole = (next(numbers.numbers_alone(match[each])) for each in ("share", "of"))
        share = 100 * part / whole if whole else Decimal(0)
    else:
        over, under = _SIMPLE[match["part"]]
        share = Decimal(100 * over * counts.get(match["count"] or "a", 1)) / under
    return Said(match.start(), match.end(), share, Kind.PERCENT)


def _unit(text: str, number: numbers.Number) -> Said:
    start, end, value = number.start, number.end, number.value
    minus = _MINUS.search(text, 0, start)
    if minus:
        start, value = minus.start(), -value
    if number.percent:
        return Said(start, end, value, Kind.PERCENT)
    counted = _COUNTED.match(text, end) or _COUNTED_HAN.match(text, end)
    if counted:
        return Said(start, counted.end(), value, Kind.COUNT, units=_units(counted["noun"]))
    wanted: set[str] | None = None
    before = _BEFORE.search(text, 0, start)
    if before:
        named = _SYMBOLS.get(before[1]) or _code(before[1])
        if named:
            wanted, start = set(named), before.start()
    after = _AFTER.match(text, end)
    named = _of_words(after) if after else None
    if after and named:
        wanted = set(named) if wanted is None else wanted & named
        end = after.end()
    return Said(start, end, value, Kind.MONEY, None if wanted is None else frozenset(wanted))


def _units(noun: str) -> frozenset[Unit]:
    if noun.isascii():
        return _NOUNS[noun.rstrip("s")]
    return next(units for part, units in _HAN_NOUNS if part in noun)


def _code(text: str) -> frozenset[str] | None:
    code = text.strip().upper()
    return frozenset({code}) if currencies.is_currency(code) else None


def _of_words(match: re.Match[str]) -> frozenset[str] | None:
    if match["symbol"]:
        return _SYMBOLS[match["symbol"]]
    if match["word"]:
        return frozenset({_WORDS[match["word"]]}) if match["word"] in _WORDS else _DOLLARS
    if match["code"]:
        return _code(match["code"])
    if match["yuan"]:
        return frozenset({"CNY"}) if "人民币" in match["yuan"] else _YUAN
    name = currencies.from_name(match["name"]) or currencies.from_name(match["name"][:2])
    return frozenset({name}) if name else None


def _leaning(text: str, said: Said) -> Said:
    start, end, lean = said.start, said.end, Lean.EXACT
    for each, pattern in _LEANS:
        before = pattern.search(text, 0, start)
        if before:
            start, lean = before.start(), each
            break
    after = _TAIL.match(text, end)
    if after and lean in (Lean.EXACT, Lean.ABOUT):
        end, lean = after.end(), Lean.OVER if after[0] == "出头" else Lean.ABOUT
    return Said(start, end, said.value, said.kind, said.currencies, said.units, lean)


# --- the same figure? ---


def same_money(said: Said, money: Money) -> bool:
    """Tell whether an amount was said, in its currency; its sign is for the caller."""
    if said.currencies is not None and money.currency not in said.currencies:
        return False
    return _same(said, abs(money.decimal()))


def same_ratio(said: Said, ratio: Ratio) -> bool:
    """Tell whether a ratio was said; whole per cent need no "about", halves go up."""
    share = abs(Decimal(ratio.per_mille)) / 10
    whole = share.quantize(Decimal(1), ROUND_HALF_UP)
    if said.lean is Lean.EXACT and abs(said.value) == whole:
        return True
    if said.value.as_tuple().exponent not in range(-2, 1) and said.lean is Lean.EXACT:
        return abs(abs(said.value) - share) < Decimal("0.05")  # a third is 33.3 %
    return _same(said, share)


def _same(said: Said, fact: Decimal) -> bool:
    value = abs(said.value)
    if said.lean is Lean.EXACT:
        return value == fact
    if said.lean is Lean.OVER:
        return value < fact and near(value, fact, units=1)
    if said.lean is Lean.UNDER:
        return value > fact and near(value, fact, units=1)
    return near(value, fact)


_MOST_OFF = Decimal("0.05")


_HALF = Decimal("0.5")


def near(said: Decimal, fact: Decimal, *, units: Decimal | int = _HALF) -> bool:
    """Tell whether a figure is another one as people round it in words.

    It lies within ``units`` of the last digit that is said (half a one, or a whole one where the
    words say to which side it was rounded), and no more than 5 % off: "about 1,500" for 1,480.
    """
    unit = _TEN ** int(said.normalize().as_tuple().exponent)
    off = abs(said - fact)
    return off <= unit * units and off <= fact * _MOST_OFF
