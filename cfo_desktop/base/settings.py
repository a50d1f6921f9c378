"""The faces' settings, typed and declared once, kept as one small JSON file."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cfo_desktop.base import paths
from cfo_desktop.base.files import user_error
from cfo_desktop.base.files import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

MAX_RECENT = 8


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

    def with_recent(self, book: Path) -> Settings:
        """Return a copy with ``book`` first among the recent ones."""
        others = [item for item in self.recent_books if item != str(book)]
        return dataclasses.replace(self, recent_books=(str(book), *others)[:MAX_RECENT])


def _path() -> Path:
    return paths.config_dir() / "settings.json"


def load() -> Settings:
    """Read the settings; a missing, damaged or foreign value falls back to its default."""
    try:
        untrusted = json.loads(_path().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    if not isinstance(untrusted, dict):
        return Settings()
    defaults = Settings()
    language = untrusted.get("language")
    theme = untrusted.get("theme")
    minutes = untrusted.get("lock_minutes")
    recent = untrusted.get("recent_books")
    return Settings(
        language=language if language in ("", "en", "zh_CN") else defaults.language,
        theme=theme if theme in ("light", "dark", "system") else defaults.theme,
        lock_minutes=min(max(minutes, 1), 60)
        if isinstance(minutes, int)
        else defaults.lock_minutes,
        recent_books=tuple(str(item) for item in recent[:MAX_RECENT])
        if isinstance(recent, list)
        else (),
    )


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
