"""Measures how well papers are read and known again: made documents whose truth is known.

    python -m tests.evaluation.documents [--set pdf] [--limit 40] [--missed] [--out DIR]

The sets: ``structured`` (e-invoices of seven formats, valid), ``broken`` (those that must be
refused), ``pdf`` (200 with text, English and Chinese, 28 layouts), ``pictures`` (300 photos and
scans made by script, each third of them hard), ``twins`` (500 planted pairs, 200 documents that
have no twin but look as if they had). Everything is read as the program reads it: by
``services.document_reading``, in the child process. Made samples are an upper bound; what counts
are real ones:

    python -m tests.evaluation.documents --receipts DIR

tries receipts in SROIE's form, where somebody has them: pictures (jpg, png) anywhere below DIR, and
for each a text or JSON file of the same name with an object of ``company``, ``date``, ``total``.

Printed are, by set and language, the shares of right totals, days, numbers and sellers (names and
numbers without case, spaces and signs), the share of totals called proved or machine-read and how
many of these are wrong, files that were not read as one document, and seconds a page. ``--missed``
lists what was read wrongly; ``--out`` keeps the made files to look at. The readers were made with
an eye on the files of seed 0: ``--seed 1`` makes others, of the same layouts, that nobody has seen.
Ctrl-C ends a set early and prints what was read by then.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from pathlib import Path

from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import Hints
from cfo_desktop.services import document_reading
from tests.evaluation.made_documents import receipts
from tests.evaluation.made_documents import samples
from tests.evaluation.made_documents import scoring
from tests.evaluation.made_documents import structured
from tests.evaluation.made_documents import twin_trial
from tests.evaluation.made_documents.samples import Sample
from tests.evaluation.made_documents.scoring import Outcome
from tests.evaluation.made_documents.scoring import Tally

SETS = ("structured", "broken", "pdf", "pictures", "twins")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _made(name: str, *, limit: int | None, seed: int) -> Iterator[Sample]:
    made: Iterator[Sample]
    if name == "structured":
        made = structured.valid()
    elif name == "pdf":
        made = samples.pdfs(limit or samples.PDFS, seed=seed)
    else:
        made = samples.pictures(limit or samples.PICTURES, seed=seed)
    return itertools.islice(made, limit)


def tried(
    reader: document_reading.DocumentReader,
    made: Iterable[Sample],
    *,
    out: Path | None = None,
) -> Iterator[tuple[Sample, Outcome]]:
    """Read samples and hold each against its truth."""
    for sample in made:
        if out is not None:
            (out / sample.name).write_bytes(sample.content)
        started = time.perf_counter()
        read = reader.read(sample.content, hints=sample.truth.hints)
        seconds = time.perf_counter() - started
        yield sample, scoring.outcome(sample.name, sample.truth, read, seconds=seconds)


def _group(name: str, sample: Sample) -> str:
    if name == "structured":
        return sample.layout
    if name == "pictures":
        return f"{sample.truth.language}, {'hard' if sample.is_hard else 'plain'}"
    return sample.truth.language


_HEAD = (
    f"{'':<24}{'files':>6}{'total':>8}{'date':>8}{'number':>8}{'seller':>8}{'fields':>8}"
    f"{'proved':>8}{'wrong':>6}{'split':>6}{'s/page':>8}{'95 %':>7}"
)


def _row(title: str, tally: Tally) -> str:
    shares = [
        f"{100 * tally.share(name):8.1f}" if name in tally.asked else f"{'-':>8}"
        for name in scoring.FIELDS
    ]
    median, most = tally.seconds()
    return (
        f"{title:<24}{len(tally.outcomes):6}{''.join(shares)}{100 * tally.whole:8.1f}"
        f"{100 * tally.sure:8.1f}{len(tally.falsely_sure):6}{tally.split:6}"
        f"{median:8.2f}{most:7.2f}"
    )


def _print_missed(sample: Sample, outcome: Outcome) -> None:
    for name, said, shown in outcome.missed:
        if sample.truth.number or name is not Field.NUMBER:
            _say(f"  {sample.name}: {name}: {said} -> {shown}")


def _measure(
    name: str,
    made: Iterable[Sample],
    *,
    missed: bool,
    out: Path | None,
    asked: tuple[Field, ...] = scoring.FIELDS,
) -> None:
    tallies: dict[str, Tally] = defaultdict(lambda: Tally(asked=asked))
    whole = Tally(asked=asked)
    reader = document_reading.DocumentReader()
    try:
        with contextlib.suppress(KeyboardInterrupt):  # what was read by then is told
            for sample, outcome in tried(reader, made, out=out):
                tallies[_group(name, sample)].outcomes.append(outcome)
                whole.outcomes.append(outcome)
                if missed:
                    _print_missed(sample, outcome)
        memory = _peak_mebibytes(reader)
    finally:
        reader.close()
    if not whole.outcomes:
        _say(f"{name}: nothing to read")
        return
    for group, tally in sorted(tallies.items()):
        _say(_row(f"{name} ({group})", tally))
    _say(_row(f"{name}, all", whole))
    for outcome in whole.falsely_sure:
        _say(f"  called proved and wrong: {outcome.name}")
    for code, count in whole.faults().items():
        _say(f"  refused: {count} {code}")
    _say(f"  the child process took at most {memory} MiB")


def _peak_mebibytes(reader: document_reading.DocumentReader) -> str:
    status = Path(f"/proc/{reader.process_id}/status")
    if not status.exists():
        return "?"  # only Linux tells
    line = next(row for row in status.read_text("ascii").splitlines() if row.startswith("VmHWM"))
    return str(int(line.split()[1]) // 1024)


def _try_broken(*, missed: bool) -> None:
    reader = document_reading.DocumentReader()
    refused, read = 0, []
    try:
        for name, content in structured.broken():
            found = reader.read(content, hints=Hints(currency="EUR"))
            if found.fault is None:
                read.append(name)
            else:
                refused += 1
                if missed:
                    _say(f"  {name}: {found.fault.code}")
    finally:
        reader.close()
    _say(f"broken: {refused} of {refused + len(read)} refused with a reason")
    for name in read:
        _say(f"  read all the same: {name}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--set", choices=SETS, action="append", help="only this set; may repeat")
    parser.add_argument("--limit", type=int, help="only so many files of a set")
    parser.add_argument("--seed", type=int, default=0, help="make fresh PDFs and pictures")
    parser.add_argument("--missed", action="store_true", help="list what was read wrongly")
    parser.add_argument("--out", type=Path, help="keep the made files in this folder")
    parser.add_argument("--receipts", type=Path, help="try real receipts in SROIE's form")
    options = parser.parse_args()
    if options.out:
        options.out.mkdir(parents=True, exist_ok=True)
    _say(_HEAD)
    if options.receipts:
        real = itertools.islice(receipts.found(options.receipts), options.limit)
        asked = (Field.TOTAL, Field.DATE, Field.SELLER)
        _measure("receipts", real, missed=options.missed, out=None, asked=asked)
        return
    for name in options.set or SETS:
        if name == "broken":
            _try_broken(missed=options.missed)
        elif name == "twins":
            for line in twin_trial.lines(limit=options.limit, missed=options.missed):
                _say(line)
        else:
            made = _made(name, limit=options.limit, seed=options.seed)
            _measure(name, made, missed=options.missed, out=options.out)


if __name__ == "__main__":
    main()
