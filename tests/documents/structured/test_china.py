"""China's e-invoices: red letters, hidden tax, capitals that say something else, OFD's carriers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from cfo_desktop.documents.structured import einvoice_cn
from cfo_desktop.documents.structured import ofd
from cfo_desktop.documents.structured import ofd_pages
from cfo_desktop.domain.document import FULL
from cfo_desktop.domain.document import Box
from cfo_desktop.domain.document import Carrier
from cfo_desktop.domain.document import Document
from cfo_desktop.domain.document import DocumentKind
from cfo_desktop.domain.document import Field
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.money import Money
from tests.documents.structured import samples
from tests.documents.structured.samples import Bill
from tests.documents.structured.samples import Item

SELLER_ID = "91310110MA1G8YNR76"
BUYER_ID = "91310108342080987A"
BILL = Bill(
    "26312000000000000017",
    dt.date(2026, 3, 2),
    dt.date(2026, 3, 2),
    "上海阿木餐饮管理有限公司",
    "喆喆商贸（上海）有限公司",
    (
        Item("*餐饮服务*餐饮费", Decimal(1), Decimal("1000.00"), Decimal(6)),
        Item("*软饮料*茶", Decimal("2.5"), Decimal("200.00"), Decimal(13)),
    ),
    seller_tax_id=SELLER_ID,
    buyer_tax_id=BUYER_ID,
    iban="1001244609204000000",
)
TEXT = samples.einvoice(BILL)


def _yuan(text: str) -> Money:
    return Money.parse(text, "CNY")


def _ofd(content: bytes) -> Document:
    found = ofd.read(content)
    assert isinstance(found, Document), found
    return found


def _refused(content: bytes) -> str:
    found = ofd.read(content)
    assert isinstance(found, Fault)
    return found.code


def test_lines_and_rates() -> None:
    document = samples.read(TEXT)
    assert [(line.name, line.tax_rate, line.quantity) for line in document.lines] == [
        ("*餐饮服务*餐饮费", 600, "1"),
        ("*软饮料*茶", 1300, "2.5"),
    ]
    assert [(each.rate, each.net, each.tax) for each in document.rates] == [
        (1300, _yuan("200"), _yuan("26")),
        (600, _yuan("1000"), _yuan("60")),
    ]
    assert not document.warnings


def test_capitals_that_say_something_else() -> None:
    document = samples.read(samples.einvoice(BILL, said=Decimal("1268.00")))
    assert [(each.code, each.data) for each in document.warnings] == [
        ("document_capitals_differ", {"expected": "1286.00", "found": "1268.00"})
    ]


def test_capitals_of_red_letters_may_leave_the_sign_out() -> None:
    red = replace(BILL, items=tuple(replace(item, net=-item.net) for item in BILL.items))
    for said in (Decimal("1286.00"), Decimal("-1286.00")):
        assert not samples.read(samples.einvoice(red, said=said)).warnings


def test_the_day_is_the_one_that_is_printed() -> None:
    text = TEXT.replace("<IssueTime>2026-03-02<", "<IssueTime>2026-03-03<")
    assert samples.read(text).day_of(Field.DATE) == BILL.day


@pytest.mark.parametrize(
    ("remark", "number"),
    [
        (
            "被红冲蓝字数电票号码：26312000000000000009 红字发票信息确认单编号：3101",
            "26312000000000000009",
        ),
        ("对应正数发票代码:031001900511号码:04875996", "04875996"),
        ("订单号码：12345678", ""),
    ],
)
def test_red_letters_name_what_they_take_back(remark: str, number: str) -> None:
    items = tuple(replace(item, net=-item.net) for item in BILL.items)
    document = samples.read(samples.einvoice(replace(BILL, items=items), remark=remark))
    assert document.kind is DocumentKind.CREDIT_NOTE
    assert document.owed() == document.money_of(Field.TOTAL) == _yuan("-1286.00")
    assert document.text_of(Field.REFERENCE) == number
    assert not document.warnings


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("13%", 1300),
        ("0.13", 1300),
        ("13", 1300),
        ("0.5%", 50),
        ("1%", 100),
        ("1.5%", 150),
        ("0", 0),
        ("免税", 0),
        ("不征税", 0),
        ("***", 0),
        ("", None),
        ("many", None),
    ],
)
def test_rates(text: str, rate: int | None) -> None:
    assert einvoice_cn.percentage(text) == rate


def test_where_number_and_day_may_stand() -> None:
    text = TEXT.replace("<EIid>26312000000000000017</EIid>", "")
    assert samples.read(text).fields == samples.read(TEXT).fields
    text = TEXT.replace("<RequestTime>2026-03-02 10:11:12</RequestTime>", "")
    assert samples.read(text).day_of(Field.DATE) == BILL.day
    fault = samples.refused(text.replace("<IssueTime>2026-03-02</IssueTime>", ""))
    assert fault.code == "document_no_date"


def test_the_older_invoice_as_xml() -> None:
    document = samples.read(samples.older_einvoice(BILL))
    assert document.text_of(Field.CODE) == "031001900511"
    assert document.money_of(Field.TOTAL) == _yuan("1286.00")
    assert not document.warnings


def test_a_hidden_tax_is_nothing() -> None:
    bill = replace(BILL, items=(replace(BILL.items[0], rate=Decimal(0)),))
    document = _ofd(samples.ofd(attached=samples.older_einvoice(bill, tax="***")))
    assert document.money_of(Field.TAX) == _yuan("0")
    assert document.lines[0].tax == _yuan("0")
    assert not document.warnings


# The page of an invoice, its texts named as tags name them.
TEXTS = {
    "1": ("10 5 40 5", "031001900511"),
    "2": ("10 10 40 5", "04875996"),
    "3": ("10 15 10 5", "2026年"),
    "4": ("20 15 10 5", "03月02日"),
    "5": ("20 30 60 5", BILL.buyer),
    "6": ("20 35 60 5", BUYER_ID),
    "7": ("20 80 60 5", BILL.seller),
    "8": ("20 85 60 5", SELLER_ID),
    "9": ("100 60 20 5", "¥1200.00"),
    "10": ("140 60 20 5", "¥86.00"),
    "11": ("40 70 40 5", "壹仟贰佰捌拾陆圆整"),
    "12": ("140 70 5 5", "¥"),
    "13": ("146 70 20 5", "1,286.00"),
}
_REFERRED = {
    "InvoiceCode": "1",
    "InvoiceNo": "2",
    "IssueDate": "3 4",
    "TaxExclusiveTotalAmount": "9",
    "TaxTotalAmount": "10",
    "TaxInclusiveTotalAmount": "11 12 13",
}


def _tags(prefix: str = "ofd:", declared: str = f'xmlns:ofd="{samples.OFD_NAMES}"') -> str:
    def tag(name: str, names: str) -> str:
        inner = "".join(
            f'<{prefix}ObjectRef PageRef="1">{each}</{prefix}ObjectRef>' for each in names.split()
        )
        return f"<{prefix}{name}>{inner}</{prefix}{name}>"

    inner = "".join(tag(name, names) for name, names in _REFERRED.items())
    inner += f"<{prefix}Buyer>{tag('BuyerName', '5')}{tag('BuyerTaxID', '6')}</{prefix}Buyer>"
    inner += f"<{prefix}Seller>{tag('SellerName', '7')}{tag('SellerTaxID', '8')}</{prefix}Seller>"
    return f"<{prefix}eInvoice {declared}>{inner}</{prefix}eInvoice>"


_CUSTOM = {
    "发票代码": "031001900511",
    "发票号码": "04875996",
    "开票日期": "2026年03月02日",
    "购买方纳税人识别号": BUYER_ID,
    "销售方纳税人识别号": SELLER_ID,
    "合计金额": "1200.00",
    "合计税额": "86.00",
}
_OLDER = replace(BILL, number="04875996")
_HEAD = {
    Field.CODE: "031001900511",
    Field.NUMBER: "04875996",
    Field.DATE: BILL.day,
    Field.BUYER: BILL.buyer,
    Field.BUYER_TAX_ID: BUYER_ID,
    Field.SELLER: BILL.seller,
    Field.SELLER_TAX_ID: SELLER_ID,
    Field.CURRENCY: "CNY",
    Field.NET: _yuan("1200"),
    Field.TAX: _yuan("86"),
    Field.TOTAL: _yuan("1286"),
}


def _values(document: Document) -> dict[Field, object]:
    return {name: found.value for name, found in document.fields.items()}


def test_ofd_with_the_invoice_attached() -> None:
    document = _ofd(samples.ofd(attached=samples.older_einvoice(_OLDER), tags=_tags(), texts=TEXTS))
    assert _values(document) == _HEAD
    assert document.carrier is Carrier.EINVOICE_CN
    assert len(document.lines) == 2
    assert not any(found.otherwise for found in document.fields.values())
    assert document.fields[Field.CODE].box == Box(0, 500, 500, 650, 1000)
    assert document.pages == (0,)


def test_ofd_with_the_digitised_invoice_attached() -> None:
    document = _ofd(samples.ofd(attached=TEXT))
    assert document.fields == samples.read(TEXT).fields


@pytest.mark.parametrize(
    ("prefix", "declared"),
    [
        ("ofd:", f'xmlns:ofd="{samples.OFD_NAMES}"'),
        ("ofd:", ""),
        (":", 'xmlns:="urn:wrong"'),
        ("", ""),
        ("fp:", f'xmlns="{samples.OFD_NAMES}"'),
    ],
)
def test_ofd_with_tags_alone_and_prefixes_that_are_wrong(prefix: str, declared: str) -> None:
    document = _ofd(samples.ofd(tags=_tags(prefix, declared), texts=TEXTS))
    assert _values(document) == _HEAD
    assert document.carrier is Carrier.OFD
    assert [check.ok for check in document.checks if check.name == "capitals"] == [True]
    assert document.fields[Field.TOTAL].box == Box(0, 7300, 7000, 7450, 7500)
    assert not document.warnings


@pytest.mark.parametrize("written", ["2026 03 02", "20260302", "2026 年 3 月 2 日", "2026-03-02"])
def test_ofd_days_as_pages_have_them(written: str) -> None:
    texts = TEXTS | {"3": ("10 15 10 5", written), "4": ("20 15 10 5", "")}
    assert _values(_ofd(samples.ofd(tags=_tags(), texts=texts))) == _HEAD


def test_ofd_with_an_attached_invoice_of_a_wrong_prefix() -> None:
    attached = samples.older_einvoice(_OLDER).replace("xmlns:fp=", "xmlns:pf=")
    assert _values(_ofd(samples.ofd(attached=attached))) == _HEAD


def test_ofd_with_custom_data_alone() -> None:
    texts = {
        "1": ("5 30 10 5", "名称："),
        "2": ("20 30 60 5", BILL.buyer),
        "3": ("105 29.7 10 5", "名 称:"),
        "4": ("120 29.7 60 5", BILL.seller),
    }
    document = _ofd(samples.ofd(custom=_CUSTOM, texts=texts))
    assert _values(document) == _HEAD
    nameless = _ofd(samples.ofd(custom=_CUSTOM))
    assert nameless.text_of(Field.SELLER) == SELLER_ID


def test_ofd_what_one_carrier_lacks_another_has() -> None:
    attached = samples.older_einvoice(_OLDER).replace(
        f"<fp:SellerName>{BILL.seller}<", "<fp:SellerName><"
    )
    document = _ofd(samples.ofd(attached=attached, tags=_tags(), texts=TEXTS))
    assert _values(document) == _HEAD


@pytest.mark.parametrize("attached", [samples.older_einvoice(_OLDER), samples.einvoice(_OLDER)])
def test_ofd_whose_page_says_something_else(attached: str) -> None:
    texts = TEXTS | {"13": ("146 70 20 5", "1,268.00")}
    document = _ofd(samples.ofd(attached=attached, tags=_tags(), texts=texts))
    total = document.fields[Field.TOTAL]
    assert total.value == _yuan("1286.00")
    assert [(each.value, each.carrier) for each in total.otherwise] == [
        (_yuan("1268.00"), Carrier.OFD)
    ]
    assert not total.is_sure
    assert document.fields[Field.NET].is_sure


def test_ofd_without_data_or_without_enough() -> None:
    assert _refused(samples.ofd(texts=TEXTS)) == "document_no_data"
    custom = {name: value for name, value in _CUSTOM.items() if name != "发票号码"}
    assert _refused(samples.ofd(custom=custom)) == "document_no_number"
    custom = {name: value for name, value in _CUSTOM.items() if "税额" not in name}
    assert _refused(samples.ofd(custom=custom)) == "document_no_total"
    broken = samples.ofd(attached="<eInvoice><InvoiceNo>1</eInvoice>", texts=TEXTS)
    assert _refused(broken) == "document_no_data"


def test_words_of_pages_and_their_places() -> None:
    pages = ofd_pages.read(samples.ofd(texts=TEXTS))
    assert not isinstance(pages, Fault)
    assert [(page.number, page.width, page.height) for page in pages] == [(0, 2000, 1000)]
    by_place = sorted(TEXTS.values(), key=lambda each: [*map(int, reversed(each[0].split()[:2]))])
    assert [piece.text for piece in pages[0].pieces] == [text for _box, text in by_place]
    assert all(0 <= piece.box.left <= piece.box.right <= FULL for piece in pages[0].pieces)


def test_steps_between_letters_tell_how_far_a_text_reaches() -> None:
    parts = {
        "OFD.xml": "<OFD><DocBody><DocRoot>/Doc_0/Document.xml</DocRoot></DocBody></OFD>",
        "Doc_0/Document.xml": (
            "<Document><CommonData><TemplatePage ID='9' BaseLoc='Tpls/T.xml'/></CommonData>"
            "<Pages><Page BaseLoc='P.xml'/></Pages></Document>"
        ),
        "Doc_0/Tpls/T.xml": (
            "<Page><TextObject Boundary='0 0 21 29.7'><TextCode>名称</TextCode></TextObject></Page>"
        ),
        "Doc_0/P.xml": (
            "<Page><Template TemplateID='9'/>"
            "<TextObject ID='1' Boundary='21 29.7 105 29.7' Size='2.1'>"
            "<TextCode X='21' Y='1' DeltaX='g 2 2.1 2.1'>茶一杯子</TextCode></TextObject></Page>"
        ),
    }
    pages = ofd_pages.read(samples.zipped(parts))
    assert not isinstance(pages, Fault)
    assert [(piece.text, piece.box) for piece in pages[0].pieces] == [
        ("名称", Box(0, 0, 0, 1000, 1000)),
        ("茶一杯子", Box(0, 2000, 1000, 2400, 2000)),
    ]
