"""Makes the demo shop: the same ledger every time, whole, and nothing where it cannot be made."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.book import Head
from cfo_desktop.domain.period import Month
from cfo_desktop.services import books
from cfo_desktop.services import demo
from cfo_desktop.services import demo_shop
from cfo_desktop.services import schedules
from tests.services.made_shop import balances
from tests.services.made_shop import verified


def head_of(folder: Path, **options: object) -> Head:
    book = demo.create(folder, **options)  # type: ignore[arg-type]
    verified(book)
    found = books.head(book)
    books.close(book)
    return found


@pytest.mark.parametrize("locale", sorted(demo_shop.SCENES))
def test_the_demo_is_the_same_every_time(locale: str, tmp_path: Path) -> None:
    end = Month(2026, 6)
    first = head_of(tmp_path / "a", locale=locale, months=4, end=end)
    assert head_of(tmp_path / "b", locale=locale, months=4, end=end) == first
    assert head_of(tmp_path / "c", locale=locale, months=4, end=end.plus(1)) != first


def test_the_demo_ends_today(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CFO_TODAY", "2026-06-17")
    book = demo.create(tmp_path / "a", months=2)
    assert books.last_day(book) == dt.date(2026, 6, 17)
    assert balances(book, at=dt.date(2026, 4, 30)) == {}
    books.close(book)
    books.close(books.open_book(tmp_path / "a", passphrase=demo.PASSPHRASE))


@pytest.mark.parametrize("locale", ["en", "zh_CN"])
def test_what_the_demo_shop_pays_each_month_goes_on(
    locale: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CFO_TODAY", "2026-11-30")
    book = demo.create(tmp_path / "a", locale=locale, months=4, end=Month(2026, 11))
    assert schedules.due(book) == []
    coming = schedules.upcoming(book, until=dt.date(2027, 2, 28))
    assert [each.day.isoformat()[5:] for each in coming] == [
        "12-01", "12-25", "12-31", "01-01", "01-25", "01-31", "02-01", "02-25", "02-28",
    ]  # fmt: skip
    books.close(book)


@pytest.mark.parametrize(
    ("code", "options"),
    [
        ("demo_locale_unknown", {"locale": "fr"}),
        ("demo_months_invalid", {"months": 0}),
        ("demo_months_invalid", {"months": 121}),
        ("passphrase_empty", {"passphrase": ""}),
        ("date_out_of_range", {"end": Month(1900, 6), "months": 12}),
    ],
)
def test_a_demo_that_cannot_be_is_not_made(
    code: str, options: dict[str, object], tmp_path: Path
) -> None:
    with pytest.raises(UserError) as caught:
        demo.create(tmp_path / "a", **options)  # type: ignore[arg-type]
    assert caught.value.code == code
    assert not (tmp_path / "a").exists()


def test_a_cancelled_demo_leaves_nothing(tmp_path: Path) -> None:
    def cancel(done: int, total: int) -> None:
        raise UserError("cancelled")

    with pytest.raises(UserError):
        demo.create(tmp_path / "a", months=2, progress=cancel)
    assert not (tmp_path / "a").exists()


def test_the_demo_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("keep me")
    with pytest.raises(UserError) as caught:
        demo.create(tmp_path, months=1)
    assert caught.value.code == "book_exists"
    assert (tmp_path / "letter").read_text() == "keep me"


def test_a_very_long_demo_holds_together(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    book = demo.create(
        tmp_path / "a",
        months=36,
        end=Month(2026, 2),
        progress=lambda done, total: seen.append((done, total)),
    )
    assert seen[0][0] == 0
    assert seen[-1][0] == seen[-1][1] == books.head(book).entries
    verified(book)
    books.close(book)


@pytest.mark.parametrize("cancel_at", ["first", "middle", "last"])
def test_a_demo_that_is_cancelled_leaves_nothing(
    cancel_at: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "_CHUNK", 50)

    def progress(done: int, total: int) -> None:
        reached = {"first": True, "middle": done >= total // 2, "last": done == total}
        if reached[cancel_at]:
            raise UserError("cancelled")

    with pytest.raises(UserError) as caught:
        demo.create(tmp_path / "a", months=2, end=Month(2026, 6), progress=progress)
    assert caught.value.code == "cancelled"
    assert not (tmp_path / "a").exists()
