"""The words of lists of invoices: their columns, the states of an invoice, which way it goes."""

from __future__ import annotations

import re
import unicodedata

from cfo_desktop.domain.invoice import Direction
from cfo_desktop.statements import trade_cells


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COLUMNS = trade_cells.vocabulary(
    {
        "digital": "数电票号码 数电发票号码 数电发票号 全电发票号码 全电号码 数电号码 电子发票号码",
        "number": "发票号码 发票号 发票编号 票号 发票号码起 号码 invoiceno invoicenumber "
        "invoicenum invoiceid invoice billno billnumber documentno documentnumber docno no number",
        "code": "发票代码 invoicecode 代码",
        "day": "开票日期 开票时间 开具日期 开具时间 发票日期 开票日 invoicedate issuedate "
        "dateissued dateofissue billdate documentdate date 日期",
        "net": "不含税金额 金额 合计金额 金额合计 未税金额 无税金额 不含税价 不含税销售额 销售额 "
        "开票金额 net netamount nettotal amountexcludingtax amountexcltax amountexvat amountextax "
        "subtotal untaxedamount taxableamount totalexcludingtax totalexcltax amount",
        "tax": "税额 合计税额 税额合计 票面税额 增值税额 增值税 税金 tax vat gst taxamount "
        "vatamount taxtotal totaltax salestax",
        "gross": "价税合计 价税合计小写 价税合计金额 含税金额 含税总额 含税合计 价税总额 "
        "合计含税 总金额 gross grossamount grosstotal total totalamount amountincludingtax "
        "amountinclvat totalincludingtax totalinclvat totalinctax invoicetotal invoiceamount 合计",
        "status": "发票状态 状态 开票状态 票据状态 invoicestatus status state",
        "voided": "作废标志 是否作废 作废标识 作废 void voided isvoid cancelled canceled",
        "positive": "是否正数发票",
        "kind": "发票票种 发票种类 票种 发票类型 发票类别",
        "buyer": "购买方名称 购方名称 购方纳税人名称 购买方纳税人名称 "
        "购方企业名称 购货方名称 购货单位名称 购货单位 购方单位名称 "
        "购方单位代号 买方名称 购买方 购方 买方 客户名称 客户 buyer buyername customer "
        "customername client clientname billto soldto purchaser",
        "buyer_id": "购买方识别号 购方识别号 购方税号 购买方税号 购方纳税人识别号 "
        "购买方纳税人识别号 购货方识别号 购货方纳税人识别号 购货单位税号 买方税号 "
        "购买方统一社会信用代码/纳税人识别号 购买方税务登记号 buyertaxid buyertaxno buyervatno "
        "buyervat customertaxid customervatno customervat",
        "seller": "销售方名称 销方名称 销方纳税人名称 销售方纳税人名称 "
        "销方企业名称 销货方名称 销货单位名称 销货单位 销方单位名称 "
        "销方单位代号 卖方名称 销售方 销方 卖方 供应商名称 供应商 供货商 seller sellername "
        "supplier suppliername vendor vendorname soldby",
        "seller_id": "销售方识别号 销方识别号 销方税号 销售方税号 销方纳税人识别号 "
        "销售方纳税人识别号 销货方识别号 销货方纳税人识别号 销货单位税号 卖方税号 "
        "销售方统一社会信用代码/纳税人识别号 sellertaxid sellertaxno sellervatno sellervat "
        "suppliertaxid suppliervatno vendortaxid",
        "party": "counterparty counterpartyname party partyname contact contactname 对方名称 "
        "对方单位 往来单位 往来单位名称 交易对方 对方单位代号 对方企业名称 name",
        "party_id": "counterpartytaxid taxid vatno vatnumber 对方税号 对方识别号 纳税人识别号 税号",
        "firm": "firm 企业代号 所属公司 所属企业 纳税主体 开票主体 所属组织 本方企业 本公司 entity "
        "legalentity ourcompany",
        "way": "进销项 进销项类型 进项销项 进/销项 发票方向 票据方向 进销标志 direction "
        "invoicedirection type invoicetype 发票类别 发票类型",
        "note": "备注 remark remarks note notes memo comment comments",
        "item": "货物或应税劳务名称 货物或应税劳务服务名称 货物或应税劳务、服务名称 "
        "货物劳务名称 货物名称 商品名称 项目名称 服务名称 品名 description item itemname "
        "product productname lineitem linedescription",
        "quantity": "数量 quantity qty",
        "price": "单价 unitprice priceperunit",
        "rate": "税率 税率/征收率 征收率 taxrate vatrate",
        "currency": "币种 货币 currency currencycode",
    }
)
NOT_OF_A_LIST = _words(
    "balance fee fees transactionid 余额 账户余额 收/支 手续费 交易状态 支付方式 收/付款方式 "
    "transactiontype paymentmethod lineitemname"
)
"""Columns of lists of payments and orders, which may print an invoice's number and tax too."""

_VOID = re.compile(r".*作废.*|void(ed)?|cancell?ed|annulled|deleted|storniert|annul[ée]e?")
_NOT_VOID = re.compile(r"(未|非|不)作废.*|not?void.*")
_NOT_ISSUED = re.compile(
    r"draft|草稿|未开具?|待开具?|开具中|开票中|未开票|待开票|(开票|开具)?失败|failed|pending|rejected|"
    r"已拒绝"
)
_VALID = re.compile(
    r"|正常|有效|有效发票|已开具?|已开票|开具成功|开票成功|.*红冲.*|.*红字.*|.*冲红.*|蓝字.*|正数|负数|"
    r"valid|normal|ok|issued|sent|paid|unpaid|open|posted|active|approved|authori[sz]ed|completed?|"
    r"partiallypaid|overdue|due|closed|final|credited|partiallycredited|refunded"
)
_CREDIT_NOTE = re.compile(
    r"(sales|purchase|supplier|vendor|customer|bill|acc(rec|pay)|ar|ap)?"
    r"(credit(note|memo|memorandum|invoice)?s?|refunds?|returns?|creditadj(ustment)?)|"
    r"cn|gutschrift|avoir|notadecredito|贷记通知单?|退款单?|退货单?|销售退回|采购退回"
)
_ORDINARY = re.compile(r"普通|普票")
_DEDUCTIBLE = re.compile(r"专用|专票|通行费|机动车")
_RED = re.compile(r".*(红冲|冲红).*")
_YES = _words("是 y yes true 1 作废 已作废 void")
_NO = _words("否 n no false 0 正常 未作废 非作废 有效")
RED_OF = re.compile(
    r"(?:被红冲蓝字(?:数电票|数电发票|全电发票|发票)?(?:号码|号)?|"
    r"对应(?:正数|蓝字)发票(?:代码\s*[:：]?\s*\d{10,12})?\s*(?:号码|号)|"
    r"(?:credit note for|credits|reverses|refund of) invoice(?: no\.?| number)?)"
    r"\s*[:：#]?\s*([A-Z0-9][A-Z0-9-]{3,})",
    re.IGNORECASE,
)
_SALE = re.compile(
    r"销项|开具|开出|已开票|开票|销售|销货|卖出|\bsales?\b|\boutput\b|\bissued\b|\boutgoing\b|"
    r"\breceivables?\b|\bAR\b|\bcustomers?\b",
    re.IGNORECASE,
)
_PURCHASE = re.compile(
    r"进项|取得|采购|购进|收票|收到|进货|买入|\bpurchases?\b|\binput\b|\breceived\b|\bincoming\b|"
    r"\bpayables?\b|\bAP\b|\bbills?\b|\bsuppliers?\b|\bvendors?\b",
    re.IGNORECASE,
)
_SALES = _words(
    "销 销项 销项发票 销售 销售发票 开具 开具发票 开出 sale sales salesinvoice output out outgoing "
    "issued ar receivable"
)
_PURCHASES = _words(
    "进 进项 进项发票 采购 采购发票 取得 取得发票 收到 purchase purchases purchaseinvoice input in "
    "incoming received ap payable bill"
)


def status_of(untrusted_text: str) -> str:
    """Say what a state means: ``valid``, ``void``, ``not_issued``, or empty where it is unknown."""
    text = _bare(untrusted_text)
    if _VOID.fullmatch(text) and not _NOT_VOID.fullmatch(text):
        return "void"
    if _NOT_ISSUED.fullmatch(text):
        return "not_issued"
    valid = (_VALID, _NOT_VOID, _CREDIT_NOTE)
    return "valid" if any(pattern.fullmatch(text) for pattern in valid) else ""


def is_credit_note(untrusted_text: str) -> bool:
    """Tell whether a state or type says that the row is itself a credit note: it counts less."""
    return bool(_CREDIT_NOTE.fullmatch(_bare(untrusted_text)))


def is_ordinary(untrusted_kind: str) -> bool:
    """Tell whether a kind names China's ordinary invoice, whose tax a buyer cannot deduct.

    That of a toll road's can be, though it is one.
    """
    text = _bare(untrusted_kind)
    return bool(_ORDINARY.search(text)) and not _DEDUCTIBLE.search(text)


def is_red(untrusted_status: str) -> bool:
    """Tell whether a state says that a red-letter invoice took the invoice back."""
    return bool(_RED.fullmatch(_bare(untrusted_status)))


def yes_or_no(untrusted_text: str) -> bool | None:
    """Read a flag; ``None`` for what is neither yes nor no."""
    text = _bare(untrusted_text)
    return True if text in _YES else False if text in _NO else None


def way_of(untrusted_text: str) -> Direction | None:
    """Read the cell of a column that says which way an invoice goes."""
    text = _bare(untrusted_text)
    if text in _SALES:
        return Direction.SALE
    return Direction.PURCHASE if text in _PURCHASES else None


def suggestion(untrusted_texts: str) -> Direction | None:
    """Say which way a title points; ``None`` where it points neither way, or both."""
    text = untrusted_texts.replace("_", " ").replace("-", " ")
    sale, purchase = bool(_SALE.search(text)), bool(_PURCHASE.search(text))
    if sale == purchase:
        return None
    return Direction.SALE if sale else Direction.PURCHASE


def _bare(text: str) -> str:
    return re.sub(r"[\s\-_]+", "", unicodedata.normalize("NFKC", text)).casefold()
