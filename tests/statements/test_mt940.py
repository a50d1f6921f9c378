"""MT940 and MT942: envelopes, movements, pages, balances, and what a field 86 can say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import RowKind
from cfo_desktop.domain.statement import Statement
from cfo_desktop.domain.statement import StatementRow
from tests.statements.samples import code
from tests.statements.samples import mt940
from tests.statements.samples import one
from tests.statements.samples import result
from tests.statements.samples import sums
from tests.statements.samples import tied

MOVE = ":61:2401150116D12,50NTRFREF-1//BANK-7\n:86:Tea for the shop"


def _row(*lines: str) -> StatementRow:
    (row,) = one(mt940(*lines)).rows
    return row


def _days(*lines: str) -> list[str]:
    return [row.day.isoformat() for row in one(mt940(*lines)).rows]


def test_a_statement() -> None:
    found = result(mt940(MOVE, opening="C240114EUR100,00", closing="C240116EUR87,5"))
    assert (found.format, found.profile) == ("mt940", "mt940")
    (statement,) = found.statements
    assert (statement.account.key, statement.currency) == ("10020030:1234567", "EUR")
    assert (str(statement.opening), str(statement.closing)) == ("100.00", "87.50")
    assert tied(statement) == [("closing", True)]
    (row,) = statement.rows
    assert (row.place, row.day.isoformat(), str(row.amount)) == (
        "line 5 :61:",
        "2024-01-16",
        "-12.50",
    )
    assert (row.narration, row.reference, row.other_references) == (
        "Tea for the shop",
        "BANK-7",
        ("REF-1",),
    )


@pytest.mark.parametrize(
    "text",
    [
        mt940(MOVE).replace("\n", "\r\n"),
        mt940(MOVE).replace("\n", "\r"),
        "{1:F01TESTDEFFAXXX0000000000}{2:I940TESTDEFFXXXXN}{4:\n" + mt940(MOVE) + "}",
        "\x01{1:F01TESTDEFFAXXX0000000000}{2:I940TESTDEFFXXXXN}{3:{108:1}}{4:\n"
        + mt940(MOVE)
        + "}{5:}\x03",
        "\x01" + mt940(MOVE) + "\x03",
        "TESTDEFF\n940\nTESTDEFF\n" + mt940(MOVE),
        "\ufeff\n:940:\n" + mt940(MOVE),
        mt940(MOVE).rstrip("-\n"),
        mt940(MOVE).replace(":28C:", ":28:"),
        mt940(MOVE, closing="C240116EUR0,00") + ":86:said of the whole statement\n",
    ],
)
def test_what_banks_put_around_it(text: str) -> None:
    (row,) = one(text).rows
    assert (str(row.amount), row.narration) == ("-12.50", "Tea for the shop")


@pytest.mark.parametrize(
    ("line", "amount", "kind"),
    [
        ("240115D12,NMSCNONREF", "-12.00", RowKind.PAYMENT),
        ("240115C,5NMSC", "", RowKind.PAYMENT),
        ("240115C0,5NMSC", "0.50", RowKind.PAYMENT),
        ("240115DR12,50NCHG", "-12.50", RowKind.FEE),
        ("2401150115CR12,50NINTNONREF", "12.50", RowKind.INTEREST),
        ("240115    RC12,50NTRFNONREF", "-12.50", RowKind.PAYMENT),
        ("2401150115RDR000000012,50F123NONREF", "12.50", RowKind.REFUND),
        ("2401150115C50,00 NTRFNONREF", "50.00", RowKind.PAYMENT),
        ("2401150115C50.25S0511234", "50.25", RowKind.PAYMENT),
    ],
)
def test_a_movement(line: str, amount: str, kind: RowKind) -> None:
    text = mt940(f":61:{line}\n:86:x")
    if not amount:
        assert code(text) == "amount_invalid"
        return
    (row,) = one(text).rows
    assert (str(row.amount), row.kind) == (amount, kind)


def test_the_letter_behind_the_mark_is_the_currency_s_not_another_mark() -> None:
    move = ":61:240312    DD12,39NMSCNONREF//\n:61:240312CD0,50NMSC"
    assert sums(one(mt940(move).replace("EUR", "USD"))) == ["-12.39", "0.50"]


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        ("240115", "2024-01-15"),
        ("2401150117", "2024-01-17"),
        ("240115    ", "2024-01-15"),
        ("2401021230", "2023-12-30"),
        ("2312310102", "2024-01-02"),
        ("9912310103", "2000-01-03"),
        ("230230", "2023-02-28"),
        ("2302300301", "2023-03-01"),
    ],
)
def test_the_day_is_that_of_booking_in_the_year_next_to_the_value_date(
    dates: str, day: str
) -> None:
    assert _days(f":61:{dates}D1,00NMSCNONREF") == [day]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("241315D1,00NMSC", "date_invalid"),
        ("2401D1,00NMSC", "date_invalid"),
        ("240115X1,00NMSC", "direction_unknown"),
        ("240115D$1,00NMSC", "amount_invalid"),
        ("240115D1,005NMSC", "amount_invalid"),
        ("240115DNMSC", "amount_invalid"),
    ],
)
def test_one_movement_that_is_none_makes_the_whole_file_doubtful(line: str, expected: str) -> None:
    found = result(mt940(MOVE, f":61:{line}"))
    assert found.statements == ()
    assert found.fault
    assert (found.fault.code, found.fault.place) == (expected, "line 7 :61:")


def test_zero_amounts_are_skipped_and_said() -> None:
    statement = one(mt940(MOVE, ":61:240115C0,00NMSCNONREF\n/of no money/"))
    assert sums(statement) == ["-12.50"]
    assert [(row.code, row.place) for row in statement.skipped] == [("zero_amount", "line 7 :61:")]


def test_pages_of_one_statement_are_one() -> None:
    first = mt940(MOVE, number="7/1", closing="C240116EUR87,50").replace(":62F:", ":62M:")
    second = mt940(MOVE, number="7/2", opening="C240116EUR87,50", closing="C240117EUR75,00")
    found = one(first + second.replace(":60F:", ":60M:"))
    assert sums(found) == ["-12.50", "-12.50"]
    assert (str(found.opening), str(found.closing)) == ("100.00", "75.00")
    assert [check.ok for check in found.checks] == [True]


def test_many_days_without_movements_in_their_envelopes() -> None:
    day = "\x01{1:F01TESTDEFFAXXX}{2:I940TESTDEFFXXXXN}{4:\r\n" + mt940(closing="C240114EUR100,00")
    found = result((day.rstrip() + "}\x03") * 40)
    assert found.fault is None
    assert len(found.statements) == 40


def test_days_of_one_account_stay_statements_of_their_own() -> None:
    found = result(mt940(MOVE, number="7") + mt940(MOVE, number="8"))
    assert [len(each.rows) for each in found.statements] == [1, 1]
    assert [each.rows[0].place for each in found.statements] == ["line 5 :61:", "line 13 :61:"]


def test_a_bank_that_marks_reversals_the_other_way_is_told_by_its_balances() -> None:
    move = ":61:240115RD10,00NMSCNONREF"
    statement = one(mt940(move, opening="C240114EUR100,00", closing="C240115EUR90,00"))
    assert sums(statement) == ["-10.00"]
    assert [fault.code for fault in statement.warnings] == ["reversal_turned"]
    assert [check.ok for check in statement.checks] == [True]


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("10020030/1234567EUR", "10020030:1234567"),
        ("DE02120300000000202051", "mt940:DE02120300000000202051"),
        ("DE02120300000000202051EUR", "mt940:DE02120300000000202051"),
        ("TESTDEFF/DE02120300000000202051/EUR", "TESTDEFF:DE02120300000000202051"),
        ("12.34.56.789", "mt940:123456789"),
        ("1234 5678", "mt940:12345678"),
    ],
)
def test_accounts(printed: str, key: str) -> None:
    text = mt940(MOVE).replace("10020030/1234567", printed)
    assert one(text).account.key == key


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("10020030/1234567", "10020030 4567"),
        ("DE02120300000000202051", "DE 2051"),
        ("1234567", "4567"),
        ("", "MT940"),
    ],
)
def test_what_a_person_would_call_the_account(printed: str, title: str) -> None:
    assert one(mt940(MOVE).replace("10020030/1234567", printed)).account.title == title


def test_the_bank_of_an_account_is_the_envelope_s() -> None:
    text = mt940(MOVE).replace("10020030/", "")
    wrapped = "{1:F01CUSTOMERXXXX0000000000}{2:O9401200240116TESTDEFFAXXX0000N}{4:\n" + text + "}"
    assert one(wrapped).account.key == "TESTDEFF:1234567"
    assert one("TESTNL2AXXX\n940\n" + text).account.key == "TESTNL2A:1234567"


GERMAN = (
    ":61:2401150115D12,50NDDTKREF+\n:86:105?00FOLGELASTSCHRIFT?109248?20EREF+RG-2024-0815 4711-A\n"
    "BCDE?21FGH?22MREF+M-1?23CRED+DE98ZZZ09999999999?24SVWZ+Rechnung 00815 vom 03.?2501\n"
    ".2024 Danke?30TESTDEFFXXX?31DE02120300000000202051?32Papierhaus Beispiel und Soe?33hne?34992"
)


def test_german_subfields() -> None:
    row = _row(GERMAN)
    assert row.party == "Papierhaus Beispiel und Soehne"
    assert row.narration == "Rechnung 00815 vom 03.01.2024 Danke · FOLGELASTSCHRIFT"
    assert (row.reference, row.other_references) == ("RG-2024-0815 4711-ABCDEFGH", ())
    assert row.party_account == "DE02120300000000202051"


def test_a_purpose_without_its_tag() -> None:
    row = _row(":61:240115D1,00NMSC\n:86:105?20EREF+E-1?21CRED+DE98ZZZ1?22Rent of May?32Owner")
    assert (row.narration, row.reference) == ("Rent of May", "E-1")


def test_lines_of_other_countries_end_where_their_words_do() -> None:
    row = _row(":61:240115D1,00NMSC\n:86:>20Rent May>31PL12>32Office\nLong street 3")
    assert (row.party, row.narration) == ("Office Long street 3", "Rent May")


@pytest.mark.parametrize("sign", ["<", "^", "~", ">"])
def test_other_signs_before_subfields(sign: str) -> None:
    row = _row(GERMAN.replace("?", sign))
    assert row.party == "Papierhaus Beispiel und Soehne"


@pytest.mark.parametrize(
    ("lines", "party", "account", "narration", "references"),
    [
        (
            f"/TRTP/SEPA{' ' * 20}/IBAN/NL02ABNA0123456789/NAME/J DE VRI\nES/REMI/BON\n12/EREF/7",
            "J DE VRIES",
            "NL02ABNA0123456789",
            "BON 12 · SEPA",
            ("7",),
        ),
        (
            "/EREF/NOTPROVIDED//CNTP/NL02INGB0123456789/X/Bakker BV/Utrecht//REMI/USTD//brood/",
            "Bakker BV",
            "NL02INGB0123456789",
            "brood",
            (),
        ),
        (
            "/BENM//NAME/JAN JANSEN/REMI/Huur mei/ISDT/2024-01-15",
            "JAN JANSEN",
            "",
            "Huur mei",
            (),
        ),
        (
            "911 X; Z RACH.: \n6110901; OD: ANNA P  \nUL. 1; TYT.: FAKTURA 5  ; \nTNR: 179.0001",
            "ANNA P UL. 1",
            "6110901",
            "FAKTURA 5 · 911 X",
            ("179.0001",),
        ),
        (
            "FACTUUR 1, 2\nREK: NL65INGB0123456789/NAAM: DE WINKEL",
            "DE WINKEL",
            "NL65INGB0123456789",
            "FACTUUR 1, 2",
            (),
        ),
        ("10\u00ad06\u00ad2024\tBAKKER", "", "", "10 06 2024 BAKKER", ()),
        ("free words\nof a bank", "", "", "free words of a bank", ()),
    ],
)
def test_what_other_countries_write(
    lines: str, party: str, account: str, narration: str, references: tuple[str, ...]
) -> None:
    row = _row(f":61:2401150115D1,00NTRFNONREF//B1\n:86:{lines}")
    assert (row.party, row.party_account, row.narration) == (party, account, narration)
    assert row.other_references == references


def test_a_name_under_the_movement_that_field_86_repeats() -> None:
    row = _row(
        ":61:2401150115D1,00NOVBNL47INGB9999999999\nhr a bakker",
        ":86:NL47INGB9999999999 hr a bakker\n\nsieraden",
    )
    assert (row.party, row.party_account, row.reference) == (
        "hr a bakker",
        "NL47INGB9999999999",
        "",
    )


def test_a_time_of_day_at_the_start_of_a_line_is_no_field() -> None:
    row = _row(":61:2401150115D1,00NMSC\n:86:106?20paid 2024-01-15T20\n:20:37 in town?32Cafe")
    assert (row.narration, row.party) == ("paid 2024-01-15T20:20:37 in town", "Cafe")


def test_a_name_beside_the_reference() -> None:
    row = _row(":61:240115D1,00N0601234567890      BAKKERIJ\n:86:brood")
    assert (row.reference, row.narration) == ("1234567890", "brood · BAKKERIJ")


def test_words_where_a_reference_stands_are_none() -> None:
    row = _row(":61:2401150115D1,00NMSCGebyrer ifolge//nota 12\n:86:Gebyrer ifolge nota 12")
    assert (row.reference, row.other_references) == ("nota 12", ())
    row = _row(":61:2401150115D1,00NMSCFast//overforsel")
    assert (row.reference, row.narration) == ("", "Fast overforsel")


def test_charges_that_the_amount_includes() -> None:
    row = _row(":61:2401150115D12,35NRTINONREF\n/OCMT/EUR11,85//CHGS/EUR0,50/\n:86:back")
    assert (str(row.amount), str(row.fee)) == ("-12.35", "0.50")
    assert _row(":61:240115D12,35NRTI\n/OCMT/EUR12,35//CHGS/EUR0,50/\n:86:x").fee is None


def test_the_own_field_of_german_programs() -> None:
    row = _row(":61:240115C5,00NMSC\n:NS:01Miete\n02Januar\n15Frau Muster\n17GUTSCHRIFT\n3400123")
    assert (row.party, row.party_account, row.narration) == (
        "Frau Muster",
        "123",
        "Miete Januar · GUTSCHRIFT",
    )


def test_an_interim_report_is_read_and_said() -> None:
    head = ":20:X\n:25:PL1\n:28C:1/1\n:34F:EUR0,00\n:13D:2401151815+0100\n"
    found = result(head + MOVE + "\n:61:240115ED1,00NMSC\n:90D:1EUR12,50\n:90C:0EUR0,00\n-\n")
    assert found.profile == "mt942"
    (statement,) = found.statements
    assert sums(statement) == ["-12.50"]
    assert [row.code for row in statement.skipped] == ["pending"]
    assert [fault.code for fault in statement.warnings] == ["report_interim"]
    assert [check.ok for check in statement.checks] == [True] * 4


@pytest.mark.parametrize("cut", [0.5, 0.7, 0.85])
def test_a_file_without_its_end_is_refused(cut: float) -> None:
    whole = mt940(MOVE, MOVE)
    assert code(whole[: int(len(whole) * cut)]) == "file_cut"


@pytest.mark.parametrize(
    ("unit", "encoding", "word"),
    [
        ("EUR", "cp1252", "Müller"),
        ("EUR", "utf-8", "Müller"),
        ("PLN", "cp1250", "zażółć"),
        ("PLN", "cp852", "zażółć"),
        ("HUF", "cp852", "fizetés őszi"),
        ("CZK", "iso8859-2", "pokoj číslo šest"),
    ],
)
def test_code_pages(unit: str, encoding: str, word: str) -> None:
    text = mt940(MOVE.replace("Tea", word)).replace("EUR", unit)
    assert one(text.encode(encoding)).rows[0].narration == f"{word} for the shop"


def test_currencies() -> None:
    assert code(mt940(MOVE).replace("EUR", "XXX")) == "currency_unknown"
    assert code(mt940(MOVE).replace("EUR", ""), currency=None) == "currency_needed"
    assert one(mt940(MOVE).replace("EUR", "")).currency is None


@given(
    st.lists(st.integers(-(10**12), 10**12).filter(bool), max_size=20), st.integers(-(10**9), 10**9)
)
def test_what_is_written_is_read_back_and_ties(minors: list[int], opening: int) -> None:
    def printed(minor: int, between: str = "") -> str:
        amount = str(Money("EUR", abs(minor))).replace(".", ",")
        return f"{'C' if minor >= 0 else 'D'}{between}{amount}"

    def statement() -> Statement:
        return one(
            mt940(
                *(f":61:2401150115{printed(minor)}NMSCNONREF" for minor in minors),
                opening=printed(opening, "240114EUR"),
                closing=printed(opening + sum(minors), "240115EUR"),
            )
        )

    assert [row.amount.minor for row in statement().rows] == minors
    assert [check.ok for check in statement().checks] == [True]
