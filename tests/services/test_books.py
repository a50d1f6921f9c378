"""Makes, opens, locks, verifies, backs up and recovers books as the faces do."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from cfo_desktop.base.errors import BookDamaged
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.period import Month
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import books
from cfo_desktop.services import charts
from cfo_desktop.services import entries
from cfo_desktop.services.books import Book
from tests.services.made_shop import PASSPHRASE
from tests.services.made_shop import Shop
from tests.services.made_shop import balances
from tests.services.made_shop import post
from tests.services.made_shop import verified


@pytest.mark.parametrize("name", charts.NAMES)
def test_a_new_book_says_what_it_is(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CFO_TODAY", "2026-05-01")
    book, code = books.create(
        tmp_path / "book",
        name="  槐树街便利店 ",
        chart=name,
        currency="JPY",
        passphrase="p",
        fiscal_first_month=4,
        cost=books.FLOOR_COST,
    )
    about = books.info(book)
    assert (about.name, about.currency, about.chart) == ("槐树街便利店", "JPY", name)
    assert (about.fiscal_first_month, about.created) == (4, dt.date(2026, 5, 1))
    assert about.locked_through is None
    assert {account.currency for account in chart.all_accounts(book)} == {"JPY"}
    assert len(code.split("-")) == 8
    assert books.last_day(book) is None
    verified(book)
    books.close(book)


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("book_name_invalid", {"name": " "}),
        ("book_name_invalid", {"name": "x" * 121}),
        ("book_name_invalid", {"name": "a\nb"}),
        ("chart_unknown", {"chart": "../shop"}),
        ("currency_unknown", {"currency": "RMB"}),
        ("fiscal_month_invalid", {"fiscal_first_month": 13}),
        ("fiscal_month_invalid", {"fiscal_first_month": 0}),
        ("passphrase_empty", {"passphrase": ""}),
    ],
)
def test_a_book_that_cannot_be_is_not_made(
    code: str, wrong: dict[str, object], tmp_path: Path
) -> None:
    right: dict[str, object] = {
        "name": "Shop",
        "chart": "shop",
        "currency": "CNY",
        "passphrase": "p",
        "cost": books.FLOOR_COST,
    }
    with pytest.raises(UserError) as caught:
        books.create(tmp_path / "book", **{**right, **wrong})  # type: ignore[arg-type]
    assert caught.value.code == code
    assert not (tmp_path / "book").exists()


def test_a_closed_book_opens_by_its_passphrase_only(shop: Shop, tmp_path: Path) -> None:
    folder = shutil.copytree(shop.folder, tmp_path / "book")
    book = books.open_book(folder, passphrase=PASSPHRASE)
    assert books.info(book).name == "Trial shop"
    books.close(book)
    with pytest.raises(UserError) as caught:
        books.open_book(folder, passphrase="no")
    assert caught.value.code == "passphrase_wrong"


def test_the_recovery_code_gives_a_new_passphrase(book: Book) -> None:
    code = books.new_recovery_code(book)
    post(book, "1010", "4010", "5")
    folder, head = book.folder, books.head(book)
    books.close(book)
    recovered = books.recover(folder, code=code, passphrase="found", cost=books.FLOOR_COST)
    assert books.head(recovered) == head
    books.close(recovered)
    books.close(books.open_book(folder, passphrase="found"))
    with pytest.raises(UserError) as caught:
        books.recover(folder, code=code, passphrase="", cost=books.FLOOR_COST)
    assert caught.value.code == "passphrase_empty"
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    with pytest.raises(UserError) as caught:
        books.recover(folder, code=wrong, passphrase="x", cost=books.FLOOR_COST)
    assert (caught.value.code, caught.value.data) == ("recovery_code_typo", {"group": 8})
    books.close(books.open_book(folder, passphrase="found"))


def test_changing_and_rekeying_keep_the_ledger(book: Book) -> None:
    post(book, "1010", "4010", "5")
    head = books.head(book)
    books.change_passphrase(book, passphrase="second", cost=books.FLOOR_COST)
    code = books.rekey(book, passphrase="third", cost=books.FLOOR_COST)
    assert books.head(book) == head
    post(book, "1010", "4010", "6")
    verified(book)
    books.close(book)
    for old in (PASSPHRASE, "second"):
        with pytest.raises(UserError):
            books.open_book(book.folder, passphrase=old)
    books.close(books.open_book(book.folder, passphrase="third"))
    books.close(books.recover(book.folder, code=code, passphrase="4", cost=books.FLOOR_COST))


def test_a_period_is_locked_and_opened(book: Book) -> None:
    books.lock_period(book, through=Month(2026, 2))
    assert books.info(book).locked_through == dt.date(2026, 2, 28)
    books.lock_period(book, through=Month(2026, 1))
    assert books.info(book).locked_through == dt.date(2026, 1, 31)
    books.lock_period(book, through=None)
    assert books.info(book).locked_through is None


def test_a_backup_comes_back(book: Book, tmp_path: Path) -> None:
    post(book, "1010", "4010", "5")
    head = books.backup(book, target=tmp_path / "shop.cfobackup")
    assert head == books.head(book)
    found = books.restore(tmp_path / "shop.cfobackup", folder=tmp_path / "b", passphrase=PASSPHRASE)
    assert found == head
    again = books.open_book(tmp_path / "b", passphrase=PASSPHRASE)
    assert balances(again) == balances(book)
    books.close(again)


def test_verify_tells_of_damage_instead_of_raising(book: Book) -> None:
    post(book, "1010", "4010", "5")
    books.close(book)
    assert all(check.ok for check in books.verify_folder(book.folder, passphrase=PASSPHRASE))
    anchor = book.folder / "anchor-1.json"
    kept = anchor.read_bytes()
    anchor.unlink()
    (check,) = books.verify_folder(book.folder, passphrase=PASSPHRASE)
    assert (check.name, check.ok, check.detail) == ("open", False, "anchor_missing")
    assert books.rebuild_anchor(book.folder, passphrase=PASSPHRASE).entries == 1
    assert anchor.read_bytes() == kept
    path = book.folder / "ledger-1.db"
    path.write_bytes(path.read_bytes()[:4096] + b"x" * 4096 + path.read_bytes()[8192:])
    checks = books.verify_folder(book.folder, passphrase=PASSPHRASE)
    assert not all(check.ok for check in checks)
    with pytest.raises(UserError):
        books.verify_folder(book.folder, passphrase="wrong")


def test_a_book_that_does_not_say_what_it_is_is_damaged(book: Book) -> None:
    book.store.connection.execute("DELETE FROM book WHERE key = 'fiscal_first_month'")
    with pytest.raises(BookDamaged) as caught:
        books.info(book)
    assert caught.value.code == "database_damaged"


def test_the_head_is_short_on_paper(book: Book) -> None:
    post(book, "1010", "4010", "5")
    assert books.head(book).short == books.head(book).link.hex()[:16]
    assert books.last_day(book) == dt.date(2026, 3, 14)


def test_the_present_passphrase_can_be_asked_for(book: Book) -> None:
    books.check_passphrase(book, passphrase=PASSPHRASE)
    with pytest.raises(UserError) as caught:
        books.check_passphrase(book, passphrase="another")
    assert caught.value.code == "passphrase_wrong"


def test_a_ledger_without_its_key_file_is_damaged_not_absent(book: Book) -> None:
    for path in book.folder.glob("slots*.json"):
        path.unlink()
    with pytest.raises(BookDamaged) as caught:
        books.open_book(book.folder, passphrase=PASSPHRASE)
    assert caught.value.code == "slots_missing"


def test_a_book_is_renamed_and_its_fiscal_year_moved_until_one_was_closed(book: Book) -> None:
    assert books.rename(book, name=" Corner ").book
    assert books.info(book).name == "Corner"
    for name in ("", " ", "a\nb", "x" * 121):
        with pytest.raises(UserError, match="book_name_invalid"):
            books.rename(book, name=name)
    with pytest.raises(UserError, match="fiscal_month_invalid"):
        books.begin_fiscal_year(book, first_month=13)
    books.begin_fiscal_year(book, first_month=4)
    assert books.info(book).fiscal_first_month == 4
    post(book, "1010", "4010", "5")
    number = entries.close_year(book, year_end=Month(2026, 3))
    with pytest.raises(UserError, match="fiscal_year_closed"):
        books.begin_fiscal_year(book, first_month=1)
    entries.reverse(book, number=number)
    books.begin_fiscal_year(book, first_month=1)
    assert books.info(book).fiscal_first_month == 1
    verified(book)


def test_verifying_tells_how_far_it_is_and_can_be_cancelled(book: Book) -> None:
    steps: list[tuple[int, int]] = []
    checks = books.verify(book, progress=lambda done, total: steps.append((done, total)))
    assert steps == [(number, len(checks)) for number in range(1, len(checks) + 1)]

    def stop(_done: int, _total: int) -> None:
        raise UserError("cancelled")

    with pytest.raises(UserError, match="cancelled"):
        books.verify(book, progress=stop)
