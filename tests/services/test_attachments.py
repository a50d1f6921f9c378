"""Files kept with entries come back byte for byte, are bounded, and lie in the book alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.attachment import MAX_SIZE
from cfo_desktop.services import attachments
from cfo_desktop.services import books
from cfo_desktop.services.books import Book
from tests.services import made_shop
from tests.store import canaries

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40


@pytest.fixture
def entry(book: Book) -> int:
    return made_shop.post(book, "6110", "1020", "10.00")


def _code(caught: pytest.ExceptionInfo[UserError]) -> str:
    return caught.value.code


def test_a_file_comes_back_as_it_was(book: Book, entry: int, tmp_path: Path) -> None:
    path = tmp_path / "发票 1.png"
    path.write_bytes(PNG)
    told: list[tuple[int, int]] = []
    kept = attachments.add(book, entry=entry, path=path, progress=lambda *at: told.append(at))
    assert (kept.name, kept.media_type, kept.size) == ("发票 1.png", "image/png", len(PNG))
    assert kept.is_image
    assert told[-1] == (len(PNG), len(PNG))
    assert attachments.add(book, entry=entry, path=path) == kept, "kept twice"
    assert attachments.of_entry(book, entry=entry) == [kept]
    path.unlink()
    attachments.save_copy(book, attachment=kept.id, target=tmp_path / "copy.png")
    assert (tmp_path / "copy.png").read_bytes() == PNG
    head = books.head(book)
    attachments.remove(book, attachment=kept.id)
    assert attachments.of_entry(book, entry=entry) == []
    assert books.head(book) == head, "files are no part of the chain"
    with pytest.raises(UserError) as caught:
        attachments.content(book, attachment=kept.id)
    assert _code(caught) == "attachment_missing"
    made_shop.verified(book)


def test_what_is_no_image_is_none_whatever_its_name(book: Book, entry: int, tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"#!/bin/sh\n")
    assert not attachments.add(book, entry=entry, path=path).is_image


def test_files_too_large_empty_or_missing_are_refused(
    book: Book, entry: int, tmp_path: Path
) -> None:
    large = tmp_path / "large"
    with large.open("wb") as stream:
        stream.truncate(MAX_SIZE + 1)
    empty = tmp_path / "empty"
    empty.touch()
    cases = [(large, "attachment_too_large"), (empty, "attachment_empty")]
    cases += [(tmp_path / "none", "file_missing"), (tmp_path, "file_is_folder")]
    for path, code in cases:
        with pytest.raises(UserError) as caught:
            attachments.add(book, entry=entry, path=path)
        assert _code(caught) == code
    with pytest.raises(UserError) as caught:
        attachments.add(book, entry=99, path=large)
    assert _code(caught) == "entry_missing"
    assert attachments.of_entry(book, entry=entry) == []


def test_a_cancelled_file_is_not_kept(book: Book, entry: int, tmp_path: Path) -> None:
    path = tmp_path / "scan"
    path.write_bytes(bytes(5_000_000))

    def stop(_done: int, _total: int) -> None:
        raise UserError("cancelled")

    with pytest.raises(UserError):
        attachments.add(book, entry=entry, path=path, progress=stop)
    assert attachments.of_entry(book, entry=entry) == []


def test_nothing_of_a_file_lies_on_the_disk_in_clear(
    book: Book, entry: int, tmp_path: Path
) -> None:
    words = canaries.made(4)
    path = tmp_path / "secret.txt"
    path.write_text(" ".join(words), encoding="utf-8")
    attachments.add(book, entry=entry, path=path)
    path.unlink()
    assert canaries.found(words, tmp_path) == []
