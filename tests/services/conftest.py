"""A shop's book for each test: one made per run, copied and opened without the cost of Argon2id."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

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
