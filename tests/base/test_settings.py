"""Sees that no settings file, however damaged, keeps the program from starting."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from cfo_desktop.base import paths
from cfo_desktop.base import settings
from cfo_desktop.base.errors import UserError
from cfo_desktop.base.settings import MAX_RECENT
from cfo_desktop.base.settings import Settings

FOREIGN: tuple[object, ...] = (None, [], {}, "pink", 3.5, "x" * 5000, [["deep"]], True, 10**400)


def test_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    assert settings.load() == Settings()
    kept = Settings("zh_CN", "dark", 5).with_recent(tmp_path / "a").with_recent(tmp_path / "b")
    settings.save(kept)
    assert settings.load() == kept
    assert kept.recent_books == (str(tmp_path / "b"), str(tmp_path / "a"))


def test_a_book_is_recent_once_and_the_oldest_is_forgotten(tmp_path: Path) -> None:
    kept = Settings()
    for name in [*range(MAX_RECENT + 1), 3]:
        kept = kept.with_recent(tmp_path / str(name))
    assert len(kept.recent_books) == MAX_RECENT
    assert kept.recent_books[0] == str(tmp_path / "3")
    assert len(set(kept.recent_books)) == MAX_RECENT
    assert str(tmp_path / "0") not in kept.recent_books


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"{",
        b"[" * 100_000,
        b'{"language": [], "theme": {}, "lock_minutes": "5", "recent_books": 3}',
        b'{"language": "fr", "theme": "pink", "lock_minutes": null, "recent_books": {"a": 1}}',
        b'{"lock_minutes": Infinity}',
    ],
)
def test_whatever_the_file_holds_it_falls_back_to_the_defaults(content: bytes) -> None:
    path = paths.config_dir() / "settings.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    assert settings.load() == Settings()


def test_each_foreign_value_falls_back_by_itself() -> None:
    path = paths.config_dir() / "settings.json"
    path.parent.mkdir(parents=True)
    good: dict[str, Any] = {
        "language": "zh_CN",
        "theme": "dark",
        "lock_minutes": 5,
        "recent_books": ["a"],
        "number_format": "point_comma",
        "date_format": "iso",
        "hide_amounts": True,
        "report_folder": "b",
        "model": "c",
    }
    assert set(good) == {field.name for field in dataclasses.fields(Settings)}
    for name in good:
        for foreign in FOREIGN:
            path.write_text(json.dumps(good | {name: foreign}))
            read = dataclasses.asdict(settings.load())
            assert {**read, name: None} == {
                **good,
                "recent_books": read["recent_books"],
                name: None,
            }
            json.dumps(read)
    path.write_text(json.dumps(good))
    assert settings.load() == Settings(**(good | {"recent_books": ("a",)}))


@pytest.mark.parametrize(("minutes", "kept"), [(0, 1), (-5, 1), (61, 60), (10**30, 60), (7, 7)])
def test_the_lock_never_waits_longer_than_an_hour(minutes: int, kept: int) -> None:
    path = paths.config_dir() / "settings.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"lock_minutes": minutes}))
    assert settings.load().lock_minutes == kept


def test_a_folder_that_cannot_be_made_is_the_owners_to_mend() -> None:
    paths.config_dir().parent.mkdir(parents=True, exist_ok=True)
    paths.config_dir().write_bytes(b"in the way")
    with pytest.raises(UserError):
        settings.save(Settings())
