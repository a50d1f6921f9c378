"""Made-up answers, true sentences about them, and the ways in which a model makes them false."""

from __future__ import annotations

import datetime as dt
import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from cfo_desktop.advisor.grounding.given import Given
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import Line
from cfo_desktop.domain.asking import Place
from cfo_desktop.domain.asking import Sense
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.asking import Unit
from cfo_desktop.domain.finding import Ratio
from cfo_desktop.domain.money import Money
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch

PARTIES = {
    "en": (
        *("Lily's Cafe", "Harbour Hotel", "Blue Door Bakery", "Chen & Sons", "North Mill Ltd"),
        *("The Copper Pot", "Anna Schmidt", "Metro Foods", "7 Hills Catering", "Old Town Inn"),
    ),
    "zh_CN": (
        *(
            "百合咖啡",
            "海港酒店",
            "蓝门面包房",
            "陈记粮油",
            "王建国",
            "四季春餐厅",
            "鼎盛贸易有限公司",
        ),
        *("Metro食品", "老张水产", "学府路小学"),
    ),
}
INVENTED = {
    "en": (
        "Golden Dragon",
        "Riverside Diner",
        "Smith Brothers",
        "Café Luna",
        "Peter Novak",
        "Green Valley",
    ),
    "zh_CN": ("红星饭店", "李老板", "幸福超市", "大河公司", "刘先生", "新世界商场"),
}
_ENGLISH_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_ENGLISH_TENS = [
    "zero",
    "ten",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
]
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True)
class Template:
    """A sentence with places; ``sense`` says which way it points, for its opposites."""

    text: str
    sense: str = ""


@dataclass
class World:
    """An answer, and what the places of the templates are filled with."""

    given: Given
    language: str
    chance: random.Random
    money: dict[str, int] = field(default_factory=dict)
    """{place: whole units of the currency}."""
    counts: dict[str, int] = field(default_factory=dict)
    shares: dict[str, int] = field(default_factory=dict)
    """{place: per mille}."""
    days: dict[str, dt.date] = field(default_factory=dict)
    months: dict[str, Month] = field(default_factory=dict)
    parties: dict[str, str] = field(default_factory=dict)
    templates: tuple[Template, ...] = ()
    opposites: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Made:
    """A sentence, whether it is true, and how it was made false."""

    text: str
    given: Given
    language: str
    mutation: str = ""


# --- how people write figures ---


def english_words(value: int) -> str:
    """Write a whole number in English words."""
    for unit, word in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= unit:
            rest = value % unit
            joint = " and " if unit == 100 and rest else " "
            tail = f"{joint}{english_words(rest)}" if rest else ""
            return f"{english_words(value // unit)} {word}{tail}"
    if value < 20:
        return _ENGLISH_ONES[value]
    tens = _ENGLISH_TENS[value // 10]
    return f"{tens}-{_ENGLISH_ONES[value % 10]}" if value % 10 else tens


def chinese_words(value: int) -> str:
    """Write a whole number in Chinese numerals."""
    digits = "零一二三四五六七八九"
    if value >= 10_000:
        rest = value % 10_000
        gap = "零" if 0 < rest < 1_000 else ""
        return f"{chinese_words(value // 10_000)}万{gap}{chinese_words(rest) if rest else ''}"
    text, zero = "", False
    for unit, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            text += ("零" if zero and text else "") + digits[digit] + word
            zero = False
        else:
            zero = True
    return text.removeprefix("一") if 10 <= value < 20 else text


def amount(value: int, world: World, *, currency: str | None = None, unit: bool = True) -> str:
    """Write an amount in one of the ways in which models and people do."""
    chance, code = world.chance, currency or world.given.currency
    if world.language == "en":
        symbol = {"CNY": "¥", "EUR": "€", "USD": "$", "GBP": "£"}[code]
        word = {"CNY": "yuan", "EUR": "euros", "USD": "dollars", "GBP": "pounds"}[code]
        ways = [
            f"{code} {value:,}",
            f"{symbol}{value:,}.00",
            f"{value:,} {word}",
            f"{symbol}{value}",
        ]
        if currency is None:
            ways += [f"{value:,}", f"{value}.00", f"{english_words(value)} {word}"]
            if value % 100 == 0 and value >= 1000:
                ways.append(f"{value / 1000:g}k")
        return chance.choice(ways)
    word = {"CNY": "元", "EUR": "欧元", "USD": "美元", "GBP": "英镑"}[code]
    ways = [f"{value}{word}", f"{value:,}{word}", f"{value:,}.00{word}", f" {value} {word}"]
    if currency is None:
        ways += [f"{chinese_words(value)}{word}", f"{value}"]
        if value % 100 == 0 and value >= 10_000:
            ways.append(f"{value / 10_000:g}万{word}")
    return chance.choice(ways)


def day(value: dt.date, world: World) -> str:
    """Write a date."""
    if world.language == "en":
        month = _MONTHS[value.month - 1]
        ways = [
            f"{value.day} {month}",
            f"{month} {value.day}",
            f"{value.day} {month} {value.year}",
            f"{value}",
        ]
        return world.chance.choice(ways)
    ways = [
        f"{value.month}月{value.day}日",
        f"{value.year}年{value.month}月{value.day}日",
        f"{value.month}月{value.day}号",
    ]
    return world.chance.choice(ways)


def month(value: Month, world: World, *, today: dt.date) -> str:
    """Write a month."""
    if world.language == "en":
        name = _MONTHS[value.number - 1]
        ways = [f"{name} {value.year}"]
        if today.year * 12 + today.month - value.year * 12 - value.number < 12:
            ways += [name]
        return world.chance.choice(ways)
    ways = [f"{value.year}年{value.number}月"]
    if value == Month.of(today).plus(-1):
        ways += ["上个月", "上月"]
    if value == Month.of(today):
        ways += ["这个月", "本月"]
    if value.year == today.year and value <= Month.of(today):
        ways += [f"{value.number}月", f"{chinese_words(value.number)}月份"]
    return world.chance.choice(ways)


def share(per_mille: int, world: World) -> str:
    """Write a share."""
    text = f"{per_mille / 10:g}"
    if world.language == "en":
        return world.chance.choice((f"{text}%", f"{text} %", f"{text} percent"))
    whole = f"百分之{chinese_words(per_mille // 10)}"
    return world.chance.choice((f"{text}%", whole if per_mille % 10 == 0 else f"{text}%"))


# --- worlds ---


WORDED: dict[str, dict[str, list[str]]] = tomllib.loads(
    (Path(__file__).parent / "grounding_templates.toml").read_text(encoding="utf-8")
)


def _templates(texts: list[str], sense: str = "") -> tuple[Template, ...]:
    return tuple(Template(each, sense) for each in texts)


def world(chance: random.Random, language: str) -> World:
    """Return a made-up answer of one kind."""
    kind = chance.choice((_debts, _debts, _earned, _earned, _ahead))
    return kind(chance, language)


def _value(chance: random.Random, taken: set[int]) -> int:
    while True:
        value = chance.choice(
            (
                chance.randrange(12, 999),
                chance.randrange(1000, 9999),
                chance.randrange(100, 990) * 100,
            )
        )
        # told apart from all others, also as people round them
        if all(abs(value - each) > max(value, each) / 10 for each in taken):
            taken.add(value)
            return value


def _today(chance: random.Random) -> dt.date:
    return dt.date(2025, 6, 1) + dt.timedelta(days=chance.randrange(700))


def _debts(chance: random.Random, language: str) -> World:
    to_us = chance.random() < 0.5
    today, currency = (
        _today(chance),
        "CNY" if language == "zh_CN" else chance.choice(("CNY", "EUR", "USD")),
    )
    taken: set[int] = set()
    p, q, r, *others = chance.sample(PARTIES[language], 6)
    values = sorted((_value(chance, taken) for _ in range(3)), reverse=True)
    total = sum(values)
    late = chance.randrange(2, 11)
    due = today + dt.timedelta(days=-late if to_us else late)
    sense = Sense.OWED_TO_US if to_us else Sense.WE_OWE
    facts = {
        "total": Fact(Money(currency, total * 100), sense),
        "late_days": Fact(late, unit=Unit.DAYS, place=Place(party=p)),
        "due": Fact(due, place=Place(party=p)),
    }
    lines = tuple(
        Line(name, (Money(currency, value * 100),), Place(party=name))
        for name, value in zip((p, q, r), values, strict=True)
    )
    tool = Tool.RECEIVABLES if to_us else Tool.PAYABLES
    given = Given(
        facts, currency, today, lines, ("who", "amount"), others=frozenset(others), tool=tool
    )
    here = [WORDED[language][each] for each in ("to_us", "to_us_more", "we", "we_more")]
    mine, more, other = (here[0], here[1], here[2]) if to_us else (here[2], here[3], here[0])
    return World(
        given,
        language,
        chance,
        money={"m": values[0], "k": values[1], "t": total},
        counts={"n": late},
        days={"due": due},
        parties={"p": p, "q": q},
        templates=_templates(mine, "this") + _templates(more),
        opposites={"this": other},
    )


def _earned(chance: random.Random, language: str) -> World:
    today, currency = (
        _today(chance),
        "CNY" if language == "zh_CN" else chance.choice(("CNY", "EUR", "GBP")),
    )
    now = Month.of(today).plus(-chance.randrange(1, 4))
    then = now.plus(-1)
    lost, up = chance.random() < 0.3, chance.random() < 0.5
    profit, costs, income, taken = _result(chance, lost=lost)
    difference = _value(chance, taken)
    stretch, before = _stretch(now), _stretch(then)
    margin = round(1000 * profit / income)
    place = Place(stretch=stretch)
    facts = {
        "when": Fact(stretch),
        "profit": Fact(
            Money(currency, profit * 100), Sense.LOSS if lost else Sense.NONE, place=place
        ),
        "income": Fact(Money(currency, income * 100), place=place),
        "costs": Fact(Money(currency, costs * 100), place=place),
        "difference": Fact(Money(currency, difference * 100), Sense.UP if up else Sense.DOWN),
        "before": Fact(before),
    }
    if not lost:
        facts["margin"] = Fact(Ratio(margin))
    given = Given(facts, currency, today, period=stretch, tool=Tool.PROFIT)
    worded = WORDED[language]
    moved = [worded["profit_up"], worded["profit_down"]][:: 1 if up else -1]
    plain, loss = worded["profit"], worded["loss"]
    profits = [each for each in plain if set(_places(each)) <= {"a", "now"} and "{a}" in each]
    if lost:
        templates = _templates(loss, "earned")
    else:
        templates = _templates(plain) + _templates(moved[0], "moved")
        templates += _templates(profits, "earned")
    return World(
        given,
        language,
        chance,
        money={"a": profit, "i": income, "c": costs, "d": difference},
        shares={} if lost else {"r": margin},
        months={"now": now, "then": then},
        templates=templates,
        opposites={"moved": moved[1], "earned": profits if lost else loss},
    )


def _result(chance: random.Random, *, lost: bool) -> tuple[int, int, int, set[int]]:
    """Return profit or loss, costs and income, each told apart from the others."""
    while True:
        taken: set[int] = set()
        profit, costs = _value(chance, taken), _value(chance, taken)
        income = costs + (-profit if lost else profit)
        if income > 0 and all(abs(income - each) > max(income, each) / 10 for each in taken):
            return profit, costs, income, {*taken, income}


def _ahead(chance: random.Random, language: str) -> World:
    today, currency = _today(chance), "CNY"
    taken: set[int] = set()
    low, short = _value(chance, taken), _value(chance, taken)
    low_day = today + dt.timedelta(days=chance.randrange(9, 60))
    facts = {
        "lowest": Fact(Money(currency, low * 100)),
        "lowest_day": Fact(low_day),
        "short": Fact(Money(currency, short * 100), Sense.SHORT),
    }
    given = Given(facts, currency, today, tool=Tool.FORECAST)
    return World(
        given,
        language,
        chance,
        money={"low": low, "s": short},
        days={"low_day": low_day},
        templates=_templates(WORDED[language]["short"]),
    )


def _stretch(of: Month) -> Stretch:
    return Stretch(of.first_day, of.last_day)


# --- filling, and making false ---


def _places(text: str) -> list[str]:
    return re.findall(r"\{(\w+)\}", text)


def filled(template: str, of: World, **instead: str) -> str:
    """Fill the places of a template; ``instead`` holds texts for some of them."""
    today = of.given.today
    texts = {name: amount(each, of) for name, each in of.money.items()}
    texts |= {name: str(each) for name, each in of.counts.items()}
    texts |= {name: share(each, of) for name, each in of.shares.items()}
    texts |= {name: day(each, of) for name, each in of.days.items()}
    texts |= {name: month(each, of, today=today) for name, each in of.months.items()}
    texts |= of.parties
    said = template.format(**(texts | instead))
    said = said.strip()
    return said[:1].upper() + said[1:] if of.language == "en" else said


def sentences(of: World) -> Iterator[Made]:
    """Yield a true sentence and false ones made of it."""
    usable = [each for each in of.templates if set(_places(each.text)) <= _known_places(of)]
    template = of.chance.choice(usable)
    yield Made(filled(template.text, of), of.given, of.language)
    for mutation, text in _mutations(template, of):
        yield Made(text, of.given, of.language, mutation)


def _known_places(of: World) -> set[str]:
    return {*of.money, *of.counts, *of.shares, *of.days, *of.months, *of.parties}


def _mutations(template: Template, of: World) -> Iterator[tuple[str, str]]:
    places = _places(template.text)
    yield from _of_money(template.text, places, of)
    yield from _of_days(template.text, places, of)
    for place in places:
        if place in of.counts:
            changed = of.counts[place] + of.chance.choice((-1, 1, 10))
            yield "count", filled(template.text, of, **{place: str(changed)})
            weeks = ("weeks", "周") if of.chance.random() < 0.5 else ("months", "个月")
            yield (
                "unit",
                filled(
                    template.text.replace("{n} days", "{n} " + weeks[0]).replace(
                        "{n}天", "{n}" + weeks[1]
                    ),
                    of,
                ),
            )
        if place in of.shares:
            for off in (-10, 10):
                yield (
                    "percent",
                    filled(template.text, of, **{place: share(of.shares[place] + off, of)}),
                )
        if place in of.parties:
            invented = of.chance.choice(INVENTED[of.language])
            yield "invented name", filled(template.text, of, **{place: invented})
            other = of.chance.choice(sorted(of.given.others))
            yield "other name", filled(template.text, of, **{place: other})
    if "p" in places and set(places) & {"m", "n", "due"}:
        swapped = {"p": of.parties["q"], "q": of.parties["p"]}
        yield "party swapped", filled(template.text, of, **swapped)
    if template.sense:
        opposite = of.chance.choice(_templates(of.opposites[template.sense]))
        if set(_places(opposite.text)) <= _known_places(of):
            yield "direction", filled(opposite.text, of)
    if "{p}" in template.text and set(places) & set(of.money):
        for us in ("you", "You", "您", "your shop", "店里"):
            if us in template.text:
                text = template.text.replace("{p}", "\0").replace(us, "{p}", 1).replace("\0", us)
                yield "subject and object", filled(text, of)
                break
    for negated in _negated(template.text, of.language):
        yield "negation", filled(negated, of)


def _of_money(text: str, places: list[str], of: World) -> Iterator[tuple[str, str]]:
    mine = [place for place in places if place in of.money]
    for place in mine:
        value = of.money[place]
        digits = str(value)
        at = of.chance.randrange(len(digits))
        other = (
            digits[:at] + str((int(digits[at]) + of.chance.randrange(1, 9)) % 10) + digits[at + 1 :]
        )
        if int(other) and int(other) not in of.money.values():
            yield "digit", filled(text, of, **{place: amount(int(other), of)})
            words = english_words(int(other)) if of.language == "en" else chinese_words(int(other))
            unit = (
                " "
                + {"CNY": "yuan", "EUR": "euros", "USD": "dollars", "GBP": "pounds"}[
                    of.given.currency
                ]
            )
            yield (
                "words",
                filled(text, of, **{place: words + (unit if of.language == "en" else "元")}),
            )
        pairs = [at for at in range(len(digits) - 1) if digits[at] != digits[at + 1]]
        if pairs:
            at = of.chance.choice(pairs)
            other = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
            if int(other) not in of.money.values():
                yield "digits swapped", filled(text, of, **{place: amount(int(other), of)})
        wrong = of.chance.choice(
            [each for each in ("CNY", "EUR", "USD", "GBP") if each != of.given.currency]
        )
        yield "currency", filled(text, of, **{place: amount(value, of, currency=wrong)})
        units = (
            (" days", "%", " invoices", " weeks")
            if of.language == "en"
            else ("天", "%", "张发票", "位客户")
        )
        yield "unit", filled(text, of, **{place: f"{value}{of.chance.choice(units)}"})
        scales = ("k", " thousand", " million") if of.language == "en" else ("万元", "亿元", "千元")
        yield "scale", filled(text, of, **{place: f"{value}{of.chance.choice(scales)}"})
        around = "about " if of.language == "en" else "大约"
        far = round(value * of.chance.choice((0.8, 1.3)))
        yield "rounded too far", filled(text, of, **{place: f"{around}{far}"})
        others = [each for name, each in of.money.items() if name != place]
        if others:
            yield (
                "another fact's figure",
                filled(text, of, **{place: amount(of.chance.choice(others), of)}),
            )
    if len(mine) > 1:
        swapped = {mine[0]: amount(of.money[mine[1]], of), mine[1]: amount(of.money[mine[0]], of)}
        yield "figures swapped", filled(text, of, **swapped)


def _of_days(text: str, places: list[str], of: World) -> Iterator[tuple[str, str]]:
    today = of.given.today
    for place in places:
        if place in of.days:
            moved = of.days[place] + dt.timedelta(days=of.chance.choice((-31, -7, -1, 1, 2, 7, 30)))
            if moved != today:
                yield "date", filled(text, of, **{place: day(moved, of)})
        if place in of.months:
            for moved in (
                of.months[place].plus(of.chance.choice((-5, -3, 2))),
                *of.months.values(),
            ):
                if moved != of.months[place]:
                    yield "period", filled(text, of, **{place: month(moved, of, today=today)})


_NEGATED = {
    "en": (
        (" owes ", " does not owe "),
        (" owe ", " do not owe "),
        (" is ", " is not "),
        (" are ", " are not "),
        (" was ", " was not "),
        (" has to ", " does not have to "),
        (" should ", " should not "),
        ("Ask ", "Do not ask "),
        ("Pay ", "Do not pay "),
        ("Collect ", "Do not collect "),
        (" made a ", " never made a "),
        (" rose ", " never rose "),
        (" fell ", " never fell "),
        (" came ", " never came "),
        (" still owes ", " no longer owes "),
        (" has not ", " has "),
        (" have not ", " have "),
    ),
    "zh_CN": (
        ("欠您", "没有欠您"),
        ("欠您", "不欠您"),
        ("欠{p}", "没欠{p}"),
        ("是", "不是"),
        ("应付", "不应付"),
        ("要付", "不用付"),
        ("没付", "付了"),
        ("赚了", "没赚"),
        ("多", "不多"),
        ("增加", "没有增加"),
        ("下降", "没有下降"),
        ("亏", "没亏"),
        ("收入", "没有收入"),
    ),
}


def _negated(text: str, language: str) -> Iterator[str]:
    for plain, negated in _NEGATED[language]:
        if plain in text:
            yield text.replace(plain, negated, 1)
