"""The faces' settings, typed and declared once, kept as one small JSON file."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Any

from cfo_desktop.base import paths
from cfo_desktop.base.files import user_error
from cfo_desktop.base.files import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

MAX_RECENT = 8
LANGUAGES = ("", "en", "zh_CN")
THEMES = ("light", "dark", "system")
NUMBER_FORMATS = ("system", "comma_point", "point_comma", "space_comma", "apostrophe_point")
"""What groups thousands and what comes before the cents: ``1,234.50`` is ``comma_point``."""
DATE_FORMATS = ("language", "iso", "day_first", "month_first")
_LONGEST_LOCK = 60
_LONGEST_TEXT = 4096


@dataclass(frozen=True, slots=True)
class Settings:
    """What the program remembers between starts; nothing of it comes from inside a book."""

    language: str = ""
    """``en``, ``zh_CN`` or empty for the system's language."""
    theme: str = "system"
    """``light``, ``dark`` or ``system``."""
    lock_minutes: int = 10
    """Idle minutes before the window locks itself, 1 to 60."""
    recent_books: tuple[str, ...] = ()
    """Folders of books opened before, newest first, at most ``MAX_RECENT``."""
    number_format: str = "system"
    """One of ``NUMBER_FORMATS``; ``system`` writes numbers as the system or the language does."""
    date_format: str = "language"
    """One of ``DATE_FORMATS``; ``language`` writes dates as the window's language does."""
    hide_amounts: bool = False
    """Whether the window covers every amount."""
    report_folder: str = ""
    """Where a report was last saved; empty before the first one."""
    model: str = ""
    """Name of the language model that was chosen; empty for the default one, ``none`` for none."""

    def with_recent(self, book: Path) -> Settings:
        """Return a copy with ``book`` first among the recent ones."""
        others = [item for item in self.recent_books if item != str(book)]
        return dataclasses.replace(self, recent_books=(str(book), *others)[:MAX_RECENT])


def _path() -> Path:
    return paths.config_dir() / "settings.json"


def load() -> Settings:
    """Read the settings; each missing, damaged or foreign value falls back to its default."""
    try:
        untrusted = json.loads(_path().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(untrusted, dict):
        return Settings()
    read = {name: value(untrusted.get(name)) for name, value in _READERS.items()}
    return dataclasses.replace(
        Settings(), **{name: value for name, value in read.items() if value is not None}
    )


def _one_of(known: tuple[str, ...]) -> Callable[[object], object]:
    return lambda untrusted: untrusted if untrusted in known else None


def _minutes(untrusted: object) -> int | None:
    if not isinstance(untrusted, int) or isinstance(untrusted, bool):
        return None
    return min(max(untrusted, 1), _LONGEST_LOCK)


def _folders(untrusted: object) -> tuple[str, ...] | None:
    if not isinstance(untrusted, list):
        return None
    return tuple(str(item) for item in untrusted[:MAX_RECENT])


def _flag(untrusted: object) -> bool | None:
    return untrusted if isinstance(untrusted, bool) else None


def _short(untrusted: object) -> str | None:
    short = isinstance(untrusted, str) and len(untrusted) <= _LONGEST_TEXT
    return str(untrusted) if short else None


_READERS: Mapping[str, Callable[[object], Any]] = {
    "language": _one_of(LANGUAGES),
    "theme": _one_of(THEMES),
    "lock_minutes": _minutes,
    "recent_books": _folders,
    "number_format": _one_of(NUMBER_FORMATS),
    "date_format": _one_of(DATE_FORMATS),
    "hide_amounts": _flag,
    "report_folder": _short,
    "model": _short,
}
"""How each setting is read from what the file holds; ``None``: it holds no such value."""


def save(settings: Settings) -> None:
    """Write the settings in one step, so that a crash leaves the old file or the new one.

    Raises ``UserError`` where the disk refuses.
    """
    path = _path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise user_error(error, path.parent) from error
    write_atomically(path, json.dumps(dataclasses.asdict(settings), indent=1).encode())
