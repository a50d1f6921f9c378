"""How a package is installed here, and what the two parts of the installer say alike.

Standard library only, and no newer than the oldest Python that may start the installer.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "packaging"


class SetupError(Exception):
    """What was to be installed could not be; the message says what to do."""


def pip(environment: Path, *arguments: str) -> None:
    """Installs into a virtual environment; what pip says is shown."""
    python = program(environment, "python")
    options = ["--disable-pip-version-check", "--quiet", "--no-warn-script-location"]
    status = call(python, "-m", "pip", "install", *options, *arguments)
    if status != 0:
        message = (
            "pip could not install what is named above. It needs a network; set a proxy or a "
            "mirror as usual for pip (PIP_PROXY, PIP_INDEX_URL): the hashes guard it all the same."
        )
        raise SetupError(message)


def program(environment: Path, name: str) -> Path:
    """The path of a program inside a virtual environment."""
    if os.name == "nt":
        return environment / "Scripts" / f"{name}.exe"
    return environment / "bin" / name


def call(command: Path | str, *arguments: Path | str) -> int:
    """Runs a command in the checkout and returns its exit status."""
    sys.stdout.flush()
    return subprocess.run([command, *arguments], check=False, cwd=ROOT).returncode


def step(title: str) -> None:
    """Says what is done next."""
    print(f"\n== {title}", flush=True)
