"""A folder that is watched for statements: what lies in it and waits to be looked at."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from pathlib import Path


class FolderState(enum.StrEnum):
    """Whether a watched folder could be read."""

    READ = "read"
    MISSING = "missing"
    DENIED = "denied"
    UNREADABLE = "unreadable"


class WaitingState(enum.StrEnum):
    """What is to be done with a file of the folder."""

    READY = "ready"
    GROWING = "growing"
    """It is still being written: it is left until it is quiet."""
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file that looks like a statement."""

    path: Path
    modified: dt.datetime
    size: int
    """Bytes."""
    state: WaitingState
    digest: str = ""
    """SHA-256 of its content, in hexadecimal; empty unless it is ready."""


@dataclass(frozen=True, slots=True)
class FolderLook:
    """What one look at the folder found, the newest file first."""

    folder: Path
    state: FolderState
    files: tuple[WaitingFile, ...] = ()
    left_out: int = 0
    """Files that look like statements beyond those listed."""
