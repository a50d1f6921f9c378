"""How much memory the machine has left, and how much this process took at most."""

from __future__ import annotations

import ctypes
import re
import subprocess
import sys
from pathlib import Path

_KIB = 1024


def free_bytes() -> int | None:
    """Return what programs can still take without pushing others out; ``None`` where unknown."""
    if sys.platform == "win32":
        return _windows()
    if sys.platform == "darwin":
        return _mac()
    return _of_proc("/proc/meminfo", "MemAvailable")


def peak_bytes() -> int | None:
    """Return the most that this process held in memory; ``None`` where unknown (Windows)."""
    if sys.platform == "win32":
        return None
    if sys.platform == "darwin":
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return _of_proc("/proc/self/status", "VmHWM")


def _of_proc(file: str, name: str) -> int | None:
    try:
        text = Path(file).read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    found = re.search(rf"^{name}:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) * _KIB if found else None


def _mac() -> int | None:
    """Read ``vm_stat``: pages that are free or whose content can be read again."""
    try:
        done = subprocess.run(
            ["/usr/bin/vm_stat"], check=False, capture_output=True, text=True, timeout=5
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    size = re.search(r"page size of (\d+) bytes", done.stdout)
    pages = re.findall(r"^Pages (?:free|inactive|speculative):\s+(\d+)", done.stdout, re.MULTILINE)
    return int(size[1]) * sum(map(int, pages)) if size and pages else None


class _Status(ctypes.Structure):
    """MEMORYSTATUSEX of the Windows API."""

    _fields_ = (
        ("length", ctypes.c_ulong),
        ("load", ctypes.c_ulong),
        ("total", ctypes.c_ulonglong),
        ("free", ctypes.c_ulonglong),
        *((f"more_{number}", ctypes.c_ulonglong) for number in range(5)),
    )


def _windows() -> int | None:
    status = _Status()
    status.length = ctypes.sizeof(status)
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - other systems' ctypes has none
    return int(status.free) if kernel.GlobalMemoryStatusEx(ctypes.byref(status)) else None
