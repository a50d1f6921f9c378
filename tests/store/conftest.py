"""Books to try the store on: one made per run, copied for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cfo_desktop.store import keys
from cfo_desktop.store.book_store import Store
from cfo_desktop.store.keys import Argon2Cost
from tests.store import made_books
from tests.store.made_books import Template


@pytest.fixture(scope="session")
def cheap_keys() -> Iterator[Argon2Cost]:
    """Lets slots be as cheap as the tests ask, below the floor; returns the real floor."""
    floor = keys.FLOOR
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "FLOOR", made_books.CHEAP)
        yield floor


@pytest.fixture(scope="session", autouse=True)
def template(tmp_path_factory: pytest.TempPathFactory, cheap_keys: Argon2Cost) -> Template:
    """An empty book with accounts, closed."""
    return made_books.template(tmp_path_factory.mktemp("template") / "book")


@pytest.fixture
def folder(template: Template, tmp_path: Path) -> Path:
    """The folder of a copy of the empty book."""
    return template.copy(tmp_path / "book")


@pytest.fixture
def store(template: Template, folder: Path) -> Iterator[Store]:
    """A copy of the empty book, open."""
    opened = template.open(folder)
    yield opened
    opened.close()
