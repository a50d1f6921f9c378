"""A book for the review: a pair to decide, a payment sorted by itself, and some that wait."""

from __future__ import annotations

from pathlib import Path

from cfo_desktop.domain.period import LAST_DAY
from cfo_desktop.services import books
from cfo_desktop.services import entries
from cfo_desktop.services import imports
from tests.ui.conftest import PASSPHRASE

BANK = (
    "记账日期,记账时间,币别,金额,余额,交易名称,渠道,网点名称,附言,对方账户名,对方卡号/账号,"
    "对方开户行,借记卡号\n{rows}"
)
ROW = "{day},12:57:17,人民币,{amount},{balance},{kind},手机,----,----,{party},----,----,1234\n"
WALLET = (
    "----------------------微信支付账单明细列表--------------------,,,,,,,,,,\n"
    "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n"
    "2026-11-05 12:45:27,商户消费,云膳米线,茶,支出,¥30.00,中国银行(1234),支付成功,142,2,/\n"
)


def bank(*rows: tuple[str, str, str]) -> str:
    """Return a bank's statement of (day, amount, party)."""
    return BANK.format(
        rows="".join(
            ROW.format(day=day, amount=amount, balance="", kind="消费", party=party)
            for day, amount, party in rows
        )
    )


def make(folder: Path) -> Path:
    """Make the book beside the statements that it is made from; return its folder."""
    book, _ = books.create(
        folder / "店",
        name="槐树店",
        chart="shop",
        currency="CNY",
        passphrase=PASSPHRASE,
        cost=books.FLOOR_COST,
    )

    def bring(name: str, text: str) -> None:
        path = folder / name
        path.write_text(text, encoding="utf-8")
        (file,) = imports.import_files(book, files=[path]).files
        assert file.new, file

    months = range(1, 11)
    bring("a.csv", bank(*[(f"2026-{n:02}-08", "-812.50", "槐树粮油批发部") for n in months]))
    waiting = entries.open_items(book, at=LAST_DAY)
    entries.categorise_all(book, accounts={item.entry: "5010" for item in waiting})
    bring("wallet.csv", WALLET)
    rows = [
        ("2026-11-05", "-30.00", "消费"),
        ("2026-11-08", "-812.50", "槐树粮油批发部"),
        ("2026-11-09", "-45.00", "国家电网"),
    ]
    bring("b.csv", bank(*rows))
    books.close(book)
    return folder / "店"
