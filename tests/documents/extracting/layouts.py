"""The layouts that the extractor is tried on: grids of text with what is to be read from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "layouts"


@dataclass(frozen=True)
class Layout:
    """One page as a grid of text, and what is on it: by field, with ``proved`` where it must be."""

    name: str
    wanted: dict[str, tuple[str, bool]]
    grid: str


def layouts() -> Iterator[Layout]:
    """Yield all layouts of the folder, in order."""
    for path in sorted(FOLDER.glob("*.txt")):
        for part in path.read_text("utf-8").split("=== ")[1:]:
            head, _, grid = part.partition("\n---\n")
            name, *lines = head.splitlines()
            wanted = {}
            for line in lines:
                field, _, value = line.partition(" ")
                proved = value.endswith(" proved")
                wanted[field] = (value.removesuffix(" proved"), proved)
            yield Layout(f"{path.stem}: {name}", wanted, grid)
