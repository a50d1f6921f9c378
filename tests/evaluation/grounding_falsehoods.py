"""Makes true sentences about made-up answers, and false ones of them in every way that applies."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import replace

from cfo_desktop.advisor.grounding import lexicon
from tests.evaluation import grounding_worlds as worlds
from tests.evaluation.grounding_worlds import Made
from tests.evaluation.grounding_worlds import Template
from tests.evaluation.grounding_worlds import World
from tests.evaluation.grounding_worlds import filled

_CURRENCIES = {"CNY": "yuan", "EUR": "euros", "USD": "dollars", "GBP": "pounds"}
_UNITS = {
    "en": (" days", "%", " invoices", " weeks"),
    "zh_CN": ("天", "%", "张发票", "位客户"),
}
_SCALES = {"en": ("k", " thousand", " million"), "zh_CN": ("万元", "亿元", "千元")}
_US = ("you", "You", "您", "your shop", "店里")


def sentences(of: World) -> Iterator[Made]:
    """Yield a true sentence, and the false ones that are made of it."""
    usable = [each for each in of.templates if set(worlds.places(each.text)) <= of.places]
    template = of.chance.choice(usable)
    yield Made(filled(template.text, of), of.given, of.language)
    for way in (_money, _days, _counts, _names, _opposites, _negations, _advised):
        for mutation, text in way(template, of):
            yield Made(text, of.given, of.language, mutation)


Falsehoods = Iterator[tuple[str, str]]
"""How each was made, and the sentence."""


def _money(template: Template, of: World) -> Falsehoods:
    text = template.text
    mine = [place for place in worlds.places(text) if place in of.money]
    for place in mine:
        value = of.money[place]
        for mutation, said in _amounts(value, of):
            yield mutation, filled(text, of, **{place: said})
        others = [each for name, each in of.money.items() if name != place]
        if others:
            other = worlds.amount(of.chance.choice(others), of)
            yield "another fact's figure", filled(text, of, **{place: other})
    if len(mine) > 1:
        one, two = (worlds.amount(of.money[place], of) for place in mine[:2])
        yield "figures swapped", filled(text, of, **{mine[0]: two, mine[1]: one})


def _amounts(value: int, of: World) -> Falsehoods:
    """Yield an amount as it is not."""
    chance, english, digits = of.chance, of.language == "en", str(value)
    at = chance.randrange(len(digits))
    digit = (int(digits[at]) + chance.randrange(1, 9)) % 10
    changed = int(f"{digits[:at]}{digit}{digits[at + 1 :]}")
    if changed and changed not in of.money.values():
        yield "digit", worlds.amount(changed, of)
        unit = f" {_CURRENCIES[of.given.currency]}" if english else "元"
        words = worlds.english_words if english else worlds.chinese_words
        yield "words", f"{words(changed)}{unit}"
    pairs = [at for at in range(len(digits) - 1) if digits[at] != digits[at + 1]]
    if pairs:
        at = chance.choice(pairs)
        swapped = int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])
        if swapped not in of.money.values():
            yield "digits swapped", worlds.amount(swapped, of)
    wrong = chance.choice([each for each in _CURRENCIES if each != of.given.currency])
    yield "currency", worlds.amount(value, of, currency=wrong)
    yield "unit", f"{value}{chance.choice(_UNITS[of.language])}"
    yield "scale", f"{value}{chance.choice(_SCALES[of.language])}"
    far = round(value * chance.choice((0.8, 1.3)))
    yield "rounded too far", f"{'about ' if english else '大约'}{far}"


def _days(template: Template, of: World) -> Falsehoods:
    today = of.given.today
    for place in worlds.places(template.text):
        if place in of.days:
            off = of.chance.choice((-31, -7, -1, 1, 2, 7, 30))
            moved = of.days[place] + dt.timedelta(days=off)
            if moved != today:
                yield "date", filled(template.text, of, **{place: worlds.day(moved, of)})
        if place in of.months:
            mine = of.months[place]
            for other in (mine.plus(of.chance.choice((-5, -3, 2))), *of.months.values()):
                if other != mine:
                    said = worlds.month(other, of, today=today)
                    yield "period", filled(template.text, of, **{place: said})


def _counts(template: Template, of: World) -> Falsehoods:
    text = template.text
    for place in worlds.places(text):
        if place in of.counts:
            changed = of.counts[place] + of.chance.choice((-1, 1, 10))
            yield "count", filled(text, of, **{place: str(changed)})
            english, chinese = of.chance.choice((("weeks", "周"), ("months", "个月")))
            other = text.replace("{n} days", f"{{n}} {english}").replace("{n}天", f"{{n}}{chinese}")
            yield "unit", filled(other, of)
        if place in of.shares:
            for off in (-10, 10):
                said = worlds.share(of.shares[place] + off, of)
                yield "percent", filled(text, of, **{place: said})


def _names(template: Template, of: World) -> Falsehoods:
    text, held = template.text, worlds.places(template.text)
    for place in held:
        if place in of.parties:
            invented = of.chance.choice(worlds.INVENTED[of.language])
            yield "invented name", filled(text, of, **{place: invented})
            other = of.chance.choice(sorted(of.given.others))
            yield "other name", filled(text, of, **{place: other})
    if "p" in held and set(held) & {"m", "n", "due"}:
        swapped = {"p": of.parties["q"], "q": of.parties["p"]}
        yield "party swapped", filled(text, of, **swapped)


def _opposites(template: Template, of: World) -> Falsehoods:
    text, held = template.text, worlds.places(template.text)
    if template.sense:
        opposite = of.chance.choice(of.opposites[template.sense])
        if set(worlds.places(opposite)) <= of.places:
            yield "direction", filled(opposite, of)
    us = next((each for each in _US if each in text), None)
    if us and "p" in held and set(held) & set(of.money):
        swapped = text.replace("{p}", "\0").replace(us, "{p}", 1).replace("\0", us)
        yield "subject and object", filled(swapped, of)


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


def _negations(template: Template, of: World) -> Falsehoods:
    for plain, negated in _NEGATED[of.language]:
        if plain in template.text:
            yield "negation", filled(template.text.replace(plain, negated, 1), of)


_AROUND = {
    "en": ("Check the {w}, and {s}", "{s}, so look at the {w}.", "Look at the {w}: {s}"),
    "zh_CN": ("先看看{w}，{s}", "{s}，所以记得{w}。", "请留意{w}：{s}"),
}
"""How advice and a claim are put together."""
_TOLD = {
    "en": (
        *("Your costs {w}.", "Customers {w} {v}.", "Your sales {w} the {v}.", "You {w} the {v}."),
        *("Keep calm, your costs {w}.", "Profits {w}, so look at the {v}.", "The shop is {w}."),
    ),
    "zh_CN": (
        *("您的利润{w}。", "客户{w}。", "店里的钱{w}了。", "成本{w}，销售{w}。"),
        *("供应商{w}了。", "您{w}了。"),
    ),
}
"""What words of advice would say of the shop, if they might."""


def _advised(template: Template, of: World) -> Falsehoods:
    """Put words of advice around what is false, and let them say something by themselves."""
    # chance of its own, so that these sentences change none of the others
    chance = random.Random(f"{template.text}{of.money}{of.given.today}")
    of, known = replace(of, chance=chance), lexicon.load(of.language)
    joint = " " if of.language == "en" else ""
    w, v = (joint.join(chance.choice(_advice(of.language))) for _ in range(2))
    false = [text for way in (_money, _opposites, _negations) for _, text in way(template, of)]
    if false:
        said = chance.choice(false).rstrip(".。")
        around = chance.choice(_AROUND[of.language])
        yield "advice around", around.format(w=w, s=said)
        at = chance.choice([at for at, each in enumerate(said) if each == " " or not joint] or [0])
        yield "advice within", f"{said[:at]}{joint}{w}{joint}{said[at:].strip()}."
    told = chance.choice(_TOLD[of.language]).format(w=w, v=v)
    if any(piece in known.shape.get("urging", ()) for piece in (w, v)):
        return  # "客户最好…" asks the owner to do something
    yield "advice as a claim", told


def _advice(language: str) -> list[tuple[str, ...]]:
    words = lexicon.load(language).words
    return sorted(word for word, entry in words.items() if entry.letter == lexicon.ADVICE)
