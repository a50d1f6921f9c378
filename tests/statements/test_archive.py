"""Archives: every statement in them is read, the rest is named, and harm is refused unopened."""

from __future__ import annotations

import gzip
import io
import tarfile
import zlib

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from cfo_desktop.domain.reading import ReadOptions
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.statements import locked_workbook
from cfo_desktop.statements import progress
from cfo_desktop.statements.files import lock
from cfo_desktop.statements.files import read_all
from tests.statements.archives import locked
from tests.statements.archives import zipped
from tests.statements.samples import alipay
from tests.statements.samples import archive
from tests.statements.samples import camt
from tests.statements.samples import camt_entry
from tests.statements.samples import wechat
from tests.statements.samples import workbook

CSV = b"Date,Description,Amount\n2024-01-31,Shop,-5.00\n2024-01-30,Pay,100.00\n"
OTHER = b"Date,Description,Amount\n2024-02-01,Rent,-800.00\n"
ALIPAY = alipay("2024-01-02 21:32:14,日用,某店,/,茶,支出,10.00,余额,交易成功,1\t,2\t,,")
WECHAT = wechat('2024-01-02 21:32:14,商户消费,某店,"茶",支出,¥12.50,零钱,支付成功,1,2,/')
SUMMARY = """#支付宝业务汇总查询
#账号：[20880000000000000156]
#起始日期：[2024年01月01日 00:00:00]   终止日期：[2024年02月01日 00:00:00]
#--------------------------业务汇总列表------------------------
门店编号,门店名称,交易订单总笔数,退款订单总笔数,订单金额（元）,商家实收（元）,支付宝优惠（元）,商家优惠（元）,卡消费金额（元）,服务费（元）,分润（元）,实收净额（元）
\t,\t,1,0,10.00,10.00,0.00,0.00,0.00,-0.06,0.00,9.94
合计,\t,1,0,10.00,10.00,0.00,0.00,0.00,-0.06,0.00,9.94
#--------------------------业务汇总列表结束--------------------
#导出时间：[2024年02月02日 10:00:00]
""".encode("gb18030")


def read(
    content: bytes, *, name: str = "bill.zip", password: str | None = None, currency: str = "EUR"
) -> tuple[ReadFile, ...]:
    return read_all(content, filename=name, options=ReadOptions(currency, password))


def fault(content: bytes, *, password: str | None = None) -> str:
    (found,) = read(content, password=password)
    assert found.fault
    assert not found.statements
    return found.fault.code


def told(found: tuple[ReadFile, ...]) -> list[tuple[str, str, int, str]]:
    """Return (member, profile, rows, fault) of each file."""
    return [
        (
            each.member,
            each.profile,
            sum(len(part.rows) for part in each.statements),
            each.fault.code if each.fault else "",
        )
        for each in found
    ]


def notes(found: tuple[ReadFile, ...]) -> list[tuple[str, str]]:
    return [
        (warning.code, warning.place)
        for each in found
        for part in each.statements
        for warning in part.warnings
        if warning.code.startswith("member_")
    ]


def test_the_bill_of_a_wallet_in_its_folder() -> None:
    content = zipped([("微信支付账单(20240101-20240131)/微信支付账单.csv", WECHAT)])
    assert told(read(content)) == [("微信支付账单.csv", "wechat-personal", 1, "")]


def test_names_without_the_flag_are_gbk_and_a_list_of_totals_is_told() -> None:
    content = zipped(
        [("2088_202401_业务明细.csv", ALIPAY), ("2088_202401_业务明细(汇总).csv", SUMMARY)],
        encoding="gbk",
    )
    found = read(content)
    assert told(found) == [("2088_202401_业务明细.csv", "alipay-personal", 1, "")]
    assert notes(found) == [("member_left_out", "2088_202401_业务明细(汇总).csv")]


def test_every_statement_is_read_as_a_file_of_its_own() -> None:
    content = zipped(
        [
            ("day1.xml", camt(camt_entry("5.00", "CRDT")).encode()),
            ("day2.xml", camt(camt_entry("7.00", "CRDT"), camt_entry("1.00", "DBIT")).encode()),
            ("读我.txt", b"hello"),
            ("guide.pdf", b"%PDF-1.7\n"),
            ("sheet.xlsx", workbook([["Date", "Text", "Amount"], ["2024-01-31", "a", 1.5]])),
            ("__MACOSX/._day1.xml", b"\x00\x05\x16\x07"),
            (".DS_Store", b"\x00\x00\x00\x01Bud1"),
            ("empty/", b""),
        ]
    )
    found = read(content)
    assert told(found) == [
        ("day1.xml", "camt053", 1, ""),
        ("day2.xml", "camt053", 2, ""),
        ("sheet.xlsx", "generic", 1, ""),
    ]
    assert notes(found) == [("member_left_out", "读我.txt"), ("member_unsupported", "guide.pdf")]


def test_members_of_one_name_are_told_by_their_folders() -> None:
    found = read(zipped([("a/bill.csv", CSV), ("b\\bill.csv", OTHER)]))
    assert [each.member for each in found] == ["a/bill.csv", "b/bill.csv"]


def test_a_broken_member_does_not_hide_behind_the_others() -> None:
    content = bytearray(zipped([("good.csv", CSV), ("cut.xml", b"<Document><BkToCstmrStmt>")]))
    assert told(read(bytes(content))) == [
        ("good.csv", "generic", 2, ""),
        ("cut.xml", "", 0, "file_cut"),
    ]
    where = content.find(zlib.compress(CSV, 9)[2:-4])
    content[where + 30] ^= 0xFF
    assert told(read(bytes(content)))[0] == ("good.csv", "", 0, "file_damaged")


def test_an_archive_within_an_archive_is_refused_by_name() -> None:
    inner = zipped([("deep.csv", CSV)])
    found = read(zipped([("inner.zip", inner), ("x.csv.gz", gzip.compress(CSV)), ("a.csv", CSV)]))
    assert told(found) == [
        ("inner.zip", "", 0, "archive_nested"),
        ("x.csv.gz", "", 0, "archive_nested"),
        ("a.csv", "generic", 2, ""),
    ]
    assert fault(gzip.compress(inner)) == "archive_nested"


def test_a_spreadsheet_stays_one_file() -> None:
    content = workbook([["Date", "Text", "Amount"], ["2024-01-31", "a", 1.5]])
    (found,) = read(content)
    assert (found.format, found.member) == ("xlsx", "")


def test_nothing_but_other_things() -> None:
    found = read(zipped([("a.txt", b"hello"), ("b.pdf", b"%PDF-1.7\n")]))
    assert told(found) == [("a.txt", "", 0, "no_table"), ("b.pdf", "", 0, "format_unsupported")]
    assert fault(zipped([(f"{n}.txt", b"hello") for n in range(30)])) == "archive_no_statement"
    assert fault(zipped([("empty/", b"")])) == "archive_empty"


@pytest.mark.parametrize("name", ["../../../etc/passwd", "/etc/cron.d/x", "C:\\x.csv", "\x1b[2J"])
def test_names_are_shown_and_no_paths(name: str) -> None:
    (found,) = read(zipped([(name, CSV)]))
    assert "/" not in found.member
    assert "\\" not in found.member
    assert found.member.isprintable()


# --- what unpacks to too much ---


def test_bombs_are_refused_unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []
    real = zlib.decompressobj

    def unpacker(wbits: int) -> object:
        opened.append(wbits)
        return real(wbits)

    monkeypatch.setattr(zlib, "decompressobj", unpacker)
    assert fault(zipped([("a.csv", b"0" * 3_000_000)])) == "archive_too_large"
    assert fault(zipped([("a.csv", CSV)], says=200_000_000)) == "archive_too_large"
    assert fault(zipped((f"{n}", b"") for n in range(2_001))) == "archive_too_large"
    halves = [(f"{n}.csv", CSV) for n in range(70)]
    assert fault(zipped(halves, says=2_000_000)) == "archive_too_large"
    assert not opened
    assert told(read(zipped([("a.csv", CSV)])))[0][2] == 2
    assert opened


@pytest.mark.parametrize("says", [0, 100, 500_000])
def test_a_member_that_holds_more_or_less_than_it_says_is_damaged(says: int) -> None:
    rows = b"2024-01-31,Shop,-5.00\n" * 1000
    (found,) = read(zipped([("a.csv", CSV + rows)], says=says))
    assert told((found,)) == [("a.csv", "", 0, "file_damaged")]


# --- gzip ---


def test_gzip_holds_one_file() -> None:
    (found,) = read(gzip.compress(CSV), name="bill.csv.gz")
    assert told((found,)) == [("", "generic", 2, "")]
    assert found.statements[0].account.title == "bill"


def test_gzip_that_is_cut_damaged_or_a_bomb() -> None:
    whole = gzip.compress(CSV)
    assert fault(whole[:-9]) == "file_cut"
    assert fault(whole[:12] + b"\xff" + whole[13:]) == "file_damaged"
    assert fault(gzip.compress(b"0" * 3_000_000)) == "archive_too_large"


def test_a_tape_archive_is_no_table() -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as packed:
        info = tarfile.TarInfo("bill.csv")
        info.size = len(CSV)
        packed.addfile(info, io.BytesIO(CSV))
    (found,) = read(stream.getvalue(), name="x.tar.gz")
    assert found.fault
    assert (found.fault.code, found.fault.data) == ("format_unsupported", {"name": "TAR"})


# --- passwords ---


def _office(password: str) -> bytes:
    stream = io.BytesIO()
    whole = workbook([["Date", "Text", "Amount"], ["2024-01-31", "a", 1.5]])
    OOXMLFile(io.BytesIO(whole)).encrypt(password, stream)
    return stream.getvalue()


LOCKED = {
    "old cipher": lambda password: zipped(
        [("a.csv", CSV), ("b.csv", OTHER)], password=password.encode()
    ),
    "AES": lambda password: locked([("a.csv", CSV), ("b.csv", OTHER)], password=password),
    "workbook": _office,
}


@pytest.mark.parametrize("kind", sorted(LOCKED))
@pytest.mark.parametrize("password", ["271828", "密码 x"])
def test_a_password_opens(kind: str, password: str) -> None:
    content = LOCKED[kind](password)
    for wrong, code in ((None, "file_password"), ("314159", "file_password_wrong")):
        assert fault(content, password=wrong) == code
        found = lock(content, password=wrong)
        assert found
        assert found.code == code
    assert lock(content, password=password) is None
    assert all(each.statements for each in read(content, password=password))


def test_a_password_in_the_encoding_of_chinese_windows() -> None:
    """Its bytes are what encrypts, and there they are GBK."""
    content = zipped([("a.csv", CSV)], password="密".encode("gb18030"))
    assert told(read(content, password="密"))[0][2] == 2


def test_a_password_for_what_has_none_is_no_fault() -> None:
    assert told(read(zipped([("a.csv", CSV)]), password="x"))[0][2] == 2
    assert lock(CSV, password="x") is None
    assert lock(archive(xl__workbook_xml=b"<a/>"), password=None) is None


def test_a_locked_workbook_made_to_cost_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    content = _office("1")
    monkeypatch.setattr(locked_workbook, "_MAX_SPINS", 99_999)
    assert fault(content, password="1") == "file_damaged"
    monkeypatch.undo()
    declaration = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    entity = b'<!DOCTYPE a [<!ENTITY b "c">]>'.ljust(len(declaration))
    assert declaration in content
    assert fault(content.replace(declaration, entity, 1), password="1") == "file_damaged"


# --- progress ---


def test_progress_goes_through_the_members_in_turn() -> None:
    rows = b"".join(b"2024-01-31,Shop %d,-5.00\n" % n for n in range(3_000))
    heard: list[float] = []
    content = zipped([("a.csv", CSV + rows), ("b.csv", CSV + rows)])
    read_all(content, filename="x.zip", options=ReadOptions("EUR"), told=heard.append)
    assert heard
    assert min(heard) < 0.5 < max(heard) <= 1.0
    assert heard == sorted(heard)
    before = len(heard)
    progress.told(0.5)
    assert len(heard) == before
