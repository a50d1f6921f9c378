"""Every code that the readers of data give has its text in both languages, and the data for it."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from cfo_desktop.base import paths
from cfo_desktop.base import texts

PACKAGE = Path(__file__).resolve().parents[3] / "cfo_desktop" / "documents" / "structured"
_COMPUTED = {"data": {"tag", "expected", "found"}}
"""Names of variables that hold a fault's data."""


def _given() -> dict[str, set[str]]:
    """Return {code: names of its data} of every fault the package makes."""
    found: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id == "Fault":
                for code in _codes(node.args[0]):
                    found.setdefault(code, set()).update(_names(node))
    return found


def _codes(node: ast.expr) -> list[str]:
    return [str(each.value) for each in ast.walk(node) if isinstance(each, ast.Constant)]


def _names(call: ast.Call) -> set[str]:
    names: set[str] = set()
    for each in call.keywords:
        if isinstance(each.value, ast.Dict):
            names |= {str(key.value) for key in each.value.keys if isinstance(key, ast.Constant)}
        elif isinstance(each.value, ast.Name):
            names |= _COMPUTED[each.value.id]
    return names


GIVEN = _given()


def test_the_codes_were_found() -> None:
    assert {"document_no_number", "document_cut", "document_lines_differ"} <= set(GIVEN)
    assert len(GIVEN) > 25


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("code", sorted(GIVEN))
def test_text(code: str, language: str) -> None:
    if not code.startswith("document_"):
        pytest.fail(f"{code} is no code of documents")
    path = paths.assets() / "texts" / language / "faults.toml"
    text = tomllib.loads(path.read_text(encoding="utf-8"))[code]
    needed = set(re.findall(r"\{(\w+)\}", text))
    assert needed <= GIVEN[code]
    assert texts.fault_text(language, code, dict.fromkeys(needed, "x"))
