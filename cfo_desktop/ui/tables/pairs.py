"""Pairs of records that are one payment: both sides, what they are to each other, and why."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from cfo_desktop.domain.matching import Link
from cfo_desktop.domain.matching import LinkedRecord
from cfo_desktop.domain.matching import LinkKind
from cfo_desktop.ui import words
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.tables import columns
from cfo_desktop.ui.tables.rows import Column
from cfo_desktop.ui.tables.rows import RowsModel


def kind(value: LinkKind) -> str:
    """Return what two records are to each other."""
    translate = QCoreApplication.translate
    return {
        LinkKind.SAME: translate("PairTable", "Same payment"),
        LinkKind.TRANSFER: translate("PairTable", "Transfer"),
        LinkKind.SETTLEMENT: translate("PairTable", "Payout of takings"),
        LinkKind.REFUND: translate("PairTable", "Refund"),
    }[value]


def evidence(code: str) -> str:
    """Return in a few words what speaks for a pair."""
    translate = QCoreApplication.translate
    known = {
        "id": translate("PairTable", "same number"),
        "sum": translate("PairTable", "amounts add up"),
        "account": translate("PairTable", "same account and amount"),
        "party": translate("PairTable", "same party"),
        "channel": translate("PairTable", "the text names the wallet or bank"),
        "amount": translate("PairTable", "same amount"),
        "balance": translate("PairTable", "same running balance"),
        "day": translate("PairTable", "same day"),
        "opposite": translate("PairTable", "opposite amounts"),
        "number": translate("PairTable", "account number named"),
        "words": translate("PairTable", "the text speaks of a transfer"),
        "takings": translate("PairTable", "takings of those days"),
        "exact": translate("PairTable", "exact sum"),
        "usual_fee": translate("PairTable", "the usual fee"),
        "fee": translate("PairTable", "a fee within 5%"),
        "refund_id": translate("PairTable", "names the payment"),
    }
    return known.get(code, code)


def _side(session: Session, record: LinkedRecord) -> str:
    told = f"{record.file}, {words.place(record.place)}" if record.file else ""
    parts = (session.localised.day(record.day), record.text, told)
    return " · ".join(part for part in parts if part)


def told(session: Session, link: Link) -> tuple[str, ...]:
    """Return both sides in full, and why they may belong together, a line each."""
    translate = QCoreApplication.translate

    def line(record: LinkedRecord) -> str:
        money = session.localised.money(record.amount.minor, record.amount.currency)
        return f"{money}   {_side(session, record)}"

    why = translate("PairTable", "Why: {reasons}").format(
        reasons=", ".join(map(evidence, link.reasons))
    )
    return line(link.first), line(link.second), why


def model(session: Session) -> RowsModel[Link]:
    """Return the table's model."""
    translate = QCoreApplication.translate

    def side(record: LinkedRecord) -> str:
        return _side(session, record)

    return RowsModel(
        [
            Column(
                translate("PairTable", "What it is"),
                lambda link: kind(link.kind),
                sample=translate("PairTable", "Payout of takings"),
            ),
            columns.money(
                session, translate("PairTable", "Amount"), lambda link: link.first.amount
            ),
            Column(translate("PairTable", "One side"), lambda link: side(link.first), share=3),
            Column(translate("PairTable", "Other side"), lambda link: side(link.second), share=3),
            Column(
                translate("PairTable", "Why"),
                lambda link: ", ".join(map(evidence, link.reasons)),
                token=lambda _: "muted",
                share=2,
                spare=1,
            ),
        ],
        colour=session.colour,
    )
