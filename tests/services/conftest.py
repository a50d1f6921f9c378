"""Books for tests, opened without the cost of Argon2id: a shop's and the demo shop's."""

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
from tests.services import made_shop
from tests.services.made_shop import Shop


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """A new book on the chart of a shop, closed."""
    return made_shop.make(tmp_path_factory.mktemp("shop") / "book", chart="shop")


@pytest.fixture
def book(shop: Shop, tmp_path: Path) -> Iterator[Book]:
    """A copy of the shop's book, open."""
    opened = shop.copy(tmp_path / "book")
    yield opened
    opened.store.close()


DEMO_DAY = dt.date(2026, 10, 31)


@pytest.fixture
def on_demo_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last day of the demo shop's books is today."""
    monkeypatch.setenv("CFO_TODAY", DEMO_DAY.isoformat())


@pytest.fixture(scope="session")
def demo_folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The demo shop's closed book of each language."""
    folders = {}
    for language in ("en", "zh_CN"):
        folders[language] = tmp_path_factory.mktemp("asked") / language
        books.close(demo.create(folders[language], locale=language, end=Month.of(DEMO_DAY)))
    return folders


@pytest.fixture
def open_demo(
    on_demo_day: None, demo_folders: dict[str, Path], tmp_path: Path
) -> Iterator[Callable[[str], Book]]:
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
