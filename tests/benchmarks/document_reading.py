"""What reading bills takes: `python -m tests.benchmarks.document_reading [FILE ...]`.

Reads a made receipt as a photo of twelve million pixels, a made Chinese invoice as a scan, a PDF
with text, and a scan of ten pages (or the files that are named) through the child process, with the
machine as it is and with one core kept busy. Prints seconds to the first result of a fresh child
(cold), the median of the next ones (warm), seconds a page, the time in which the first page tells
that it is done, how late a timer of 10 ms in this process ever was meanwhile, and the most memory
that the child held.
"""

from __future__ import annotations

import contextlib
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from cfo_desktop.services.document_reading import DocumentReader
from tests.benchmarks import busy
from tests.benchmarks import importing
from tests.benchmarks import tables
from tests.documents import made_pages

_ROUNDS = 3
_TICK = 0.01
_HEADS = ("", "cold, s", "warm, s", "s a page", "first page, s", "timer late, ms", "child, MiB")


def main() -> None:
    """Measure each file, quiet and busy."""
    named = {Path(name).name: Path(name).read_bytes() for name in sys.argv[1:]}
    files = named or _made()
    for name, state in (("quiet", contextlib.nullcontext()), ("one core busy", busy.one_core())):
        with state:
            rows = [_measured(file, content) for file, content in files.items()]
        sys.stdout.write(f"\n{name}\n\n{tables.table(_HEADS, rows)}")


def _made() -> dict[str, bytes]:
    receipt = made_pages.picture(made_pages.RECEIPT)
    photo = made_pages.picture(made_pages.RECEIPT, width=3000, height=4000, size=80)
    grain = np.random.default_rng(1).normal(0, 6, (4000, 3000, 3))
    spoiled = Image.fromarray(np.clip(np.asarray(photo) * 0.8 + grain, 0, 255).astype(np.uint8))
    invoice = made_pages.picture(made_pages.INVOICE, width=1754, height=1240)
    return {
        "receipt, photo": made_pages.encoded(spoiled.rotate(90, expand=True), "JPEG", quality=85),
        "invoice, scan": made_pages.scanned([invoice]),
        "invoice, PDF with text": made_pages.pdf([made_pages.INVOICE]),
        "ten receipts, scan": made_pages.scanned([receipt] * 10),
    }


@dataclass(frozen=True, slots=True)
class _Run:
    """Seconds of one reading: to the end, and until the first page was through."""

    whole: float
    first: float
    pages: int


def _measured(name: str, content: bytes) -> tuple[str, ...]:
    documents = DocumentReader()
    memory, runs = 0, []
    try:
        with _timer() as late:
            for _ in range(_ROUNDS + 1):
                runs.append(_run(documents, name, content))
                memory = max(memory, importing.peak_kib(documents.process_id or 0))
    finally:
        documents.close()
    warm = statistics.median(run.whole for run in runs[1:])
    first = statistics.median(run.first for run in runs[1:])
    figures = (runs[0].whole, warm, warm / runs[0].pages, first)
    return (
        name,
        *(f"{figure:,.2f}" for figure in figures),
        f"{1000 * max(late):,.0f}",
        f"{memory / 1024:,.0f}",
    )


def _run(documents: DocumentReader, name: str, content: bytes) -> _Run:
    told: list[tuple[float, float]] = []
    begun = time.perf_counter()
    found = documents.read(
        content, progress=lambda done: told.append((done, time.perf_counter() - begun))
    )
    whole = time.perf_counter() - begun
    if found.fault:
        sys.exit(f"{name}: {found.fault}")
    pages = max(found.pages, 1)
    first = next((at for done, at in told if done >= 1 / pages), whole)
    return _Run(whole, first, pages)


@contextlib.contextmanager
def _timer() -> Iterator[list[float]]:
    """Give a list of how late, in seconds, a timer of this process was each time."""
    late, ended = [0.0], threading.Event()

    def tick() -> None:
        due = time.perf_counter() + _TICK
        while not ended.wait(max(due - time.perf_counter(), 0)):
            late.append(time.perf_counter() - due)
            due = time.perf_counter() + _TICK

    thread = threading.Thread(target=tick)
    thread.start()
    try:
        yield late
    finally:
        ended.set()
        thread.join()


if __name__ == "__main__":
    main()
