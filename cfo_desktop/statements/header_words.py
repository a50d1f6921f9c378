"""The words banks head their columns with, in the languages met so far, by what they mean."""

from __future__ import annotations

import enum


class Means(enum.StrEnum):
    """What a column of a statement holds."""

    BOOKED = "booked"
    """The day the account moved; preferred over ``DATED``, and that over ``VALUED``."""
    DATED = "dated"
    VALUED = "valued"
    TIME = "time"
    AMOUNT = "amount"
    IN = "in"
    OUT = "out"
    NET = "net"
    """What moved after the fee; ``AMOUNT`` is then before it."""
    FEE = "fee"
    DIRECTION = "direction"
    BALANCE = "balance"
    CURRENCY = "currency"
    PARTY = "party"
    PAYEE = "payee"
    """Who got the money: the party where it went out."""
    PAYER = "payer"
    """Who paid it: the party where it came in."""
    PARTY_ACCOUNT = "party_account"
    """Number of the other side's account."""
    PAYEE_ACCOUNT = "payee_account"
    PAYER_ACCOUNT = "payer_account"
    TEXT = "text"
    KIND = "kind"
    """What sort of movement it was; part of the narration."""
    REFERENCE = "reference"
    ACCOUNT = "account"
    """The owner's own account."""
    STATUS = "status"
    OTHER = "other"
    """Known, and of no use to an entry; above all: not one of the above."""


# One line a language or family. Compared without case, width, spaces, punctuation, and without a
# currency in brackets or at the end. "_" stands for a space here.
_WORDS = {
    Means.BOOKED: """
booked booking_date posting_date posted_date date_posted post_date posted completed_date
date_completed completed_on date_processed process_date processed_date settled_date
accounting_date 记账日期 记账日 入账日期 入账日 银行记账日 过账日期 记账时间 入账时间 入账日期时间
記帳日 記賬日期 入帳日期 账务日期 会计日期 交易成功时间 完成时间 buchungstag buchungsdatum buchung
buchungs-_und_valutadatum date_comptable date_de_comptabilisation date_opération_comptable
fecha_contable fecha_de_contabilización data_contabile data_di_registrazione boekdatum
boekingsdatum bokføringsdato bokföringsdag bokföringsdatum bogføringsdato data_księgowania
datum_zaúčtování datum_zatování könyvelés_dátuma date_de_comptabilité
过账日 记帐日 交收日期 交割日期 清算日期 入账时间/日期 銀行記賬日
""",
    Means.DATED: """
date transaction_date trans_date trans._date txn_date tran_date trade_date day datetime
date/time date_time transaction_time transaction_date/time date_&_time created created_at
created_on started_date timestamp time_stamp date_created activity_date date_of_transaction
entry_date operation_date payment_date effective_date 交易日期 交易日 日期 交易时间 交易日期时间
发生日期 发生时间 付款时间 交易创建时间 创建时间 时间 交易日期/时间 交易發生日 交易日期/時間
交易時間 日期时间 业务日期 支付时间 帐务日期 datum transaktionsdatum belegdatum umsatzdatum
date_opération date_de_l'opération date_d'opération date_de_transaction fecha fecha_operación
fecha_de_operación fecha_de_la_operación f._operación fecha_transacción fecha_valor/operación
data data_operazione data_transação data_lançamento data_mov. data_movimento data_do_movimento
data_operacji data_transakcji transactiedatum datum_transactie dato transaktionsdag
tranzakciódátuma tranzakció_dátuma datum_provedení datum_proveden dátum 取引日 取引日付 日付
お取引日 ご利用日 交易发生日 交易发生日期 成交日期 业务发生日期 交易年月日 发生日 消费日期
交易日期和时间 交易日期与时间 交易时间日期
""",
    Means.VALUED: """
value_date valuedate date_value value valued 起息日 起息日期 生效日期 价值日 valuta valutadatum
wertstellung wertstellungsdatum wert date_de_valeur date_valeur fecha_valor fecha_de_valor
f._valor data_valuta data_valor rentedatum interestdate interest_date värdedag valuteringsdag
rentedato data_waluty értéknap
""",
    Means.TIME: """
time time_of_transaction hour 记账时间_时分秒 交易时分秒 交易时刻 时分秒 uhrzeit heure hora ora
tijd
成交时间 交易时间点 时间点
""",
    Means.AMOUNT: """
amount transaction_amount net_transaction_amount billing_amount amount_billed posted_amount
txn_amount sum total amt value_amount inflow/outflow paid_amount amount_in_account_currency
account_amount booking_amount gross gross_amount brutto bruttobetrag 交易金额 金额 发生额
记账金额 入账金额 人民币金额 交易额 收支金额 实付金额 交易發生金額 交易金額 金額 發生額 变动金额
收付金额 入账币种/金额 交易币种/金额 betrag umsatz buchungsbetrag betrag_in_kontowährung montant
montant_de_l'opération importe importo valor quantia montante cuantía bedrag bedrag_bij_/_af
bedrag_bij/af transactiebedrag belopp beløb beløp kwota kwota_operacji kwota_transakcji částka
objem zaúčtovaná_částka összeg tranzakció_összege tranzakcióösszege summe cantidad 取引金額
お取引金額 交易金额(+/-) 收入/支出金额 支出/收入金额 收/支金额 交易金额(收/支) 发生金额
借贷发生额 清算金额 账单金额 记账货币金额 入账货币金额 交易金额(元) 变动额 收支额 人民币记账金额
入账金额(人民币)
记账金额/币种 交易金额/币种 入账金额/币种
""",
    Means.IN: """
crédit_euros crédit_eur crédit_(eur) montant_crédit credit credits credit_amount amount_credit
deposit deposits deposit_amount paid_in money_in inflow received in in_amount cr cr_amount
amount_in money_received receipts receipt lodgement lodgements deposit_amt. deposit_amt
credit_amt amount_(cr) 收入 收入金额 收入金额(+元) 存入 存入金额 贷方 贷方金额 贷方发生额
贷方发生额(收入) 贷 贷记金额 收 转入金额 转入 入账 进账 交易金额(收入) 记账金额(收入) 收款金额
收入_(贷方) 存入金額 收入金額 贷方发生金额 贷发生额 收方金额 收方发生额 存款金额 haben
gutschrift gutschriften eingang zufluss crédit crédits abono abonos haber ingreso ingresos
entrate accrediti avere accredito crédito créditos entrada entradas bij insättning insatt insat
inn ind inngående uznania wpływy bevétel jóváírás お預り金額 お預け入れ額 入金 入金額 存入/收入
收入发生额 贷方交易金额 贷方(收入) 收入(贷方) 进账金额 贷方发生额(收款) 贷方发生额/收入
收入/贷方 收入(贷) 存入金额(贷方) 贷方存入 收款额 汇入金额 收入额 存入额
""",
    Means.OUT: """
débit_euros débit_eur débit_(eur) montant_débit debit debits debit_amount amount_debit
withdrawal withdrawals withdrawal_amount paid_out money_out outflow spent out out_amount dr
dr_amount amount_out money_spent payments payment withdrawal_amt. withdrawal_amt debit_amt
charge charges charge_amount amount_(dr) 支出 支出金额 支出金额(-元) 支取 支取金额 借方 借方金额
借方发生额 借方发生额(支取) 借方发生额(支出) 借 借记金额 支 转出金额 转出 出账 交易金额(支出)
记账金额(支出) 付款金额 支出_(借方) 支出金額 提取金額 借方发生金额 借发生额 付方金额 付方发生额
取款金额 soll lastschrift belastung belastungen ausgang abfluss débit débits cargo cargos debe
gasto gastos uscite addebiti dare addebito débito débitos saída saídas af uttag ut ud udgående
obciążenia wydatki kiadás terhelés お引出し金額 お支払金額 出金 出金額 取出金额 取出 支取/支出
支出发生额 借方交易金额 借方(支出) 支出(借方) 出账金额 借方发生额(付款) 借方发生额/支取
借方发生额/支出 支出/借方 支出(借) 支出金额(借方) 借方支取 付款额 汇出金额 支出额 支取额
扣款金额 提款 取款
""",
    Means.NET: """
net net_amount amount_net 净额 结算金额 到账金额 netto nettobetrag 实收金额
""",
    Means.FEE: """
fee fees total_fees fee_amount transaction_fee commission service_fee processing_fee 手续费
手续费金额 服务费 服务费(元) gebühr gebühren entgelt frais comisión comisiones commissioni kosten
poplatek prowizja
""",
    Means.DIRECTION: """
direction debit/credit credit/debit dr/cr cr/dr d/c c/d d/k debit_or_credit credit_or_debit
transaction_direction dc debit/_credit debit_credit_indicator credit_debit_indicator
balance_impact crdr cr/dr_indicator dr_/_cr in/out creditdebitindicator 收/支 收支 收支类型 借贷
借贷标志 借贷方向 借贷标识 借/贷 收付标志 收/付 资金流向 收支方向 借贷状态 交易方向 进出账
收支標記 soll/haben s/h af_bij af/bij umsatzart_s/h sens bevétel/kiadás 借贷类型 收支标志
收支标识 存取标志 存/取 借贷别 借贷符号 进账/扣账 扣账/进账 存入/支出 往来标志 往来账标志
来往账标志 收付方向 收付类型 交易类型(借/贷)
""",
    Means.BALANCE: """
balance running_balance running_bal. running_bal available_balance account_balance
ledger_balance balance_amount closing_balance balance_after balance_after_transaction
current_balance new_balance balance_after_booking 余额 账户余额 联机余额 本次余额 交易后余额
账户余额(元) 当前余额 结余 卡余额 可用余额 帐户余额 交易余额 餘額 結餘 账户结余 本期余额
存款余额 saldo kontostand saldo_nach_buchung saldo_na_mutatie saldo_na_trn saldo_disponible
saldo_contabile solde saldo_po_operacji saldo_après_opération bokfört_saldo egyenleg zůstatek
残高 差引残高 结存 结存金额 账面余额 账户当前余额 交易后账户余额 活期余额 结余金额 户口结余
账户可用余额 资金本次余额 资金余额 记账后余额 发生后余额 当前账户余额
""",
    Means.CURRENCY: """
currency ccy currency_code transaction_currency billing_currency account_currency cur iso_currency
posted_currency 币种 币别 货币 交易币种 记账币种 货币种类 入账货币 交易货币 幣別 幣種 账户币种
记账货币 货币代码 币种名称 入账币种 währung waehrung buchungswährung devise moneda valuta_code
divisa moeda munt valuta_kod valutakod waluta měna devizanem
结算币种 结算货币 账单货币 账单币种 币种代码 货币名称 入账币别
""",
    Means.PARTY: """
对方账号与户名 对方账户与户名 namn name counterparty counterparty_name merchant merchant_name
from/to payer/payee counter_party third_party other_party to_/_from counteraccount_name
partner_name payee/payer beneficiary/payer payment_party 对方户名 对方账户名 对方名称 对手信息
交易对方 商户名称 对方账户名称 对方单位名称 对方帐户名 对方姓名 对手户名 收款人/付款人
收(付)方名称 收付方名称 收款人名称 对方户名/商户 对方帐户名称 對方戶名 对方单位 交易对手
交易对手名称 对手方名称 收/付方户名 对方 begünstigter beguenstigter begünstigter/auftraggeber
begünstigter/zahlungspflichtiger beguenstigter/zahlungspflichtiger empfänger
auftraggeber/empfänger auftraggeber/begünstigter auftraggeber_/_begünstigter
name_zahlungsbeteiligter empfänger/zahlungspflichtiger empfänger/auftraggeber auftraggeber
bénéficiaire tiers beneficiario ordenante controparte favorecido naam naam_tegenpartij
naam_/_omschrijving naam_/_mededelingen tegenpartij mottagare motpart nadawca/odbiorca odbiorca
kontrahent partner_neve partnerneve název_protiúčtu 对手姓名 对方账户户名 对方客户名称
对方公司名称 对方单位户名 对方账号名称 往来单位 往来户名 往来单位名称 收付款人 收付款人名称
收/付款人名称 收/付款人 收(付)款人名称 收(付)款人 对手户名称 商户 商户名 商家 商家名称
交易对方户名 交易对方名称 交易对手户名 交易对手信息 对方账号名 对方信息 对手名称 对方开户名
收付方户名 交易对象
收/付方名称 商户名称/城市 对方户名/账号 对方户名/对方账号 商户名称/地点
""",
    Means.PAYEE: """
payee payee_name recipient recipient_name beneficiary beneficiary_name paid_to
zahlungsempfänger*in zahlungsempfänger 收款人 收款方 收款方名称 收款单位 收款人户名
""",
    Means.PAYER: """
payer payer_name ordering_party zahlungspflichtige*r zahlungspflichtiger 付款人 付款方 付款方名称
付款单位 付款人户名 付款人名称 付款单位名称
""",
    Means.PAYEE_ACCOUNT: """
收款人账号 收款方账号 收款账号 收款人卡号 收款单位账号 payee_account payee_account_number
payee's_account_number
""",
    Means.PAYER_ACCOUNT: """
付款人账号 付款方账号 付款账号 付款人卡号 付款单位账号 payer_account payer_account_number
debit_account_no
""",
    Means.TEXT: """
text 交易地点/附言 内容 摘要/用途 description transaction_description details
transaction_details memo narrative narration particulars remarks remark note notes
payment_reference message purpose statement_descriptor comment comments additional_info
transaction_remarks extended_details transaction_information label title subject
message_for_payee transaction_text payment_details 摘要 附言 用途 备注 交易附言 交易摘要
摘要描述 客户摘要 说明 交易说明 商品说明 商品名称 商品 交易描述 备注信息 交易备注 订单标题
交易详情 用途/摘要 附言/用途 交易地点 交易场所 交易用途 摘要/附言 備註 摘要说明 业务摘要
verwendungszweck buchungstext vwz transaktionsbeschreibung vorgang/verwendungszweck mitteilung
libellé libellé_opération libelle motif concepto observaciones descripción descrição histórico
descrizione causale omschrijving omschrijving-1 omschrijving-2 omschrijving-3 mededelingen
mededeling vrije_mededeling beskrivning meddelande tekst forklaring beskrivelse rubrik
opis_operacji opis tytuł tytułem zpráva poznámka zpráva_pro_příjemce közlemény részletek
detalles 摘要内容 お取引内容 取引内容 客户附言 交易内容 交易行为 备注/附言 摘要/备注 用途/附言
交易附言/用途 附加信息 个性化信息 摘要_/_备注 证券名称 说明/备注 详情 详细资料 交易资料 账项说明
资料 账项内容
""",
    Means.KIND: """
type transaction_type trans_type txn_type transactiontype payment_type kind 交易类型 交易名称
业务类型 交易类别 交易种类 业务名称 交易方式 類型 类型 交易分类 umsatzart transaktionstyp vorgang
buchungsart type_d'opération tipo tipo_operación tipologia mutatiesoort soort typ_operacji
rodzaj_transakcji typ_transakce tranzakció_típusa
业务种类
""",
    Means.REFERENCE: """
reference ref ref_no reference_number reference_no. reference_no transaction_id transaction_id. id
txn_id fitid transaction_reference ref_number transaction_number bank_reference unique_id
receipt_no confirmation_number utr ref_no./cheque_no. chq./ref.no. transaction_ref transferwise_id
流水号 交易流水号 交易单号 交易订单号 交易号 核心流水号 凭证号 日志号 账务流水号 业务流水号
交易编号 流水编号 银行流水号 参考号 凭证号码 唯一编号 明细编号-交易流水号 明细编号 referenz
kundenreferenz buchungsreferenz kundenreferenz_(end-to-end) référence referencia riferimento
transactiereferentie referentie volgnr referens arkivreferanse id_transakce megbízás_azonosító
成交编号 银行参考编号 交易参考号 主机流水号 交易序号/流水号 凭证编号 核心系统流水号 检索号
""",
    Means.ACCOUNT: """
account account_number account_no account_no. account_# iban own_account account_id card_no.
card_no card_number account_iban 账号 卡号 账户 本方账号 借记卡号 银行账号 我方账号 账户账号
本方卡号 卡号后四位 卡号末四位 卡片末四位 账/卡号 客户账号 自身账号 帐号 本行账号 查询账号
auftragskonto konto kontonummer auftraggeberkonto iban_auftragskonto iban_auftraggeberkonto
numéro_de_compte compte cuenta número_de_cuenta conto conta rekening rekeningnummer iban/bban
konto_nr számlaszám číslo_účtu first_bank_card card_# 卡片号码 卡末四位 卡号末4位 末四位卡号
卡号后4位 卡号尾号 资金账号 卡号/账号 账号/卡号 账户/卡号 交易账号 本方卡号/账号 户口号码
""",
    Means.STATUS: """
status state transaction_status payment_status 交易状态 状态 当前状态 处理状态 订单状态 交易结果
statut estado stato 狀態
""",
    Means.PARTY_ACCOUNT: """
对方账号 对方卡号/账号 对方账号/卡号 对方卡号 对方账户 对方帐号 对手账号 收(付)方账号 收付方账号
对方账/卡号 counterparty_account counter_account counteraccount tegenrekening
tegenrekening_iban/bban partner_iban kontonummer/iban iban_zahlungsbeteiligter
beneficiary_account recipient_account 对方账户账号 交易对手账号 交易对方账号 收/付方账号
收/付款人账号 收付款人账号 收(付)款人账号 对方单位账号 对方账户号 往来账号 对手卡号 对手账户
对方账号(卡号) 对方付款账号 对方银行账号 对方客户账号 counterparty_account_number
counterparty_iban counterparty_account_no beneficiary_account_number partner_account
other_account
""",
    Means.OTHER: """
fremde_gebühren auftraggeber/zahlungsempfänger 起息日期_(说明) 对方行名 对方开户行
对方账号开户行 对方开户行名 对方银行 对方行号 对方机构
account_number_or_iban local_amount local_currency original_amount original_currency
exchange_rate amount_(foreign_currency) foreign_currency betrag_(fremdwährung) fremdwährung
type_foreign_currency fx_rate balance_currency 网点名称 渠道 交易渠道 交易国家或地区简称 钞/汇
开户机构 交易地金额 原币金额 汇率 柜员号 机构号 交易行名 开户行 category subcategory kategorie
分类 category_name emoji address receipt notes_and_#tags city state/province zip_code country
cardholder 结算地金额 证券代码 成交价格 成交数量 剩余数量 成交金额 总费用 净佣金 印花税 过户费
清算费 交易规费 经手费 证管费 股东代码 其他费 序号 顺序号 账户明细编号 现转标志 储种 地区
凭证类型 凭证种类 交易机构 交易柜员 对方行名称 原始交易金额 原始交易货币 原交易金额 原交易货币
国家/地区 地区/区域 country/region area/district merchant_category cheque_number 結餘貨幣
结余货币
""",
}


def words() -> dict[str, Means]:
    """Return every header word in the form compared (``header.bare``) with what it means.

    Where a word stands twice the first meaning counts, in the order of ``Means``.
    """
    found: dict[str, Means] = {}
    for meaning, text in _WORDS.items():
        for word in text.split():
            found.setdefault(word, meaning)
    return found
