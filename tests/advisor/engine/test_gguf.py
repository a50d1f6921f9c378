"""What a GGUF file says of itself is read without a library, and a bad one is refused."""

from __future__ import annotations

import contextlib
import hashlib
import io
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.advisor.engine import gguf
from cfo_desktop.base.errors import UserError
from tests.advisor.engine import weights


def test_the_header_tells_what_the_owner_is_shown(tmp_path: Path) -> None:
    path = weights.made(tmp_path)
    header = gguf.read_header(path)
    assert header.architecture == "llama"
    assert header.name == "Made-up 1B Chat"
    assert header.licence == "apache-2.0"
    assert header.context == 4096
    assert header.parameters == 64 * 32 + 100
    assert header.size == path.stat().st_size
    assert header.template == weights.CHAT["tokenizer.chat_template"]


def test_a_base_model_has_no_template(tmp_path: Path) -> None:
    assert not gguf.read_header(weights.made(tmp_path, template=False)).template


@pytest.mark.parametrize("content", [b"", b"GGUF", b"PK\x03\x04" * 9, b"GGUF" + bytes(60)])
def test_what_is_no_gguf_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(UserError, match="model_"):
        gguf.read_header(path)


def test_a_file_that_ends_in_its_weights_is_damaged(tmp_path: Path) -> None:
    path = weights.made(tmp_path)
    path.write_bytes(path.read_bytes()[: -(100 * 4 + 1)])
    with pytest.raises(UserError, match="model_damaged"):
        gguf.read_header(path)


def test_counts_that_cannot_be_are_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"GGUF" + struct.pack("<IQQ", 3, 2**60, 2**60))
    with pytest.raises(UserError, match="model_damaged"):
        gguf.read_header(path)


WHOLE = weights.gguf(weights.CHAT, tensors=[(8, 4), (3,)])


@given(st.integers(0, len(WHOLE) - 1), st.integers(0, 255), st.integers(0, len(WHOLE)))
def test_no_damage_does_more_than_refuse(place: int, value: int, cut: int) -> None:
    content = bytearray(WHOLE)
    content[place] = value
    with contextlib.suppress(UserError):
        assert gguf._Reader(io.BytesIO(content[:cut]), size=cut).header().size == cut


def test_the_hash_is_that_of_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"x" * (3 << 20))
    seen: list[tuple[int, int]] = []
    found = gguf.sha256(path, progress=lambda done, total: seen.append((done, total)))
    assert found == hashlib.sha256(path.read_bytes()).hexdigest()
    assert seen[-1] == (3 << 20, 3 << 20)
