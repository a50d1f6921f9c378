"""One small sound file of every format that is read: what the hostile ones are made of."""

from __future__ import annotations

import datetime as dt
import gzip
import io

from msoffcrypto.method.ecma376_agile import ECMA376Agile

from tests.statements import xls_files
from tests.statements.archives import locked
from tests.statements.archives import zipped
from tests.statements.samples import alipay
from tests.statements.samples import camt
from tests.statements.samples import camt_balance
from tests.statements.samples import camt_entry
from tests.statements.samples import mt940
from tests.statements.samples import ofx
from tests.statements.samples import wechat
from tests.statements.samples import workbook

PASSWORD = "271828"


def _lines(*lines: str, encoding: str = "utf-8") -> bytes:
    return ("\n".join(lines) + "\n").encode(encoding)


def _row(head: str, mark: str = "", **cells: str) -> str:
    """Return a row under ``head``; a cell is named by the beginning of its column's name."""
    names = head.split(",")
    values = [next((v for k, v in cells.items() if name.startswith(k)), "") for name in names]
    return ",".join(mark + value for value in values)


def _locked(content: bytes) -> bytes:
    """Return a workbook with the password, which is hashed few times only."""
    made: bytes = ECMA376Agile.encrypt(PASSWORD, io.BytesIO(content), spin_count=10)
    return made


_TRADES = (
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,"
    "付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,"
    "退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注"
)
_FLOWS = (
    "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额（元）,账户结余（元）,"
    "资金变更提交申请人,备注,业务凭证号"
)
_SALES = (
    "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,"
    "对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,"
    "商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,"
    "退款批次号/请求号,服务费（元）,分润（元）,备注"
)
_FUNDS = (
    "账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,"
    "账户余额（元）,交易渠道,业务类型,备注"
)
_INVOICES = (
    "序号,发票代码,发票号码,数电票号码,销方识别号,销方名称,购方识别号,购买方名称,开票日期,金额,税额,"
    "价税合计,发票来源,发票票种,发票状态,是否正数发票,发票风险等级,开票人,备注"
)
_SQUARE = (
    "Date,Time,Time Zone,Gross Sales,Discounts,Net Sales,Gift Card Sales,Tax,Tip,Partial Refunds,"
    "Total Collected,Source,Card,Card Entry Methods,Cash,Square Gift Card,Other Tender,"
    "Other Tender Type,Other Tender Note,Fees,Net Total,Transaction ID,Payment ID,Event Type"
)
_SHOPIFY = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,Total,"
    "Discount Amount,Created at,Lineitem quantity,Lineitem name,Billing Name,Payment Method,"
    "Refunded Amount,Id"
)

_CSV = (
    b"Date,Description,Amount,Balance\n2024-01-31,Shop,-5.00,95.00\n2024-01-30,Pay,100.00,100.00\n"
)
_ALIPAY = alipay(
    "2024-01-02 21:32:14,日用,某店,/,茶,支出,10.00,余额&红包,交易成功,1\t,2\t,,",
    "2024-01-03 08:00:00,退款,某店,/,退款-茶,不计收支,10.00,余额,退款成功,1_2\t,2\t,,",
)
_WECHAT = wechat(
    '2024-01-02 21:32:14,零钱提现,银行(1),"a",/,¥100.10,零钱,提现已到账,1,2,服务费¥0.10',
    '2024-01-03 21:32:14,商户消费,某店,"茶",支出,¥12.50,零钱,支付成功,3,4,/',
)
_WORKBOOK: list[list[object]] = [
    ["Date", "Text", "Amount"],
    ["2024-01-31", "a", 1.5],
    ["2024-01-30", "b", -2],
]
_SHEET: list[list[xls_files.Value]] = [
    ["交易日期", "摘要", "支出", "收入", "余额"],
    ["20240102", "午饭", 25.5, "", 974.5],
    [dt.date(2024, 1, 3), "退货", "", "1,000.00", 1974.5],
]
_EXCEL_XML = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table>'
    + "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{c}</Data></Cell>' for c in row) + "</Row>"
        for row in (("Date", "Text", "Amount"), ("2024-01-31", "Shop", "-5.00"))
    )
    + "</Table></Worksheet></Workbook>"
)
_CAMT = camt(camt_entry("5.00", "CRDT"), balances=camt_balance("OPBD", "1.00"))
_HTML = (
    "<html><body><table><tr><th>Date<th>Text<th>Amount</tr>"
    "<tr><td>2024-01-31<td>Shop<td>-5.00</tr></table></body></html>"
)

SEEDS: dict[str, tuple[bytes, str]] = {
    "csv": (_CSV, "generic"),
    "csv gb18030": (
        _lines(
            "交易日期;摘要;收入;支出;余额;币种",
            "2024年1月3日;工资;1.000,00;;1.100,00;人民币",
            encoding="gb18030",
        ),
        "generic",
    ),
    "csv cp1252": (
        _lines("Buchungstag;Empfänger;Betrag", "31.01.24;Müller;-1.234,56", encoding="cp1252"),
        "generic",
    ),
    "tsv utf-16": (
        _lines("Date\tText\tAmount", "31/12/2024\ta\t(1.00)", encoding="utf-16"),
        "generic",
    ),
    "csv without header": (b"2023-07-14,-5.00,COFFEE\n2023-07-13,1500.00,PAYROLL\n", "generic"),
    "alipay": (_ALIPAY, "alipay-personal"),
    "wechat": (_WECHAT, "wechat-personal"),
    "wechat merchant": (
        _lines(
            _TRADES,
            _row(
                _TRADES,
                "`",
                交易时间="2024-01-02 10:00:00",
                商户号="1900000109",
                微信订单号="4200001",
                商户订单号="S1",
                交易状态="SUCCESS",
                货币种类="CNY",
                应结订单金额="100.00",
                手续费="0.60000",
                费率="0.60%",
                订单金额="100.00",
                退款金额="0.00",
                微信退款单号="0",
                商户退款单号="0",
                申请退款金额="0.00",
            ),
            "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,"
            "申请退款总金额",
            "`1,`100.00,`0.00,`0.00,`0.60000,`100.00,`0.00",
        ),
        "wechat-merchant",
    ),
    "wechat merchant funds": (
        _lines(
            _FLOWS,
            "`2024-01-02 10:00:00,`4200001,`190001,`交易,`交易,`收入,`100.00,`100.00,`system,`,`S1",
            "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额",
            "`1,`1,`100.00,`0,`0.00",
        ),
        "wechat-merchant-funds",
    ),
    "alipay merchant": (
        _lines(
            "#支付宝业务明细查询",
            "#账号：[20880000000000000156]",
            "#-----------------业务明细列表----------------",
            _SALES,
            _row(
                _SALES,
                支付宝交易号="20240102\t",
                商户订单号="S1\t",
                业务类型="交易",
                创建时间="2024-01-02 10:00:00",
                完成时间="2024-01-02 10:00:30",
                订单金额="100.00",
                商家实收="100.00",
                服务费="-0.60",
                分润="0.00",
            ),
            "#-----------------业务明细列表结束------------",
            encoding="gb18030",
        ),
        "alipay-merchant",
    ),
    "alipay merchant funds": (
        _lines(
            "#支付宝账务明细查询",
            "#账号：[20880000000000000156]",
            _FUNDS,
            "1\t,2\t,S1\t,豆浆\t,2024-01-02 10:00:00,a\t,100.00,0.00,100.00,支付宝,在线支付,",
            "#-----------------账务明细列表结束------------",
            encoding="gbk",
        ),
        "alipay-merchant-funds",
    ),
    "jd": (
        _lines(
            "导出信息：",
            "京东账号名：jd_test",
            "",
            "交易时间,商户名称,交易说明,金额,收/付款方式,交易状态,收/支,交易分类,交易订单号,"
            "商家订单号,备注",
            "2024-01-02 21:32:14\t,京东平台商户,锅,10.00,京东白条,交易成功,支出,数码,3\t,9\t, ,",
            encoding="utf-8-sig",
        ),
        "jd",
    ),
    "meituan": (
        _lines(
            "美团交易账单明细",
            "美团用户名：[TEST1]",
            "交易创建时间,交易成功时间,交易类型,订单标题,收/支,支付方式,订单金额,实付金额,交易单号,"
            "商家单号,备注",
            "2024-01-02 10:00:00,2024-01-02 10:00:09,支付,豆浆,支出,微信支付,¥10.00,¥9.50,"
            '"250001\t","0_220001\t",/',
            encoding="utf-8-sig",
        ),
        "meituan",
    ),
    "invoices": (
        _lines(
            _INVOICES,
            "1,,,24332000000000000001,91330100MA2AAAAA1X,青禾,,海棠小学,2024-03-05 10:22:31,100.00,"
            "13.00,113.00,电子发票服务平台,数电票（普通发票）,正常,是,正常,王五,",
            "2,,,24332000000000000002,91330100MA2AAAAA1X,青禾,,海棠小学,2024-03-06 10:22:31,-10.00,"
            "-1.30,-11.30,电子发票服务平台,数电票（普通发票）,正常,否,正常,王五,",
        ),
        "sales-invoices",
    ),
    "square": (
        _lines(
            _SQUARE,
            "2026-10-05,10:15:00,Pacific,$10.00,$0.00,$10.00,$0.00,$0.80,$0.00,$0.00,$10.80,Till,"
            "$10.80,Swiped,$0.00,$0.00,$0.00,,,-$0.38,$10.42,T1,P1,Payment",
        ),
        "square",
    ),
    "shopify": (
        _lines(
            _SHOPIFY,
            "#1001,a@example.com,paid,2026-09-10 09:00:00 -0400,fulfilled,USD,20.00,5.00,0.00,"
            "25.00,0.00,2026-09-10 08:59:00 -0400,1,Mug,Ann,Shopify Payments,0.00,1",
        ),
        "shopify",
    ),
    "till": (
        _lines(
            "营业日期,营业额,优惠,退款,实收,现金,微信,支付宝,刷卡,美团,订单数,备注",
            "2026-03-01,1100.00,80.00,20.00,1000.00,100.00,400.00,300.00,150.00,50.00,42,晴",
            "合计,1100.00,80.00,20.00,1000.00,100.00,400.00,300.00,150.00,50.00,42,",
        ),
        "till",
    ),
    "ofx": (
        ofx("<TRNTYPE>DEBIT<DTPOSTED>20240115<TRNAMT>-12.50<FITID>A1<NAME>Shop<MEMO>Tea").encode(),
        "ofx",
    ),
    "camt": (_CAMT.encode(), "camt053"),
    "mt940": (
        mt940(":61:2401150116D12,50NTRFREF-1//BANK-7", ":86:166?00SEPA?20Tea?32SHOP").encode(),
        "mt940",
    ),
    "qif": (b"!Type:Bank\nD1/31/2024\nT-12.50\nPShop\nMTea\nN1001\nLFood\n^\n", "qif"),
    "html": (_HTML.encode(), "generic"),
    "excel xml": (_EXCEL_XML.encode(), "generic"),
    "xlsx": (workbook(_WORKBOOK), "generic"),
    "xls": (xls_files.workbook(_SHEET), "generic"),
    "gzip": (gzip.compress(_CSV, mtime=0), "generic"),
    "zip": (
        zipped(
            [("b/微信支付账单.csv", _WECHAT), ("明细.csv", _ALIPAY), ("a.txt", b"hello")],
            encoding="gbk",
        ),
        "wechat-personal",
    ),
    "zip of camt": (zipped([("1.xml", _CAMT.encode()), ("2.xml", _CAMT.encode())]), "camt053"),
    "zip of a workbook": (zipped([("a.xlsx", workbook(_WORKBOOK))]), "generic"),
    "zip, old cipher": (zipped([("a.csv", _CSV)], password=PASSWORD.encode()), "generic"),
    "zip, AES": (locked([("a.csv", _CSV)], password=PASSWORD), "generic"),
    "locked workbook": (_locked(workbook(_WORKBOOK)), "generic"),
}
"""{format: (content, profile that it is read by)}"""
