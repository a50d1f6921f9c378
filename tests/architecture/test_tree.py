"""Holds the whole tree to what no lint rule checks: docstrings, empty packages, no traces."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "cfo_desktop"
MADE_HERE = {"build", "dist", "htmlcov"}
"""Folders that are no part of the tree, beside those whose name starts with a dot."""


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_file():
            yield path
        elif path.name == ".ci" or not (
            path.name.startswith((".", "__")) or path.name in MADE_HERE
        ):
            yield from _files(path)


FILES = list(_files(ROOT))
MODULES = [path for path in FILES if path.suffix == ".py"]

# Written so that this file does not hold what it forbids.
FORBIDDEN = {
    "a path of one machine": r"(?<![\w./~])/(?:work|root|farm)/\w",
    "a package index": r"(?:pypi|files)\.[a-z.]+/(?:simple|packages)",
    "an index option": r"--(?:(?:extra-)?index-url|find-links)[ =]\S",
    "work left for later": r"\b(?:TO[D]O|FIX[M]E)\b",
}
TEXT_SUFFIXES = {"", ".cfg", ".css", ".csv", ".json", ".lock", ".md", ".py", ".qss", ".sql"} | {
    *(".svg", ".toml", ".ts", ".txt", ".xml", ".yaml", ".yml")
}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_module_says_what_it_is_for(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring, f"{_name(path)} has no docstring"
    first, _, rest = docstring.partition("\n")
    assert first.endswith((".", ":")), f"{_name(path)} opens with more than one line: {first}"
    assert not rest.partition("\n")[0], f"{_name(path)}: the first line stands alone"


@pytest.mark.parametrize("path", [p for p in MODULES if p.name == "__init__.py"], ids=_name)
def test_package_file_holds_a_docstring_only(path: Path) -> None:
    body = ast.parse(path.read_text(encoding="utf-8")).body
    assert len(body) == 1, f"{_name(path)} holds code: nothing says where it is"
    assert isinstance(body[0], ast.Expr)


@pytest.mark.parametrize("path", [p for p in FILES if p.suffix == ".toml"], ids=_name)
def test_table_of_texts_or_settings_parses(path: Path) -> None:
    assert tomllib.loads(path.read_text(encoding="utf-8"))


def test_no_package_is_a_drawer_for_everything() -> None:
    names = {path.stem for path in PACKAGE.rglob("*")}
    assert not names & {"utils", "util", "common", "helpers", "core", "shared", "misc"}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_tree_carries_no_trace_of_where_it_was_made(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    hits = [
        f"{_name(path)}:{number}: {line.strip()[:80]}"
        for path in FILES
        if path.suffix in TEXT_SUFFIXES and path.name != "LICENSE"
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="replace").splitlines(), 1
        )
        if pattern.search(line)
    ]
    assert not hits, f"{what}:\n" + "\n".join(hits)


def test_forbidden_patterns_match_what_they_name() -> None:
    slash = "/"
    examples = {
        "a path of one machine": f"{slash}work{slash}main",
        "a package index": "https://pypi" + ".example/simple/",
        "an index option": f"--{'index'}-url https://mirror.example",
        "work left for later": "# TO" + "DO: later",
    }
    for what, example in examples.items():
        assert re.search(FORBIDDEN[what], example), what
