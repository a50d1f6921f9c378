"""Each finding has its words in both languages, and every place in them is filled."""

from __future__ import annotations

import datetime as dt
import random
import re

import pytest

from cfo_desktop.base import texts
from cfo_desktop.domain import finding_texts
from cfo_desktop.domain.finding import ActionKind
from cfo_desktop.domain.finding import Finding
from cfo_desktop.domain.finding import FindingCode
from cfo_desktop.domain.finding import Ratio
from cfo_desktop.domain.finding import Severity
from cfo_desktop.domain.money import Money
from tests.evaluation import findings as evaluation
from tests.evaluation import made_shops
from tests.evaluation import planted


class Plain:
    """A face that writes figures as they are."""

    def money(self, money: Money) -> str:
        return f"{money.currency} {money}"

    def ratio(self, ratio: Ratio) -> str:
        return f"{ratio.per_mille / 10}%"

    def day(self, day: dt.date) -> str:
        return day.isoformat()

    def number(self, number: int) -> str:
        return f"{number:,}"

    def account(self, code: str) -> str:
        return f"Account {code}"


def findings_of(code: FindingCode) -> dict[str, Finding]:
    """Return one finding of each variant of a code that planting it a few times brings."""
    found: dict[str, Finding] = {}
    for seed in range(300):
        chance = random.Random(seed)  # noqa: S311 - the same shop again
        shop = made_shops.make(seed, months=14, end=evaluation.LAST)
        fault: planted.Planted | None
        if code is FindingCode.CASH_SHORT:
            fault = planted.cash_short(shop, chance, evaluation._ahead(evaluation.past_of(shop)))
        else:
            fault = planted.plant(code, shop, chance)
        if fault is not None:
            past = evaluation.past_of(shop)
            for each in evaluation.found_in(past, fault.circumstances):
                if each.code is code:
                    found.setdefault(each.variant, each)
        if len(found) >= 2 or (found and code not in finding_texts.VARIANTS) or seed >= 12:
            return found
    return found


@pytest.mark.parametrize("code", FindingCode)
def test_what_is_found_can_be_said(code: FindingCode) -> None:
    found = findings_of(code)
    assert found
    for variant, each in found.items():
        assert variant in finding_texts.VARIANTS.get(code, ("",))
        for language in texts.LANGUAGES:
            said = [
                say(each, language, Plain())
                for say in (finding_texts.title, finding_texts.text, finding_texts.remedy)
            ]
            assert all(said)
            said.append(finding_texts.brings(each, language, Plain()))
            assert not re.search(r"[{}]", "".join(said))
            assert not said[-1] or re.search(r"[0-9]", said[-1])
            assert finding_texts.button(each, language)


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_code_variant_action_and_severity_has_words(language: str) -> None:
    known = set(texts._catalogue(language, finding_texts.ROOM))
    for code in FindingCode:
        for variant in finding_texts.VARIANTS.get(code, ("",)):
            about = f"{code}.{variant}" if variant else str(code)
            assert {f"{about}.{part}" for part in ("title", "text", "remedy")} <= known
    assert {f"button.{kind}" for kind in ActionKind} <= known
    for level in Severity:
        assert finding_texts.severity(level, language)


def test_what_it_brings_is_said_in_both_languages_or_in_none() -> None:
    told = [
        {key for key in texts._catalogue(language, finding_texts.ROOM) if key.endswith(".brings")}
        for language in texts.LANGUAGES
    ]
    assert told[0] == told[1]
    assert len(told[0]) > 20


def test_one_is_not_many() -> None:
    shown = [finding_texts.shown("days", number, "en", Plain()) for number in (1, 2, 1500)]
    assert shown == ["1 day", "2 days", "1,500 days"]
    assert finding_texts.shown("apart", 0, "en", Plain()) == "the same day"
    assert finding_texts.shown("new", 0, "zh_CN", Plain()) == "没有新增"
