"""Every code that the readers of pages give has its text in both languages, and its data."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from cfo_desktop.base import paths
from cfo_desktop.base import texts
from cfo_desktop.documents import merging

PROGRAM = Path(__file__).resolve().parents[2] / "cfo_desktop"
MODULES = [
    *(PROGRAM / "documents").glob("*.py"),
    PROGRAM / "services" / "document_reading.py",
]


def _given() -> dict[str, set[str]]:
    """Return {code: names of its data} of every error and fault that the modules make."""
    found: dict[str, set[str]] = {code: {"data", "page"} for code in merging.DISAGREES.values()}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id in {"Fault", "UserError"} and node.args:
                names = {each.arg for each in node.keywords if each.arg}
                for each in ast.walk(node.args[0]):
                    if isinstance(each, ast.Constant) and isinstance(each.value, str):
                        found.setdefault(each.value, set()).update(names)
    return found


GIVEN = _given()


def test_the_codes_were_found() -> None:
    assert {"document_heif", "document_kind_unknown", "picture_too_large", "ocr_missing"} <= {
        *GIVEN
    }
    assert "document_too_slow" in GIVEN


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("code", sorted(GIVEN))
def test_text(code: str, language: str) -> None:
    path = paths.assets() / "texts" / language / "faults.toml"
    text = tomllib.loads(path.read_text(encoding="utf-8"))[code]
    needed = set(re.findall(r"\{(\w+)\}", text))
    assert needed <= GIVEN[code]
    assert texts.fault_text(language, code, dict.fromkeys(needed, "x"))
