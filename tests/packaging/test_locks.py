"""The locks name exact versions with hashes, fit the project, and tell nothing of a machine."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = sorted((ROOT / "packaging").glob("*.lock"))
REQUIREMENT = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ ;]+)(?: ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _versions(lock: Path) -> dict[str, str]:
    """Name -> version of everything that a lock installs."""
    matches = map(REQUIREMENT.match, lock.read_text(encoding="utf-8").splitlines())
    return {match["name"]: match["version"] for match in matches if match}


def _names(requirements: list[str]) -> set[str]:
    names = (re.match(r"[\w.-]+", requirement) for requirement in requirements)
    return {re.sub(r"[-_.]+", "-", match[0]).lower() for match in names if match}


def test_there_are_six_locks() -> None:
    assert [lock.name for lock in LOCKS] == [
        "requirements-dev.lock",
        "requirements-model-build.lock",
        "requirements-model-weights.lock",
        "requirements-model.lock",
        "requirements-peers.lock",
        "requirements.lock",
    ]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_lock_holds_versions_with_hashes_and_nothing_else(lock: Path) -> None:
    lines = lock.read_text(encoding="utf-8").splitlines()
    strangers = [line for line in lines if not REQUIREMENT.match(line) and not HASH.match(line)]
    assert not strangers
    unhashed = [
        line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if REQUIREMENT.match(line) and not HASH.match(following)
    ]
    assert not unhashed


def test_what_runs_is_tested_at_the_same_versions() -> None:
    running = _versions(ROOT / "packaging" / "requirements.lock")
    testing = _versions(ROOT / "packaging" / "requirements-dev.lock")
    assert running.items() <= testing.items()


def test_locks_cover_what_the_project_asks_for() -> None:
    running = _versions(ROOT / "packaging" / "requirements.lock")
    testing = _versions(ROOT / "packaging" / "requirements-dev.lock")
    groups = PROJECT["dependency-groups"]
    assert _names(PROJECT["project"]["dependencies"]) <= running.keys()
    assert _names([item for item in groups["dev"] if isinstance(item, str)]) <= testing.keys()


def test_gpl_programs_are_never_installed_with_ours() -> None:
    peers = _names(PROJECT["dependency-groups"]["peers"])
    assert peers <= _versions(ROOT / "packaging" / "requirements-peers.lock").keys()
    assert not peers & _versions(ROOT / "packaging" / "requirements-dev.lock").keys()


def test_the_extra_that_is_offered_is_the_one_that_is_locked() -> None:
    extra = PROJECT["project"]["optional-dependencies"]["model"]
    assert extra == PROJECT["dependency-groups"]["model"]
    locked = _versions(ROOT / "packaging" / "requirements-model.lock")
    assert _names(extra) <= locked.keys()
    testing = _versions(ROOT / "packaging" / "requirements-dev.lock")
    assert not {name for name in locked.keys() & testing.keys() if locked[name] != testing[name]}


def test_what_builds_the_runner_and_the_weights_are_locked_apart() -> None:
    for group in ("model-build", "model-weights"):
        locked = _versions(ROOT / "packaging" / f"requirements-{group}.lock")
        assert _names(PROJECT["dependency-groups"][group]) <= locked.keys()
