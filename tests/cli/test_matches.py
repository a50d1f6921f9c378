"""Pairs in the terminal: listed with both sides and the reason, accepted, refused, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.calls import Cli

BANK = (
    "记账日期,记账时间,币别,金额,余额,交易名称,渠道,网点名称,附言,对方账户名,对方卡号/账号,"
    "对方开户行,借记卡号\n"
    "2026-11-05,12:50:00,人民币,-30.00,,消费,手机,----,----,消费,----,----,1234\n"
)
WALLET = (
    "----------------------微信支付账单明细列表--------------------,,,,,,,,,,\n"
    "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n"
    "2026-11-05 12:45:27,商户消费,云膳米线,茶,支出,¥30.00,中国银行(1234),支付成功,142,2,/\n"
)


@pytest.fixture
def paired(cli: Cli, tmp_path: Path) -> Path:
    """A book with one pair to decide."""
    book = tmp_path / "book"
    cli("new", book, "--name", "店", "--chart", "shop", "--currency", "CNY")
    for name, text in (("wallet.csv", WALLET), ("bank.csv", BANK)):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        assert cli("import", book, path).status == 0
    return book


def test_a_pair_is_listed_accepted_and_taken_back(cli: Cli, paired: Path) -> None:
    shown = cli("matches", paired).out
    assert "wallet.csv" in shown
    assert "bank.csv" in shown
    (pair,) = cli("matches", paired, "--json").document["matches"]
    assert (pair["kind"], pair["state"]) == ("same", "proposed")
    assert pair["first"]["amount"] == "-30.00"
    assert cli("matches", paired, "accept", "--all").status == 0
    assert cli("matches", paired, "--json").document["matches"] == []
    linked = cli("matches", paired, "--state", "linked", "--json").document["matches"]
    assert [each["number"] for each in linked] == [pair["number"]]
    assert linked[0]["second"]["file"] == "bank.csv"
    assert cli("matches", paired, "undo", "--number", pair["number"]).status == 0
    assert cli("matches", paired, "refuse", "--number", pair["number"]).status == 0
    assert "No pairs wait" in cli("matches", paired).out


def test_a_pair_that_is_not_there(cli: Cli, paired: Path) -> None:
    assert cli("matches", paired, "accept", "--number", "99").status == 1
    assert cli("matches", paired, "accept").status == 2
