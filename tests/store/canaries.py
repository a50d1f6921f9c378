"""Words that must never lie on a disk in clear, and the search for them in every spelling."""

from __future__ import annotations

import base64
import json
import random
from collections.abc import Iterable
from collections.abc import Iterator
from pathlib import Path

_SYLLABLES = ("kor", "vel", "mur", "tas", "bin", "lof", "dre", "qua", "zim", "pol")
_SIGNS = "槐晨露丰禾北门城东安和茶瓷墨砚笺梧桐鹭汀"


def made(count: int) -> list[str]:
    """Return ``count`` words, half of them Chinese, that occur nowhere else."""
    dice = random.Random(20_260_314)  # noqa: S311
    words = ["".join(dice.choices(_SYLLABLES, k=4)) for _ in range(count // 2)]
    return words + ["".join(dice.choices(_SIGNS, k=7)) for _ in range(count - count // 2)]


def spellings(word: str) -> Iterator[bytes]:
    """Yield the bytes that a word may be found as."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
        plain = word.encode(encoding)
        yield plain
        yield plain.hex().encode()
        yield plain.hex().upper().encode()
        for offset in range(3):
            coded = base64.b64encode(b"\0" * offset + plain)
            # The ends depend on what stands before and behind; the middle does not.
            yield coded[4 if offset else 0 : len(coded) - 4]
    yield json.dumps(word).strip('"').encode()


def found(words: Iterable[str], folder: Path) -> list[tuple[str, str]]:
    """Return (word, file) for each word that some file under ``folder`` holds in some spelling."""
    contents = {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    return [
        (word, str(path.relative_to(folder)))
        for word in words
        for path, content in contents.items()
        if any(spelling in content for spelling in spellings(word))
    ]
