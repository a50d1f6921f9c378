"""CAMT: entries, transactions in them, balances, summaries, reversals, versions, reports."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.domain.money import Money
from cfo_desktop.domain.statement import RowKind
from tests.statements.samples import camt
from tests.statements.samples import camt_balance
from tests.statements.samples import camt_entry
from tests.statements.samples import code
from tests.statements.samples import one
from tests.statements.samples import result
from tests.statements.samples import sums
from tests.statements.samples import tied

ENDS = camt_balance("OPBD", "100.00") + camt_balance("CLBD", "90.00")
DETAIL = (
    "<NtryDtls><TxDtls><Refs><EndToEndId>E2E-1</EndToEndId></Refs>"
    "<RltdPties><Dbtr><Nm>Payer &amp; Sons</Nm></Dbtr><Cdtr><Nm>Payee</Nm></Cdtr></RltdPties>"
    "<RmtInf><Ustrd>Invoice</Ustrd><Ustrd>42</Ustrd></RmtInf></TxDtls></NtryDtls>"
)


def _parts(*amounts: str) -> str:
    inside = "".join(
        f"<TxDtls><AmtDtls><TxAmt><Amt Ccy='EUR'>{amount}</Amt></TxAmt></AmtDtls></TxDtls>"
        for amount in amounts
    )
    return f"<NtryDtls>{inside}</NtryDtls>"


def test_an_entry() -> None:
    found = result(camt(camt_entry("10.00", "DBIT", inside=DETAIL), balances=ENDS))
    assert (found.format, found.profile) == ("camt053", "camt053")
    (statement,) = found.statements
    assert (statement.account.key, statement.currency) == ("TESTDEFF:DE02120300000000202051", "EUR")
    assert (str(statement.opening), str(statement.closing)) == ("100.00", "90.00")
    assert tied(statement) == [("closing", True)]
    (row,) = statement.rows
    assert (row.place, row.day.isoformat(), str(row.amount)) == ("Ntry 1", "2024-01-15", "-10.00")
    assert (row.party, row.narration, row.reference) == ("Payee", "Invoice · 42", "E2E-1")


def test_the_party_of_incoming_money_is_the_debtor() -> None:
    (row,) = one(camt(camt_entry("10.00", "CRDT", inside=DETAIL))).rows
    assert (row.party, str(row.amount)) == ("Payer & Sons", "10.00")


@pytest.mark.parametrize("version", ["02", "04", "06", "08", "10", "13"])
def test_versions(version: str) -> None:
    entry = camt_entry("10.00", "CRDT", inside=DETAIL)
    if version >= "08":
        entry = entry.replace("<Sts>BOOK</Sts>", "<Sts><Cd>BOOK</Cd></Sts>")
        entry = entry.replace(
            "<Dbtr><Nm>Payer &amp; Sons</Nm></Dbtr>",
            "<Dbtr><Pty><Nm>Payer &amp; Sons</Nm></Pty></Dbtr>",
        )
    (row,) = one(camt(entry, version=version)).rows
    assert row.party == "Payer & Sons"


def test_an_entry_of_several_transactions_is_several_rows() -> None:
    statement = one(camt(camt_entry("15.00", "DBIT", inside=_parts("10.00", "5.00"))))
    assert [(row.place, str(row.amount)) for row in statement.rows] == [
        ("Ntry 1 TxDtls 1", "-10.00"),
        ("Ntry 1 TxDtls 2", "-5.00"),
    ]


def test_transactions_that_do_not_make_the_entry_are_one_row() -> None:
    statement = one(camt(camt_entry("15.00", "DBIT", inside=_parts("10.00", "4.00"))))
    assert sums(statement) == ["-15.00"]


def test_only_what_is_booked_is_booked() -> None:
    entries = [
        camt_entry("1.00", "CRDT", status=status) for status in ("BOOK", "PDNG", "INFO", "HOLD")
    ]
    statement = one(camt(*entries))
    assert sums(statement) == ["1.00"]
    assert [row.code for row in statement.skipped] == ["pending", "information"]
    assert [(fault.code, fault.place) for fault in statement.rejected] == [
        ("status_unknown", "Ntry 4")
    ]
    assert statement.read == 4


def test_a_reversal_moves_the_way_its_own_indicator_says() -> None:
    reversal = "<RvslInd>true</RvslInd>"
    entry = camt_entry("10.00", "DBIT").replace("<Sts>", f"{reversal}<Sts>")
    assert sums(one(camt(entry, balances=ENDS))) == ["-10.00"]
    back = camt_entry("10.00", "CRDT").replace("<Sts>", f"{reversal}<Sts>")
    (row,) = one(camt(back)).rows
    assert (str(row.amount), row.kind) == ("10.00", RowKind.REFUND)


def test_a_bank_that_marks_reversals_the_other_way_is_told_by_its_balances() -> None:
    entry = camt_entry("10.00", "CRDT").replace("<Sts>", "<RvslInd>true</RvslInd><Sts>")
    statement = one(camt(entry, balances=ENDS))
    assert sums(statement) == ["-10.00"]
    assert [fault.code for fault in statement.warnings] == ["reversal_turned"]
    assert [check.ok for check in statement.checks] == [True]


@pytest.mark.parametrize(
    ("balances", "opening", "closing"),
    [
        (
            camt_balance("PRCD", "100.00") + camt_balance("CLBD", "90.00", "DBIT"),
            "100.00",
            "-90.00",
        ),
        (camt_balance("ITBD", "100.00") + camt_balance("ITBD", "90.00"), "100.00", "90.00"),
        (camt_balance("OPBD", "100.00") + camt_balance("ITBD", "90.00"), "100.00", "90.00"),
        (camt_balance("CLBD", "90.00") + camt_balance("CLAV", "1.00"), "None", "90.00"),
    ],
)
def test_balances(balances: str, opening: str, closing: str) -> None:
    statement = one(camt(camt_entry("10.00", "DBIT"), balances=balances))
    assert (str(statement.opening), str(statement.closing)) == (opening, closing)


def test_the_bank_s_own_summary_is_checked() -> None:
    summary = (
        "<TxsSummry><TtlNtries><NbOfNtries>2</NbOfNtries></TtlNtries>"
        "<TtlCdtNtries><NbOfNtries>1</NbOfNtries><Sum>5.00</Sum></TtlCdtNtries>"
        "<TtlDbtNtries><NbOfNtries>1</NbOfNtries><Sum>11.00</Sum></TtlDbtNtries></TxsSummry>"
    )
    entries = camt_entry("5.00", "CRDT"), camt_entry("10.00", "DBIT")
    statement = one(camt(*entries, more=summary))
    assert tied(statement) == [
        ("count", True),
        ("total_in", True),
        ("total_out", False),
    ]


def test_a_summary_that_counts_what_is_pending_too() -> None:
    summary = "<TxsSummry><TtlCdtNtries><Sum>6.00</Sum></TtlCdtNtries></TxsSummry>"
    entries = camt_entry("5.00", "CRDT"), camt_entry("1.00", "CRDT", status="PDNG")
    assert [check.ok for check in one(camt(*entries, more=summary)).checks] == [True]
    booked = summary.replace("6.00", "5.00")
    assert [check.ok for check in one(camt(*entries, more=booked)).checks] == [True]
    wrong = summary.replace("6.00", "7.00")
    assert [check.found for check in one(camt(*entries, more=wrong)).checks] == ["5.00"]


def test_several_statements_in_a_document() -> None:
    text = camt(camt_entry("5.00", "CRDT"))
    second = text[text.index("<Stmt>") : text.index("</Stmt>") + 7].replace("2051", "2052")
    found = result(text.replace("</Stmt>", f"</Stmt>{second}"))
    assert [each.account.number[-4:] for each in found.statements] == ["2051", "2052"]
    assert found.statements[1].rows[0].place == "Stmt 2 Ntry 1"


def test_one_account_in_two_currencies_is_two_accounts() -> None:
    text = camt(camt_entry("5.00", "CRDT"))
    second = text[text.index("<Stmt>") : text.index("</Stmt>") + 7].replace("EUR", "USD")
    found = result(text.replace("</Stmt>", f"</Stmt>{second}"))
    assert [(each.currency, each.account.number[-4:]) for each in found.statements] == [
        ("EUR", "2051"),
        ("USD", "/USD"),
    ]


def test_a_statement_without_entries() -> None:
    statement = one(camt(balances=ENDS))
    assert (statement.rows, [check.ok for check in statement.checks]) == ((), [False])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (camt(camt_entry("1,00", "CRDT")), "amount_invalid"),
        (camt(camt_entry("-1.00", "CRDT")), "amount_invalid"),
        (camt(camt_entry("1.00", "BOTH")), "direction_unknown"),
        (camt(camt_entry("1.00", "CRDT").replace("2024-01-15", "2024-13-15")), "date_invalid"),
        (camt().replace("Stmt>", "Rpt>").replace("BkToCstmrRpt", "BkToCstmrStmt"), "no_statement"),
        ("<Document><CstmrCdtTrfInitn/></Document>", "format_unsupported"),
        ("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]>" + camt()[38:], "xml_forbidden"),
        ("<!DOCTYPE a>" + camt()[38:], "xml_forbidden"),
        (camt().replace("<Stmt>", "<Stmt>&"), "xml_invalid"),
        ("<a>" * 100 + "</a>" * 100, "xml_too_large"),
    ],
)
def test_what_makes_the_whole_file_doubtful(text: str, expected: str) -> None:
    found = result(text)
    assert found.statements == ()
    assert found.fault
    assert found.fault.code == expected


@pytest.mark.parametrize("cut", [0.3, 0.5, 0.7, 0.9, 0.99])
def test_a_document_cut_off_is_refused(cut: float) -> None:
    whole = camt(camt_entry("10.00", "DBIT", inside=DETAIL), balances=ENDS)
    assert code(whole[: int(len(whole) * cut)]) == "file_cut"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "gb18030"])
def test_declared_encodings(encoding: str) -> None:
    text = camt(camt_entry("1.00", "CRDT", inside=DETAIL.replace("Payer", "Jürgen")))
    text = text.replace('encoding="UTF-8"', f'encoding="{encoding}"')
    assert one(text.encode(encoding)).rows[0].party == "Jürgen & Sons"


@pytest.mark.parametrize("name", ["UTF" + "0" * 30 + "-8", "x" * 25])
def test_an_encoding_that_no_one_knows(name: str) -> None:
    assert code(camt().replace('"UTF-8"', f'"{name}"')) == "encoding_unknown"


def _report(text: str) -> str:
    """The same as an account report, CAMT.052."""
    return text.replace("Stmt>", "Rpt>").replace("BkToCstmrRpt", "BkToCstmrAcctRpt")


def _notice(text: str) -> str:
    """The same as a notice, CAMT.054."""
    inner = text.replace("Stmt>", "Ntfctn>")
    return inner.replace("BkToCstmrNtfctn", "BkToCstmrDbtCdtNtfctn")


def test_a_report_within_the_day() -> None:
    entries = camt_entry("10.00", "DBIT", inside=DETAIL), camt_entry("1.00", "CRDT", status="PDNG")
    found = result(_report(camt(*entries, balances=camt_balance("ITBD", "90.00"))))
    assert (found.format, found.profile) == ("camt052", "camt052")
    (statement,) = found.statements
    assert sums(statement) == ["-10.00"]
    assert [row.code for row in statement.skipped] == ["pending"]
    assert [fault.code for fault in statement.warnings] == ["report_interim"]
    first = _report(camt(entries[0])).replace("BkToCstmrAcctRpt>", "BkToCstmrAcctRptV01>")
    assert sums(one(first)) == ["-10.00"]


def test_a_notice_gives_the_rows_that_the_statement_gives_again() -> None:
    entry = camt_entry("10.00", "CRDT", inside=DETAIL)
    found = result(_notice(camt(entry)))
    assert (found.profile, found.statements[0].checks) == ("camt054", ())
    assert found.statements[0].rows == one(camt(entry)).rows


def test_documents_in_an_envelope() -> None:
    text = camt(camt_entry("5.00", "CRDT")).partition("\n")[2]
    found = result(f"<Envelope><AppHdr/>{text}{text}</Envelope>")
    assert [sums(each) for each in found.statements] == [["5.00"], ["5.00"]]


IDS = (
    "<NtryDtls><TxDtls><Refs><AcctSvcrRef>BANK-1</AcctSvcrRef><InstrId>I-1</InstrId>"
    "<EndToEndId>E-1</EndToEndId><TxId>NOTPROVIDED</TxId><UETR>U-1</UETR></Refs>"
    "<RltdPties><Dbtr><Nm>A</Nm></Dbtr><DbtrAcct><Id><IBAN>DE02 1203</IBAN></Id></DbtrAcct>"
    "<Cdtr><Nm>B</Nm></Cdtr><CdtrAcct><Id><Othr><Id>77</Id></Othr></Id></CdtrAcct></RltdPties>"
    "<RmtInf><Strd><CdtrRefInf><Ref>RF18</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls>"
)


def test_ids_and_the_account_on_the_other_side() -> None:
    (row,) = one(camt(camt_entry("5.00", "CRDT", inside=IDS))).rows
    assert (row.reference, row.other_references) == ("BANK-1", ("E-1", "I-1", "U-1", "RF18"))
    assert row.party_account == "DE021203"
    (row,) = one(camt(camt_entry("5.00", "DBIT", inside=IDS))).rows
    assert row.party_account == "77"


def test_what_is_given_back_names_its_payment() -> None:
    back = IDS.replace("</TxDtls>", "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls>")
    (row,) = one(camt(camt_entry("5.00", "CRDT", inside=back))).rows
    assert (row.kind, row.refund_of) == (RowKind.REFUND, "E-1")


def _charged(included: str, more: str = "") -> str:
    return (
        f"<NtryDtls><TxDtls>{more}<Chrgs><TtlChrgsAndTaxAmt Ccy='EUR'>0.60</TtlChrgsAndTaxAmt>"
        f"<Rcrd><Amt Ccy='EUR'>0.60</Amt><CdtDbtInd>DBIT</CdtDbtInd>{included}</Rcrd></Chrgs>"
        "</TxDtls></NtryDtls>"
    )


@pytest.mark.parametrize(
    ("inside", "fee"),
    [
        (_charged("<ChrgInclInd>true</ChrgInclInd>"), "0.60"),
        (_charged("<ChrgInclInd>false</ChrgInclInd>"), "None"),
        (_charged(""), "None"),
        (
            _charged("", "<AmtDtls><InstdAmt><Amt Ccy='EUR'>100.00</Amt></InstdAmt></AmtDtls>"),
            "0.60",
        ),
        (
            _charged("", "<AmtDtls><InstdAmt><Amt Ccy='EUR'>99.40</Amt></InstdAmt></AmtDtls>"),
            "None",
        ),
    ],
)
def test_charges_are_a_fee_where_the_amount_includes_them(inside: str, fee: str) -> None:
    (row,) = one(camt(camt_entry("99.40", "CRDT", inside=inside))).rows
    assert (str(row.amount), str(row.fee)) == ("99.40", fee)


def test_the_bank_s_codes_tell_fees_and_interest() -> None:
    inside = "<BkTxCd><Domn><Fmly><SubFmlyCd>{}</SubFmlyCd></Fmly></Domn></BkTxCd>"
    entries = [
        camt_entry("1.00", "DBIT", inside=inside.format(name)) for name in ("CHRG", "INTR", "ESCT")
    ]
    rows = one(camt(*entries)).rows
    assert [row.kind for row in rows] == [RowKind.FEE, RowKind.INTEREST, RowKind.PAYMENT]


def test_a_transaction_of_no_money_is_skipped_and_said() -> None:
    statement = one(camt(camt_entry("15.00", "DBIT", inside=_parts("15.00", "0.00"))))
    assert sums(statement) == ["-15.00"]
    assert [(row.code, row.place) for row in statement.skipped] == [
        ("zero_amount", "Ntry 1 TxDtls 2")
    ]


def test_an_entry_without_a_date_costs_its_row() -> None:
    undated = camt_entry("1.00", "CRDT").replace("BookgDt", "X")
    statement = one(camt(undated, camt_entry("2.00", "CRDT")))
    assert sums(statement) == ["2.00"]
    assert [(fault.code, fault.place) for fault in statement.rejected] == [
        ("date_missing", "Ntry 1")
    ]


def test_a_payment_s_own_date_where_the_entry_has_none() -> None:
    dates = "<RltdDts><TxDtTm>2024-01-14T10:00:00</TxDtTm></RltdDts>"
    dates = f"<NtryDtls><TxDtls>{dates}</TxDtls></NtryDtls>"
    entry = camt_entry("1.00", "CRDT", inside=dates).replace("BookgDt", "X")
    assert one(camt(entry)).rows[0].day.isoformat() == "2024-01-14"


@given(
    st.lists(st.integers(-(10**12), 10**12).filter(bool), max_size=20), st.integers(-(10**9), 10**9)
)
def test_what_is_written_is_read_back_and_ties(minors: list[int], opening: int) -> None:
    def way(minor: int) -> str:
        return "CRDT" if minor >= 0 else "DBIT"

    def amount(minor: int) -> str:
        return str(Money("EUR", abs(minor)))

    end = opening + sum(minors)
    statement = one(
        camt(
            *[camt_entry(amount(minor), way(minor)) for minor in minors],
            balances=camt_balance("OPBD", amount(opening), way(opening))
            + camt_balance("CLBD", amount(end), way(end)),
        )
    )
    assert [row.amount.minor for row in statement.rows] == minors
    assert [check.ok for check in statement.checks] == [True]
