"""The one place that asks what day it is, so that tests and trials can set it."""

from __future__ import annotations

import datetime as dt
import os

from cfo_desktop.base.errors import UserError


def today() -> dt.date:
    """Today's local date, or the date in ``CFO_TODAY`` (ISO 8601) where that is set."""
    untrusted_today = os.environ.get("CFO_TODAY")
    if not untrusted_today:
        return dt.datetime.now().astimezone().date()
    try:
        return dt.date.fromisoformat(untrusted_today)
    except ValueError as error:
        raise UserError("date_invalid", text=untrusted_today) from error


def now() -> dt.datetime:
    """Return the present moment in UTC, whole seconds."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)
