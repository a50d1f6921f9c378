"""Tables read as the owner says: every movement comes back, next month's file is known again."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

import pytest
import pyzipper
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.domain.mapping import ColumnMapping
from cfo_desktop.domain.mapping import DateOrder
from cfo_desktop.domain.mapping import DecimalMark
from cfo_desktop.domain.mapping import MappedColumn
from cfo_desktop.domain.mapping import TableGuess
from cfo_desktop.domain.mapping import Use
from cfo_desktop.domain.reading import ReadOptions
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.statements.describing import describe
from cfo_desktop.statements.reader import read
from tests.statements.samples import ALIPAY_HEAD
from tests.statements.samples import SHARED
from tests.statements.samples import tied
from tests.statements.samples import workbook

NAMES = ("Alfa", "Brava", "Corda", "Delfi", "Eskel", "Fonte", "Gulda", "Hotte", "收付表甲", "Kilt")
"""Names of columns that no list of header words knows."""
WORDS = st.text("qwxz喝茶", min_size=1, max_size=12)
FORMS: dict[DateOrder, tuple[Callable[[dt.date], str], ...]] = {
    DateOrder.YMD: (
        lambda day: day.isoformat(),
        lambda day: f"{day:%Y/%m/%d}",
        lambda day: f"{day:%Y%m%d}",
    ),
    DateOrder.DMY: (
        lambda day: f"{day:%d.%m.%Y}",
        lambda day: f"{day.day}/{day.month}/{day:%y}",
        lambda day: f"{day:%d-%m-%Y}",
    ),
    DateOrder.MDY: (lambda day: f"{day:%m/%d/%Y}", lambda day: f"{day.month}/{day.day}/{day:%y}"),
}
SIGNS = ("signed", "reversed", "pair", "direction")


@dataclass(frozen=True)
class Movement:
    """What a made table tells in one row."""

    day: dt.date
    minor: int
    party: str
    text: str
    reference: str


@dataclass(frozen=True)
class Made:
    """How a table is written: its columns from the left, and how their cells are printed."""

    names: tuple[str, ...]
    uses: tuple[Use, ...]
    order: DateOrder
    form: Callable[[dt.date], str]
    mark: DecimalMark
    grouped: bool
    sign: str
    delimiter: str

    def header(self) -> list[str]:
        return list(self.names)

    def row(self, movement: Movement) -> list[str]:
        return [self.cell(movement, use) for use in self.uses]

    def cell(self, movement: Movement, use: Use) -> str:
        minor = movement.minor
        cells = {
            Use.DATE: self.form(movement.day),
            Use.PARTY: movement.party,
            Use.TEXT: movement.text,
            Use.REFERENCE: movement.reference,
            Use.MONEY_IN: self.money(minor) if minor > 0 else "",
            Use.MONEY_OUT: self.money(-minor) if minor < 0 else "",
            Use.DIRECTION: "Ankunft" if minor > 0 else "Abfahrt",
            Use.AMOUNT: self.money(
                {"signed": minor, "reversed": -minor, "direction": abs(minor)}.get(self.sign, 0)
            ),
        }
        return cells.get(use, "Füllung")

    def money(self, minor: int) -> str:
        whole, cents = divmod(abs(minor), 100)
        point, group = (".", ",") if self.mark is DecimalMark.POINT else (",", ".")
        digits = f"{whole:,}".replace(",", group) if self.grouped else str(whole)
        return f"{'-' if minor < 0 else ''}{digits}{point}{cents:02d}"

    def file(self, movements: Sequence[Movement], *, header: bool = True) -> bytes:
        stream = io.StringIO()
        writer = csv.writer(stream, delimiter=self.delimiter, lineterminator="\n")
        if header:
            writer.writerow(self.header())
        writer.writerows(self.row(movement) for movement in movements)
        return stream.getvalue().encode()

    def mapping(self) -> ColumnMapping:
        return ColumnMapping(
            "Corner bank",
            tuple(MappedColumn(*each) for each in zip(self.names, self.uses, strict=True)),
            date_order=self.order,
            decimal_mark=self.mark,
            spending_positive=self.sign == "reversed",
            words_in=("ankunft",),
            words_out=("ABFAHRT",),
            currency="EUR",
        )


MOVEMENTS = st.lists(
    st.builds(
        Movement,
        st.dates(dt.date(2001, 1, 1), dt.date(2029, 12, 31)),
        st.integers(-9_999_999, 9_999_999).filter(bool),
        WORDS,
        WORDS,
        st.text("ABC0123456789", min_size=4, max_size=10).map(lambda text: "R" + text),
    ),
    min_size=2,
    max_size=12,
)


@st.composite
def made(draw: st.DrawFn) -> Made:
    """Return a way to write a table: its columns in any order, others among them."""
    sign = draw(st.sampled_from(SIGNS))
    money = {"pair": [Use.MONEY_IN, Use.MONEY_OUT], "direction": [Use.AMOUNT, Use.DIRECTION]}
    uses = [Use.DATE, *money.get(sign, [Use.AMOUNT]), Use.PARTY, Use.TEXT, Use.REFERENCE]
    uses += [Use.IGNORE] * draw(st.integers(0, 2))
    order = draw(st.sampled_from(DateOrder))
    return Made(
        names=tuple(draw(st.permutations(NAMES))[: len(uses)]),
        uses=tuple(draw(st.permutations(uses))),
        order=order,
        form=draw(st.sampled_from(FORMS[order])),
        mark=draw(st.sampled_from(DecimalMark)),
        grouped=draw(st.booleans()),
        sign=sign,
        delimiter=draw(st.sampled_from(",;\t")),
    )


def known(content: bytes, *mappings: ColumnMapping, name: str = "x.csv") -> ReadFile:
    """Read a file with these saved mappings."""
    return read(content, filename=name, options=ReadOptions(mappings=mappings))


def told(content: bytes, mapping: ColumnMapping, *, currency: str | None = None) -> ReadFile:
    """Read a file by one mapping."""
    return read(content, filename="x.csv", options=ReadOptions(currency, mapping=mapping))


def guessed(content: bytes | str, **options: object) -> TableGuess:
    """Describe a file."""
    data = content.encode() if isinstance(content, str) else content
    told_so = replace(ReadOptions("EUR"), **options)  # type: ignore[arg-type]
    return describe(data, filename="Corner 2026-11.csv", options=told_so)


def movements_of(found: ReadFile) -> list[Movement]:
    """Return what was read as it was made."""
    assert found.fault is None, found.fault
    (statement,) = found.statements
    assert not statement.rejected, statement.rejected[:2]
    assert not statement.skipped
    return [
        Movement(row.day, row.amount.minor, row.party, row.narration, row.reference)
        for row in statement.rows
    ]


@given(made(), MOVEMENTS)
def test_a_right_mapping_reads_back_what_was_written(table: Made, rows: list[Movement]) -> None:
    assert movements_of(told(table.file(rows), table.mapping())) == rows


@given(made(), MOVEMENTS, MOVEMENTS)
def test_next_month_s_file_is_known_again(
    table: Made, first: list[Movement], second: list[Movement]
) -> None:
    mapping = ColumnMapping.from_json(table.mapping().to_json())
    assert mapping == table.mapping()
    assert known(table.file(first), mapping).profile == "Corner bank"
    later = replace(table, names=(*table.names, "Neu"), uses=(*table.uses, Use.IGNORE))
    found = known(later.file(second), mapping)
    assert found.profile == "Corner bank"
    assert movements_of(found) == second
    order = list(reversed(range(len(table.names))))
    turned = replace(
        table,
        names=tuple(table.names[i] for i in order),
        uses=tuple(table.uses[i] for i in order),
    )
    assert movements_of(known(turned.file(second), mapping)) == second


@given(made(), MOVEMENTS, MOVEMENTS)
def test_a_table_without_header_is_known_by_its_columns(
    table: Made, first: list[Movement], second: list[Movement]
) -> None:
    guess = guessed(table.file(first, header=False), header_row=0)
    assert len(guess.mapping.columns) == len(table.uses)
    columns = tuple(
        replace(column, use=use)
        for column, use in zip(guess.mapping.columns, table.uses, strict=True)
    )
    mapping = replace(table.mapping(), columns=columns)
    assert not mapping.has_header
    assert movements_of(told(table.file(first, header=False), mapping)) == first
    found = known(table.file(second, header=False), mapping)
    assert found.profile == "Corner bank"
    assert movements_of(found) == second


TABLE = "Tag;Wieviel;Wofür\n03.11.2026;-5,00;Milk\n04.11.2026;12,50;Sale\n"


def mapping_of(*uses: Use, names: str = "Tag;Wieviel;Wofür") -> ColumnMapping:
    """Return a mapping of columns with these names."""
    columns = zip(names.split(";"), uses, strict=True)
    return ColumnMapping("Shop", tuple(MappedColumn(*each) for each in columns))


PLAIN = mapping_of(Use.DATE, Use.AMOUNT, Use.TEXT)


def test_a_table_of_unknown_columns_says_that_it_can_be_mapped() -> None:
    found = read(TABLE.encode(), filename="x.csv", options=ReadOptions("EUR"))
    assert (found.format, found.fault and found.fault.code) == ("csv", "table_unknown")
    assert found.profile == ""


def test_a_known_export_is_not_read_by_a_mapping() -> None:
    names = ALIPAY_HEAD.rstrip(",").split(",")
    uses = [Use.IGNORE] * len(names)
    uses[0], uses[6] = Use.DATE, Use.AMOUNT
    mapping = mapping_of(*uses, names=";".join(names))
    row = "2026-11-03 10:00:00,餐饮美食,店,a,饭,支出,5.00,余额,交易成功,1,2,,"
    content = f"{ALIPAY_HEAD}\n{row}\n".encode("gb18030")
    assert known(content, mapping).profile == "alipay-personal"
    guess = describe(content, filename="x.csv", options=ReadOptions("CNY"))
    assert guess.known == "alipay-personal"


def test_a_mapping_goes_before_a_guess() -> None:
    text = "Date,Description,Amount,Charged\n2026-11-03,Milk,5.00,-5.10\n"
    mapping = mapping_of(
        Use.DATE, Use.TEXT, Use.IGNORE, Use.AMOUNT, names="Date;Description;Amount;Charged"
    )
    mapping = replace(mapping, currency="EUR")
    assert amounts(known(text.encode(), mapping)) == ["-5.10"]
    other = replace(mapping, columns=(*mapping.columns, MappedColumn("Elsewhere", Use.IGNORE)))
    found = read(text.encode(), filename="x", options=ReadOptions("EUR", mappings=(other,)))
    assert (found.profile, amounts(found)) == ("generic", ["5.00"])


def amounts(found: ReadFile) -> list[str]:
    """Return the amounts of a file's only statement."""
    assert found.fault is None, found.fault
    return [str(row.amount) for row in found.statements[0].rows]


def test_the_mapping_s_currency_is_used_where_the_file_names_none() -> None:
    found = told(TABLE.encode(), PLAIN)
    assert found.fault
    assert found.fault.code == "currency_needed"
    found = told(TABLE.encode(), replace(PLAIN, currency="CHF"), currency="EUR")
    assert found.statements[0].currency == "CHF"
    assert told(TABLE.encode(), PLAIN, currency="EUR").statements[0].currency is None


def test_a_column_of_currencies_makes_a_statement_of_each() -> None:
    text = TABLE.replace("Wofür", "Geld").replace("Milk", "EUR").replace("Sale", "Florin")
    mapping = mapping_of(Use.DATE, Use.AMOUNT, Use.CURRENCY, names="Tag;Wieviel;Geld")
    found = told(text.encode(), mapping)
    assert [each.currency for each in found.statements] == ["EUR"]
    assert [fault.code for fault in found.statements[0].rejected] == ["currency_unknown"]
    found = told(text.replace("Florin", "USD").encode(), mapping)
    assert [each.currency for each in found.statements] == ["EUR", "USD"]


@pytest.mark.parametrize(
    ("uses", "code"),
    [
        ((Use.IGNORE, Use.AMOUNT, Use.TEXT), "mapping_no_date"),
        ((Use.DATE, Use.BALANCE, Use.TEXT), "mapping_no_amount"),
        ((Use.DATE, Use.AMOUNT, Use.MONEY_OUT), "mapping_amount_and_pair"),
        ((Use.DATE, Use.AMOUNT, Use.AMOUNT), "mapping_column_twice"),
    ],
)
def test_a_mapping_that_cannot_be_read_by_says_why(uses: tuple[Use, ...], code: str) -> None:
    fault = told(TABLE.encode(), mapping_of(*uses)).fault
    assert fault
    assert fault.code == code


def test_a_file_of_other_columns_is_not_read_by_a_mapping() -> None:
    mapping = mapping_of(Use.DATE, Use.AMOUNT, Use.TEXT, names="Dia;Cuanto;Porque")
    fault = told(TABLE.encode(), mapping).fault
    assert fault
    assert (fault.code, fault.data) == ("mapping_other", {"name": "Shop"})


def test_rows_that_go_wrong_are_told_with_their_place() -> None:
    text = TABLE + "05.11.2026;viel;Bread\n31.02.2026;1,00;Tea\n06.11.2026;0,00;Nothing\n"
    (statement,) = told(text.encode(), PLAIN, currency="EUR").statements
    assert [(fault.code, fault.place) for fault in statement.rejected] == [
        ("amount_invalid", "row 4"),
        ("date_invalid", "row 5"),
    ]
    assert [row.code for row in statement.skipped] == ["zero_amount"]
    assert statement.read == 5


def test_balances_are_controlled_in_a_mapped_table_too() -> None:
    text = "Tag;Wieviel;Rest\n03.11.2026;-5,00;95,00\n04.11.2026;12,50;107,50\n"
    mapping = mapping_of(Use.DATE, Use.AMOUNT, Use.BALANCE, names="Tag;Wieviel;Rest")
    (statement,) = told(text.encode(), mapping, currency="EUR").statements
    assert tied(statement) == [("running_balance", True)]
    assert str(statement.closing) == "107.50"
    broken = text.replace("107,50", "107,00")
    (statement,) = told(broken.encode(), mapping, currency="EUR").statements
    assert tied(statement) == [("running_balance", False)]


def test_lines_above_the_header_and_a_header_on_each_page() -> None:
    head, *rows = TABLE.splitlines()
    text = "\n".join(["My shop;;", "Period 11/2026;;", head, rows[0], head, rows[1], ""])
    (statement,) = known(text.encode(), replace(PLAIN, currency="EUR")).statements
    assert [row.place for row in statement.rows] == ["row 4", "row 6"]
    assert statement.read == 2


def test_digits_in_the_names_of_columns_may_change() -> None:
    mapping = mapping_of(Use.DATE, Use.AMOUNT, Use.TEXT, names="Tag;Wieviel 10/2026;Wofür")
    text = TABLE.replace("Wieviel", "Wieviel 11/2026")
    assert len(amounts(known(text.encode(), replace(mapping, currency="EUR")))) == 2


def test_columns_of_one_name_are_told_apart_by_their_order() -> None:
    text = "Tag;Geld;Geld\n03.11.2026;5,00;-6,00\n04.11.2026;5,00;-7,00\n"
    mapping = mapping_of(Use.DATE, Use.IGNORE, Use.AMOUNT, names="Tag;Geld;Geld")
    assert amounts(told(text.encode(), mapping, currency="EUR")) == ["-6.00", "-7.00"]
    mapping = mapping_of(Use.DATE, Use.AMOUNT, Use.IGNORE, names="Tag;Geld;Geld")
    assert amounts(told(text.encode(), mapping, currency="EUR")) == ["5.00", "5.00"]


@pytest.mark.parametrize(
    "line",
    [
        "Milk;-5,00;2026-11-03",
        "2026-11-03;Milk;5",
        "03/11/2026;-5,00;Milk",
        "2026-11-03;-5,00;Milk;x",
        "2026-11-03 10:00;-5,00;Milk",
    ],
)
def test_a_table_without_header_of_other_columns_is_another(line: str) -> None:
    text = "2026-11-03;-5,00;Milk\n2026-11-04;7,00;Tea\n"
    mapping = replace(guessed(text, header_row=0).mapping, currency="EUR")
    assert known(text.encode(), mapping).profile == "Corner"
    assert known(f"{line}\n{line}\n".encode(), mapping).profile != "Corner"


def test_lines_above_a_table_without_header_are_no_rows() -> None:
    text = "My;own;shop\nNovember;to;December\n2026-11-03;-5,00;Milk\n2026-11-04;7,00;Tea\n"
    mapping = guessed(text, header_row=0).mapping
    assert uses_of(guessed(text, header_row=0)) == [Use.DATE, Use.AMOUNT, Use.TEXT]
    (statement,) = told(text.encode(), mapping, currency="EUR").statements
    assert [row.place for row in statement.rows] == ["row 3", "row 4"]
    assert statement.read == 2


def test_the_decimal_sign_that_was_said_is_not_asked_of_the_rows() -> None:
    text = "Tag;Wieviel;Wofür\n03.11.2026;1.500;Milk\n"
    point, comma = (replace(PLAIN, decimal_mark=mark) for mark in DecimalMark)
    assert amounts(told(text.encode(), point, currency="EUR")) == ["1.50"]
    assert amounts(told(text.encode(), comma, currency="EUR")) == ["1500.00"]
    assert not told(text.encode(), comma, currency="EUR").statements[0].warnings


def test_a_column_said_to_hold_currencies_is_never_passed_over() -> None:
    text = TABLE.replace("Wofür", "Geld").replace("Milk", "Taler").replace("Sale", "Florin")
    mapping = mapping_of(Use.DATE, Use.AMOUNT, Use.CURRENCY, names="Tag;Wieviel;Geld")
    (statement,) = told(text.encode(), mapping, currency="EUR").statements
    assert [fault.code for fault in statement.rejected] == ["currency_unknown"] * 2


def test_an_empty_direction_is_the_one_that_is_not_marked() -> None:
    text = "Tag;Wieviel;Weg\n03.11.2026;5,00;\n04.11.2026;12,50;CR\n"
    mapping = mapping_of(Use.DATE, Use.AMOUNT, Use.DIRECTION, names="Tag;Wieviel;Weg")
    assert amounts(told(text.encode(), mapping, currency="EUR")) == ["-5.00", "12.50"]


def test_a_word_of_direction_that_nobody_knows_rejects_its_row() -> None:
    text = "Tag;Wieviel;Weg\n03.11.2026;5,00;hin\n04.11.2026;12,50;her\n"
    mapping = mapping_of(Use.DATE, Use.AMOUNT, Use.DIRECTION, names="Tag;Wieviel;Weg")
    (statement,) = told(text.encode(), mapping, currency="EUR").statements
    assert [fault.code for fault in statement.rejected] == ["direction_unknown"] * 2
    mapping = replace(mapping, words_in=("her",), words_out=("hin",))
    assert amounts(told(text.encode(), mapping, currency="EUR")) == ["-5.00", "12.50"]


def test_a_card_s_amounts_with_their_direction_may_be_reversed() -> None:
    text = "Tag;Wieviel;Weg\n03.11.2026;5,00;Debit\n04.11.2026;-12,50;Credit\n"
    mapping = mapping_of(Use.DATE, Use.AMOUNT, Use.DIRECTION, names="Tag;Wieviel;Weg")
    mapping = replace(mapping, spending_positive=True)
    assert amounts(told(text.encode(), mapping, currency="EUR")) == ["-5.00", "12.50"]


def test_only_some_rows_are_read_for_a_look() -> None:
    text = TABLE + "05.11.2026;-1,00;x\n" * 50
    options = ReadOptions("EUR", mapping=PLAIN, most_rows=10)
    assert len(amounts(read(text.encode(), filename="x", options=options))) == 10


def test_options_survive_the_way_to_the_child() -> None:
    options = ReadOptions("EUR", mapping=PLAIN, mappings=(PLAIN,), most_rows=3, header_row=0)
    assert ReadOptions.from_document(options.document()) == options


# --- the guess ---


def uses_of(guess: TableGuess) -> list[Use]:
    """Return what the columns are guessed to hold."""
    return [column.use for column in guess.mapping.columns]


def test_the_guess_shows_the_first_rows_and_tells_dates_and_numbers() -> None:
    guess = guessed(TABLE.replace("03.11", "13.11"))
    assert (guess.header_row, guess.known, guess.saved, guess.fault) == (1, "", False, None)
    assert [row.number for row in guess.rows] == [1, 2, 3]
    assert guess.rows[1].cells == ("13.11.2026", "-5,00", "Milk")
    assert uses_of(guess) == [Use.DATE, Use.AMOUNT, Use.TEXT]
    assert guess.mapping.date_order is DateOrder.DMY
    assert guess.mapping.decimal_mark is DecimalMark.COMMA
    assert guess.mapping.name == "Corner"


@pytest.mark.parametrize(
    ("head", "uses"),
    [
        (
            "Date,Description,Amount,Balance",
            [Use.DATE, Use.TEXT, Use.AMOUNT, Use.BALANCE],
        ),
        ("Date,Payee,Out,In", [Use.DATE, Use.PARTY, Use.MONEY_OUT, Use.MONEY_IN]),
        ("交易日期,对方户名,支出,收入", [Use.DATE, Use.PARTY, Use.MONEY_OUT, Use.MONEY_IN]),
    ],
)
def test_known_words_of_a_header_fill_the_guess(head: str, uses: list[Use]) -> None:
    text = f"{head}\n2026-11-03,Milk,5.00,95.00\n2026-11-04,Tea,5.00,90.00\n"
    if Use.MONEY_IN in uses:
        text = f"{head}\n2026-11-03,Milk,5.00,\n2026-11-04,Tea,,5.00\n"
    assert uses_of(guessed(text)) == uses


def test_the_guess_of_a_table_that_is_readable_reads_the_same() -> None:
    text = (
        "Posting date;Type;Payee;Amount;Dr/Cr;Reference;Status;Currency\n"
        "2026-11-03;POS;Milk Ltd;5,00;Dr;R1;Booked;EUR\n"
        "2026-11-04;CT;Tea Ltd;7,00;Cr;R2;Booked;EUR\n"
        "2026-11-05;CT;Tea Ltd;7,00;Cr;R3;Pending;EUR\n"
    )
    guess = guessed(text)
    plain = read(text.encode(), filename="x.csv", options=ReadOptions("EUR"))
    found = told(text.encode(), guess.mapping, currency="EUR")
    assert found.statements[0].rows == plain.statements[0].rows
    assert found.statements[0].skipped == plain.statements[0].skipped
    assert len(plain.statements[0].rows) == 2


def test_a_decimal_comma_is_not_taken_for_the_delimiter() -> None:
    text = (
        "Tag;Wer;Wieviel;Rest\n03.11.2026;A;-438,75;3.211,25\n14.11.2026;B;2.184,35;5.395,60\n"
        "15.11.2026;C;-5,60;5.390,00\n16.11.2026;D;?;5.390,00\n"
    )
    assert uses_of(guessed(text)) == [Use.DATE, Use.TEXT, Use.AMOUNT, Use.BALANCE]


def test_texts_and_a_direction_are_told_by_their_contents() -> None:
    text = (
        "Tag,Wer,Weg,Was,Art,Wieviel\n2026-11-03,A,D,Inv 5,x,5.00\n"
        "2026-11-04,B,C,Week 4,x,7.00\n2026-11-05,C,D,Inv 6,x,7.50\n"
    )
    uses = [Use.DATE, Use.TEXT, Use.DIRECTION, Use.TEXT, Use.IGNORE, Use.AMOUNT]
    assert uses_of(guessed(text)) == uses


def test_of_two_columns_of_amounts_only_one_is_taken() -> None:
    text = "Date,Text,Amount,Billing amount\n2026-11-03,Milk,5.00,5.10\n2026-11-04,Tea,7.00,7.10\n"
    assert uses_of(guessed(text)) == [Use.DATE, Use.TEXT, Use.IGNORE, Use.AMOUNT]


@pytest.mark.skipif(not SHARED.exists(), reason="published samples are not here")
@pytest.mark.parametrize(
    "name", ["boc-debit.csv", "icbc-debit.csv", "cmb-debit.csv", "spdb-debit.xls"]
)
def test_the_guess_of_a_real_export_reads_what_its_own_reader_does(name: str) -> None:
    content = (SHARED / name).read_bytes()
    plain = read(content, filename=name, options=ReadOptions("CNY"))
    guess = describe(content, filename=name, options=ReadOptions("CNY"))
    found = told(content, guess.mapping, currency="CNY")
    rows = [row for part in plain.statements for row in part.rows]
    assert rows
    assert [row for part in found.statements for row in part.rows] == rows


def test_another_row_may_be_said_to_be_the_header() -> None:
    text = "Liste;der;Dinge\nTag;Wieviel;Wofür\n03.11.2026;-5,00;Milk\n"
    assert guessed(text).header_row == 2
    guess = guessed(text, header_row=1)
    assert [column.name for column in guess.mapping.columns] == ["Liste", "der", "Dinge"]
    guess = guessed(text, header_row=0)
    assert guess.header_row == 0
    assert not guess.mapping.has_header


def test_the_saved_mapping_is_the_guess_where_it_knows_the_columns() -> None:
    guess = guessed(TABLE, mappings=(replace(PLAIN, spending_positive=True),))
    assert guess.saved
    assert guess.mapping.name == "Shop"
    assert guess.mapping.spending_positive


def test_a_spreadsheet_is_mapped_as_well() -> None:
    content = workbook([["Tag", "Wieviel", "Wofür"], [dt.date(2026, 11, 3), -5.5, "Milk"]])
    guess = guessed(content)
    assert uses_of(guess) == [Use.DATE, Use.AMOUNT, Use.TEXT]
    found = told(content, guess.mapping, currency="EUR")
    assert (found.format, amounts(found)) == ("xlsx", ["-5.50"])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"only words", "no_table"),
        (b"%PDF-1.4", "format_unsupported"),
        (b"OFXHEADER:100\n<OFX></OFX>", "no_table"),
        (b"<?xml version='1.0'?><a/>", "no_table"),
        (b"!Type:Bank\nD1/1/24\nT-5.00\n^\n", "mapping_not_needed"),
    ],
)
def test_what_is_no_table_is_not_described(content: bytes, code: str) -> None:
    fault = describe(content, filename="x", options=ReadOptions()).fault
    assert fault
    assert fault.code == code


def test_a_table_in_an_archive_is_described(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with pyzipper.AESZipFile(path, "w", encryption=pyzipper.WZ_AES) as packed:
        packed.setpassword(b"secret")
        packed.writestr("read me.pdf", b"%PDF-1.4")
        packed.writestr("list.csv", TABLE)
    content = path.read_bytes()
    locked = describe(content, filename="a.zip", options=ReadOptions("EUR"))
    assert locked.fault
    assert locked.fault.code == "file_password"
    guess = describe(content, filename="a.zip", options=ReadOptions("EUR", "secret"))
    assert uses_of(guess) == [Use.DATE, Use.AMOUNT, Use.TEXT]
    assert describe(gzip.compress(TABLE.encode()), filename="x", options=ReadOptions()).rows


JUNK = st.binary(max_size=300) | st.text(',;"\n\t 0123456789-./=aQé银', max_size=200).map(
    str.encode
)


@given(JUNK)
def test_nothing_that_can_be_given_raises(content: bytes) -> None:
    for header_row in (None, 0, 1, 7):
        guess = describe(content, filename="x", options=ReadOptions("EUR", header_row=header_row))
        assert bool(guess.fault) != bool(guess.rows)
        for index in range(len(guess.mapping.columns)):
            mapping = guess.mapping.with_use(index, Use.DATE)
            read(content, filename="x", options=ReadOptions("EUR", mapping=mapping))
