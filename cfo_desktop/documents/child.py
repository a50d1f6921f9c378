"""The child process that reads documents that are not trusted: one job after the other.

Standard input holds, for each job, one JSON line (``kind``, sizes, ``page``, ``width``), what the
book knows (pickled ``Hints``; to learn, the document and what the owner said of it), and the file's
bytes. The answer is lines ``done 0.25`` as the work goes on, then ``answer SIZE`` and the pickled
result, of which the parent takes domain values only. After a minute without a job, or when the
parent is gone, the process ends.
"""

from __future__ import annotations

import io
import json
import os
import sys
import threading
from typing import IO
from typing import Any

from cfo_desktop.base import confinement
from cfo_desktop.base.errors import UserError
from cfo_desktop.documents import reader
from cfo_desktop.documents.sheets import Frames
from cfo_desktop.domain import pickling
from cfo_desktop.domain.document import Hints
from cfo_desktop.domain.document import ReadDocuments
from cfo_desktop.domain.document import Template
from cfo_desktop.domain.fault import Fault

MEMORY_BYTES = 3 * 2**30
"""Address space. The engine for pictures and its libraries reserve 1 GB and use 600 MB of it; a
picture of 50 million pixels takes 150 MB each time it is copied; the rest is threads' stacks."""
CPU_SECONDS = 900
"""Of one job: 200 scanned pages. The parent gives up much sooner on a page that tells nothing."""
IDLE_SECONDS = 60.0


def main() -> None:
    """Answer jobs until none comes any more."""
    sys.addaudithook(_refuse_network)
    jobs, answers = sys.stdin.buffer, _answers()
    frames = Frames()
    while True:
        idle = threading.Timer(IDLE_SECONDS, os._exit, (0,))
        idle.daemon = True
        idle.start()
        line = jobs.readline()
        idle.cancel()
        if not line:
            return
        task = json.loads(line)
        hints = pickling.load(io.BytesIO(jobs.read(task["hints"])))
        untrusted_content = jobs.read(task["size"])
        confinement.confine(memory=MEMORY_BYTES, seconds=CPU_SECONDS)
        _answer(_result(task, hints, untrusted_content, frames, answers), answers)


def _refuse_network(event: str, _arguments: tuple[object, ...]) -> None:
    """Let no library reach for the network, whatever it would get from there."""
    if event.startswith("socket."):
        raise PermissionError(event)


def _answers() -> IO[bytes]:
    """Return the way to the parent, and keep what libraries print from it."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def _result(
    task: dict[str, Any],
    hints: object,
    untrusted_content: bytes,
    frames: Frames,
    answers: IO[bytes],
) -> ReadDocuments | Template | bytes | Fault:
    def told(done: float) -> None:
        answers.write(f"done {done:.3f}\n".encode())
        answers.flush()

    try:
        if task["kind"] == "picture":
            return reader.picture(
                untrusted_content, page=task["page"], width=task["width"], frames=frames
            )
        if task["kind"] == "learn" and isinstance(hints, tuple):
            document, corrected = hints
            return reader.learn(
                untrusted_content, document=document, corrected=corrected, frames=frames
            )
        known = hints if isinstance(hints, Hints) else Hints()
        return reader.read(untrusted_content, hints=known, frames=frames, told=told)
    except UserError as error:
        return Fault(error.code, data={key: str(value) for key, value in error.data.items()})
    except MemoryError:
        return Fault("document_memory_short")


def _answer(result: object, answers: IO[bytes]) -> None:
    content = io.BytesIO()
    pickling.dump(result, content)
    size = content.tell()
    answers.write(f"answer {size}\n".encode())
    answers.write(content.getbuffer())
    answers.flush()


if __name__ == "__main__":
    main()
