"""Fills the disk under a book: what was acknowledged stays, and the owner is told."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.made_books import Template

ROOT = Path(__file__).resolve().parents[2]
CHILD = (sys.executable, "-m", "tests.store.full_disk")
# In a mount namespace of its own, where an ordinary user may mount a small disk too.
MOUNTED = 'mount -t tmpfs -o size=1200k tmpfs "$1" && cp -r "$2" "$1/book" && shift 2 && exec "$@"'


def can_mount(folder: Path) -> bool:
    if shutil.which("unshare") is None:
        return False
    folder.mkdir()
    done = subprocess.run(
        ["unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", folder],
        capture_output=True,
        check=False,
    )
    return done.returncode == 0


def kept(done: subprocess.CompletedProcess[str]) -> int:
    """Return how many entries the child says were kept."""
    assert done.returncode == 0, done.stderr
    return int(done.stdout.split()[0])


def test_a_full_disk_loses_nothing_that_was_acknowledged(
    template: Template, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    if not can_mount(disk):
        pytest.skip("no small disk can be mounted here (unshare, tmpfs)")
    done = subprocess.run(
        [
            *("unshare", "-rm", "sh", "-c", MOUNTED, "sh", disk, template.folder),
            *(*CHILD, disk / "book", template.data_key.hex()),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert kept(done) > 20


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files there")
@pytest.mark.parametrize("limit", [212_000, 400_000, 1_000_000])
def test_a_file_that_may_not_grow_loses_nothing_that_was_acknowledged(
    folder: Path, template: Template, limit: int
) -> None:
    done = subprocess.run(
        [*CHILD, folder, template.data_key.hex(), str(limit)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert kept(done) > 5
