"""Tells names of companies and shops from addresses, headings and slogans."""

from __future__ import annotations

import re

from cfo_desktop.documents.extracting.folding import letters

_FORM = re.compile(
    r"""
    (?<![^\W\d_])(?:
        [S5][DO0]?N\.?\s?\.?[B8][HN][DO]\b\.? | SDN\b\.?  # SDN BHD, and as OCR reads it
      | SENDIRIAN\s+BERHAD | BERHAD\b | BHD\b\.? | S\s?/\s?B\b
      | (?:CO\.?,?\s*)?(?:PTE\.?\s*|PVT\.?\s*|PTY\.?\s*|PRIVATE\s+)?(?:LTD|LIMITED)\b\.?
      | PLC\b | LLP\b | L\.?L\.?C\b\.? | INC\b\.? | INCORPORATED\b | CORP\b\.? | CORPORATION\b
      | GMBH\b(?:\s*&\s*CO\.?\s*KG)? | AG\b | KG\b | OHG\b | UG\b | GBR\b | E\.\s?K\.? | E\.\s?V\.?
      | S\.?A\.?R\.?L\b\.? | SARL\b | SAS\b | EURL\b | S\.?A\.?S?\b\.? | S\.?R\.?L\b\.?
      | S\.?P\.?A\b\.? | S\.?L\.?U?\b\.? | B\.?V\b\.? | N\.?V\b\.? | A/S\b | APS\b
      | AB\b | OY\b | KFT\b | A\.?G\.?(?=\s|\Z)
    )(?![^\W\d_])
    (?:\s*\([A-Z][A-Za-zÀ-ÿ .]{0,20}\))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_GLUED_FORM = re.compile(
    r"(?i:[S5]DN\.?\s?[B8]HD|GMBH\b)\.?|(?<=[a-z])(?:Ltd|Limited|Inc)\b\.?|S/B\b"
)
"""Forms that OCR did not part from the word before."""
_GLUED_TRADE = re.compile(
    r"\w{4,}(?:ENTERPRISE|TRADING|RESTAURANT|STATIONERY|HARDWARE|SUPERMARKET|MACHINERY|"
    r"ELECTRICAL|WORKSHOP|COMPANY)S?\b",
    re.IGNORECASE,
)
_SHORT_FORMS = re.compile(r"(?:AG|KG|UG|SA|SL|AB|OY|NV|BV|SAS|SPA|SRL)\.?", re.IGNORECASE)
"""Forms that are words or syllables unless they are written in capitals."""
_CHINESE = re.compile(
    r"[㐀-鿿A-Za-z0-9·（）() ]*?(?:有限责任公司|股份有限公司|有限公司|公司|事务所|合作社|"
    r"经营部|经销部|批发部|服务部|门市部|商行|商贸行"
    r"|商店|书店|超市|便利店|百货|商场|药房|药店|餐厅|餐馆|饭店|酒楼|酒店|宾馆|茶楼|茶餐厅|"
    r"咖啡馆|咖啡|面馆|火锅|烧烤|小吃|食堂|饭馆|美食"
    r"|加油站|工厂|厂|工作室|医院|诊所|银行|幼儿园|学校|大学|出版社|集团|俱乐部|市场|停车场|"
    r"中心|花店|店|馆|行|坊|屋|铺|吧|城|社|站|所)"
    r"(?:[（(][㐀-鿿A-Za-z0-9]+[）)])?(?:[㐀-鿿A-Za-z0-9]{1,10}(?:店|分公司|分店|支行|分行|"
    r"营业部))?"
)
_TRADE = re.compile(
    r"\b(?:ENTERPRISES?|TRADING|TRADERS?|RESTAURANTS?|RESTORAN|KEDAI|MART|MINI\s?MARKET|"
    r"MARKET|SUPERMARKET|HYPERMARKET|PASARAYA|STORES?"
    r"|SHOP|HARDWARE|STATIONERY|BOOKSTORE|BOOKS|CAFE|COFFEE|KOPITIAM|BAKERY|BAKERIES|"
    r"PHARMACY|FARMASI|CLINIC|KLINIK|MOTORS?|AUTO|ELECTRICAL"
    r"|ELECTRONICS?|FURNITURE|GALLERY|HOUSE|HOTEL|INN|STATION|SERVICES?|SUPPLY|SUPPLIES|"
    r"CENTRE|CENTER|INDUSTRIES|MACHINERY|FASHION|BOUTIQUE|SALON"
    r"|OPTICAL|JEWELLERY|PERNIAGAAN|SYARIKAT|BROTHERS|BROS|& SONS|& CO|COMPANY|CO\.|GROUP|"
    r"HOLDINGS|INTERNATIONAL|GIFTS?|DECO|TECH|COMPUTER|MOBILE"
    r"|FOODS?|SEAFOOD|KITCHEN|BISTRO|BAR|GRILL|PIZZA|BURGER|DELI|WORKSHOP|GARAGE|TYRES?|"
    r"PETROL|STUDIO|PRINTING|CUISINE|TEA|NOODLES?|CHOP|STEAMBOAT"
    r"|MOULIN|BOULANGERIE|PHARMACIE|APOTHEKE|BACKEREI|BÄCKEREI|GASTHAUS|RISTORANTE|"
    r"TRATTORIA|FARMACIA|LIBRERIA|WERKSTATT|HOF|VEREIN)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b(?:JALAN|JLN|JL|LORONG|TAMAN|TMN|LOT|BANDAR|PERSIARAN|LEBUH|KAWASAN|KAMPUNG|"
    r"SELANGOR|JOHOR|PENANG|MELAKA|STREET|ROAD|AVENUE|AVE|LANE"
    r"|BLVD|SUITE|FLOOR|LEVEL|UNIT|BLOCK|BLK|BUILDING|TOWER|PLAZA|STRASSE|STR|PLATZ|WEG|RUE|"
    r"CHEMIN|CALLE|AVDA|VIA|PIAZZA|BOX|VILLAGE|DISTRICT"
    r"|GROUND|KUALA|LUMPUR|PETALING|SHAH|ALAM|SUBANG|KLANG|MALAYSIA|SINGAPORE|DARUL)\b"
    r"|(?:^|\s)NO\.?\s?:?\s?\d|\b\d{5}\b|\d+[-/,]\s?\d+|(?:路|街|道|巷|弄|号|室|楼|层|区|县|"
    r"镇)\d*(?:号|室|楼|层)?(?:\s|$)",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"^\W*(?:(?:simplified|duplicate|original|customer'?s?|reprint|copy|proforma|pro-forma)"
    r"\s+|e-?\s?)*(?:tax\s*)?(?:invoice|receipt|bill|copy|cash\s*(?:sales?|bill|memo)"
    r"|official receipt|payment receipt|credit (?:note|memo)|purchase order|order|quotation|"
    r"rechnung|facture|factura|fattura|gutschrift|avoir|statement|contract|agreement"
    r"|delivery (?:note|order)|sales (?:receipt|slip|order)|order confirmation|resit|"
    r"invois)s?\b[^A-Za-z]*(?:\([^)]*\))?(?:\s*(?:copy|/.*))?\W*$"
    r"|\bwelcome\b|\bthank\b|\bthanks\b|\bguest (?:check|copy)\b|\b(?:dine|take)[- ]?(?:in|"
    r"away|out)\b|\bself collect|\bpage\b|^\W*(?:original|duplicate|reprint|void|table|paid|"
    r"closed bill|check closed)\W*$",
    re.IGNORECASE,
)
_CHINESE_HEADING = re.compile(
    r"品名|货品|商品名称|单位$|数量|金额"
    r"|发票|小票|收据|凭证|凭条|结账单|结帐单|点菜单|账单|对账单|销售单|送货单|出库单|订单|"
    r"合同|协议|欢迎|谢谢|光临|电话|地址|日期|时间|单号|联次|^第.联|记账联|顾客联|存根|报销|"
    r"监制|税务局|国家税务总局|客户联|预结单|消费清单|明细|第\d+页"
)
_CHINESE_TITLE = re.compile(
    r"(?:(?:销售|销货|送货|采购|供货|出库|发货|入库|订货|结算|结账|对账|收款|付款|缴费|消费|订|账)*"
    r"(?:清单|明细表|明细单|明细|通知单|确认单|小票|收据|账单|单据|单))$"
)
_CONTACT = re.compile(
    r"\b(?:tel|fax|phone|hp|email|e-mail|www|http|mobile|hotline|gst|sst|tax id|reg|roc|"
    r"company no|co\.? ?no|co\.? reg)\b\.?\s*[:.#]?|@|\.com\b|\.my\b|\.de\b",
    re.IGNORECASE,
)
_REGISTRATION = re.compile(
    r"\s*[(\[]?\s*(?:CO(?:MPANY)?\.?\s*)?(?:REG(?:ISTRATION)?\.?\s*)?(?:ROC|SSM|UEN|NO|"
    r"ID)?\.?\s*[:.]?\s*(?:[A-Z]{1,3}\s?)?\d{4,}\s*[-–]?\s*[A-Z0-9]{0,3}\s*[)\]]?\W*$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^\W*(?:(?:payment |sales )?receipt from|(?:sold|operated|managed|owned|issued|licensed|"
    r"billed|run) by|licensee(?: of)?|"
    r"from|seller|supplier|vendor|merchant|name|welcome to|欢迎光临|名称|商户名称|"
    r"店名)\s*[:：]?\s*",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s+[-–—|●•·*]\s+|\s*[●•|]\s*")
_MIN_LETTERS = 3
_INITIALS = 2


def has_form(text: str) -> bool:
    """Tell whether a text names a legal form: ``Sdn Bhd``, ``GmbH``, 有限公司."""
    return bool(_form(text)) or "公司" in text


def _form(text: str) -> re.Match[str] | None:
    last = None
    for match in _FORM.finditer(text):
        short = _SHORT_FORMS.fullmatch(match[0].strip())
        if short and not match[0].strip()[:2].isupper() and not _is_last(match, text):
            continue
        last = match
    return last or _GLUED_FORM.search(text)


def _is_last(match: re.Match[str], text: str) -> bool:
    """Whether a form written ``Inc.`` ends its line: elsewhere it is the ``inc`` of a price."""
    capital = match[0].strip()[:1].isupper() and len(match[0].strip(" .")) > _INITIALS
    return capital and not text[match.end() :].strip(" .,;")


def is_only_form(text: str) -> bool:
    """Tell whether a line is the second half of a name: ``SDN BHD (123456-A)``."""
    match = _form(text)
    return bool(match) and len(letters(text[: match.start()] if match else "")) < _MIN_LETTERS


def is_heading(text: str) -> bool:
    """Tell whether a line is a document's title, a greeting or the like."""
    return bool(_HEADING.search(text) or _CHINESE_HEADING.search(text)) and not has_form(text)


def is_address(text: str) -> bool:
    """Tell whether a line is part of an address."""
    return bool(_ADDRESS.search(text))


def clean(text: str) -> str:
    """Return the name alone: without ``Sold by``, registration numbers and an address behind it."""
    text = _LEAD.sub("", text.lstrip(".").strip(" *=-_~#,:;|\"'"))
    if _CHINESE.match(text):
        text = _untitled(text)
    else:
        form = _form(text)
        if (
            form
            and re.match(r"\W|$", text[form.end() :])
            and len(letters(text[: form.start()])) >= 2
        ):
            rest = text[form.end() :]
            text = text[: form.end()] if not re.match(r"\s*&|\s+(?:&|and)\s", rest) else text
        else:
            text = _SEPARATOR.split(text)[0]
    text = _REGISTRATION.sub("", text)
    return " ".join(text.strip(" *=-_~#,:;|\"'").split())


def _untitled(name: str) -> str:
    """Return a Chinese name without the document's title, where both stand in one heading."""
    title = _CHINESE_TITLE.search(name)
    if title and _CHINESE.fullmatch(name[: title.start()]):
        return name[: title.start()]
    return name


def score(text: str) -> int:
    """Return how much a line looks like the name of a company: above 0 it may be one."""
    name = clean(text)
    signs = letters(name)
    if len(signs) < 2 or sum(sign.isalpha() for sign in signs) < max(2, len(signs) * 0.5):
        return -100
    points = _looks(text, name)
    if is_heading(text):
        points -= 90
    if _CONTACT.search(text) and not has_form(name):
        points -= 60
    if is_address(name) and not has_form(name):
        points -= 45
    if sum(sign.isdigit() for sign in name) >= 6 and not has_form(name):
        points -= 30
    if re.search(
        r"formerly|powered by|pos software|software by|system by|printed by|a member of",
        text,
        re.IGNORECASE,
    ):
        points -= 80
    if re.search(r"[!?]|\.\.\.", name) or len(name) > 80:
        points -= 20
    return points


def _looks(text: str, name: str) -> int:
    """What speaks for a company: a legal form, a trade, the end of a Chinese name."""
    if has_form(text):
        return 60
    if _CHINESE.fullmatch(name):
        return 45
    return 25 if _TRADE.search(text) or _GLUED_TRADE.search(text) else 0


def alike(one: str, other: str) -> bool:
    """Tell whether two texts name the same company, whatever their punctuation and case."""
    first, second = letters(one), letters(other)
    if min(len(first), len(second)) < _MIN_LETTERS:
        return False
    if first == second or (
        min(len(first), len(second)) >= 6 and (first in second or second in first)
    ):
        return True
    return likeness(first, second) >= 0.86


def likeness(one: str, other: str) -> float:
    """Return how much two texts share, from 0 to 1, by their pairs of letters."""
    pairs = [one[place : place + 2] for place in range(len(one) - 1)]
    others = [other[place : place + 2] for place in range(len(other) - 1)]
    if not pairs or not others:
        return 0.0
    rest = list(others)
    shared = 0
    for pair in pairs:
        if pair in rest:
            rest.remove(pair)
            shared += 1
    return 2 * shared / (len(pairs) + len(others))
