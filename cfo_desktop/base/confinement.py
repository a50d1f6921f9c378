"""Bounds on what this process may take, for a child that reads what is not trusted."""

from __future__ import annotations

import sys


def confine(*, memory: int, seconds: int) -> None:
    """Bound the address space (bytes) and the time of processors from now on, where the system can.

    Windows cannot: there the parent's clock is all. Called again, it gives the seconds anew.
    """
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    # only the soft one: what was lowered for good could not be given anew
    hardest = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, hardest))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
