"""Mappings in the book: what was said of a table is kept and known again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.account import Group
from cfo_desktop.domain.mapping import ColumnMapping
from cfo_desktop.domain.mapping import DateOrder
from cfo_desktop.domain.mapping import Use
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import imports
from cfo_desktop.services import mappings
from cfo_desktop.services.books import Book
from tests.services.made_shop import codes
from tests.services.made_shop import movements
from tests.services.made_shop import verified

TEXT = "Tag,Wer,Wieviel\n2026-03-11,Milk,-5.60\n2026-04-11,Sale,12.00\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "export 2026.csv"
    path.write_text(TEXT)
    return path


def guessed(book: Book, file: Path) -> ColumnMapping:
    return replace(mappings.describe(book, file).mapping, name="Corner bank")


def test_a_table_nobody_knows_becomes_one_that_is_read(book: Book, file: Path) -> None:
    (refused,) = imports.preview(book, files=[file]).files
    assert (refused.refused, codes(refused.faults)) == (True, ["table_unknown"])
    mapping = guessed(book, file)
    shown = mappings.preview(book, file, mapping)
    assert [row.amount.minor for row in shown.statements[0].rows] == [-560, 1200]
    assert mappings.all_mappings(book) == []
    assert mappings.save(book, mapping) == mapping
    assert mappings.all_mappings(book) == [mapping]
    (done,) = imports.import_files(book, files=[file]).files
    assert (done.profile, done.new, done.rejected) == ("Corner bank", 2, 0)
    verified(book)


def test_the_account_and_its_currency_are_those_of_the_mapping(book: Book, file: Path) -> None:
    chart.add(book, code="1025", name="US", group=Group.CASH, currency="USD")
    mappings.save(book, replace(guessed(book, file), account="1025"))
    (done,) = imports.import_files(book, files=[file]).files
    assert (done.account, done.account_is_new) == ("1025", False)
    assert [minor for _, minor, _ in movements(book, "1025")] == [-560, 1200]
    (forced,) = imports.preview(book, files=[file], account="1020").files
    assert forced.account == "1020"


def test_one_that_is_named_is_used_whatever_the_reader_would_take(
    book: Book, file: Path, tmp_path: Path
) -> None:
    mapping = mappings.save(book, guessed(book, file))
    (found,) = imports.preview(book, files=[file], profile=mapping.name).files
    assert (found.profile, found.new) == ("Corner bank", 2)
    other = tmp_path / "other.csv"
    other.write_text("Date,Description,Amount\n2026-11-03,Milk,-5.60\n")
    (refused,) = imports.preview(book, files=[other], profile=mapping.name).files
    assert codes(refused.faults) == ["mapping_other"]
    (refused,) = imports.preview(book, files=[file], profile="boc").files
    assert codes(refused.faults) == ["profile_other"]


def test_saving_again_replaces_and_removing_forgets(book: Book, file: Path) -> None:
    mapping = mappings.save(book, guessed(book, file))
    turned = replace(mapping, date_order=DateOrder.MDY, spending_positive=True)
    mappings.save(book, replace(turned, name=" Corner   bank "))
    assert mappings.all_mappings(book) == [turned]
    assert mappings.describe(book, file).mapping == turned
    mappings.remove(book, name="Corner bank")
    assert mappings.all_mappings(book) == []
    with pytest.raises(UserError) as caught:
        mappings.remove(book, name="Corner bank")
    assert caught.value.code == "mapping_missing"


def test_what_cannot_be_kept_is_refused(book: Book, file: Path) -> None:
    mapping = guessed(book, file)
    mappings.save(book, mapping)
    for wrong, code in (
        (replace(mapping, name="Other"), "mapping_print_taken"),
        (replace(mapping, name=" "), "mapping_name_invalid"),
        (replace(mapping, name="x" * 61), "mapping_name_invalid"),
        (replace(mapping, account="9999"), "account_unknown"),
        (replace(mapping, currency="QQQ"), "currency_unknown"),
        (mapping.with_use(0, Use.IGNORE), "mapping_no_date"),
    ):
        with pytest.raises(UserError) as caught:
            mappings.save(book, wrong)
        assert caught.value.code == code
    assert mappings.all_mappings(book) == [mapping]


def test_what_is_no_table_or_needs_no_mapping_is_not_described(book: Book, tmp_path: Path) -> None:
    for name, text, code in (
        ("a.csv", "only words\n", "no_table"),
        ("b.pdf", "%PDF-1.4\n", "format_unsupported"),
    ):
        path = tmp_path / name
        path.write_text(text)
        with pytest.raises(UserError) as caught:
            mappings.describe(book, path)
        assert caught.value.code == code
    with pytest.raises(UserError) as caught:
        mappings.describe(book, tmp_path / "absent.csv")
    assert caught.value.code == "file_missing"


def test_choosing_a_use_takes_it_from_the_column_that_had_it(book: Book, file: Path) -> None:
    mapping = guessed(book, file)
    assert [column.use for column in mapping.columns] == [Use.DATE, Use.TEXT, Use.AMOUNT]
    pair = mapping.with_use(2, Use.MONEY_IN).with_use(1, Use.MONEY_OUT)
    assert [column.use for column in pair.columns] == [Use.DATE, Use.MONEY_OUT, Use.MONEY_IN]
    one = pair.with_use(2, Use.AMOUNT)
    assert [column.use for column in one.columns] == [Use.DATE, Use.IGNORE, Use.AMOUNT]
    twice = one.with_use(1, Use.DATE)
    assert [column.use for column in twice.columns] == [Use.DATE, Use.DATE, Use.AMOUNT]
