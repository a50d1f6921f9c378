"""What a GGUF file says of itself: read in bounded time and memory, before anything loads it."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from cfo_desktop.base.errors import UserError
from cfo_desktop.base.files import user_error
from cfo_desktop.base.progress import Progress
from cfo_desktop.base.progress import unheard

_MAGIC = b"GGUF"
_VERSIONS = (2, 3)
_MOST_VALUES = 4096
_MOST_TENSORS = 65_536
_MOST_DIMENSIONS = 8
_LONGEST_KEY = 1024
_LONGEST_TEXT = 1 << 20
"""Bytes; a chat template of some models takes tens of thousands."""
_MOST_ITEMS = 1 << 21
"""Items of one list; vocabularies reach 300,000."""
_CHUNK = 1 << 20
_ALIGNMENT = 32
_STRING, _LIST = 8, 9
_SHAPES = dict(enumerate("BbHhIif?")) | {10: "Q", 11: "q", 12: "d"}
"""{kind of value: its form for ``struct``}."""

_Value = int | float | bool | str | None


@dataclass(frozen=True, slots=True)
class Header:
    """What a model's file tells; texts are as its makers wrote them, empty where they did not."""

    architecture: str
    name: str
    licence: str
    template: str
    """The chat template, in Jinja; a model without one was never taught to answer."""
    context: int
    """Tokens that the model was trained to read at once; 0 where unknown."""
    parameters: int
    size: int
    """Bytes of the file."""


def read_header(path: Path) -> Header:
    """Read what ``path`` says of itself.

    Raises ``UserError``: ``model_not_gguf``, ``model_damaged`` (cut short, or its numbers cannot
    be), and what the system says of the file.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            return _Reader(stream, size=size).header()
    except OSError as error:
        raise user_error(error, path) from error


def sha256(path: Path, *, progress: Progress = unheard) -> str:
    """Return the SHA-256 of a file in hexadecimal; ``progress`` counts bytes."""
    digest = hashlib.sha256()
    done = 0
    try:
        total = path.stat().st_size
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
                done += len(chunk)
                progress(done, total)
    except OSError as error:
        raise user_error(error, path) from error
    return digest.hexdigest()


class _Reader:
    """Reads a header from its start; every count is checked before it is believed."""

    def __init__(self, stream: IO[bytes], *, size: int) -> None:
        self._stream = stream
        self._size = size

    def header(self) -> Header:
        if self._stream.read(len(_MAGIC)) != _MAGIC:
            raise UserError("model_not_gguf")
        if self._number("I") not in _VERSIONS:
            raise UserError("model_not_gguf")
        tensors = self._count(_MOST_TENSORS)
        values = self._values(self._count(_MOST_VALUES))
        parameters, last = self._tensors(tensors)
        alignment = _whole(values, "general.alignment") or _ALIGNMENT
        begin = -(-self._stream.tell() // alignment) * alignment
        if tensors and begin + last >= self._size:
            raise UserError("model_damaged")
        architecture = _text(values, "general.architecture")
        return Header(
            architecture=architecture,
            name=_text(values, "general.name"),
            licence=_text(values, "general.license"),
            template=_text(values, "tokenizer.chat_template"),
            context=_whole(values, f"{architecture}.context_length"),
            parameters=parameters,
            size=self._size,
        )

    def _values(self, count: int) -> dict[str, _Value]:
        values: dict[str, _Value] = {}
        for _ in range(count):
            key = self._string(_LONGEST_KEY)
            values[key] = self._value(self._number("I"))
        return values

    def _value(self, kind: int) -> _Value:
        if kind == _STRING:
            return self._string(_LONGEST_TEXT)
        if kind == _LIST:
            self._pass_list()
            return None
        if kind not in _SHAPES:
            raise UserError("model_damaged")
        return self._unpacked(_SHAPES[kind])

    def _pass_list(self) -> None:
        """Read over a list, such as the vocabulary."""
        kind = self._number("I")
        count = self._count(_MOST_ITEMS)
        if kind == _STRING:
            for _ in range(count):
                self._pass(self._count(_LONGEST_TEXT))
        elif kind in _SHAPES:
            self._pass(count * struct.calcsize("<" + _SHAPES[kind]))
        else:
            raise UserError("model_damaged")

    def _tensors(self, count: int) -> tuple[int, int]:
        """Return how many parameters the tensors hold, and where the last of them begins."""
        parameters = last = 0
        for _ in range(count):
            self._pass(self._count(_LONGEST_KEY))
            dimensions = self._number("I")
            if dimensions > _MOST_DIMENSIONS:
                raise UserError("model_damaged")
            held = 1
            for _ in range(dimensions):
                held *= self._number("Q")
            self._number("I")
            parameters += held
            last = max(last, self._number("Q"))
        return parameters, last

    def _count(self, most: int) -> int:
        count = self._number("Q")
        if count > most:
            raise UserError("model_damaged")
        return count

    def _string(self, longest: int) -> str:
        return self._bytes(self._count(longest)).decode("utf-8", errors="replace")

    def _number(self, shape: str) -> int:
        return int(self._unpacked(shape))

    def _unpacked(self, shape: str) -> int | float | bool:
        form = "<" + shape
        value: int | float | bool = struct.unpack(form, self._bytes(struct.calcsize(form)))[0]
        return value

    def _bytes(self, count: int) -> bytes:
        read = self._stream.read(count)
        if len(read) != count:
            raise UserError("model_damaged")
        return read

    def _pass(self, count: int) -> None:
        self._bytes(count)


def _text(values: Mapping[str, _Value], key: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else ""


def _whole(values: Mapping[str, _Value], key: str) -> int:
    value = values.get(key)
    return value if isinstance(value, int) and value > 0 else 0
