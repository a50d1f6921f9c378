"""Invents who writes bills and who gets them: names, addresses and numbers of firms."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The characters of a Chinese tax number, in the order of their weight."""


@dataclass(frozen=True, slots=True)
class Party:
    """One firm; ``address`` holds its printed lines, ``account`` its bank and account number."""

    name: str
    address: tuple[str, ...]
    tax_id: str
    phone: str
    site: str
    account: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Country:
    """What is usual where a document comes from; rates per ten thousand."""

    code: str
    currency: str
    tax: str
    rates: tuple[int, ...]
    day_first: bool
    dates: tuple[str, ...]
    marks: tuple[str, ...]
    """How a sum is printed: ``{}`` stands for the figures."""
    separators: tuple[tuple[str, str], ...]
    """Of thousands, and before the cents."""
    id_labels: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """The language of its papers."""
        return "zh" if self.code == "CN" else "en"


_PLAIN = ((",", "."), (",", "."), ("", "."))
COUNTRIES = {
    "GB": Country(
        "GB",
        "GBP",
        "VAT",
        (2000, 2000, 2000, 500, 0),
        day_first=True,
        dates=("d/m/y", "d B y", "d b y", "d-b-y", "d/m/yy", "dth B y", "y-m-d"),
        marks=("£{}", "£{}", "£ {}", "{}", "GBP {}", "{} GBP"),
        separators=_PLAIN,
        id_labels=("VAT No", "VAT Reg No:", "VAT Registration Number", "VAT number", "VAT ID"),
    ),
    "US": Country(
        "US",
        "USD",
        "Sales Tax",
        (825, 700, 625, 887, 0),
        day_first=False,
        dates=("m/d/y", "B d, y", "b d, y", "m/d/yy", "M/D/y", "y-m-d"),
        marks=("${}", "${}", "$ {}", "{}", "USD {}", "${} USD"),
        separators=_PLAIN,
        id_labels=("EIN", "Federal Tax ID", "Tax ID", "FEIN:"),
    ),
    "MY": Country(
        "MY",
        "MYR",
        "SST",
        (600, 600, 800, 0),
        day_first=True,
        dates=("d/m/y", "d-m-y", "d/m/yy", "d b y", "d-b-yy", "y-m-d"),
        marks=("RM{}", "RM {}", "{}", "{}", "MYR {}"),
        separators=_PLAIN,
        id_labels=("SST Reg No", "SST ID:", "SST No.", "Service Tax No:", "GST Reg No:"),
    ),
    "SG": Country(
        "SG",
        "SGD",
        "GST",
        (900, 900, 0),
        day_first=True,
        dates=("d/m/y", "d b y", "d B y", "d-b-y", "y-m-d"),
        marks=("S${}", "${}", "{}", "SGD {}", "S$ {}"),
        separators=_PLAIN,
        id_labels=("GST Reg No", "GST Registration No.", "UEN / GST Reg. No.", "GST No:"),
    ),
    "DE": Country(
        "DE",
        "EUR",
        "VAT",
        (1900, 1900, 700, 0),
        day_first=True,
        dates=("d.m.y", "d.m.y", "d.m.yy", "d B y", "y-m-d"),
        marks=("{} €", "€{}", "{} EUR", "EUR {}", "€ {}", "{}"),
        separators=((".", ","), (".", ","), (",", "."), ("", ",")),
        id_labels=("VAT ID", "USt-IdNr.", "VAT ID No.", "VAT Reg. No."),
    ),
    "CN": Country(
        "CN",
        "CNY",
        "税额",
        (1300, 1300, 600, 900, 300, 100),
        day_first=False,
        dates=("y年m月d日", "y-m-d", "y/m/d", "y.m.d", "y年M月D日"),
        marks=("¥{}", "￥{}", "{}", "{}元", "¥ {}", "RMB {}"),
        separators=_PLAIN,
        id_labels=("纳税人识别号", "统一社会信用代码/纳税人识别号", "税号"),
    ),
}

_WORDS = (
    *("Northgate", "Bluebell", "Summit", "Harbour", "Ashfield", "Redwood", "Kestrel", "Meridian"),
    *(
        "Oakridge",
        "Silverline",
        "Brookside",
        "Pioneer",
        "Castle",
        "Evergreen",
        "Cobalt",
        "Tamarind",
    ),
    *("Larkspur", "Granite", "Pinnacle", "Foxglove", "Lighthouse", "Riverbend", "Juniper", "Atlas"),
)
_FAMILIES = (
    *("Hartley", "Okafor", "Pemberton", "Lindqvist", "Novak", "Whitfield", "Mercer", "Delgado"),
    *("Ashworth", "Kowalski", "Brennan", "Sutherland", "Abernathy", "Castellano", "Dunmore"),
)
_TRADES = (
    *("Wholesale", "Foods", "Packaging", "Stationery", "Cleaning Supplies", "Bakery Supplies"),
    *("Electrical", "Plumbing Services", "Logistics", "Coffee Roasters", "Catering Equipment"),
    *("Office Solutions", "Print & Design", "Textiles", "Hardware", "Dairy", "Produce", "Software"),
    *("Refrigeration", "Pest Control", "Workwear", "Signs", "Beverages", "Marketing"),
)
_ENDINGS = {
    "GB": ("Ltd", "Limited", "LLP", "& Sons Ltd", "plc", "(UK) Ltd", "Ltd."),
    "US": ("Inc.", "LLC", "Co.", "Corp.", "& Co., Inc.", "Inc", "Group LLC"),
    "MY": ("Sdn Bhd", "SDN. BHD.", "Sdn. Bhd.", "Enterprise", "Trading", "(M) SDN BHD"),
    "SG": ("Pte Ltd", "Pte. Ltd.", "PTE LTD", "LLP", "(S) Pte Ltd"),
    "DE": ("GmbH", "GmbH & Co. KG", "AG", "e.K.", "UG (haftungsbeschränkt)", "OHG"),
}
_MALAY = (
    *("Maju Jaya", "Seng Huat", "Lim Brothers", "Syarikat Bintang", "Perniagaan Zheng Hui"),
    *("Kedai Runcit Aman", "Restoran Wan Sheng", "Popular Ikan", "Tan Chay Yee", "Sri Murugan"),
    *("Unihakka", "Gardenia Utama", "Ah Yap", "Bukit Emas", "Kurnia Abadi", "Lucky Star"),
)
_GERMAN = ("Weber", "Schröder", "Krüger", "Hoffmann", "Nordlicht", "Rheinland", "Bergmann", "Voß")
_STREETS = {
    "GB": (
        "High Street",
        "Station Road",
        "Mill Lane",
        "Victoria Road",
        "Church Street",
        "Kingsway",
    ),
    "US": ("Main St", "Oak Ave", "Industrial Blvd", "Maple Drive", "W 42nd Street", "Elm St"),
    "MY": ("Jalan Tun Razak", "Jalan SS 2/24", "Jalan Permas 10", "Lorong Haji Taib", "Jalan Ipoh"),
    "SG": (
        "Ubi Avenue 1",
        "Orchard Road",
        "Jurong East St 21",
        "Kaki Bukit Place",
        "Tampines Ave 5",
    ),
    "DE": ("Hauptstraße", "Bahnhofstr.", "Industriestraße", "Lindenallee", "Am Markt"),
}
_CITIES = {
    "GB": (
        "Leeds LS1 4DY",
        "Bristol BS1 6QA",
        "Manchester M2 3AW",
        "London EC1A 1BB",
        "York YO1 7HH",
    ),
    "US": ("Austin, TX 78701", "Portland, OR 97204", "Columbus, OH 43215", "Tampa, FL 33602"),
    "MY": ("50400 Kuala Lumpur", "47300 Petaling Jaya", "81750 Johor Bahru", "10200 Penang"),
    "SG": ("Singapore 408934", "Singapore 238801", "Singapore 609601", "Singapore 529651"),
    "DE": ("20095 Hamburg", "50667 Köln", "80331 München", "04109 Leipzig"),
}
_ZH_CITIES = (
    "杭州",
    "广州",
    "深圳",
    "成都",
    "苏州",
    "武汉",
    "青岛",
    "长沙",
    "义乌",
    "佛山",
    "上海",
    "北京",
)
_ZH_DISTRICTS = (
    "西湖区",
    "天河区",
    "南山区",
    "武侯区",
    "吴中区",
    "江岸区",
    "市北区",
    "雨花区",
    "高新区",
)
_ZH_BRANDS = (
    *(
        "鑫源",
        "恒泰",
        "福满楼",
        "绿野",
        "金穗",
        "海纳",
        "宏达",
        "云帆",
        "瑞丰",
        "众诚",
        "喜盈门",
        "天天鲜",
    ),
    *(
        "晨曦",
        "博雅",
        "聚力",
        "康佰",
        "华盛",
        "锦绣",
        "顺捷",
        "利民",
        "老街口",
        "东方红",
        "小鹿",
        "知味",
    ),
)
_ZH_TRADES = (
    *(
        "食品",
        "商贸",
        "包装材料",
        "办公用品",
        "信息技术",
        "餐饮管理",
        "物流",
        "五金机电",
        "日用百货",
    ),
    *("电子商务", "纺织品", "农产品", "印刷", "装饰工程", "酒业", "茶业", "清洁服务", "文化传媒"),
)
_ZH_SOLE = (
    "商行",
    "经营部",
    "批发部",
    "便利店",
    "餐饮店",
    "水果店",
    "五金店",
    "工作室",
    "副食品店",
    "超市",
)
_ZH_STREETS = (
    "文三路",
    "中山大道",
    "科技园南路",
    "人民南路",
    "太湖西路",
    "解放大道",
    "台东一路",
    "芙蓉中路",
)
_ZH_BANKS = ("中国工商银行", "中国建设银行", "招商银行", "中国农业银行", "中国银行", "交通银行")
_EN_BANKS = {
    "GB": ("Barclays Bank", "Lloyds Bank", "NatWest", "HSBC UK"),
    "US": ("Chase Bank", "Wells Fargo", "First National Bank"),
    "MY": ("Maybank", "CIMB Bank", "Public Bank Berhad"),
    "SG": ("DBS Bank", "OCBC Bank", "UOB"),
    "DE": ("Sparkasse", "Commerzbank", "Volksbank"),
}


def digits(chance: random.Random, count: int) -> str:
    """Return ``count`` digits, the first not 0."""
    return str(chance.randrange(1, 10)) + "".join(
        str(chance.randrange(10)) for _ in range(count - 1)
    )


def credit_code(chance: random.Random, *, sole: bool) -> str:
    """Return a Chinese tax number of 18 characters with its check character (GB 32100)."""
    body = ("92" if sole else "91") + digits(chance, 6)
    body += "".join(chance.choice(_CODE) for _ in range(9))
    weighed = sum(_CODE.index(mark) * pow(3, place, 31) for place, mark in enumerate(body))
    return body + _CODE[-weighed % 31]


def party(chance: random.Random, country: Country, *, buyer: bool = False) -> Party:
    """Invent a firm of ``country``."""
    if country.code == "CN":
        return _chinese(chance, buyer=buyer)
    code = country.code
    name = _name(chance, code)
    house = chance.randrange(1, 280)
    street = chance.choice(_STREETS[code])
    line = f"{street} {house}" if code == "DE" else f"{house} {street}"
    if code == "MY":
        line = f"No. {house}, {street},"
    address: tuple[str, ...] = (line, chance.choice(_CITIES[code]))
    if chance.random() < 0.3:
        address = (f"Unit {chance.randrange(1, 40)}, {chance.choice(_WORDS)} House", *address)
    short = name.split()[0].lower().strip(".,")
    site = f"{short}{chance.choice(('.com', '.co', '-supplies.com', '.net'))}"
    bank = chance.choice(_EN_BANKS[code]), _account(chance, code)
    return Party(name, address, _tax_id(chance, code), _phone(chance, code), site, bank)


def _name(chance: random.Random, code: str) -> str:
    ending = chance.choice(_ENDINGS[code])
    if code == "MY" and chance.random() < 0.6:
        name = f"{chance.choice(_MALAY)} {chance.choice(_TRADES)} {ending}"
        return name.upper() if chance.random() < 0.6 else name
    if code == "DE" and chance.random() < 0.5:
        return f"{chance.choice(_GERMAN)} {chance.choice(_TRADES)} {ending}"
    first = chance.choice(_WORDS if chance.random() < 0.6 else _FAMILIES)
    return f"{first} {chance.choice(_TRADES)} {ending}"


def _tax_id(chance: random.Random, code: str) -> str:
    return {
        "GB": f"GB {digits(chance, 3)} {digits(chance, 4)} {digits(chance, 2)}",
        "US": f"{digits(chance, 2)}-{digits(chance, 7)}",
        "MY": f"W10-{digits(chance, 4)}-{digits(chance, 8)}",
        "SG": f"{chance.randrange(1980, 2024)}{digits(chance, 5)}{chance.choice('CDEGHKMNRWZ')}",
        "DE": f"DE{digits(chance, 9)}",
    }[code]


def _phone(chance: random.Random, code: str) -> str:
    return {
        "GB": f"0{digits(chance, 3)} {digits(chance, 3)} {digits(chance, 4)}",
        "US": f"({digits(chance, 3)}) {digits(chance, 3)}-{digits(chance, 4)}",
        "MY": f"0{chance.randrange(3, 9)}-{digits(chance, 4)} {digits(chance, 4)}",
        "SG": f"+65 6{digits(chance, 3)} {digits(chance, 4)}",
        "DE": f"+49 {digits(chance, 2)} {digits(chance, 7)}",
    }[code]


def _account(chance: random.Random, code: str) -> str:
    if code == "DE":
        return f"DE{digits(chance, 2)} " + " ".join(digits(chance, 4) for _ in range(4)) + " 00"
    if code == "GB":
        sort = "-".join(digits(chance, 2) for _ in range(3))
        return f"Sort code {sort}  Account {digits(chance, 8)}"
    return f"{digits(chance, 3)}-{digits(chance, 6)}-{chance.randrange(10)}"


def _chinese(chance: random.Random, *, buyer: bool) -> Party:
    city, district = chance.choice(_ZH_CITIES), chance.choice(_ZH_DISTRICTS)
    brand, trade = chance.choice(_ZH_BRANDS), chance.choice(_ZH_TRADES)
    sole = chance.random() < (0.25 if buyer else 0.35)
    if sole:
        name = f"{city}市{district}{brand}{chance.choice(_ZH_SOLE)}"
        if chance.random() < 0.3:
            name += "（个体工商户）"
    else:
        ending = chance.choice(("有限公司", "有限公司", "有限责任公司", "股份有限公司"))
        name = f"{city}{brand}{trade}{ending}"
        if chance.random() < 0.15:
            name = f"{brand}{trade}（{city}）{ending}"
    road = f"{chance.choice(_ZH_STREETS)}{chance.randrange(1, 900)}号"
    phone = f"0{digits(chance, 3)}-{digits(chance, 8)}"
    if chance.random() < 0.4:
        phone = f"1{chance.choice('35789')}{digits(chance, 9)}"
    bank = f"{chance.choice(_ZH_BANKS)}{city}{district.removesuffix('区')}支行", digits(chance, 19)
    return Party(
        name,
        (f"{city}市{district}{road}",),
        credit_code(chance, sole=sole),
        phone,
        f"www.{digits(chance, 5)}.cn",
        bank,
    )


def choose(chance: random.Random, options: Sequence[str]) -> str:
    """Return one of ``options``."""
    return options[chance.randrange(len(options))]
