"""The catalogue of language models: ``models/catalog.toml`` beside the program's assets."""

from __future__ import annotations

import fnmatch
import tomllib
from dataclasses import dataclass
from typing import Any

from cfo_desktop.base import paths
from cfo_desktop.domain.language_model import LanguageModel

_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Known:
    """A model of the catalogue, and how its files are called, whoever made them."""

    model: LanguageModel
    files: str

    def fits(self, file: str) -> bool:
        """Tell whether a file of that name is likely to be this model."""
        return fnmatch.fnmatch(file.lower(), self.files.lower())


def read() -> tuple[Known, ...]:
    """Return every model of the catalogue, in its order; none where there is no catalogue."""
    try:
        text = (paths.root() / "models" / "catalog.toml").read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    return tuple(_known(entry) for entry in tomllib.loads(text)["model"])


def _known(entry: dict[str, Any]) -> Known:
    model = LanguageModel(
        name=entry["name"],
        title=entry["title"],
        file=entry["file"],
        size=entry.get("size", entry["size_mb"] * _MB),
        sha256=entry.get("sha256", ""),
        is_verified="sha256" in entry,
        licence=entry["licence"],
        languages=tuple(entry["languages"]),
        memory=entry["memory_mb"] * _MB,
        template=entry["template"],
        source=entry["source"],
        is_default=entry.get("default", False),
        passed_before=tuple(entry.get("passed", ())),
    )
    return Known(model, entry["files"])
