"""Holds rules to what they say of a movement: every condition, the first that fits, no surprise."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.domain.rules import Movement
from cfo_desktop.domain.rules import Rule
from cfo_desktop.domain.rules import Way
from cfo_desktop.domain.rules import first_fit
from cfo_desktop.domain.rules import shadowed

GRID = Movement("State Grid", "Bill 0412 March", "1020", -4_400)


def rule(number: int, conditions: Mapping[str, str | int]) -> Rule:
    return replace(Rule(number, account="6120"), **conditions)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("conditions", "fits"),
    [
        ({"contains": "grid bill"}, True),
        ({"contains": "ＧＲＩＤ"}, True),
        ({"contains": "gridbill"}, False),
        ({"pattern": "state*march"}, True),
        ({"pattern": "*bill ???? *"}, True),
        ({"pattern": "*bill ??? march"}, False),
        ({"pattern": "state grid"}, False),
        ({"pattern": "*"}, True),
        ({"pattern": "*[a-z]*"}, False),
        ({"party": "STATE  GRID"}, True),
        ({"party": "state"}, False),
        ({"least": 4_400}, True),
        ({"least": 4_401}, False),
        ({"most": 4_400}, True),
        ({"most": 4_399}, False),
        ({"own": "1020"}, True),
        ({"own": "1010"}, False),
        ({"way": Way.OUT}, True),
        ({"way": Way.IN}, False),
        ({"contains": "grid", "party": "other"}, False),
    ],
)
def test_every_condition_must_hold(conditions: Mapping[str, str | int], *, fits: bool) -> None:
    assert rule(1, conditions).fits(GRID) is fits


def test_the_first_that_fits_decides() -> None:
    rules = [Rule(1, "water"), Rule(2, "grid"), Rule(3, "state grid")]
    found = first_fit(rules, GRID)
    assert found is not None
    assert found.number == 2
    assert first_fit(rules[:1], GRID) is None


def test_a_pattern_of_many_stars_is_as_quick_as_another() -> None:
    hostile = Rule(1, pattern="*a" * 60 + "b")
    begun = time.perf_counter()
    assert not hostile.fits(Movement("a" * 500, "a" * 500, "", 1))
    assert time.perf_counter() - begun < 1


@given(st.text("ab?*", max_size=8), st.text("ab", max_size=10))
def test_wildcards_mean_what_the_shell_means(pattern: str, text: str) -> None:
    from fnmatch import fnmatchcase

    assert Rule(1, pattern=pattern or "*").fits(Movement(text, "", "", 1)) is fnmatchcase(
        text, pattern or "*"
    )


@pytest.mark.parametrize(
    ("first", "second", "covered"),
    [
        ({"contains": "grid"}, {"contains": "State GRID"}, True),
        ({"contains": "grid"}, {"party": "State Grid"}, True),
        ({"contains": "grid"}, {"pattern": "*state grid*"}, True),
        ({"contains": "state grid"}, {"contains": "grid"}, False),
        ({"contains": "grid", "way": Way.OUT}, {"contains": "grid"}, False),
        ({"contains": "grid"}, {"contains": "grid", "way": Way.OUT}, True),
        ({"least": 5}, {"least": 6, "most": 9}, True),
        ({"least": 5}, {"most": 9}, False),
        ({"own": "1020"}, {"own": "1020", "contains": "x"}, True),
        ({"party": "a"}, {"contains": "a"}, False),
    ],
)
def test_a_rule_with_nothing_left_is_shadowed(
    first: Mapping[str, str | int], second: Mapping[str, str | int], *, covered: bool
) -> None:
    assert shadowed([rule(4, first), rule(2, second)]) == ({2: 4} if covered else {})


def test_a_rule_without_conditions_is_empty() -> None:
    assert Rule(1).is_empty
    assert Rule(1, pattern="**").is_empty
    assert not Rule(1, way=Way.IN).is_empty
    assert not Rule(1, least=0).is_empty
