"""The child process that reads one untrusted file, so that a hostile one harms nothing else.

Standard input holds one JSON line (``filename``, ``currency``, ``kind``) and then the file's
bytes; standard output gets the pickled result, which the parent loads with domain values only.
"""

from __future__ import annotations

import json
import pickle
import sys

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

        result = read(untrusted_content, filename=task["filename"], currency=task["currency"])
    sys.stdout.buffer.write(pickle.dumps(result, protocol=pickle.HIGHEST_PROTOCOL))


if __name__ == "__main__":
    main()
