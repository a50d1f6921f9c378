"""The default model where packaging/bootstrap.py put it, and made-up files that are none."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import Path

import pytest

from cfo_desktop.advisor.engine import process
from cfo_desktop.base import paths

DEFAULT = paths.root() / "models" / "SmolLM2-135M-Instruct.Q4_1.gguf"
DEFAULT_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"

needs_model = pytest.mark.skipif(
    not (process.is_installed() and DEFAULT.exists()),
    reason="llama-cpp-python or the default model is absent: packaging/bootstrap.py brings both",
)

_TEXT, _WHOLE, _LIST = 8, 4, 9


def gguf(
    values: Mapping[str, str | int | Sequence[str]], *, tensors: Sequence[tuple[int, ...]] = ()
) -> bytes:
    """Return a GGUF file of ``values`` and of tensors of these shapes, all zeros."""
    parts = [b"GGUF", struct.pack("<IQQ", 3, len(tensors), len(values))]
    for key, value in values.items():
        parts += [_string(key), _typed(value)]
    offset = 0
    for number, shape in enumerate(tensors):
        parts += [_string(f"tensor.{number}"), struct.pack("<I", len(shape))]
        parts += [struct.pack("<Q", each) for each in shape]
        parts.append(struct.pack("<IQ", 0, offset))
        held = 1
        for each in shape:
            held *= each
        offset += held * 4
    head = b"".join(parts)
    return head + bytes(-len(head) % 32) + bytes(offset)


def _typed(value: str | int | Sequence[str]) -> bytes:
    if isinstance(value, str):
        return struct.pack("<I", _TEXT) + _string(value)
    if isinstance(value, int):
        return struct.pack("<II", _WHOLE, value)
    items = b"".join(map(_string, value))
    return struct.pack("<IIQ", _LIST, _TEXT, len(value)) + items


def _string(text: str) -> bytes:
    return struct.pack("<Q", len(text.encode())) + text.encode()


CHAT: Mapping[str, str | int | Sequence[str]] = {
    "general.architecture": "llama",
    "general.name": "Made-up 1B Chat",
    "general.license": "apache-2.0",
    "llama.context_length": 4096,
    "tokenizer.ggml.tokens": ["<s>", "a", "店"],
    "tokenizer.chat_template": "{% for message in messages %}{{ message.content }}{% endfor %}",
}
"""What a model that was taught to answer says of itself."""


def made(folder: Path, *, name: str = "made-up.gguf", template: bool = True) -> Path:
    """Write a GGUF file that no library can run, and return where it lies."""
    values = {key: value for key, value in CHAT.items() if template or "template" not in key}
    path = folder / name
    path.write_bytes(gguf(values, tensors=[(64, 32), (100,)]))
    return path
