"""The window's words for the days ahead: sources, days in sentences, the chart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from cfo_desktop.base import texts
from cfo_desktop.domain import forecast_texts
from cfo_desktop.domain.account import Account
from cfo_desktop.domain.currency import minor_digits
from cfo_desktop.domain.forecast import Movement
from cfo_desktop.domain.outlook import Due
from cfo_desktop.domain.outlook import Outlook
from cfo_desktop.ui.localised import MINUS
from cfo_desktop.ui.session import Session
from cfo_desktop.ui.widgets.cash_line import CashPoint
from cfo_desktop.ui.widgets.cash_line import ChartWords


def told(session: Session, key: str, **data: object) -> str:
    """Return a text that the terminal has too, so that both say the same."""
    return texts.text(session.language, "cli", key, **data)


def counted(session: Session, key: str, number: int, **data: object) -> str:
    """Return such a text for one thing (``key.one``) or another number of them (``key.many``)."""
    form = "one" if number == 1 else "many"
    return told(session, f"{key}.{form}", count=session.localised.number(number), **data)


def head(session: Session, name: str) -> str:
    """Return the title of a column that the terminal has too."""
    return told(session, f"column.{name}")


def chart(session: Session) -> ChartWords:
    """Return the words of the cash line."""
    translate = QCoreApplication.translate
    return ChartWords(
        today=translate("OutlookWords", "Today"),
        so_far=translate("OutlookWords", "so far"),
        ahead=translate("OutlookWords", "expected"),
        band=translate("OutlookWords", "likely range"),
        cushion=translate("OutlookWords", "least money to keep"),
        amount=lambda minor: _axis(session, minor),
        month=lambda day: _month(session, day),
        point=lambda found: point(session, found),
    )


def _axis(session: Session, minor: int) -> str:
    """Return an amount in whole units; nothing while amounts are hidden."""
    localised = session.localised
    if localised.hidden or not session.currency:
        return ""
    whole = abs(minor) // 10 ** minor_digits(session.currency)
    return (MINUS if minor < 0 else "") + localised.number(whole)


def _month(session: Session, day: dt.date) -> str:
    return session.localised.short_month(day)


def point(session: Session, found: CashPoint) -> str:
    """Return the money at the end of a day, and for one to come how far off it may be."""
    translate, localised = QCoreApplication.translate, session.localised
    if found.low == found.high:
        return translate("OutlookWords", "{day}: {amount}").format(
            day=localised.day(found.day), amount=localised.money(found.expected, session.currency)
        )
    return translate("OutlookWords", "{day}: {amount} expected, between {low} and {high}").format(
        day=localised.day(found.day),
        amount=localised.money(found.expected, session.currency),
        low=localised.amount(found.low, session.currency),
        high=localised.amount(found.high, session.currency),
    )


def cash_told(session: Session, outlook: Outlook) -> str:
    """Return what the cash line shows, in sentences."""
    translate, localised = QCoreApplication.translate, session.localised
    forecast = outlook.forecast
    told = [
        translate("OutlookWords", "Cash now: {amount}.").format(
            amount=localised.spoken(forecast.opening, forecast.currency)
        )
    ]
    if forecast.lowest is not None:
        told.append(
            translate("OutlookWords", "Lowest on {day}: {amount}.").format(
                day=localised.day(forecast.lowest.date),
                amount=localised.spoken(forecast.lowest.expected, forecast.currency),
            )
        )
        last = forecast.days[-1]
        told.append(
            translate("OutlookWords", "On {day}: {amount}.").format(
                day=localised.day(last.date),
                amount=localised.spoken(last.expected, forecast.currency),
            )
        )
    return localised.sentences(told)


def who(session: Session, movement: Movement, accounts: Mapping[str, Account]) -> str:
    """Return whom or what a movement is about: its party, else its account, else its source."""
    return movement.party or _about(session, movement, accounts)


def reason(session: Session, movement: Movement, accounts: Mapping[str, Account]) -> str:
    """Return where a movement comes from; nothing where ``who`` says that already."""
    said = forecast_texts.source(movement.source, session.language)
    return "" if said == who(session, movement, accounts) else said


def due(session: Session, found: Due, accounts: Mapping[str, Account]) -> str:
    """Return whom or what is to be paid: its text, else its account, else its source."""
    return found.text or _about(session, found, accounts)


def _about(session: Session, found: Movement | Due, accounts: Mapping[str, Account]) -> str:
    account = accounts.get(found.account)
    return (
        account.name_in(session.language)
        if account
        else forecast_texts.source(found.source, session.language)
    )
