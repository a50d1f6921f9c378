"""What a book knows of its backups: where they go, how often, and how the last ones went."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass

MOST_KEPT = 100


class Every(enum.StrEnum):
    """How often a backup is written."""

    NEVER = "never"
    CLOSE = "close"
    """Each time the window is closed."""
    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class BackupPlan:
    """Where backups go and how many stay; an empty folder: none was chosen yet."""

    folder: str = ""
    every: Every = Every.NEVER
    keep: int = 10
    """Older ones that the program wrote itself are removed, 1 to ``MOST_KEPT`` stay."""


@dataclass(frozen=True, slots=True)
class BackupRecord:
    """One backup as it was written or read back."""

    moment: dt.datetime
    path: str
    entries: int
    link: str
    """The end of the hash chain it holds, 16 hex digits."""


@dataclass(frozen=True, slots=True)
class BackupFailure:
    """The last attempt, where it failed: a code and its data, for the texts of faults."""

    moment: dt.datetime
    code: str
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class BackupState:
    """The plan and what became of it."""

    plan: BackupPlan
    written: BackupRecord | None
    verified: BackupRecord | None
    """The last that was read back whole: each is when it is written, or when the owner asks."""
    failure: BackupFailure | None
    """Since the last that was written; ``None`` where that went well."""


@dataclass(frozen=True, slots=True)
class BackupNotice:
    """What the owner should know of their backups."""

    code: str
    """``none``: the book has entries and no backup was ever written; ``late``: the last is older
    than the plan says; ``failed``: the last attempt failed."""
    last: dt.datetime | None
    failure: BackupFailure | None
