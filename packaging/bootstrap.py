"""Installs, starts and tests CFO Desktop from a fresh checkout: Python and a network are enough.

    python3 packaging/bootstrap.py run      opens the window on a demo shop
    python3 packaging/bootstrap.py test     runs every check
    python3 packaging/bootstrap.py setup    only installs

Everything goes into .venv inside the checkout, at exactly the versions and hashes of the lock
files, and the language model into models; delete the folder to undo it. When all is there, nothing
is installed. Standard library only.
"""

from __future__ import annotations

import argparse
import hashlib
import locale
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import language_model
import system_needs
from installing import LOCKS
from installing import ROOT
from installing import SetupError
from installing import call
from installing import pip
from installing import program
from installing import step

RUN_LOCK = LOCKS / "requirements.lock"
TEST_LOCK = LOCKS / "requirements-dev.lock"
PEERS_LOCK = LOCKS / "requirements-peers.lock"
ENVIRONMENT = ROOT / ".venv"
PEERS_ENVIRONMENT = ROOT / ".venv-peers"

LOWEST_PYTHON = (3, 11)
HIGHEST_PYTHON = (3, 13)

# A module's tests stay together, because some share what they made. Several workers at most: each
# may hold a window and a book.
WORKERS = ("--numprocesses", str(min(4, os.cpu_count() or 1)), "--dist", "loadfile")

DEMO_PASSPHRASE = "demo"  # noqa: S105 - of a made-up shop; the program tells it everybody


class Demo(NamedTuple):
    """The demo shop of one language: its book, named as the window does, and what is imported."""

    locale: str
    book: str
    statement: str


DEMOS = {
    "en": Demo("en", "Demo shop", "bank-statement.csv"),
    "zh": Demo("zh_CN", "演示商店", "银行流水.csv"),
}
SAMPLES = ROOT / "assets" / "samples"
SAMPLE_MONTH = "2026-10"  # both statements cover it


def main(arguments: list[str] | None = None) -> int:
    """Does what the command line asks; returns the exit status."""
    options, rest = _parse(arguments)
    try:
        if options.verb == "test":
            return test(rest, model=options.model)
        if rest:
            print(f"Not understood: {' '.join(rest)}", file=sys.stderr)
            return 2
        if options.verb == "setup":
            setup(lock=RUN_LOCK)
            if options.model:
                language_model.install(ENVIRONMENT, again=True)
            print("Installed. Start it with: python3 packaging/bootstrap.py run")
            return 0
        return run(terminal=options.terminal, model=options.model)
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run(*, terminal: bool, model: bool) -> int:
    """Opens the window on the demo shop; without a display, shows the same shop in the terminal."""
    window_possible = setup(lock=RUN_LOCK)
    if model:
        language_model.install(ENVIRONMENT)
    if not terminal and window_possible and _has_display():
        step("Opening the demo shop (its passphrase is: demo)")
        return call(program(ENVIRONMENT, "python"), "-m", "cfo_desktop", "--demo")
    if not terminal:
        print(
            "There is no display to open the window on, so here is the demo shop in the terminal."
        )
    return _demo_in_terminal()


def test(pytest_options: list[str], *, model: bool) -> int:
    """Runs every check in turn; stops at the first that fails. Pytest's own summary comes last."""
    if not setup(lock=TEST_LOCK):
        message = "The window's tests need the libraries above."
        raise SetupError(message)
    if model:
        language_model.install(ENVIRONMENT)
    step("Looking for the programs that some tests compare ours with")
    system_needs.provide(system_needs.missing_programs())
    _install_peers()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    checks = (
        ("Lint (ruff)", ["ruff", "check", "--quiet"]),
        ("Format (ruff)", ["ruff", "format", "--check", "--quiet"]),
        ("Types (mypy)", ["mypy"]),
        ("Imports (import-linter)", ["lint-imports", "--no-logo"]),
        ("Tests (pytest)", ["pytest", *WORKERS, *pytest_options]),
    )
    for title, (check, *options) in checks:
        step(title)
        status = call(program(ENVIRONMENT, check), *options)
        if status != 0:
            if check != "pytest":
                print(f"\n{title} failed. Run it alone: .venv/bin/{' '.join([check, *options])}")
            return status
    return 0


def setup(*, lock: Path) -> bool:
    """Installs what a lock file names, and the program itself.

    Returns:
        Whether the system has the libraries that the window needs.

    Raises:
        SetupError: when something could not be installed.
    """
    _make_environment(ENVIRONMENT)
    stamp = ENVIRONMENT / "installed.txt"
    # All that `run` needs is in the other lock too, so what `test` installed will do for it.
    enough = {_digest(lock), _digest(TEST_LOCK)}
    if not stamp.exists() or stamp.read_text(encoding="utf-8") not in enough:
        stamp.unlink(missing_ok=True)
        step(f"Installing the packages of packaging/{lock.name} (up to 150 MB, this once)")
        pip(ENVIRONMENT, "--require-hashes", "--requirement", str(lock))
        pip(ENVIRONMENT, "--no-index", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        stamp.write_text(_digest(lock), encoding="utf-8")
    missing = system_needs.missing_libraries(ENVIRONMENT)
    if missing:
        step("Looking for the system libraries that the window needs")
    return system_needs.provide(missing)


def _demo_in_terminal() -> int:
    """Makes the demo book, imports a statement and writes a report, each by the real program."""
    demo = _demo()
    folder = Path.home() / "CFO Desktop"
    book = folder / demo.book
    report = folder / f"{demo.book} {SAMPLE_MONTH}.pdf"
    our_program = program(ENVIRONMENT, "cfo-desktop")
    steps = [
        ("A bank statement is imported", ["import", book, SAMPLES / demo.statement]),
        ("What the month brought", ["income", book, "--month", SAMPLE_MONTH]),
        (
            "The month's report",
            ["report", book, "--month", SAMPLE_MONTH, "--out", report, "--lang", demo.locale],
        ),
    ]
    if book.exists():
        print(f"The demo shop of an earlier run is used again: {book}")
    else:
        folder.mkdir(parents=True, exist_ok=True)
        making = ["demo", book, "--locale", demo.locale, "--end", SAMPLE_MONTH]
        steps.insert(0, ("A demo shop is made", making))
    os.environ["CFO_PASSPHRASE"] = DEMO_PASSPHRASE
    for title, arguments in steps:
        step(title)
        shown = " ".join(f'"{word}"' if " " in str(word) else str(word) for word in arguments)
        print(f"  cfo-desktop {shown}")
        status = call(our_program, *map(str, arguments))
        if status != 0:
            return status
    print(f"\nThe report: {report}\nThe book:   {book} (its passphrase is: {DEMO_PASSPHRASE})")
    return 0


def _demo() -> Demo:
    """The demo shop in the language of the system, as the terminal tells it."""
    spoken = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = next(filter(None, spoken), "") or locale.getlocale()[0] or ""
    return DEMOS["zh" if name.lower().startswith(("zh", "chinese")) else "en"]


def _make_environment(folder: Path) -> None:
    """Makes a virtual environment, anew when it was made by another Python or elsewhere."""
    stamp = folder / "made-by.txt"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == str(ROOT):
        if _ask_python([str(program(folder, "python"))]) is not None:
            return
        print(f"The Python that made {folder.name} is gone: making it anew.")
    if folder.is_symlink():  # what it leads to is another checkout's, and would be emptied
        message = f"{folder.name} is a link to elsewhere; remove the link, then run this again."
        raise SetupError(message)
    python = _find_python()
    step(f"Making {folder.name} with {python}")
    probe = [python, "-c", "import ensurepip, venv"]
    if subprocess.run(probe, check=False, capture_output=True).returncode != 0:
        found = _ask_python([python])
        system_needs.provide([system_needs.venv_need(found[1] if found else LOWEST_PYTHON)])
    made = subprocess.run([python, "-m", "venv", "--clear", folder], check=False)
    if made.returncode != 0:
        message = "Python could not make a virtual environment; what it needs is named above."
        raise SetupError(message)
    stamp.write_text(str(ROOT), encoding="utf-8")


def _find_python() -> str:
    """A Python that the program runs on: this one if it fits, else the newest on PATH that does."""
    if LOWEST_PYTHON <= sys.version_info[:2] <= HIGHEST_PYTHON:
        return sys.executable
    for minor in range(HIGHEST_PYTHON[1], LOWEST_PYTHON[1] - 1, -1):
        # By its own name, or through the launcher that Windows' installer brings.
        for command in ([f"python3.{minor}"], ["py", f"-3.{minor}"]):
            found = _ask_python(command) if shutil.which(command[0]) else None
            if found is not None and found[1] == (3, minor):
                return found[0]
    lowest, highest = (".".join(map(str, pair)) for pair in (LOWEST_PYTHON, HIGHEST_PYTHON))
    message = (
        f"This is Python {sys.version.split()[0]}; CFO Desktop needs {lowest} to {highest}.\n"
        "Get one from python.org or your system's packages, then run this again with it."
    )
    raise SetupError(message)


def _ask_python(command: list[str]) -> tuple[str, tuple[int, int]] | None:
    """Where a Python lies and its version; None when it does not run, as a shim without one."""
    question = "import sys; print(*sys.version_info[:2], sys.executable)"
    try:
        answer = subprocess.run(
            [*command, "-c", question], check=False, capture_output=True, text=True
        )
    except OSError:
        return None
    if answer.returncode != 0:
        return None
    major, minor, path = answer.stdout.strip().split(" ", 2)
    return path, (int(major), int(minor))


def _install_peers() -> None:
    """Installs beancount in an environment of its own; without it some tests skip."""
    stamp = PEERS_ENVIRONMENT / "installed.txt"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == _digest(PEERS_LOCK):
        return
    try:
        _make_environment(PEERS_ENVIRONMENT)
        stamp.unlink(missing_ok=True)
        pip(PEERS_ENVIRONMENT, "--require-hashes", "--requirement", str(PEERS_LOCK))
    except SetupError:
        print("  beancount is missing: some tests skip without it.")
        return
    stamp.write_text(_digest(PEERS_LOCK), encoding="utf-8")


def _digest(lock: Path) -> str:
    """What an installation depends on, beside Python: the lock and the project's settings."""
    parts = lock.name.encode(), lock.read_bytes(), (ROOT / "pyproject.toml").read_bytes()
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _has_display() -> bool:
    if platform.system() != "Linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _parse(arguments: list[str] | None) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="bootstrap.py", description="Installs, starts and tests CFO Desktop."
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    setup_parser = verbs.add_parser("setup", help="only install")
    runner = verbs.add_parser("run", help="open the window on a demo shop")
    runner.add_argument("--terminal", action="store_true", help="show it in the terminal instead")
    tester = verbs.add_parser(
        "test", help="run every check; further options go to pytest", add_help=False
    )
    for each in (setup_parser, runner, tester):
        each.add_argument(
            "--without-model",
            dest="model",
            action="store_false",
            help="leave out the language model: every text is plain wording then",
        )
    return parser.parse_known_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
