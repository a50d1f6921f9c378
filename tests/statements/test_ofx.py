"""OFX of both versions, as the standard and as banks write it."""

from __future__ import annotations

import datetime as dt
import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import RowKind
from tests.statements.samples import OFX2_HEAD
from tests.statements.samples import code
from tests.statements.samples import ofx
from tests.statements.samples import one
from tests.statements.samples import result
from tests.statements.samples import sums

MOVE = "<TRNTYPE>DEBIT<DTPOSTED>20240115<TRNAMT>-12.50<FITID>A1<NAME>Shop<MEMO>Tea"
CARD = (
    "<CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS><CURDEF>USD<CCACCTFROM><ACCTID>4111</CCACCTFROM>"
    f"<BANKTRANLIST><STMTTRN>{MOVE}</STMTTRN></BANKTRANLIST>"
    "<LEDGERBAL><BALAMT>-12.50<DTASOF>20240131</LEDGERBAL></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1>"
)


def test_a_bank_statement() -> None:
    found = result(ofx(MOVE, balance="87.50"))
    assert (found.format, found.profile) == ("ofx", "ofx")
    (statement,) = found.statements
    assert (statement.account.key, statement.currency) == ("12345:67890", "EUR")
    assert (str(statement.closing), statement.opening, statement.checks) == ("87.50", None, ())
    (row,) = statement.rows
    assert (row.day, row.amount, row.party) == (dt.date(2024, 1, 15), Money("EUR", -1250), "Shop")
    assert (row.narration, row.reference, row.place) == ("Tea", "A1", "line 12 STMTTRN A1")


def test_what_is_owed_on_a_card_or_a_line_of_credit_says_so() -> None:
    bank, card = result(ofx(MOVE).replace("</BANKMSGSRSV1>", f"</BANKMSGSRSV1>{CARD}")).statements
    assert (bank.account.owed, card.account.owed) == (False, True)
    line = one(ofx(MOVE).replace("<ACCTTYPE>CHECKING", "<ACCTTYPE>CREDITLINE"))
    assert line.account.owed


@pytest.mark.parametrize(
    "text",
    [
        ofx(MOVE, head=OFX2_HEAD),
        ofx(MOVE.replace("<", "\n  <")),
        ofx(MOVE).replace("<OFX>", "<OFX >").replace("</OFX>", "</ofx>"),
        ofx(MOVE).replace("\n", ""),
        ofx(MOVE.replace("<MEMO>Tea", "<MEMO><![CDATA[Tea]]></MEMO>")),
        ofx(
            "<TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20240115</DTPOSTED><TRNAMT>-12.50</TRNAMT><FITID>A1</FITID><NAME>Shop</NAME><MEMO>Tea</MEMO>"
        ),
        ofx("<CHECKNUM>" + MOVE + "<SIC>"),
        ofx(MOVE).replace("</STMTRS>", "</CCSTMTRS>"),
        "\r\n\r\n" + ofx(MOVE),
        ofx(MOVE + "<X-BANK.OWN>1"),
        ofx(MOVE.replace("<MEMO>", "<!-- a\nb --><MEMO>")).replace("<OFX>", "<OFX><!--a-->"),
        ofx(MOVE).replace("</STMTTRN>", ""),
        ofx(MOVE, balance="1.00").replace("</STMTTRN>", "").replace("</BANKTRANLIST>", ""),
        ofx(MOVE).replace("</BANKACCTFROM>", ""),
    ],
)
def test_what_banks_make_of_it(text: str) -> None:
    (row,) = one(text).rows
    assert (str(row.amount), row.party, row.narration) == ("-12.50", "Shop", "Tea")


def test_several_statements_in_a_file() -> None:
    text = ofx(MOVE).replace("</BANKMSGSRSV1>", f"</BANKMSGSRSV1>{CARD}")
    found = result(text)
    assert [(each.account.key, each.currency) for each in found.statements] == [
        ("12345:67890", "EUR"),
        ("TESTBANK:4111", "USD"),
    ]
    assert str(found.statements[1].closing) == "-12.50"


@pytest.mark.parametrize(
    ("printed", "day", "time"),
    [
        ("20240115", "2024-01-15", ""),
        ("20240115233000.000[-5:EST]", "2024-01-15", "23:30:00"),
        ("20240115000000[-3:GMT]", "2024-01-15", ""),
        ("2024-01-15", "2024-01-15", ""),
        ("2024/01/15", "2024-01-15", ""),
    ],
)
def test_the_day_is_the_one_printed(printed: str, day: str, time: str) -> None:
    (row,) = one(ofx(MOVE.replace("20240115", printed))).rows
    assert (row.day.isoformat(), row.time) == (day, time)


@pytest.mark.parametrize(
    ("printed", "amount"),
    [
        ("+5.00", "5.00"),
        ("-5,25", "-5.25"),
        (" 5 ", "5.00"),
        ("-.50", "-0.50"),
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("- 12.50", "-12.50"),
        ("1 234,56", "1234.56"),
        ("1\u00a0234.56", "1234.56"),
    ],
)
def test_amounts(printed: str, amount: str) -> None:
    assert sums(one(ofx(MOVE.replace("-12.50", printed)))) == [amount]


@pytest.mark.parametrize(
    "printed", ["$120", "", "abc", "1,234", "--5", "5-", "1e3", "9" * 30, "0.001"]
)
def test_one_amount_that_is_none_makes_the_whole_file_doubtful(printed: str) -> None:
    found = result(ofx(MOVE, MOVE.replace("-12.50", printed).replace("A1", "A2")))
    assert found.statements == ()
    assert found.fault
    assert (found.fault.code, found.fault.place) == (
        "amount_invalid",
        "line 13 STMTTRN A2 TRNAMT",
    )


def test_a_date_that_is_none_does_so_too() -> None:
    assert code(ofx(MOVE.replace("20240115", "201120000000"))) == "date_invalid"


@pytest.mark.parametrize("printed", ["<DTPOSTED>", "<DTPOSTED>00000000", ""])
def test_a_movement_without_a_date_costs_its_row(printed: str) -> None:
    statement = one(ofx(MOVE, MOVE.replace("<DTPOSTED>20240115", printed)))
    assert sums(statement) == ["-12.50"]
    assert [(fault.code, fault.place) for fault in statement.rejected] == [
        ("date_missing", "line 13 STMTTRN A1")
    ]


def test_movements_that_end_nowhere_are_movements_each() -> None:
    text = ofx(*[MOVE] * 40, balance="5.00").replace("</STMTTRN>", "")
    statement = one(text.replace("</BANKTRANLIST>", ""))
    assert (sums(statement), str(statement.closing)) == (["-12.50"] * 40, "5.00")


def test_ids_and_the_account_on_the_other_side() -> None:
    more = "<CHECKNUM>0012<REFNUM>R9<BANKACCTTO><BANKID>9<ACCTID>77 88</BANKACCTTO>"
    (row,) = one(ofx(MOVE + more)).rows
    assert (row.reference, row.other_references) == ("A1", ("R9", "0012"))
    assert (row.party_account, row.kind, row.counter) == ("7788", RowKind.PAYMENT, None)


def test_an_account_of_the_same_file_makes_it_a_transfer() -> None:
    move = MOVE.replace("DEBIT", "XFER") + "<CCACCTTO><ACCTID>4111</CCACCTTO>"
    text = ofx(move).replace("</BANKMSGSRSV1>", f"</BANKMSGSRSV1>{CARD}")
    bank, card = result(text).statements
    assert (bank.rows[0].kind, bank.rows[0].counter) == (RowKind.TRANSFER, card.account)


def test_the_currency_that_only_the_movements_name() -> None:
    statement = one(ofx(MOVE + "<CURRENCY><CURRATE>1.0<CURSYM>AUD</CURRENCY>", currency=""))
    assert (statement.currency, sums(statement)) == ("AUD", ["-12.50"])
    assert one(ofx(MOVE, currency="RMB")).currency == "CNY"


def test_an_investment_account_beside_others_is_said() -> None:
    other = "<INVSTMTMSGSRSV1><INVSTMTRS></INVSTMTRS></INVSTMTMSGSRSV1>"
    statement = one(ofx(MOVE).replace("</OFX>", f"\n{other}</OFX>"))
    assert [(fault.code, fault.place) for fault in statement.rejected] == [
        ("investment_unsupported", "line 14 INVSTMTRS")
    ]


def test_kinds() -> None:
    kinds = [
        one(ofx(MOVE.replace("DEBIT", kind))).rows[0].kind
        for kind in ("INT", "FEE", "SRVCHG", "POS")
    ]
    assert kinds == [RowKind.INTEREST, RowKind.FEE, RowKind.FEE, RowKind.PAYMENT]


def test_what_moves_no_money_or_cannot_be_booked() -> None:
    statement = one(
        ofx(
            MOVE,
            MOVE.replace("-12.50", "0.00"),
            MOVE + "<CORRECTFITID>A0<CORRECTACTION>DELETE",
            MOVE + "<CURRENCY><CURRATE>1.1<CURSYM>USD</CURRENCY>",
        )
    )
    assert sums(statement) == ["-12.50"]
    assert [row.code for row in statement.skipped] == ["zero_amount"]
    assert [fault.code for fault in statement.rejected] == [
        "correction_unsupported",
        "currency_other",
    ]


@pytest.mark.parametrize("cut", [0.4, 0.6, 0.8, 0.99])
def test_a_file_without_its_end_is_refused(cut: float) -> None:
    whole = ofx(MOVE, balance="1.00")
    assert code(whole[: int(len(whole) * cut)]) == "file_cut"


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("cp1252", "1252"),
        ("utf-8", "1252"),
        ("utf-8", "NONE"),
        ("gb18030", "GB18030"),
        ("gb18030", "1252"),
    ],
)
def test_character_sets_and_what_the_header_says_of_them(encoding: str, declared: str) -> None:
    name = "Café Müller" if encoding == "cp1252" else "咖啡 & 茶馆之家"
    text = ofx(MOVE.replace("Shop", html.escape(name))).replace(
        "CHARSET:1252", f"CHARSET:{declared}"
    )
    (row,) = one(text.encode(encoding)).rows
    assert row.party == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ofx(MOVE, currency=""), ""),
        (ofx(MOVE, currency="XXX"), "currency_unknown"),
        (ofx().replace("STMTRS>", "INVSTMTRS>"), "profile_unsupported"),
        ("OFXHEADER:100\n\n<OFX></OFX>", "no_statement"),
        ("OFXHEADER:100\n\n", "ofx_invalid"),
        (OFX2_HEAD + "<!DOCTYPE x [<!ENTITY a 'b'>]>" + ofx(MOVE, head=""), "xml_forbidden"),
        (
            ofx().split("<BANKMSGS")[0].replace("INFO", "ERROR<MESSAGE>Signon invalid") + "</OFX>",
            "bank_error",
        ),
    ],
)
def test_whole_files_that_give_nothing(text: str, expected: str) -> None:
    assert code(text) == expected


def test_without_any_currency_nothing_is_guessed() -> None:
    assert code(ofx(MOVE, currency=""), currency=None) == "currency_needed"


WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30
)


NO_NAMES = {"", "无", "null", "none", "na", "n/a"}


@given(
    st.lists(
        st.tuples(
            st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)),
            st.integers(-(10**12), 10**12).filter(bool),
            WORDS.filter(
                lambda text: text.strip(" -–—_/\\.*'\"`").strip().casefold() not in NO_NAMES
            ),
        ),
        max_size=20,
    ),
    st.booleans(),
)
def test_what_is_written_is_read_back(
    rows: list[tuple[dt.date, int, str]],
    closed: bool,  # noqa: FBT001
) -> None:
    def field(name: str, value: str) -> str:
        return f"<{name}>{html.escape(value)}" + (f"</{name}>" if closed else "\n")

    movements = [
        field("TRNTYPE", "OTHER")
        + field("DTPOSTED", day.strftime("%Y%m%d"))
        + field("TRNAMT", str(Money("EUR", minor)))
        + field("FITID", str(number))
        + field("NAME", name)
        for number, (day, minor, name) in enumerate(rows)
    ]
    statement = one(ofx(*movements, head=OFX2_HEAD if closed else ""))
    assert [(row.day, row.amount, row.reference) for row in statement.rows] == [
        (day, Money("EUR", minor), str(number)) for number, (day, minor, _name) in enumerate(rows)
    ]
    assert [row.party.split() for row in statement.rows] == [name.split() for *_, name in rows]
