"""Tells what the words beside an amount make of it: a total, a tax, cash, change or rounding."""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cfo_desktop.documents.extracting.label_words import SUM_WORDS


class Role(enum.StrEnum):
    """What an amount is by its label."""

    TOTAL = "total"
    NET_TOTAL = "net_total"
    """``Net total``: before tax in Europe, what is to be paid on a Malaysian slip."""
    FINAL = "final"
    """The total after rounding, or after the tip."""
    SUBTOTAL = "subtotal"
    NET = "net"
    TAX = "tax"
    ROUNDING = "rounding"
    TENDER = "tender"
    PAID = "paid"
    CHANGE = "change"
    BALANCE = "balance"
    """Change after cash, else what is still to be paid."""
    DISCOUNT = "discount"
    SERVICE = "service"
    TIP = "tip"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class SumLabel:
    """A role, and how clearly the words say so: of two totals the clearer one counts."""

    role: Role
    strength: int


_SMALL = Decimal(1)
"""A rounding is less than this; a figure beside ``rounded`` that is more is the total."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TAX = _words(
    """
    tax gst cgst sgst igst utgst hst pst qst vat sst ust mwst tva iva igic mehrwertsteuer
    umsatzsteuer steuer steuerbetrag imposta taxes cukai cuota versicherungsteuer
    """
)
_TOTAL = _words(
    """
    total totals totale gesamt gesamtbetrag gesamtsumme endbetrag summe suma rechnungsbetrag
    rechnungsbeitrag rechnungssumme zahlbetrag bruttobetrag jumlah complessivo
    """
)
_COUNT = _words("qty quantity pcs count units points")
_BEFORE = frozenset({"previous", "last", "brought", "forward"})
"""Of the last bill, or of the last page."""
_ITEMS = frozenset({"item", "items"})
_ROUNDING = _words(
    """
    rounding round rnd roundoff rounded rundung redondeo arrotondamento pelarasan penggenapan
    """
)
_CHANGE = _words("change kembali baki ruckgeld rendu monnaie cambio resto")
_TENDER = _words(
    """
    cash tender tendered tend paid pay payment received visa master mastercard debit credit
    card amex tunai bayar bayaran nets paywave tng grab ewallet boost duitnow eftpos eft epay
    wallet mydebit transfer gegeben bar bargeld especes esp carte efectivo tarjeta entregado
    entrega contanti carta
    """
)
_DISCOUNT = _words(
    """
    discount disc saving savings saved rebate voucher promo promotion coupon remise rabatt
    descuento sconto skonto
    """
)
_TIP = _words("tip tips gratuity trinkgeld propina")
_SUBTOTAL = frozenset({"subtotal", "zwischensumme", "subtotale"})
_EXCLUDING = _words(
    """
    excl exclusive excluding exclude before without ht netto nettobetrag ohne exkl imponibile
    taxable imponible warenwert
    """
)
_INCLUDING = _words(
    """
    incl inclusive including included inc includes with after inkl ttc brutto bruttobetrag enthalten
    """
)
_DUE = frozenset(
    {
        "due",
        "payable",
        "credited",
        "owing",
        "outstanding",
        "payer",
        "pagar",
        "pagare",
        "zahlen",
        "zahlbetrag",
    }
)
_AMOUNT = _words("amount amt betrag importe montant somme importo price gesamtbeitrag")

_TENDER_CHINESE = (
    r"实收|收您|收款(?!收据|凭证|单)|付款金额|支付金额|已付|已收|现金|微信|支付宝|银联|刷卡|银行卡|储值卡|会员卡"
    r"|花呗|云闪付|扫码|支付|预付|收到"
)
_CHINESE = tuple(
    (re.compile(pattern), SumLabel(role, strength))
    for pattern, role, strength in (
        (r"不含税|未税|税前", Role.NET, 80),
        (r"价税合计|含税总[额价]|含税合计|税价合计", Role.TOTAL, 95),
        (r"税额|税金|税款|增值税(?!.*票)|消费税", Role.TAX, 80),
        (r"应付余额|欠款余额|期末余额|应收余额|期末应[付收]", Role.TOTAL, 90),
        (r"数量|件数|总数|总件|共\d*[件项份个]|积分|人数|余额|卡余|储值余", Role.COUNT, 0),
        (r"抹零|舍入|尾数|零头|四舍五入|去零|凑整", Role.ROUNDING, 80),
        (r"找零|找赎|找回|找补|应找|找钱|退款", Role.CHANGE, 80),
        (r"折后|优惠后|折扣后", Role.TOTAL, 87),
        (r"折前|优惠前|原价|原额|折扣前", Role.SUBTOTAL, 30),
        (r"优惠|折扣|减免|立减|满减|代金券|红包|抵扣|让利|节省|已省|为您省", Role.DISCOUNT, 80),
        (r"服务费|茶位|包间费|配送费|打包|餐盒|运费|邮费|附加费", Role.SERVICE, 80),
        (r"小费", Role.TIP, 80),
        (r"小计", Role.SUBTOTAL, 30),
        (r"应付|应收|应缴|应交|需付|待付|须付", Role.TOTAL, 88),
        (r"实付|实际支付|实缴", Role.PAID, 70),
        (_TENDER_CHINESE, Role.TENDER, 60),
        (r"合同总|合同金额|合同价|订单总|订单金额|总金额|总价|总额|总计", Role.TOTAL, 84),
        (r"总共|全额|(?<!停)车费", Role.TOTAL, 84),
        (r"合计|共计|总和|计费金额|消费金额|交易金额|账单金额|结算金额|消费", Role.TOTAL, 80),
        (r"小写", Role.TOTAL, 90),
        (r"票价|金额|款额|价款|价格", Role.TOTAL, 45),
    )
)


def sum_label(words: Sequence[str], value: Decimal) -> SumLabel | None:
    """Return what the words before an amount make of it; ``None`` for those of goods.

    ``words`` are a row's tokens: Latin words as labels write them, Chinese signs one by one.
    """
    chinese = "".join(word for word in words if not word.isascii())
    if chinese and (found := _chinese(chinese, value)):
        return found
    latin = [word for word in words if word.isascii() and word.isalpha()]
    known = [word for word in latin if word in SUM_WORDS]
    if "pay" in known and "to" in latin:
        return SumLabel(Role.TOTAL, 88)
    strange = [
        word for word in latin if word not in SUM_WORDS and len(word) > 2 and set(word) != {"x"}
    ]
    if not known or len(strange) > len(known):
        return None
    return _latin(known, value, strangers=len(strange))


def _chinese(text: str, value: Decimal) -> SumLabel | None:
    best: tuple[int, int, SumLabel] | None = None
    for rank, (pattern, label) in enumerate(_CHINESE):
        matches = list(pattern.finditer(text))
        if matches and (best is None or matches[-1].end() > best[0] + 3):
            # The label nearest to the amount counts, and of overlapping ones the first listed.
            best = matches[-1].end(), rank, label
    if best is None:
        return None
    if best[2].role is Role.ROUNDING and abs(value) >= 10 * _SMALL:
        return SumLabel(Role.FINAL, 90)
    return best[2]


def _latin(words: list[str], value: Decimal, *, strangers: int) -> SumLabel | None:
    found = set(words)
    totals, tax = found & _TOTAL, found & _TAX
    if "sub" in found and "total" in found:
        found.add("subtotal")
    if found & _ROUNDING:
        return _rounded(value, is_before=bool(totals and found & _EXCLUDING))
    for read in (_counted, _handed_over, _taken_off, _added):
        label = read(found, strangers)
        if label:
            return label
    if found & _SUBTOTAL or ("total" in found and "before" in found):
        excluded = found & _EXCLUDING and (tax or found & {"ht", "netto"})
        return SumLabel(Role.NET if excluded else Role.SUBTOTAL, 40)
    if found & _EXCLUDING or ("ex" in found and tax):
        return SumLabel(Role.NET, 70) if totals or tax or found & (_AMOUNT | _EXCLUDING) else None
    if tax:
        return _taxed(words, found, strangers)
    return _plain_total(found, strangers)


def _rounded(value: Decimal, *, is_before: bool) -> SumLabel:
    if is_before:
        return SumLabel(Role.SUBTOTAL, 40)  # total before rounding
    return SumLabel(Role.ROUNDING, 80) if abs(value) < _SMALL else SumLabel(Role.FINAL, 95)


def _counted(found: set[str], _strangers: int) -> SumLabel | None:
    if found & _BEFORE:
        return SumLabel(Role.COUNT, 0)
    if found & _COUNT and not found & (_AMOUNT | _DUE):
        return SumLabel(Role.COUNT, 0)
    if found & _ITEMS and not found & (_AMOUNT | _DUE):
        return SumLabel(Role.TOTAL, 35) if found & _TOTAL else SumLabel(Role.COUNT, 0)
    return None


def _handed_over(found: set[str], strangers: int) -> SumLabel | None:
    if found & _CHANGE and strangers <= 1:
        return SumLabel(Role.CHANGE, 80)
    if found & _DUE:
        return None
    if found <= {"balance", "rm", "amount"} and "balance" in found:
        return SumLabel(Role.BALANCE, 60)
    if found & _TOTAL and found & _TENDER in ({"pay"}, {"credit"}):
        return SumLabel(Role.TOTAL, 88)  # total to pay; total credit, of a credit note
    no_tender = found & (_TAX | {"note", "discount", "disc", "rebate"})
    if found & _TENDER and not strangers and not no_tender:
        return SumLabel(Role.TENDER, 70 if found & {"cash", "tendered", "tender"} else 60)
    return None


def _taken_off(found: set[str], _strangers: int) -> SumLabel | None:
    if not found & _DISCOUNT:
        return None
    if found & _TOTAL and found & {"after", "less"}:
        return SumLabel(Role.TOTAL, 82)
    if found & (_TOTAL | _SUBTOTAL) and "before" in found:
        return SumLabel(Role.SUBTOTAL, 30)
    return SumLabel(Role.DISCOUNT, 80)


def _added(found: set[str], strangers: int) -> SumLabel | None:
    if found & _TIP and strangers == 0 and not found & _TOTAL:
        return SumLabel(Role.TIP, 80)
    service = found & {"svc", "svr"} or {"service", "charge"} <= found
    if service and not found & (_TOTAL | _TAX | _SUBTOTAL):
        return SumLabel(Role.SERVICE, 80)
    return None


def _taxed(words: list[str], found: set[str], strangers: int) -> SumLabel | None:
    if "sales tax" in " ".join(words):
        found = found - {"sales"}
    totals = found & (_TOTAL | _AMOUNT | {"sales", "value"} | _DUE)
    first_tax = min(place for place, word in enumerate(words) if word in _TAX)
    if found & _INCLUDING and totals:
        first_total = min(place for place, word in enumerate(words) if word in totals)
        if first_tax < first_total or found & {"includes", "enthalten"}:
            return SumLabel(Role.TAX, 60)
        return SumLabel(Role.TOTAL, 86 if found & _TOTAL else 70)
    if found & {"invoice", "bill"} and not found & _INCLUDING:
        return SumLabel(Role.TOTAL, 75) if found & _TOTAL else None
    if found & _TOTAL and found & _DUE:
        return SumLabel(Role.TOTAL, 88)
    if found & {"sales", "supplies", "supply", "no", "summary"} and not found & {"amount", "amt"}:
        return None
    return SumLabel(Role.TAX, 80) if strangers <= 2 else None


def _plain_total(found: set[str], strangers: int) -> SumLabel | None:
    totals, due = found & _TOTAL, found & _DUE
    if found & {"net", "nett"} and (
        totals or due or found <= {"net", "nett", "rm", "amount", "amt", "sales"}
    ):
        return SumLabel(Role.NET_TOTAL, 84)
    if "ttc" in found or (totals and (due or "grand" in found)):
        return SumLabel(Role.TOTAL, 90)
    if totals:
        return SumLabel(Role.TOTAL, 80 if not strangers else 60)
    if {"order", "value"} <= found:
        due = due or {"order"}
        found = found | {"amount"}
    if due and (found & (_AMOUNT | {"balance", "a", "zu", "da", "invoice", "sum"}) or found == due):
        return SumLabel(Role.TOTAL, 72 if "balance" in found else 78)
    if found & (_AMOUNT | {"besar", "brutto"}) and not strangers:
        return SumLabel(Role.TOTAL, 45)
    return None
