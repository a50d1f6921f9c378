"""How long until the window is painted, beside a bare PySide6 window in the same run.

    .venv/bin/python tests/benchmarks/starting.py [--rounds 15]

Both are fresh processes of the same Python, started alternately; the clock runs from before the
process begins until the window's first paint is done. Ours is the program as its owner starts it
(`python -m cfo_desktop`), its home empty, up to the first page; the bare one is a `QMainWindow`
with a label. The issue's bound is twice the bare window's time.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Ends the process at the first paint of a window, by an event filter on the application.
_UNTIL_PAINTED = """
import os, sys
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Painted(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QMainWindow):
            QTimer.singleShot(0, lambda: os._exit(0))
        return False

painted = Painted()
"""
_BARE = (
    _UNTIL_PAINTED
    + """
from PySide6.QtWidgets import QLabel
app = QApplication([])
app.installEventFilter(painted)
window = QMainWindow()
window.setCentralWidget(QLabel("bare"))
window.resize(1280, 820)
window.show()
app.exec()
"""
)
# Watched from the moment that the program hands over to Qt, with its window built and shown.
_OURS = (
    _UNTIL_PAINTED
    + """
real = QApplication.exec
def watched_exec():
    QApplication.instance().installEventFilter(painted)
    return real()
QApplication.exec = staticmethod(watched_exec)
sys.argv = ["cfo-desktop"]
from cfo_desktop.cli.main import main
sys.exit(main())
"""
)


def seconds(script: str, environment: dict[str, str]) -> float:
    """Return the wall clock from starting a process to its end at the first paint."""
    started = time.perf_counter()
    command = [sys.executable, "-c", script]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=60)
    return time.perf_counter() - started


def main() -> None:
    """Measure in turn and print medians and their ratio."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    rounds: int = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **{name: text for name, text in os.environ.items() if not name.startswith("CFO_")},
            "HOME": home,
            # Bytecode as an installed program has it; the first round, not counted, writes it.
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(Path(home) / "bytecode"),
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        }
        took: dict[str, list[float]] = {"bare window": [], "CFO Desktop": []}
        for _ in range(rounds + 1):
            took["bare window"].append(seconds(_BARE, environment))
            took["CFO Desktop"].append(seconds(_OURS, environment))
    medians = {name: statistics.median(times[1:]) for name, times in took.items()}
    lines = [
        f"{name:12}  median {medians[name]:.3f} s  least {min(times[1:]):.3f} s"
        for name, times in took.items()
    ]
    lines.append(f"ratio {medians['CFO Desktop'] / medians['bare window']:.2f}, {rounds} rounds")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
