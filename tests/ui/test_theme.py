"""Computes from the tokens that every pair of colours that meets can be read."""

from __future__ import annotations

import dataclasses
import re

import pytest

from cfo_desktop.base import paths
from cfo_desktop.ui import theme

TEXT_ON_GROUND = [
    (text, ground)
    for text in ("text", "muted", "accent", "positive", "negative", "warning")
    for ground in ("background", "panel")
] + [
    ("on_accent", "accent"),
    ("text", "selection"),
    ("text", "positive_soft"),
    ("text", "negative_soft"),
    ("positive", "positive_soft"),
    ("negative", "negative_soft"),
    ("accent", "positive_soft"),
    ("accent", "negative_soft"),
    ("muted", "selection"),
    ("muted", "line"),  # the primary button while it cannot be pressed
]


@pytest.mark.parametrize("name", theme.THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_can_be_read(name: str, text: str, ground: str) -> None:
    tokens = theme.load(name)
    ratio = theme.contrast(getattr(tokens, text), getattr(tokens, ground))
    assert ratio >= 4.5, f"{text} on {ground}: {ratio:.2f}"


@pytest.mark.parametrize("name", theme.THEMES)
@pytest.mark.parametrize("ground", ["background", "panel"])
@pytest.mark.parametrize("border", ["edge", "accent"])
def test_borders_of_fields_and_the_focus_can_be_seen(name: str, ground: str, border: str) -> None:
    tokens = theme.load(name)
    assert theme.contrast(getattr(tokens, border), getattr(tokens, ground)) >= 3


def sheet_rules() -> list[tuple[str, dict[str, str]]]:
    """Return (selector, {property: value}) of every rule of the style sheet."""
    sheet = (paths.assets() / "themes" / "window.qss").read_text(encoding="utf-8")
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    rules = []
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
        said = [part.split(":", 1) for part in body.split(";") if ":" in part]
        rules.append((selector.strip(), {name.strip(): value.strip() for name, value in said}))
    return rules


def sheet_pairs() -> set[tuple[str, str]]:
    """Return (text, ground) of every rule that sets a colour of text.

    One that names no ground of its own stands on the window or on a panel.
    """
    found = set()
    for _, said in sheet_rules():
        text = re.fullmatch(r"\$(\w+)", said.get("color", ""))
        if text is None:
            continue
        ground = re.search(r"\$(\w+)", said.get("background", ""))
        for name in [ground[1]] if ground else ["background", "panel"]:
            found.add((text[1], name))
    return found


@pytest.mark.parametrize("name", theme.THEMES)
def test_every_text_of_the_style_sheet_can_be_read(name: str) -> None:
    tokens = theme.load(name)
    pairs = sheet_pairs()
    assert ("on_accent", "accent") in pairs
    assert len(pairs) > 10
    low = {
        pair: round(theme.contrast(*(getattr(tokens, each) for each in pair)), 2)
        for pair in pairs
        if theme.contrast(*(getattr(tokens, each) for each in pair)) < 4.5
    }
    assert low == {}


@pytest.mark.parametrize("name", theme.THEMES)
@pytest.mark.parametrize("kind", ["QPushButton", 'QPushButton[role="primary"]', "QTableView"])
def test_what_has_the_keyboard_shows_a_ring(name: str, kind: str) -> None:
    tokens = theme.load(name)
    rings = [
        said["border"]
        for selector, said in sheet_rules()
        if f"{kind}:focus" in [each.strip() for each in selector.split(",")]
    ]
    assert len(rings) == 1, f"{kind} does not show the focus"
    ring = re.findall(r"\$(\w+)", rings[0])
    for ground in ("background", "panel"):
        assert theme.contrast(getattr(tokens, ring[0]), getattr(tokens, ground)) >= 3


def test_contrast_is_that_of_the_guidelines() -> None:
    assert theme.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert theme.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert theme.contrast("#FFFFFF", "#777777") == theme.contrast("#777777", "#FFFFFF")


def test_style_sheet_names_tokens_only() -> None:
    sheet = (paths.assets() / "themes" / "window.qss").read_text(encoding="utf-8")
    names = {field.name for field in dataclasses.fields(theme.Tokens)}
    assert set(re.findall(r"\$(\w+)", sheet)) <= names
    assert not re.findall(r"#[0-9A-Fa-f]{3,8}\b", sheet), "a colour beside the tokens"
