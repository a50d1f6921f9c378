"""What the operating system must bring for the window and the tests, and how to get it there.

Python packages come from the lock files; this is the rest: the libraries that Qt loads on Linux,
and the programs that some tests compare ours with. Presence is asked of the loader and of PATH, so
nothing is installed that is there already. Standard library only.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple


class Need(NamedTuple):
    """Something the system should have.

    Attributes:
        probe: the library's file name as the loader asks for it, or the program's name.
        packages: who brings it: Debian's package, Fedora's, Arch's; empty where unknown.
        required: whether nothing works without it.
        purpose: what it is for, for people.
    """

    probe: str
    packages: tuple[str, str, str] | tuple[()]
    required: bool
    purpose: str


WINDOW = "the window"

# Library -> packages of Debian, Fedora and Arch that bring it. Those Qt's wheel does not carry.
LIBRARIES = {
    "libEGL.so.1": ("libegl1", "libglvnd-egl", "libglvnd"),
    "libGL.so.1": ("libgl1", "libglvnd-glx", "libglvnd"),
    "libGLX.so.0": ("libglx0", "libglvnd-glx", "libglvnd"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb", "libx11"),
    "libX11.so.6": ("libx11-6", "libX11", "libx11"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs", "dbus"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype", "freetype2"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2", "glib2"),
    "libgthread-2.0.so.0": ("libglib2.0-0", "glib2", "glib2"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb", "libxcb"),
    "libxcb-render-util.so.0": (
        "libxcb-render-util0",
        "xcb-util-renderutil",
        "xcb-util-renderutil",
    ),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb", "libxcb"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb", "libxcb"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util", "xcb-util"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb", "libxcb"),
    "libxcb.so.1": ("libxcb1", "libxcb", "libxcb"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon", "libxkbcommon"),
}

TEST_PROGRAMS = (
    Need(
        "hledger",
        ("hledger", "hledger", "hledger"),
        required=False,
        purpose="reading our exports back",
    ),
    Need(
        "ledger", ("ledger", "ledger", "ledger"), required=False, purpose="reading our exports back"
    ),
    Need(
        "Xvfb",
        ("xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb"),
        required=False,
        purpose="a first day in a real window",
    ),
    Need(
        "xdotool",
        ("xdotool", "xdotool", "xdotool"),
        required=False,
        purpose="a first day in a real window",
    ),
)

COMPILERS = ("c++", "g++", "clang++", "cl")

# The package manager on PATH tells the family: its column in Need.packages, its install command.
MANAGERS = {
    "apt-get": (0, ["apt-get", "install", "--yes", "--no-install-recommends"]),
    "dnf": (1, ["dnf", "install"]),
    "pacman": (2, ["pacman", "-S", "--needed"]),
}


def missing_libraries(environment: Path) -> list[Need]:
    """Libraries that Qt, installed in a virtual environment, does not find (Linux only)."""
    if platform.system() != "Linux" or not shutil.which("ldd"):
        return []
    qt = next(environment.glob("lib/python3*/site-packages/PySide6"), None)
    if qt is None:
        return []
    modules = [*qt.glob("QtWidgets.*.so"), *qt.glob("Qt/plugins/platforms/libqxcb.so")]
    listing = subprocess.run(["ldd", *modules], check=False, capture_output=True, text=True).stdout
    absent = {line.split()[0] for line in listing.splitlines() if line.endswith("not found")}
    return [
        Need(name, LIBRARIES.get(name, ()), required=True, purpose=WINDOW)
        for name in sorted(absent)
    ]


def missing_programs() -> list[Need]:
    """Programs that some tests use and skip without."""
    absent = [need for need in TEST_PROGRAMS if not shutil.which(need.probe)]
    if platform.system() == "Linux":
        return absent
    return [need for need in absent if need.probe not in {"Xvfb", "xdotool"}]


def missing_compiler() -> list[Need]:
    """What builds a program in C++, where there is none.

    On Windows it is Microsoft's, which only its own build tools find: they tell where it is absent.
    """
    if platform.system() == "Windows" or any(map(shutil.which, COMPILERS)):
        return []
    packages = ("g++", "gcc-c++", "gcc")
    return [Need("g++", packages, required=True, purpose="building what runs a language model")]


def venv_need(version: tuple[int, int]) -> Need:
    """What Debian leaves out of Python: the maker of virtual environments."""
    debian = f"python{version[0]}.{version[1]}-venv"
    return Need(debian, (debian, "python3", "python"), required=True, purpose="installing anything")


def provide(needs: list[Need]) -> bool:
    """Installs what is missing where we may, else says how; False when a required one is missing.

    We may on Debian and its kin, as root or where sudo asks for no password.
    """
    if not needs:
        return True
    manager = next((name for name in MANAGERS if shutil.which(name)), "")
    if manager == "apt-get" and (elevation := _elevation()) is not None:
        required = [need for need in needs if need.required]
        optional = [need for need in needs if not need.required]
        return _apt_install(required, elevation) and (_apt_install(optional, elevation) or True)
    _explain(needs, manager=manager)
    return not any(need.required for need in needs)


def install_command(needs: list[Need], *, manager: str) -> str:
    """The command that a person types to get what is missing."""
    if not manager:
        names = sorted(need.probe for need in needs)
        return ("brew install " if shutil.which("brew") else "install ") + " ".join(names)
    packages = _packages(needs, column=MANAGERS[manager][0])
    plain = [word for word in MANAGERS[manager][1] if not word.startswith("--")]
    return " ".join(["sudo", *plain, *packages])


def _packages(needs: list[Need], *, column: int) -> list[str]:
    return sorted({need.packages[column] for need in needs if need.packages})


def _elevation() -> list[str] | None:
    """What to put before a command to run it as root; None where we may not."""
    user_id = getattr(os, "geteuid", None)  # Windows has none
    if user_id is not None and user_id() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    silent = ["sudo", "--non-interactive"]
    probe = subprocess.run([*silent, "true"], check=False, capture_output=True)
    return silent if probe.returncode == 0 else None


def _apt_install(needs: list[Need], elevation: list[str]) -> bool:
    packages = _packages(needs, column=0)
    if not packages:
        return not any(need.required for need in needs)
    print(f"  apt-get install {' '.join(packages)}")
    apt = [*elevation, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet=2"]
    _run_silently([*apt, "update"])
    if _run_silently([*apt, "install", "--yes", "--no-install-recommends", *packages]):
        return True
    print("  apt-get could not install them.")
    _explain(needs, manager="apt-get")
    return False


def _run_silently(command: list[str]) -> bool:
    """Runs a command that asks nothing, and shows what it said only where it failed."""
    done = subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode != 0:
        print(done.stdout.rstrip())
    return done.returncode == 0


def _explain(needs: list[Need], *, manager: str) -> None:
    for required, heading in ((True, "Missing"), (False, "Optional, some tests skip without")):
        group = [need for need in needs if need.required is required]
        if not group:
            continue
        print(f"  {heading}:")
        for need in group:
            print(f"    {need.probe} (for {need.purpose})")
        print(f"  To get {'them' if len(group) > 1 else 'it'}:")
        print(f"    {install_command(group, manager=manager)}")
