"""Both languages say the same things, and every code that is raised has its words."""

from __future__ import annotations

import ast
import string
import tomllib
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path

import pytest

from cfo_desktop.base.texts import LANGUAGES
from cfo_desktop.store import database
from cfo_desktop.store import verify

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ROOT / "assets" / "texts"
ROOMS = sorted(path.stem for path in (TEXTS / LANGUAGES[0]).glob("*.toml"))

MONEY = ("currency.", "unit.")
"""Tables of names of money: each language has them for the codes it has a name for."""


def flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield (dotted key, text)."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        else:
            assert isinstance(value, str), key
            yield prefix + key, value


def catalogue(language: str, room: str) -> dict[str, str]:
    """Return one catalogue, {key: text}."""
    with (TEXTS / language / f"{room}.toml").open("rb") as stream:
        return dict(flat(tomllib.load(stream)))


def placeholders(text: str) -> set[str]:
    """Return the names of what fills ``text``."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_language_has_the_same_rooms() -> None:
    for language in LANGUAGES:
        assert sorted(path.stem for path in (TEXTS / language).glob("*.toml")) == ROOMS


@pytest.mark.parametrize("room", ROOMS)
def test_every_language_has_the_same_texts(room: str) -> None:
    english, *others = (catalogue(language, room) for language in LANGUAGES)
    for other in others:
        differing = {key for key in other.keys() ^ english.keys() if not key.startswith(MONEY)}
        assert not differing


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "report"])
def test_every_language_fills_in_the_same(room: str) -> None:
    """The report is left out: its dates are built from other parts in Chinese."""
    english, *others = (catalogue(language, room) for language in LANGUAGES)
    for other in others:
        differing = [
            key for key in english if placeholders(english[key]) != placeholders(other[key])
        ]
        assert not differing


def calls(*names: str, package: str = "") -> Iterator[tuple[str, ast.Call]]:
    """Yield (where it stands, call) of every call of a function or class called so."""
    for path in sorted((ROOT / "cfo_desktop" / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in names:
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def literal(node: ast.expr | None) -> str | None:
    """Return the text of a literal, ``None`` for anything else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def codes() -> Iterator[tuple[str, str, set[str] | None]]:
    """Yield (place, code, data) of all that is raised or returned; data unknown is ``None``."""
    for place, call in calls("UserError", "BookDamaged"):
        code = literal(call.args[0])
        if code is not None:
            yield place, code, {keyword.arg or "" for keyword in call.keywords}
    for place, call in calls("Fault"):
        code = literal(call.args[0])
        data = next((item.value for item in call.keywords if item.arg == "data"), None)
        data = call.args[2] if len(call.args) > 2 else data
        if code is None:
            continue
        if data is None:
            yield place, code, set()
        elif isinstance(data, ast.Dict):
            yield place, code, {literal(key) or "" for key in data.keys}
        else:
            yield place, code, None
    for code in (*database._OWNERS_CODES.values(), *database._CODES_BY_RESULT.values()):
        yield "store/database.py", code, set()


def test_every_code_has_its_words_and_the_data_they_need() -> None:
    texts = catalogue("en", "faults")
    found = list(codes())
    assert len(found) > 100
    lacking = {f"{place} {code}" for place, code, _ in found if code not in texts}
    assert not lacking
    unfilled = {
        f"{place} {code}: {sorted(placeholders(texts[code]) - data)}"
        for place, code, data in found
        if data is not None and not placeholders(texts[code]) <= data
    }
    assert not unfilled


def test_no_words_are_kept_for_a_code_that_is_gone() -> None:
    literals = {
        node.value
        for path in (ROOT / "cfo_desktop").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    made = {"passphrase_missing", "new_passphrase_missing", "recovery_code_missing"}
    assert not catalogue("en", "faults").keys() - literals - made


def test_every_text_of_the_command_line_is_there() -> None:
    texts = catalogue("en", "cli")
    for place, call in calls("text", "count", "_text", package="cli"):
        keys = [key for key in map(literal, call.args) if key and "." in key]
        for key in keys:
            assert key in texts or f"{key}.one" in texts, f"{place} {key}"


def test_every_control_of_a_statement_has_a_name() -> None:
    texts = catalogue("en", "cli")
    names = {literal(call.args[0]) for _, call in calls("Check", package="statements")} - {None}
    assert names
    assert {f"check.{name}" for name in names} <= texts.keys()
    for name in (*verify._CONTROLS, "anchor", "length", "open"):
        assert f"control.{name}" in texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_formats_are_named_where_one_asks_for_them(language: str) -> None:
    helped = catalogue(language, "cli")["verb.import.details"]
    refused = catalogue(language, "faults")["format_unsupported"]
    for name in ("CSV", ".xlsx", ".xls", "OFX", "QFX", "QIF", "MT940", "CAMT", "ZIP"):
        assert name in helped, name
        assert name in refused, name
