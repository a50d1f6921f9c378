"""The window's sentences about the habits that a book shows."""

from __future__ import annotations

from cfo_desktop.domain.habits import Cycle
from cfo_desktop.domain.habits import Habits
from cfo_desktop.ui import outlook_words
from cfo_desktop.ui.session import Session

_MOST = 5
"""Suppliers and paydays that are told."""


def sentences(session: Session, found: Habits) -> list[str]:
    """Return what stands out: paying, spending, paydays, buying; empty where nothing does."""
    return [
        *_cycle(session, "collection", found.collection),
        *_cycle(session, "payment", found.payment),
        *_peaks(session, found),
        *_paydays(session, found),
        *_purchases(session, found),
    ]


def _cycle(session: Session, name: str, cycle: Cycle | None) -> list[str]:
    if cycle is None:
        return []
    return [outlook_words.counted(session, f"forecast.habit.{name}", cycle.days)]


def _peaks(session: Session, found: Habits) -> list[str]:
    if not found.peaks:
        return []
    localised = session.localised
    days = localised.listed(
        f"{localised.number(each.month_day)} ({localised.per_mille(each.per_mille)})"
        for each in found.peaks
    )
    return [outlook_words.told(session, "forecast.habit.peaks", days=days)]


def _paydays(session: Session, found: Habits) -> list[str]:
    localised = session.localised
    return [
        outlook_words.told(
            session,
            "forecast.habit.payday",
            day=localised.day(each.next),
            party=each.party,
            amount=localised.money(each.amount, session.currency),
        )
        for each in found.paydays[:_MOST]
        if each.next is not None
    ]


def _purchases(session: Session, found: Habits) -> list[str]:
    return [
        outlook_words.counted(
            session,
            "forecast.habit.purchase",
            each.days,
            supplier=each.supplier,
            amount=session.localised.money(each.amount, session.currency),
        )
        for each in found.purchases[:_MOST]
    ]
