"""Starts the window at 125, 150 and 200 per cent, and sees that no text is cut off."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cfo_desktop.services import demo
from tests.ui import scaled_rooms
from tests.ui.conftest import TODAY

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("scale", ["1.25", "1.5", "2"])
def test_nothing_is_cut_off_on_scaled_screens(planted: tuple[str, Path], scale: str) -> None:
    language, own = planted
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.scaled_rooms", str(own), language],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": scale,
            "CFO_PASSPHRASE": demo.PASSPHRASE,
            "CFO_TODAY": TODAY,
        },
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert float(found.pop("scale")[0]) == float(scale)
    assert len(found) == len(scaled_rooms.VISITS) * len(scaled_rooms.SIZES)
    assert {where: texts for where, texts in found.items() if texts} == {}
