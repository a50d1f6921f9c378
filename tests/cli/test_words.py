"""What other parts tell in English is told in the language asked for, and nothing is lost."""

from __future__ import annotations

import pytest

from cfo_desktop.cli import words
from cfo_desktop.domain.fault import Fault
from tests.cli.calls import Cli


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("row 26", "第 26 行"),
        ("Sheet1!row 3", "Sheet1!第 3 行"),
        ("line 34", "第 34 行"),
        ("line 34 STMTTRN 2026110501", "第 34 行 STMTTRN 2026110501"),
        ("transaction 3", "第 3 笔交易"),
        ("transaction, line 7", "第 7 行的交易"),
        ("transaction 3f2a9c51d0e8", "transaction 3f2a9c51d0e8"),
        ("Ntry 3", "Ntry 3"),
        ("", ""),
    ],
)
def test_places(where: str, told: str) -> None:
    assert words.place("zh_CN", where) == told
    assert words.place("en", where) == where


@pytest.mark.parametrize(
    "where", ["row 26", "Sheet1!row 3", "line 34 STMTTRN 11", "transaction, line 7", "Ntry 3"]
)
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_a_place_may_be_typed_as_it_was_shown(where: str, language: str) -> None:
    assert where in words.plain_places(words.place(language, where))
    assert words.plain_places("row 2")[0] == "row 2"


@pytest.mark.parametrize(
    ("found", "english", "chinese"),
    [
        (
            "93 entries, head 1a2b3c4d5e6f7081",
            "93 entries, head 1a2b3c4d5e6f7081",
            "93 笔分录，校验链 1a2b3c4d5e6f7081",
        ),
        ("1 faults", "faults: 1", "1 处错误"),
        ("entry 7", "entry 7 and those after it", "从分录 7 起"),
        (
            "HMAC verification failed for page 13; HMAC verification failed for page 14",
            "page 13 is not what was written; page 14 is not what was written",
            "第 13 页与写入时不符; 第 14 页与写入时不符",
        ),
        ("posting 5 account 0", "posting 5 account 0", "posting 5 account 0"),
        ("", "", ""),
    ],
)
def test_details_of_controls(found: str, english: str, chinese: str) -> None:
    assert words.detail("en", found) == english
    assert words.detail("zh_CN", found) == chinese


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Alipay merchant 账务明细", "支付宝商户 账务明细"),
        ("WeChat Pay merchant 资金账单", "微信支付商户 资金账单"),
        ("Meituan 美团", "美团"),
    ],
)
def test_kinds_of_file(name: str, told: str) -> None:
    fault = Fault("profile_unsupported", data={"name": name})
    assert f"“{told}”" in words.message("zh_CN", fault)
    assert f"“{name}”" in words.message("en", fault)


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (["trial-balance"], "缺少：BOOK"),
        (["reverse", "book", "0"], "ENTRY 须为从 1 起的整数，不能是 '0'。"),
        (["opening", "book", "1010"], "CODE=AMOUNT 须写成“名称=数字”，不能是 '1010'。"),
        (["accounts", "book", "--at"], "--at 需要一个值。"),
        (["accounts", "book", "--add", "6390"], "--add 需要 2 个值。"),
        (
            ["accounts", "book", "--close", "1", "--delete", "1"],
            "--delete 不能与 --close 同时使用。",
        ),
        (["income", "book", "--a", "x"], "无法识别：--a x"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_wrong_usage_in_chinese(cli: Cli, argv: list[str], told: str) -> None:
    result = cli(*argv, "--lang", "zh_CN")
    assert result.status == 2
    assert result.err.splitlines()[0] == f"cfo-desktop: {told}"


def test_a_wrong_choice_in_chinese(cli: Cli) -> None:
    result = cli("export", "book", "--format", "pdf", "--out", "x", "--lang=zh_CN")
    assert "--format 不能是 'pdf'，可选：" in result.err
    assert "choose" not in result.err
