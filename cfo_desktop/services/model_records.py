"""What is remembered of each model's file: its hash when it came, and how its trial went."""

from __future__ import annotations

import contextlib
import dataclasses
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cfo_desktop.base import paths
from cfo_desktop.base.files import user_error
from cfo_desktop.base.files import write_atomically
from cfo_desktop.domain.language_model import LanguageTrial
from cfo_desktop.domain.language_model import Trial

_MANY = 200
"""Files that are remembered; the oldest are forgotten first."""


@dataclass(frozen=True, slots=True)
class Record:
    """What is remembered of one file."""

    sha256: str
    trial: Trial | None = None


def load() -> dict[str, Record]:
    """Return {file name: what is remembered}; a damaged or foreign entry is as if it were not."""
    try:
        untrusted = json.loads(_path().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    found: dict[str, Record] = {}
    if isinstance(untrusted, dict):
        for file, entry in untrusted.items():
            with contextlib.suppress(KeyError, TypeError, ValueError, AttributeError):
                found[file] = _record(entry)
    return found


def keep(file: str, record: Record | None) -> None:
    """Remember ``record`` of a file, or forget it; raises ``UserError`` where the disk refuses."""
    kept = {name: each for name, each in load().items() if name != file}
    if record:
        kept[file] = record
    newest = list(kept.items())[-_MANY:]
    document = {name: dataclasses.asdict(each) for name, each in newest}
    path = _path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise user_error(error, path.parent) from error
    write_atomically(path, json.dumps(document, indent=1).encode())


def _path() -> Path:
    return paths.config_dir() / "models.json"


def _record(entry: Mapping[str, Any]) -> Record:
    trial = entry["trial"]
    return Record(str(entry["sha256"]), _trial(trial) if trial else None)


def _trial(entry: Mapping[str, Any]) -> Trial:
    languages = {
        str(language): LanguageTrial(**{name: _number(value) for name, value in each.items()})
        for language, each in entry["languages"].items()
    }
    memory = entry["memory"]
    return Trial(languages, _number(entry["load_seconds"]), None if memory is None else int(memory))


def _number(value: object) -> Any:  # noqa: ANN401 - a count stays one, seconds stay seconds
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    return value
