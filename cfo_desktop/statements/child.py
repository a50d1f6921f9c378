"""The child process that reads one untrusted file, so that a hostile one harms nothing else.

Standard input holds one JSON line (``filename``, ``options``, ``kind``) and then the file's
bytes; standard output gets the pickled result, which the parent loads with domain values only;
standard error gets how much is done, a number a line.
"""

from __future__ import annotations

import copyreg
import dataclasses
import datetime as dt
import enum
import gc
import json
import pickle
import sys
from collections.abc import Callable
from dataclasses import fields
from typing import IO
from typing import Any

from cfo_desktop.domain.money import Money
from cfo_desktop.domain.reading import ReadOptions

MEMORY_BYTES = 2**30
CPU_SECONDS = 60
_MANY = frozenset((str, dt.date, Money))
_GARBAGE_AFTER = 500_000
"""Objects made before a look for cycles among them."""


def limit_resources() -> None:
    """Bound this process's memory and time, where the system can (not on Windows)."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def dump(result: object, stream: IO[bytes]) -> None:
    """Write ``result`` as calls of nothing but classes of ``domain`` and dates.

    A value is its class, called with its fields: half the work of pickle's own way, and what the
    class refuses, the parent does. A member of an enum is its class and value, on every Python
    alike: 3.11.0 to 3.11.3 ask for ``builtins.getattr`` to find it, which the parent never grants.
    """
    pickler = pickle.Pickler(stream, protocol=pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = {**copyreg.dispatch_table, **_recipes()}
    pickler.dump(result)


_Recipe = Callable[[Any], tuple[type, tuple[object, ...]]]


def _recipes() -> dict[type, _Recipe]:
    """Return how each class of ``domain`` that was loaded is made again."""
    found: dict[type, _Recipe] = {}
    once = _Once()
    for name, module in list(sys.modules.items()):
        if name.startswith("cfo_desktop.domain."):
            for kind in vars(module).values():
                if isinstance(kind, enum.EnumType):
                    found[kind] = lambda member: (type(member), (member.value,))
                elif isinstance(kind, type) and dataclasses.is_dataclass(kind):
                    found[kind] = _of_fields(tuple(field.name for field in fields(kind)), once)
    return found


class _Once:
    """Gives one object for all that are equal: the pickle and the parent hold each only once."""

    def __init__(self) -> None:
        self._known: dict[object, object] = {}

    def __call__(self, value: object) -> object:
        """Return the first that was equal to ``value``."""
        if type(value) in _MANY:
            return self._known.setdefault(value, value)
        return value


def _of_fields(names: tuple[str, ...], once: _Once) -> _Recipe:
    def recipe(value: object) -> tuple[type, tuple[object, ...]]:
        return type(value), tuple([once(getattr(value, name)) for name in names])

    return recipe


def _tell(done: float) -> None:
    """Say how much is done on standard error; the parent takes nothing else from there."""
    sys.stderr.write(f"{done:.3f}\n")
    sys.stderr.flush()


def main() -> None:
    """Read the file on standard input and write what it gave to standard output."""
    limit_resources()
    # one file's values live until the end: looking for garbage among them takes a fifth of the time
    gc.set_threshold(_GARBAGE_AFTER)
    task = json.loads(sys.stdin.buffer.readline())
    untrusted_content = sys.stdin.buffer.read()
    result: object
    if task["kind"] == "journal":
        from cfo_desktop.statements.journals.reader import read_journal

        result = read_journal(untrusted_content, filename=task["filename"])
    elif task["kind"] == "lock":
        from cfo_desktop.statements.files import lock

        options = ReadOptions.from_document(task["options"])
        result = lock(untrusted_content, password=options.password)
    elif task["kind"] == "table":
        from cfo_desktop.statements.describing import describe

        options = ReadOptions.from_document(task["options"])
        result = describe(untrusted_content, filename=task["filename"], options=options)
    else:
        from cfo_desktop.statements.files import read_all

        options = ReadOptions.from_document(task["options"])
        result = read_all(untrusted_content, filename=task["filename"], options=options, told=_tell)
    dump(result, sys.stdout.buffer)


if __name__ == "__main__":
    main()
