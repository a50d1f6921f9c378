"""Every code that the readers give has its text in both languages, and the data to fill it."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from cfo_desktop.base import paths
from cfo_desktop.base import texts

PACKAGE = Path(__file__).resolve().parents[2] / "cfo_desktop" / "statements"
_SKIPS = (
    "closed",
    "refund_of_closed",
    "unpaid",
    "failed",
    "held",
    "pending",
    "information",
    "zero_amount",
    "memo",
    "not_done",
    "opening_balance",
    "paid_by_other",
    "refund_failed",
    "refund_pending",
    "revoked",
)
_FLAWS = ("cell_too_long", "quote_open", "row_damaged")
_WARNINGS = ("direction_guessed",)


def _given() -> dict[str, set[str]]:
    """Return {code: names of its data} of every fault the package makes."""
    found: dict[str, set[str]] = {code: set() for code in (*_SKIPS, *_FLAWS)}
    found |= {code: {"text"} for code in _WARNINGS}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id in {"Fault", "Refused"} and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    names = {"detail"} if node.func.id == "Refused" else _names(node)
                    found.setdefault(str(first.value), set()).update(names)
    return found


def _names(call: ast.Call) -> set[str]:
    values = [*call.args[2:], *(each.value for each in call.keywords if each.arg == "data")]
    dicts = [value for value in values if isinstance(value, ast.Dict)]
    return {str(key.value) for each in dicts for key in each.keys if isinstance(key, ast.Constant)}


GIVEN = _given()


def test_the_codes_were_found() -> None:
    assert {"amount_invalid", "file_cut", "profile_unsupported", "foreign_cost"} <= set(GIVEN)
    assert len(GIVEN) > 60


@pytest.mark.parametrize("language", texts.LANGUAGES)
@pytest.mark.parametrize("code", sorted(GIVEN))
def test_text(code: str, language: str) -> None:
    path = paths.assets() / "texts" / language / "faults.toml"
    text = tomllib.loads(path.read_text(encoding="utf-8"))[code]
    needed = set(re.findall(r"\{(\w+)\}", text))
    computed = {"row_short", "row_long", "date_ambiguous", "amount_ambiguous", "foreign_directive"}
    if code not in computed:
        assert needed <= GIVEN[code]
    assert texts.fault_text(language, code, dict.fromkeys(needed, "x"))
