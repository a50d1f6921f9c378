"""The labels that bills print, in the languages a small shop meets: what each phrase announces."""

from __future__ import annotations

import enum


class Label(enum.StrEnum):
    """What stands beside or below a label."""

    NUMBER = "number"
    CODE = "code"
    OTHER_NUMBER = "other_number"
    """A number of something else: of the customer, the order, the till."""
    REFERENCE = "reference"
    DATE = "date"
    WEAK_DATE = "weak_date"
    """A day that may be the document's where no other is: of the order, of delivery."""
    DUE_DATE = "due_date"
    OTHER_DATE = "other_date"
    """A day that never is the document's: of expiry, of birth, of a permit."""
    SELLER = "seller"
    BUYER = "buyer"
    SHIP_TO = "ship_to"
    NAME = "name"
    """Of whichever side it stands on: 名称."""
    TAX_ID = "tax_id"
    REGISTRATION = "registration"
    TERMS = "terms"
    ACCOUNT = "account"
    BANK = "bank"
    PHONE = "phone"
    WEB = "web"
    ADDRESS = "address"
    CURRENCY = "currency"
    PEOPLE = "people"
    """Who served, and where: cashier, table, counter."""


_PHRASES = {
    Label.NUMBER: """
invoice no|tax invoice|invoice number|invoice num|invoice #|invoice id|invoice|tax invoice no
tax invoice number|tax invoice #
inv no|inv number|inv #|inv|receipt no|receipt number|receipt #|receipt|bill no|bill number
bill #|bill|doc no|document no
document number|doc number|doc #|slip no|slip number|slip|trans no|transaction no|transaction #
transaction number|transaction id
trans #|trans|trx no|trn no|txn no|txn id|check no|check #|chk|chk no|check|ticket no
ticket number|ticket #|ticket|order no
order number|order #|sales no|sale no|ref no|rcpt no|rcpt|rcpt #|cash bill no|cash sales no
credit note no|credit note number
credit note #|credit note|quotation no|quote no|quote #|contract no|contract number|agreement no
purchase order no
purchase order number|purchase order #|purchase order|po no|po number|po #|statement no
statement number|bill reference|bill ref|invoice ref|invoice reference|folio no|folio number
folio #|number
credit memo no|credit memo number|credit memo #|cn no|cn number|order confirmation no
confirmation no|cs no|cb no|no resit|no invois|no bil
rechnung nr|rechnungsnr|rechnungsnummer|rechnung no|rechnungs nr|rechnung #|rechnung|beleg nr
belegnr|belegnummer|bon nr
gutschrift nr|gutschriftsnummer|gutschrift|bestellnummer|auftragsnummer|vertragsnummer|bestellung nr
facture no|facture n|facture numero|numero de facture|no de facture|n de facture|facture #
facture nr|n facture|no facture
facture|avoir no|avoir n|numero d avoir|avoir|ticket n|ticket no|ticket numero|bon de commande n
bon de commande|devis n
factura no|factura n|factura numero|numero de factura|n de factura|no de factura|no factura
n factura|factura num|num factura
factura #|factura|ticket|numero fattura|fattura n|fattura no|fattura nr|fattura numero|n fattura
numero documento|fattura
发 票 号 码|发 票 号|票 据 号 码|票 据 号|票 号|号 码|单 据 编 号|单 据 号 码|单 据 号|单 号
销 售 单 号|小 票 号|小 票 编 号|小 票 号 码|流 水 号
交 易 流 水 号|交 易 单 号|交 易 号|交 易 编 号|订 单 号|订 单 编 号|订 单 号 码|账 单 号
账 单 编 号|结 账 单 号|收 据 号|收 据 编 号|合 同 编 号|合 同 号|协 议 编 号
对 账 单 号|清 单 编 号|通 知 单 号|采 购 单 号|采 购 订 单 号|送 货 单 号|出 库 单 号|编 号
凭 证 号|电 子 客 票 号 码|电 子 发 票 号 码|no|#
""",
    Label.CODE: "发 票 代 码|票 据 代 码",
    Label.OTHER_NUMBER: """
customer no|customer number|customer id|customer #|account number|account no|acc no|member no
member id|member|membership no
card no|card number|table no|table|table #|terminal no|terminal id|terminal|till no|till|pos no
pos|pos id|counter no|register no|register
reg no|approval code|approval no|appr code|auth code|merchant id|mid|tid|batch no|batch|trace no
stan|rrn|ref
kundennr|kundennummer|kunden nr|kdnr|kunde|client no|n client|numero client|numero de client
no client|cliente n|codigo cliente|codice cliente
project no|job no|delivery no|do no|delivery note no|lieferschein nr|lieferscheinnummer
tracking no|serial no|item no|sku|queue no
pump no|pump|vehicle no|seat|shift|shift no|pax|store no|store #|store id|outlet|branch|qr id|uen no
校 验 码|机 器 编 号|机 号|收 银 机 号|款 台|台 号|桌 号|会 员 号|会 员 卡 号|卡 号|终 端 号
商 户 号|批 次 号|参 考 号|凭 证 号 码|授 权 码|柜 台|店 号|车 号|车 牌 号|座 位 号|客 户 编 号
证 号|身 份 证 号|监 督 电 话|取 餐 号|排 队 号|牌 号|检 索 号|检 票
""",
    Label.REFERENCE: """
your reference|original invoice no|original invoice|original invoice number|ref invoice
relates to invoice|for invoice|against invoice
related invoice|corrects invoice
facture liee|facture d origine|votre reference|zu rechnung|rechnungsbezug|ursprungsrechnung
fattura di riferimento|factura rectificada
对 应 正 数 发 票 号 码|对 应 蓝 字 发 票 号 码|原 发 票 号 码|对 应 正 数 发 票 代 码
原 蓝 字 发 票 号 码|被 红 冲 蓝 字 数 电 发 票 号 码|被 红 冲 蓝 字 数 电 票 号 码
红 字 发 票 信 息 确 认 单 编 号|蓝 字 发 票 号 码
""",
    Label.DATE: """
invoice date|date of invoice|date issued|issue date|issued date|date of issue|issued on|bill date
billing date|receipt date|tax date
tax point|date|dated|trans date|transaction date|txn date|doc date|document date|sales date
sale date|print date|business date|date time
date and time|date paid|paid on|payment date|credit date|credit note date|tarikh|contract date
signed on|agreement date|inv date|issued
rechnungsdatum|datum|belegdatum|ausstellungsdatum|rechnung vom|rechnung von|von|date de facture
date de facturation|date facture|date d emission|date emission
fecha de factura|fecha factura|fecha de emision|fecha emision|fecha|data fattura|data documento
data emissione|data di emissione|data|le
开 票 日 期|填 开 日 期|开 具 日 期|日 期|交 易 日 期|交 易 时 间|交 易 日 期 时 间|消 费 时 间
消 费 日 期|销 售 日 期|销 售 时 间|收 银 时 间|结 账 时 间|结 账 日 期|结 算 时 间|付 款 时 间
支 付 时 间|账 单 日 期
打 印 时 间|打 印 日 期|时 间|单 据 日 期|开 单 日 期|制 单 日 期|签 订 日 期|签 署 日 期
签 约 日 期|签 订 时 间|开 单 时 间|买 单 时 间|收 款 日 期|上 车 日 期
""",
    Label.WEAK_DATE: """
order date|date ordered|date of order|confirmed on|date confirmed|delivery date|ship date
shipping date|date of supply|service date|po date
lieferdatum|leistungsdatum
bestelldatum|auftragsdatum|date de livraison|date de commande|fecha de entrega|fecha de pedido
data consegna|data ordine|date of delivery
下 单 时 间|下 单 日 期|订 单 日 期|订 单 时 间|送 货 日 期|交 货 日 期|发 货 日 期|交 货 期
开 台 时 间|入 座 时 间|入 住 日 期|离 店 日 期|出 库 日 期
""",
    Label.DUE_DATE: """
due date|payment due|payment due date|due on|due by|pay by|date due|due|payable by|payment date
pay before|please pay by|payment due by
fallig am|fallig|fallig bis|falligkeit|falligkeitsdatum|zahlbar bis|zu zahlen bis
uberweisen sie bis|sie bis zum|zahlungsziel|zahlungstermin
date d echeance|date echeance|echeance|a payer avant le|a regler avant le|fecha de vencimiento
fecha vencimiento|vencimiento|vence
data scadenza|scadenza|scadenza pagamento|data di scadenza
付 款 期 限|付 款 截 止 日|付 款 截 止 日 期|到 期 日|到 期 日 期|付 款 到 期 日|应 付 日 期
最 迟 付 款 日|最 后 付 款 日 期|缴 费 截 止 日|账 期 截 止
""",
    Label.OTHER_DATE: """
expiry date|expiry|expires|exp date|exp|expire|valid until|valid till|valid thru|valid to
best before|date of birth|dob|effective
effective from|since|est|established|mfg|printed on|return by|redeem by|before|until|gultig bis
valable jusqu au|valido hasta|mhd
有 效 期|有 效 期 至|有 效 日 期|保 质 期|生 产 日 期|失 效 日 期|出 生 日 期|兑 奖 期|印 制
批 准 文 号|截 止 日 期|退 换|起 始 日 期
""",
    Label.SELLER: """
sold by|seller|from|supplier|vendor|issued by|billed by|bill from|invoice from|merchant
merchant name|company name|store name|shop name|payee|payable to
verkaufer|lieferant|rechnungssteller|leistungserbringer|vendeur|fournisseur|emetteur|vendedor
proveedor|emisor|cedente|fornitore|prestatario|cedente prestatore
销 售 方 名 称|销 售 方|销 方 名 称|销 方|销 货 单 位|销 货 单 位 名 称|销 货 方|供 货 方
供 应 商|供 货 单 位|收 款 方|收 款 单 位|收 款 人 全 称|商 户 名 称|商 户 名|商 户|商 家 名 称
商 家|商 店 名 称|店 铺 名 称|店 铺|门 店 名 称|门 店|店 名|分 店|供 方|卖 方
乙 方|开 票 单 位|销 售 单 位|供 货 商|发 货 单 位
""",
    Label.BUYER: """
bill to|billed to|sold to|invoice to|invoiced to|buyer|customer|customer name|client|client name
billing address|billing to|purchaser|issued to|to|attention|attn
charge to|invoice address|m s|messrs|account name|cust name|cust|guest|guest name|received from
rechnung an|rechnungsempfanger|rechnungsadresse|kaufer|kunde|empfanger|auftraggeber|facture a
client|adresse de facturation|destinataire|acheteur
cliente|facturar a|facturado a|destinatario|comprador|datos del cliente|cessionario
cessionario committente|spett le|spett
用 户 名 称|用 户|缴 费 户 名|购 买 方 名 称|购 买 方|购 方 名 称|购 方|购 货 单 位
购 货 单 位 名 称|购 货 方|付 款 方
付 款 单 位|付 款 人|客 户 名 称|客 户|客 户 单 位|买 方|需 方|甲 方|收 货 单 位|购 货 人
采 购 方|订 货 单 位|抬 头|发 票 抬 头|付 款 单 位 名 称|付 款 方 名 称|交 款 人|交 款 单 位
""",
    Label.SHIP_TO: """
ship to|deliver to|delivery to|shipping address|delivery address|delivered to|lieferadresse
lieferanschrift|adresse de livraison|livraison
direccion de envio|indirizzo di consegna|warehouse address|return address|remit to|remittance
registered office|regd office|收 货 地 址|收 货 人|送 货 地 址|配 送 地 址
""",
    Label.NAME: "name|名 称|单 位 名 称|企 业 名 称|公 司 名 称|全 称",
    Label.TAX_ID: """
gst id|gst no|gst reg no|gst registration no|gst reg|gst id no|gst number|gst registration number
gst #|gst|gstin|gst tin|sst no|sst id|sst reg no|sst registration no
vat no|vat number|vat reg no|vat registration no|vat reg|vat id|vat registration number|vat
vat tin|tax id|tax id no|tax no|tax number|tax reg no|tax registration no|tin|tin no
abn|a b n|ein|btw nr|btw|ust id|ust id nr|ustid|ustidnr|ustid nr|ust idnr|umsatzsteuer id
steuer nr|steuernummer|uid|mwst nr
tva|n tva|no tva|tva intracommunautaire|numero tva|n tva intracommunautaire|n tva client
numero de tva|siret|siren|nif|cif|n i f|c i f|nie|vat es
p iva|partita iva|piva|codice fiscale|cf|c f|service tax no|service tax reg no|service tax #
service tax id
纳 税 人 识 别 号|统 一 社 会 信 用 代 码|税 号|统 一 社 会 信 用 代 码 / 纳 税 人 识 别 号
统 一 社 会 信 用 代 码 纳 税 人 识 别 号|信 用 代 码|识 别 号|纳 税 人 登 记 号|税 务 登 记 号
""",
    Label.REGISTRATION: """
co reg no|co reg|company reg no|company registration no|company no|co no|reg no|roc no|roc
registration no|uen|company registration number|business reg no|brn|ssm no
company reg|registered no|reg number|handelsregister|hrb|rcs|cin|registro mercantil|gst reg co
reg|营 业 执 照
""",
    Label.TERMS: """
payment method|paid by|method of payment|payment terms|terms of payment|terms|term|credit terms
payment condition|payment conditions
zahlungsbedingungen|zahlungsbedingung|zahlungskonditionen
conditions de paiement|condition de paiement|conditions de reglement|modalites de paiement
condiciones de pago|forma de pago|condizioni di pagamento|modalita di pagamento
termini di pagamento
付 款 方 式|收 款 方 式|缴 费 方 式|交 易 方 式|付 款 条 件|结 算 方 式|支 付 方 式|付 款 条 款
账 期|结 算 条 件
""",
    Label.ACCOUNT: """
iban|account number|account no|acct no|a c no|bank account|bank account no|bank a c|kontonummer
konto nr|kto nr|compte|rib|cuenta|numero de cuenta|cuenta bancaria|conto
开 户 行 及 账 号|银 行 账 号|账 号|收 款 账 号|银 行 卡 号|收 款 账 户|账 户|开 户 账 号
""",
    Label.BANK: """
bank|bank name|swift|bic|swift code|bankverbindung|banque|banco|banca|sort code|routing number
bank details
开 户 行|开 户 银 行|收 款 银 行|银 行
""",
    Label.PHONE: """
tel|phone|telephone|mobile|hotline|hp|fax|contact|call|tel no|contact no|phone no|telefon
telefono|fon|customer care|whatsapp|h p
电 话|手 机|联 系 电 话|热 线|客 服 电 话|服 务 热 线|客 服|传 真|订 餐 电 话
""",
    Label.WEB: """
website|web|www|http|https|email|e mail|mail|facebook|instagram|公 众 号|网 址|邮 箱|官 网|微 信 号
""",
    Label.ADDRESS: """
address|add|addr|adresse|direccion|indirizzo|anschrift|地 址|地 址 、 电 话|地 址 电 话|店 址
门 店 地 址
""",
    Label.CURRENCY: "currency|wahrung|devise|moneda|divisa|valuta|币 种|货 币",
    Label.PEOPLE: """
cashier|served by|server|salesperson|sales person|salesman|staff|operator|user|waiter|clerk|host
manager|attended by|kassierer|caissier|cajero|cassiere|contact person
个 体 工 商 户|收 银 员|收 款 人|复 核|开 票 人|营 业 员|服 务 员|导 购|操 作 员|经 办 人|制 单
审 核|点 菜 员
人 数|收 银|值 班|销 售 员|业 务 员
""",
}
PHRASES: dict[tuple[str, ...], Label] = {}
for _label, _texts in _PHRASES.items():
    for _phrase in _texts.replace("\n", "|").split("|"):
        if _phrase.strip():
            PHRASES.setdefault(tuple(_phrase.split()), _label)
"""What each phrase, as a row's tokens, announces; the first of two readings is the usual one."""

SUM_WORDS = frozenset(
    """
    total totals grand cgst sgst igst utgst hst pst qst nett net sub subtotal amount amt due
    payable balance tax gst vat sst ust mwst tva iva igic
    rounding rounded round rnd adj adjustment adjusted roundoff off cash change tendered tender
    tend paid pay payment received visa master mastercard
    card credit debit amex tunai baki kembali bayar bayaran jumlah besar pelarasan penggenapan
    cukai service charge svc svr tip tips gratuity
    discount disc saving savings saved rebate voucher less promo promotion coupon points incl
    inclusive including included inc includes credited previous last brought forward
    excl exclusive excluding exclude excl. before without after with ex qty quantity item items
    pcs count units no rm
    sales sale value supplies supply taxable goods price rate summary code deposit outstanding
    owing invoice order bill
    gesamt gesamtbetrag gesamtsumme summe endbetrag rechnungsbetrag zahlbetrag brutto bruttobetrag
    netto nettobetrag zwischensumme steuer mehrwertsteuer
    umsatzsteuer steuerbetrag ruckgeld gegeben bar bargeld rundung rabatt betrag zu zahlen
    rechnungsbeitrag gesamtbeitrag versicherungsteuer beitrag rechnungssumme warenwert zuzuglich
    zzgl enthalten inkl exkl ohne trinkgeld skonto
ttc ht montant payer somme taxes remise rendu especes esp monnaie carte regler a
    importe base imponible cuota efectivo cambio suma entregado entrega descuento redondeo pagar
    tarjeta propina
    totale imponibile imposta contanti resto sconto arrotondamento da pagare importo documento
    complessivo subtotale carta
tng grab ewallet boost duitnow nets paywave epay touch wallet bank transfer eft eftpos mydebit
""".split()  # noqa: SIM905
)
"""Words of the labels of sums, each of which ``sum_labels`` knows what to make of."""

VOCABULARY = SUM_WORDS | {word for phrase in PHRASES for word in phrase if len(word) > 1}
"""Every word of a label, for putting right what OCR misread or glued together."""
