"""The child process that reads one untrusted file, so that a hostile one harms nothing else.

Standard input holds one JSON line (``filename``, ``options``, ``kind``) and then the file's
bytes; standard output gets the pickled result, which the parent loads with domain values only.
"""

from __future__ import annotations

import enum
import io
import json
import pickle
import sys

from cfo_desktop.domain.reading import ReadOptions

MEMORY_BYTES = 2**30
CPU_SECONDS = 60


def limit_resources() -> None:
    """Bound this process's memory and time, where the system can (not on Windows)."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class _PlainPickler(pickle.Pickler):
    """Writes a member of an enum as its class and value, on every Python alike.

    Python 3.11.0 to 3.11.3 ask for ``builtins.getattr`` to find it, which the parent never grants.
    """

    def reducer_override(self, value: object) -> tuple[type, tuple[object]]:
        """Return how to make ``value`` again, or ``NotImplemented`` for pickle's own way."""
        return (type(value), (value.value,)) if isinstance(value, enum.Enum) else NotImplemented


def dump(result: object) -> bytes:
    """Return ``result`` as bytes that name nothing but classes of ``domain`` and dates."""
    stream = io.BytesIO()
    _PlainPickler(stream, protocol=pickle.HIGHEST_PROTOCOL).dump(result)
    return stream.getvalue()


def main() -> None:
    """Read the file on standard input and write what it gave to standard output."""
    limit_resources()
    task = json.loads(sys.stdin.buffer.readline())
    untrusted_content = sys.stdin.buffer.read()
    result: object
    if task["kind"] == "journal":
        from cfo_desktop.statements.journals.reader import read_journal

        result = read_journal(untrusted_content, filename=task["filename"])
    else:
        from cfo_desktop.statements.reader import read

        options = ReadOptions(**task["options"])
        result = read(untrusted_content, filename=task["filename"], options=options)
    sys.stdout.buffer.write(dump(result))


if __name__ == "__main__":
    main()
