"""The child process that reads one untrusted file, so that a hostile one harms nothing else.

Standard input holds one JSON line (``filename``, ``options``, ``kind``) and then the file's
bytes; standard output gets the pickled result, which the parent loads with domain values only;
standard error gets how much is done, a number a line.
"""

from __future__ import annotations

import gc
import json
import sys

from cfo_desktop.base import confinement
from cfo_desktop.domain import pickling
from cfo_desktop.domain.reading import ReadOptions

MEMORY_BYTES = 2**30
CPU_SECONDS = 60
_GARBAGE_AFTER = 500_000
"""Objects made before a look for cycles among them."""


def _tell(done: float) -> None:
    """Say how much is done on standard error; the parent takes nothing else from there."""
    sys.stderr.write(f"{done:.3f}\n")
    sys.stderr.flush()


def main() -> None:
    """Read the file on standard input and write what it gave to standard output."""
    confinement.confine(memory=MEMORY_BYTES, seconds=CPU_SECONDS)
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
    pickling.dump(result, sys.stdout.buffer)


if __name__ == "__main__":
    main()
