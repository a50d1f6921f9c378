"""Lists in the layouts of well-known banks, with invented movements: columns, signs, accounts."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.statements.samples import one
from tests.statements.samples import result
from tests.statements.samples import sums


@dataclass(frozen=True)
class Layout:
    """A list as a bank exports it, and what must come of it."""

    profile: str
    text: str
    currency: str
    amounts: list[str]
    account: str = ""
    """The end of the account's number."""
    parties: tuple[str, ...] = ()
    ends: tuple[str, str] | None = None


LAYOUTS = {
    "Bank of China": Layout(
        "boc",
        "中国银行交易流水明细单\n"
        "记账日期,记账时间,币别,金额,余额,交易名称,渠道,网点名称,附言,对方账户名,"
        "对方卡号/账号,对方开户行,借记卡号\n"
        '2024-01-03,17:57:17,人民币,-71.89,"3,240.28",无卡支付,网上,-----,-----,'
        "某店,62**,-----,3167\n"
        '2024-01-02,12:24:20,人民币,"5,000.00","3,312.17",工资,柜台,-----,一月,某公司,'
        "45**,-----,3167\n",
        "CNY",
        ["-71.89", "5000.00"],
        "3167",
        ("某店", "某公司"),
        ("-1687.83", "3240.28"),
    ),
    "China Merchants Bank": Layout(
        "cmb",
        "记账日期,货币,交易金额,联机余额,交易摘要,对手信息,客户摘要\n"
        '2024-01-01,CNY,"1,234.00","1,271.66",代发工资,某公司,一月\n'
        '2024-01-02,CNY,"-1,000.00",271.66,转账汇款,张三 6666,转账\n',
        "CNY",
        ["1234.00", "-1000.00"],
        parties=("某公司", "张三 6666"),
        ends=("37.66", "271.66"),
    ),
    "ICBC": Layout(
        "icbc",
        '明细查询文件下载\n\n卡号: 1234****9876,"卡别名: 无"\n\n'
        "交易日期,摘要,交易场所,交易国家或地区简称,钞/汇,交易金额(收入),交易金额(支出),交易币种,"
        "记账金额(收入),记账金额(支出),记账币种,余额,对方户名\n"
        '2023-05-02     \t,"消费    \t","某餐厅 \t","CHN \t",钞 \t,"- \t","- \t",'
        '- \t,"  \t","13.40 \t",'
        '人民币 \t,"986.60 \t","支付公司 \t",\n'
        '2023-04-22     \t,"他行汇入\t","       \t","CHN \t",钞 \t,"- \t","- \t",'
        '- \t,"1,000.00\t"," \t",'
        '人民币 \t,"1,000.00\t","李四 \t",\n'
        ' \n人民币合计,,,,,,,,"1,000.00 \t","13.40 \t",\n',
        "CNY",
        ["-13.40", "1000.00"],
        "9876",
        ("支付公司", "李四"),
        ("0.00", "986.60"),
    ),
    "China Construction Bank": Layout(
        "ccb",
        "中国建设银行个人活期账户全部交易明细\n卡号/账号：6217000000001234567　客户名称：张三\n"
        "序号,摘要,币别,钞汇,交易日期,交易金额,账户余额,交易地点/附言,对方账号与户名\n"
        "1,消费,人民币元,钞,20240102,-10.00,990.00,超市,6222/某超市\n"
        '2,工资,人民币元,钞,20240105,"5,000.00","5,990.00",,公司\n合计,,,,,4990.00,,,\n',
        "CNY",
        ["-10.00", "5000.00"],
        "1234567",
        ends=("1000.00", "5990.00"),
    ),
    "China Merchants Bank card": Layout(
        "cmb-credit",
        "招商银行信用卡对账单（个人消费卡账户 2024年01月）\n"
        "交易日,记账日,交易摘要,人民币金额,卡号末四位,交易地金额\n"
        ",12/29,掌上生活还款,-100.00,1234,-100.00\n"
        '01/05,01/07,某店,"8,000.00",1234,"8,000.00(CN)"\n01/06,01/08,退货某店,-3.90,1234,-3.90\n',
        "CNY",
        ["100.00", "-8000.00", "3.90"],
        "1234",
    ),
    "Chase": Layout(
        "chase",
        "Details,Posting Date,Description,Amount,Type,Balance,Check or Slip #\n"
        'DEBIT,03/28/2024,"ACME, INC",-120.50,ACH_DEBIT,1879.50,,\n'
        'CREDIT,03/27/2024,"PAYROLL",2000.00,ACH_CREDIT,2000.00,,\n',
        "USD",
        ["-120.50", "2000.00"],
        ends=("0.00", "1879.50"),
    ),
    "Barclays": Layout(
        "barclays",
        "Number,Date,Account,Amount,Subcategory,Memo\n"
        '\t ,28/03/2024,20-00-00 12345678,-25.00,PAYMENT,"SHOP   ON 27 MAR"\n'
        '\t ,27/03/2024,20-00-00 12345678,100.00,FT,"J DOE   RENT"\n',
        "GBP",
        ["-25.00", "100.00"],
        "12345678",
    ),
    "Wise": Layout(
        "wise",
        '"TransferWise ID",Date,Amount,Currency,Description,"Payment Reference","Running Balance",'
        '"Payer Name","Payee Name","Payee Account Number",Merchant,"Card Last Four '
        'Digits","Total fees"\n'
        'T-1,05-02-2024,-10.05,EUR,"Sent money",inv 1,89.95,,Bob,DE89,,,0.05\n'
        'T-2,20-01-2024,100.00,EUR,"Received money",,100.00,Al,,,,,0.00\n',
        "EUR",
        ["-10.05", "100.00"],
        parties=("Bob", "Al"),
        ends=("0.00", "89.95"),
    ),
    "N26": Layout(
        "n26",
        '"Booking Date","Value Date","Partner Name","Partner Iban",Type,"Payment Reference",'
        '"Account Name","Amount (EUR)","Original Amount","Original Currency","Exchange Rate"\n'
        "2024-01-02,2024-01-02,Baker,,Presentment,,Main,-23.45,23.45,EUR,1\n"
        "2024-01-03,2024-01-03,Max,DE12,Credit Transfer,Rent,Main,500.0,,,\n",
        "EUR",
        ["-23.45", "500.00"],
        parties=("Baker", "Max"),
    ),
    "Sparkasse": Layout(
        "sparkasse",
        '"Auftragskonto";"Buchungstag";"Valutadatum";"Buchungstext";"Verwendungszweck";'
        '"Beguenstigter/Zahlungspflichtiger";"Kontonummer/IBAN";"BIC (SWIFT-Code)";'
        '"Betrag";"Waehrung";"Info"\n'
        '"DE0205";"30.01.24";"30.01.24";"LASTSCHRIFT";"Strom";"Stadtwerke";"DE89";'
        '"C";"-1.234,56";"EUR";"x"\n'
        '"DE0205";"29.01.24";"29.01.24";"GUTSCHRIFT";"Rechnung 5";"Kunde";"DE90";'
        '"";"2.000,00";"EUR";"x"\n',
        "EUR",
        ["-1234.56", "2000.00"],
        "DE0205",
        ("Stadtwerke", "Kunde"),
    ),
    "DKB": Layout(
        "generic",
        '"Girokonto";"DE02120300000000202051"\n""\n"Kontostand vom 05.02.2024:";"1.000,00 €"\n""\n'
        '"Buchungsdatum";"Wertstellung";"Status";"Zahlungspflichtige*r";"Zahlungsempfänger*in";'
        '"Verwendungszweck";"Umsatztyp";"IBAN";"Betrag (€)";"Kundenreferenz"\n'
        '"02.02.24";"02.02.24";"Gebucht";"ISSUER";"Bäcker";"Karte";"Ausgang";"DE1";"-5,4 €";"1"\n'
        '"01.02.24";"01.02.24";"Gebucht";"Firma";"Max";"Lohn";"Eingang";"DE2";"1.500 €";"2"\n'
        '"03.02.24";"";"Vorgemerkt";"ISSUER";"Shop";"X";"Ausgang";"DE1";"-1,00 €";"3"\n',
        "EUR",
        ["-5.40", "1500.00"],
        "202051",
        ("Bäcker", "Firma"),
    ),
    "Deutsche Bank": Layout(
        "generic",
        "Umsätze Girokonto;;;Zeitraum: 30 Tage\nAlter Kontostand;;;;1.000,00;EUR\n"
        "Buchungstag;Wert;Umsatzart;Begünstigter / Auftraggeber;Verwendungszweck;"
        "IBAN;Betrag;Soll;Haben;Währung\n"
        "1/2/2024;1/2/2024;SEPA-Lastschrift;Strom AG;Abschlag;DE1;;-100,00;;EUR\n"
        "1/30/2024;1/30/2024;SEPA-Überweisung;Kunde;Rechnung;DE2;;;1.250,00;EUR\n"
        "Kontostand;31.01.2024;;;2.150,00;EUR\n",
        "EUR",
        ["-100.00", "1250.00"],
        parties=("Strom AG", "Kunde"),
        ends=("1000.00", "2150.00"),
    ),
    "a Volksbank": Layout(
        "generic",
        "Volksbank\n"
        "Konto:;1234567;;Uhrzeit:;10:00:00\n"
        "Zeitraum:;;von:;01.01.2024;bis:;31.01.2024\n"
        "Buchungstag;Valuta;Auftraggeber/Zahlungsempfänger;Empfänger/Zahlungspflichtiger;IBAN;"
        "Vorgang/Verwendungszweck;Währung;Umsatz; \n"
        '30.01.2024;30.01.2024;Ich;Strom AG;DE1;"LASTSCHRIFT\nEREF: 1\nJanuar";EUR;55,10;S\n'
        '15.01.2024;15.01.2024;Ich;Kunde;DE2;"GUTSCHRIFT\nRechnung 7";EUR;200,00;H\n'
        ";;;;;;;;\n"
        "01.01.2024;;;;;Anfangssaldo;EUR;100,00;H\n"
        "31.01.2024;;;;;Endsaldo;EUR;244,90;H\n",
        "EUR",
        ["-55.10", "200.00"],
        "1234567",
        ("Strom AG", "Kunde"),
        ("100.00", "244.90"),
    ),
    "ING": Layout(
        "ing",
        '"Datum";"Naam / Omschrijving";"Rekening";"Tegenrekening";"Code";"Af Bij";"Bedrag (EUR)";'
        '"Mutatiesoort";"Mededelingen";"Saldo na mutatie"\n'
        '"20240130";"Winkel";"NL01INGB0001234567";"";"BA";"Af";"12,34";"Betaalautomaat";'
        '"x";"987,66"\n'
        '"20240129";"Werk";"NL01INGB0001234567";"NL02";"OV";"Bij";"1.000,00";"Overschrijving";'
        '"y";"1.000,00"\n',
        "EUR",
        ["-12.34", "1000.00"],
        "1234567",
        ("Winkel", "Werk"),
        ("0.00", "987.66"),
    ),
    "PayPal": Layout(
        "paypal",
        "Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,Transaction "
        "ID,Balance,Balance Impact\n"
        "01/15/2024,10:00:00,PST,Buyer,Payment,Completed,USD,100.00,-3.20,96.80,T1,96.80,Credit\n"
        "01/16/2024,10:00:00,PST,,Authorization,Pending,USD,-10.00,0.00,-10.00,T2,96.80,Memo\n"
        "01/17/2024,10:00:00,PST,Bank,Withdrawal,Completed,USD,-50.00,0.00,-50.00,T3,46.80,Debit\n",
        "USD",
        ["96.80", "-50.00"],
        parties=("Buyer", "Bank"),
        ends=("0.00", "46.80"),
    ),
    "American Express": Layout(
        "generic",
        "Date,Description,Card Member,Account #,Amount\n"
        "01/15/2024,BOOKS,J DOE,-12345,45.67\n"
        "01/20/2024,AUTOPAY PAYMENT - THANK YOU,J DOE,-12345,-500.00\n",
        "USD",
        ["-45.67", "500.00"],
    ),
    "Capital One": Layout(
        "generic",
        "Transaction Date,Posted Date,Card No.,Description,Category,Debit,Credit\n"
        "2024-01-02,2024-01-03,1234,STORE,Merchandise,20.00,\n"
        "2024-01-05,2024-01-05,1234,PAYMENT,Payment/Credit,,100.00\n",
        "USD",
        ["-20.00", "100.00"],
        "1234",
    ),
    "a French bank": Layout(
        "generic",
        "Date;Libellé;Débit euros;Crédit euros;\n"
        "30/01/2024;CARTE 29/01 EPICERIE;-45,20;;\n29/01/2024;VIREMENT SALAIRE;;2 150,00;\n",
        "EUR",
        ["-45.20", "2150.00"],
    ),
    "a Japanese bank": Layout(
        "generic",
        '日付,内容,お支払金額,お預り金額,残高\n2024/01/05,ATM,"10,000",,"90,000"\n'
        '2024/01/10,給与,,"250,000","340,000"\n',
        "JPY",
        ["-10000", "250000"],
        ends=("100000", "340000"),
    ),
    "OCBC": Layout(
        "generic",
        'Account details for:,FRANK Account 123-456789-001\nAvailable Balance,"6,666.66"\n\n'
        "Transaction date,Value date,Description,Withdrawals (SGD),Deposits (SGD)\n"
        "18/04/2024,18/04/2024,DEBIT PURCHASE,6.60,\n,,15/04/24 some shop\n"
        '17/04/2024,17/04/2024,SALARY,,"1,000.00"\n',
        "SGD",
        ["-6.60", "1000.00"],
        "789001",
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout(name: str) -> None:
    layout = LAYOUTS[name]
    found = result(layout.text, currency=layout.currency, name="export.csv")
    assert found.fault is None
    assert found.profile == layout.profile
    (statement,) = found.statements
    assert sums(statement) == layout.amounts
    assert statement.rejected == ()
    assert statement.account.number.replace("-", "").endswith(layout.account)
    assert all(check.ok for check in statement.checks), statement.checks
    if layout.parties:
        assert tuple(row.party for row in statement.rows) == layout.parties
    if layout.ends:
        assert (str(statement.opening), str(statement.closing)) == layout.ends


def test_a_narration_on_a_line_of_its_own_joins_its_row() -> None:
    statement = one(LAYOUTS["OCBC"].text, currency="SGD")
    assert statement.rows[0].narration == "DEBIT PURCHASE · 15/04/24 some shop"


def test_a_fee_that_was_kept_back_is_told_from_the_net_amount() -> None:
    statement = one(LAYOUTS["PayPal"].text, currency="USD")
    assert [str(row.fee) for row in statement.rows if row.fee] == ["3.20"]


def test_the_account_right_after_the_party_s_name_is_the_party_s() -> None:
    text = "Date,Payee,Account number,Type,Amount\n2024-01-02,Baker,DE89,Card,-5\n"
    assert one(text).account.number == ""
    assert one(text.replace("Payee,Account number", "Account number,Payee")).account.number


def test_revolut_s_two_currencies_fees_and_states() -> None:
    text = (
        "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance\n"
        "CARD_PAYMENT,Current,2024-01-02 10:11:12,2024-01-03 08:00:00,Shop,-12.30,"
        "0.00,GBP,COMPLETED,87.70\n"
        "TRANSFER,Current,2024-01-04 10:11:12,2024-01-04 10:11:13,To Bob,-20.00,"
        "0.50,GBP,COMPLETED,67.20\n"
        "CARD_PAYMENT,Current,2024-01-05 10:11:12,,Cafe,-5.00,0.00,GBP,PENDING,\n"
        "CARD_PAYMENT,Current,2024-01-05 11:11:12,,Cafe,-5.00,0.00,GBP,REVERTED,\n"
        "TOPUP,Current,2024-01-06 10:11:12,2024-01-06 10:11:13,Top-up,50.00,0.00,"
        "EUR,COMPLETED,50.00\n"
    )
    pounds, euros = result(text, currency="GBP").statements
    assert (sums(pounds), sums(euros)) == (["-12.30", "-20.50"], ["50.00"])
    assert [row.day.day for row in pounds.rows] == [3, 4]
    assert [row.code for row in pounds.skipped] == ["pending", "not_done"]
    assert (pounds.account.key, euros.account.key) == ("revolut:", "revolut:EUR")


def test_a_chinese_bank_s_list_is_in_yuan_whatever_the_book_is_in() -> None:
    text = (
        "交易日期,交易时间,交易摘要,交易金额,本次余额,对手信息,日 志 号,交易渠道,"
        "交易附言\n"
        "20240101,123456,转存,+10.00,11.00,张三,1,网银,转账\n"
    )
    found = result(text, currency="EUR")
    assert (found.profile, found.statements[0].currency) == ("abc", "CNY")
    assert found.statements[0].rows[0].time == "12:34:56"
