"""The installer does the README's commands, and asks the system for no more than is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import bootstrap
import installing
import pytest
import system_needs
from system_needs import Need

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "packaging" / "bootstrap.py"
POSIX_ONLY = pytest.mark.skipif(os.name != "posix", reason="stands in for a Linux system")
EGL = Need("libEGL.so.1", ("libegl1", "libglvnd-egl", "libglvnd"), required=True, purpose="window")
HLEDGER = Need("hledger", ("hledger", "hledger", "hledger"), required=False, purpose="judging")


def _bootstrap(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **variables}
    return subprocess.run(
        [sys.executable, SCRIPT, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )


def _fake_program(folder: Path, name: str, *, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.fixture
def only_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all of PATH: what a test puts there is what the system has."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def test_help_names_the_verbs() -> None:
    result = _bootstrap("--help")
    assert result.returncode == 0
    assert all(verb in result.stdout for verb in ("setup", "run", "test"))


@pytest.mark.parametrize("arguments", [[], ["frobnicate"], ["setup", "extra"], ["run", "--fast"]])
def test_wrong_usage_is_refused(arguments: list[str]) -> None:
    assert _bootstrap(*arguments).returncode == 2


@pytest.mark.parametrize("verb", ["setup", "run", "test"])
def test_the_language_model_can_be_left_out(verb: str) -> None:
    with_it, _ = bootstrap._parse([verb])
    without, rest = bootstrap._parse([verb, "--without-model", "-k", "money"])
    assert with_it.model
    assert not without.model
    assert rest == ["-k", "money"]


def test_an_old_python_is_told_what_to_get(
    only_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(installing.SetupError, match=r"needs 3\.11 to 3\.13"):
        bootstrap._find_python()


@POSIX_ONLY
def test_an_old_python_finds_a_newer_one_and_passes_over_a_broken_one(
    only_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    _fake_program(only_path, "python3.13", script="exit 127")
    _fake_program(only_path, "python3.12", script="echo 3 12 /opt/my python/bin/python")
    assert bootstrap._find_python() == "/opt/my python/bin/python"


@POSIX_ONLY
def test_windows_launcher_is_asked_too(only_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 15, 0, "final", 0))
    answer = 'test "$1" = -3.12 && echo 3 12 "C:/Python312/python.exe"'
    _fake_program(only_path, "py", script=answer)
    assert bootstrap._find_python() == "C:/Python312/python.exe"


@POSIX_ONLY
def test_missing_libraries_are_those_the_loader_does_not_find(
    only_path: Path, tmp_path: Path
) -> None:
    (tmp_path / "lib" / "python3.12" / "site-packages" / "PySide6").mkdir(parents=True)
    answer = "libEGL.so.1 => not found\\nlibGL.so.1 => /lib/libGL.so.1\\nlibnew.so.9 => not found"
    _fake_program(only_path, "ldd", script=f"printf '{answer}\\n'")
    needs = system_needs.missing_libraries(tmp_path)
    assert [need.probe for need in needs] == ["libEGL.so.1", "libnew.so.9"]
    assert all(need.required for need in needs)
    assert needs[0].packages == ("libegl1", "libglvnd-egl", "libglvnd")
    assert needs[1].packages == ()


@POSIX_ONLY
@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("dnf", "sudo dnf install libglvnd-egl"),
        ("pacman", "sudo pacman -S libglvnd"),
    ],
)
def test_where_we_may_not_install_the_exact_command_is_said(
    only_path: Path, capsys: pytest.CaptureFixture[str], manager: str, command: str
) -> None:
    _fake_program(only_path, manager, script="exit 1")
    assert not system_needs.provide([EGL])
    assert command in capsys.readouterr().out


@POSIX_ONLY
def test_optional_programs_are_named_as_such_and_stop_nothing(
    only_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _fake_program(only_path, "brew", script="exit 1")
    assert system_needs.provide([HLEDGER])
    said = capsys.readouterr().out
    assert "Optional" in said
    assert "brew install hledger" in said


@POSIX_ONLY
@pytest.mark.parametrize("status", [0, 100])
def test_root_on_debian_installs_just_what_is_missing(
    only_path: Path, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    log = only_path / "log"
    _fake_program(only_path, "env", script='shift; exec "$@"')
    _fake_program(only_path, "apt-get", script=f'echo "$@" >> "{log}"; exit {status}')
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert system_needs.provide([EGL, EGL]) is (status == 0)
    assert log.read_text().splitlines() == [
        "--quiet=2 update",
        "--quiet=2 install --yes --no-install-recommends libegl1",
    ]


@POSIX_ONLY
def test_a_user_without_sudo_on_debian_is_told_the_command(
    only_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _fake_program(only_path, "apt-get", script="exit 99")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert not system_needs.provide([EGL, HLEDGER])
    said = capsys.readouterr().out
    assert "sudo apt-get install libegl1\n" in said
    assert "sudo apt-get install hledger\n" in said


@pytest.mark.skipif(
    not (ROOT / ".venv" / "installed.txt").exists(), reason="packaging/bootstrap.py was not run"
)
@pytest.mark.parametrize("language", ["en_GB.UTF-8", "zh_CN.UTF-8"])
def test_run_without_a_display_makes_the_report_in_the_terminal(
    tmp_path: Path, language: str
) -> None:
    home = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path)}
    variables = {**home, "CFO_TODAY": "2026-11-20", "LANG": language}
    for again in (False, True):
        result = _bootstrap("run", "--terminal", "--without-model", **variables)
        assert result.returncode == 0, result.stdout + result.stderr
        assert ("used again" in result.stdout) is again
        (report,) = (tmp_path / "CFO Desktop").glob("*.pdf")
        assert report.read_bytes().startswith(b"%PDF-")
        assert str(report) in result.stdout.splitlines()[-2]
        report.unlink()
