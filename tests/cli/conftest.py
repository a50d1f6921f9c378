"""What the tests of the command line share: books made once, copied for each test."""

from __future__ import annotations

import functools
import shutil
from pathlib import Path

import pytest

from cfo_desktop.cli.main import main
from cfo_desktop.domain.period import Month
from cfo_desktop.services import books
from cfo_desktop.services import demo
from cfo_desktop.store import keys
from tests.cli.calls import PASSPHRASE
from tests.cli.calls import TODAY
from tests.cli.calls import Cli
from tests.cli.calls import Result

remembered_derivation = functools.cache(keys._argon2)


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Calls the program in this process, with the passphrase set and a fixed today.

    A passphrase's key is derived once for all calls: it is slow on purpose.
    """
    monkeypatch.setattr(keys, "_argon2", remembered_derivation)
    monkeypatch.setenv("CFO_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("CFO_TODAY", TODAY)

    def call(*argv: str | Path) -> Result:
        capsys.readouterr()
        status = main([str(word) for word in argv])
        captured = capsys.readouterr()
        return Result(status, captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def shop_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book of the demo shop in Britain: three months up to October 2026."""
    folder = tmp_path_factory.mktemp("books") / "shop"
    books.close(demo.create(folder, months=3, end=Month(2026, 10), passphrase=PASSPHRASE))
    return folder


@pytest.fixture
def shop(shop_template: Path, tmp_path: Path) -> Path:
    """A copy of the demo shop's book."""
    return Path(shutil.copytree(shop_template, tmp_path / "shop"))


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book in pounds without entries."""
    folder = tmp_path_factory.mktemp("books") / "empty"
    book, _ = books.create(
        folder,
        name="Harbour Corner Shop",
        chart="shop",
        currency="GBP",
        passphrase=PASSPHRASE,
        cost=books.FLOOR_COST,
    )
    books.close(book)
    return folder


@pytest.fixture
def empty(empty_template: Path, tmp_path: Path) -> Path:
    """A copy of the book without entries."""
    return Path(shutil.copytree(empty_template, tmp_path / "empty"))


@pytest.fixture
def statement(tmp_path: Path) -> Path:
    """A bank statement of three rows, 395.60 in all."""
    path = tmp_path / "statement.csv"
    path.write_text(
        "Date,Description,Amount,Balance\n"
        "2026-11-02,Rent November,-1350.00,3650.00\n"
        "2026-11-03,Tolbeck Dairy inv 5512,-438.75,3211.25\n"
        "2026-11-04,Card takings,2184.35,5395.60\n",
        encoding="utf-8",
    )
    return path
