"""Sees that a file is replaced whole or not at all, and that the owner is told why."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cfo_desktop.base import files
from cfo_desktop.base.errors import UserError


def test_the_content_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "file"
    files.write_atomically(path, b"old")
    files.write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_while_the_content_is_made_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def chunks() -> Iterator[bytes]:
        yield b"half"
        raise UserError("cancelled")

    with pytest.raises(UserError):
        files.write_chunks_atomically(path, chunks())
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_two_writers_of_one_file_do_not_meet(tmp_path: Path) -> None:
    path = tmp_path / "file"

    def chunks() -> Iterator[bytes]:
        yield b"first"
        files.write_atomically(path, b"second")

    files.write_chunks_atomically(path, chunks())
    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failing_disk_keeps_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os if step == "fsync" else Path, step, full)
        with pytest.raises(UserError) as caught:
            files.write_atomically(path, b"new")
    assert caught.value.code == "disk_full"
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="files are told apart by their inodes")
def test_the_new_content_is_on_the_disk_before_the_old_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[tuple[str, int]] = []
    fsync, replace = os.fsync, Path.replace

    def noted_fsync(descriptor: int) -> None:
        steps.append(("fsync", os.fstat(descriptor).st_ino))
        fsync(descriptor)

    def noted_replace(source: Path, target: Path) -> Path:
        steps.append(("replace", source.stat().st_ino))
        return replace(source, target)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(Path, "replace", noted_replace)
    path = tmp_path / "file"
    files.write_atomically(path, b"new")
    new = path.stat().st_ino
    assert steps == [("fsync", new), ("replace", new), ("fsync", tmp_path.stat().st_ino)]


def test_what_stands_in_the_way_is_named(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_bytes(b"")
    for path, code in [
        (tmp_path / "absent" / "file", "file_missing"),
        (plain / "file", "file_failed"),
        (tmp_path, "file_is_folder"),
        (tmp_path / ("x" * 300), "file_failed"),
    ]:
        with pytest.raises(UserError) as caught:
            files.write_atomically(path, b"new")
        assert caught.value.code == code
        assert caught.value.data["path"] == str(path)
    assert list(tmp_path.iterdir()) == [plain]
