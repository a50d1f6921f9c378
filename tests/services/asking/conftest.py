"""The demo shop in both languages, open for as long as the tests of answers run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cfo_desktop.services import books
from cfo_desktop.services import demo
from cfo_desktop.services.books import Book
from tests.services.asking.told import TODAY
from tests.services.asking.told import Plain


@pytest.fixture(autouse=True)
def present_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CFO_TODAY", TODAY.isoformat())


@pytest.fixture(scope="session", params=["en", "zh_CN"])
def demo_book(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Book]:
    """The demo shop up to today; nothing is written to it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CFO_TODAY", TODAY.isoformat())
        book = demo.create(tmp_path_factory.mktemp("demo") / "book", locale=request.param)
    yield book
    books.close(book)


@pytest.fixture(scope="session")
def plain(demo_book: Book) -> Plain:
    return Plain(demo_book)
