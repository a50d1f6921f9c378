"""The demo shop's books in both languages, made once, and small books of their own."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path

import pytest

from cfo_desktop.domain.period import Month
from cfo_desktop.services import books
from cfo_desktop.services import demo
from cfo_desktop.services.books import Book

TODAY = dt.date(2026, 10, 31)


@pytest.fixture(autouse=True)
def present_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CFO_TODAY", TODAY.isoformat())


@pytest.fixture(scope="session")
def demo_folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The demo shop's closed book of each language."""
    folders = {}
    for language in ("en", "zh_CN"):
        folders[language] = tmp_path_factory.mktemp("asked") / language
        books.close(demo.create(folders[language], locale=language, end=Month.of(TODAY)))
    return folders


@pytest.fixture
def open_demo(demo_folders: dict[str, Path], tmp_path: Path) -> Iterator[Callable[[str], Book]]:
    """Opens a copy of the demo shop's book of a language."""
    opened: list[Book] = []

    def opens(language: str) -> Book:
        folder = shutil.copytree(demo_folders[language], tmp_path / f"{language}-{len(opened)}")
        opened.append(books.open_book(folder, passphrase=demo.PASSPHRASE))
        return opened[-1]

    yield opens
    for book in opened:
        books.close(book)


@pytest.fixture(params=["en", "zh_CN"])
def demo_shop(request: pytest.FixtureRequest, open_demo: Callable[[str], Book]) -> Book:
    """The demo shop's book, in each language."""
    return open_demo(request.param)
