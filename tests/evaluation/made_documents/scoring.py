"""Compares what was read with the truth, and adds up shares, proofs, seconds."""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import Evidence
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.document import ReadDocuments
from tests.evaluation.made_documents.bills import Truth

FIELDS = (Field.TOTAL, Field.DATE, Field.NUMBER, Field.SELLER)
_SURE = frozenset({Evidence.MACHINE_READ, Evidence.PROVED})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one sample: the fields that are right, and what was read instead."""

    name: str
    right: frozenset[Field]
    is_sure: bool
    """Whether the total was called proved, or read by a machine."""
    documents: int
    pages: int
    seconds: float
    missed: tuple[tuple[Field, str, str], ...] = ()
    """(field, what the page says, what came out)."""
    fault: str = ""


@dataclass
class Tally:
    """Outcomes of one set and language."""

    outcomes: list[Outcome] = field(default_factory=list)
    asked: Sequence[Field] = FIELDS

    def share(self, name: Field) -> float:
        """Return the share in which a field is right."""
        return _share(sum(name in each.right for each in self.outcomes), len(self.outcomes))

    @property
    def whole(self) -> float:
        """The share of right fields among all."""
        right = sum(len(each.right & set(self.asked)) for each in self.outcomes)
        return _share(right, len(self.asked) * len(self.outcomes))

    @property
    def sure(self) -> float:
        """The share of totals that are called proved or machine-read."""
        return _share(sum(each.is_sure for each in self.outcomes), len(self.outcomes))

    @property
    def falsely_sure(self) -> list[Outcome]:
        """Those among them that are wrong."""
        return [each for each in self.outcomes if each.is_sure and Field.TOTAL not in each.right]

    @property
    def split(self) -> int:
        """Files whose number of documents is wrong: each holds one."""
        return sum(each.documents != 1 for each in self.outcomes)

    def seconds(self) -> tuple[float, float]:
        """Return (median, 95 %) of the seconds that a page takes."""
        each = sorted(one.seconds / max(one.pages, 1) for one in self.outcomes)
        return statistics.median(each), each[min(len(each) - 1, round(0.95 * len(each)))]

    def faults(self) -> Counter[str]:
        """Return why files were refused."""
        return Counter(each.fault for each in self.outcomes if each.fault)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def plain(words: str) -> str:
    """Return words without case, width, spaces, signs: what makes two names the same."""
    folded = unicodedata.normalize("NFKC", words).casefold()
    return "".join(mark for mark in folded if mark.isalnum())


def number_plain(words: str) -> str:
    """Return a number without signs, and without the "No" that may stand before it."""
    return re.sub(r"^no(?=\d)", "", plain(words))


def outcome(name: str, truth: Truth, read: ReadDocuments, *, seconds: float) -> Outcome:
    """Hold the first document that was read against the truth."""
    if not read.documents:
        code = read.fault.code if read.fault else "nothing"
        missed = tuple((field, _said(truth, field), f"({code})") for field in FIELDS)
        return Outcome(name, frozenset(), False, 0, read.pages, seconds, missed, code)
    document = read.documents[0]
    right = {name for name in FIELDS if is_right(truth, document, name)}
    total = document.fields.get(Field.TOTAL)
    return Outcome(
        name,
        frozenset(right),
        total is not None and total.evidence in _SURE,
        len(read.documents),
        read.pages,
        seconds,
        tuple(
            (field, _said(truth, field), _shown(document, field))
            for field in FIELDS
            if field not in right
        ),
    )


def is_right(truth: Truth, document: Document, name: Field) -> bool:
    """Tell whether a field of the head is what the paper says."""
    if name is Field.TOTAL:
        return _is_total(truth, document)
    if name is Field.DATE:
        return document.day_of(Field.DATE) == truth.date
    if name is Field.NUMBER:
        return number_plain(document.text_of(Field.NUMBER)) == number_plain(truth.number)
    return plain(document.text_of(Field.SELLER)) in {plain(seller) for seller in truth.sellers}


def _is_total(truth: Truth, document: Document) -> bool:
    """Credit notes print plain sums or negative ones: what counts is what the buyer owes by it.

    A total before it was rounded is right where what was paid, or is to be, stands beside it.
    """
    owed = document.owed()
    paid = {document.money_of(Field.PAID), document.money_of(Field.PAYABLE)}
    return owed == truth.total or (owed == truth.unrounded and truth.total in paid)


def _said(truth: Truth, name: Field) -> str:
    return {
        Field.TOTAL: f"{truth.total.currency} {truth.total}",
        Field.DATE: f"{truth.date}",
        Field.NUMBER: truth.number,
        Field.SELLER: truth.sellers[0],
    }[name]


def _shown(document: Document, name: Field) -> str:
    found = document.fields.get(name)
    if found is None:
        return "-"
    kind = f" as {document.kind}" if name is Field.TOTAL else ""
    return f"{found.value} [{found.evidence}, {found.carrier}]{kind}"
