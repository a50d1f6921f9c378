"""What a question names is found, names of the book among it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.advisor.asking import arguments
from cfo_desktop.advisor.asking import thread
from cfo_desktop.advisor.asking.names import Parties
from cfo_desktop.domain.asking import Arguments
from cfo_desktop.domain.asking import By
from cfo_desktop.domain.asking import Kind
from cfo_desktop.domain.asking import Measure
from cfo_desktop.domain.asking import Pot
from cfo_desktop.domain.asking import Tool
from cfo_desktop.domain.invoice import Direction
from cfo_desktop.domain.period import Month
from cfo_desktop.domain.period import Stretch

TODAY = dt.date(2026, 6, 17)
PARTIES = Parties(
    customers=["Lily's Cafe", "Green Grocer Ltd", "Mr. Chen", "丽丽咖啡馆", "王老板", "Both Ways"],
    suppliers=["Blue Ridge Dairy", "PowerGrid", "张记粮油", "Both Ways"],
)


def _parts(question: str) -> arguments.Parts:
    return arguments.parts(question, today=TODAY, parties=PARTIES)


def _read(question: str, tool: Tool) -> Arguments:
    return arguments.read(_parts(question), tool, today=TODAY)


def _month(number: int, year: int = 2026) -> Stretch:
    return Stretch(Month(year, number).first_day, Month(year, number).last_day)


@pytest.mark.parametrize(
    ("question", "party", "side"),
    [
        ("what does lily owe", "Lily's Cafe", Direction.SALE),
        ("did Lilys cafe pay", "Lily's Cafe", Direction.SALE),
        ("sales to the green grocer", "Green Grocer Ltd", Direction.SALE),
        ("has chen paid", "Mr. Chen", Direction.SALE),
        ("blue rigde dairy bill", "Blue Ridge Dairy", Direction.PURCHASE),
        ("both ways balance", "Both Ways", None),
        ("丽丽家结账了吗", "丽丽咖啡馆", Direction.SALE),
        ("老王还欠多少", "王老板", Direction.SALE),
        ("张记的油钱", "张记粮油", Direction.PURCHASE),
    ],
)
def test_parties_are_known_as_people_call_them(
    question: str, party: str, side: Direction | None
) -> None:
    (meant,) = _parts(question).parties
    assert (meant.party, meant.side) == (party, side)


def test_nobody_is_known_from_an_everyday_word() -> None:
    assert _parts("what power do we have, and is the market good").parties == ()


@pytest.mark.parametrize(
    ("question", "tool", "wanted"),
    [
        ("can I afford a fridge for 3000", Tool.AFFORD, Arguments(amount=Decimal(3000))),
        ("买台1.5万的冰箱行不行", Tool.AFFORD, Arguments(amount=Decimal(15000))),
        (
            "rent in April",
            Tool.EXPENSES,
            Arguments(period=_month(4), kind=Kind.RENT),
        ),
        ("top 5 customers", Tool.TOP_CUSTOMERS, Arguments(count=5)),
        (
            "did we sell more than in April, in May?",
            Tool.COMPARE,
            Arguments(period=_month(5), other=_month(4), measure=Measure.REVENUE),
        ),
        (
            "这个月比上个月赚得多吗",
            Tool.COMPARE,
            Arguments(period=_month(6), other=_month(5), measure=Measure.PROFIT),
        ),
        (
            "will we have enough at the end of next month",
            Tool.FORECAST,
            Arguments(horizon=dt.date(2026, 7, 31)),
        ),
        ("write me a poem about May", Tool.NONE, Arguments()),
    ],
)
def test_arguments(question: str, tool: Tool, wanted: Arguments) -> None:
    assert _read(question, tool) == wanted


@given(st.text(max_size=200), st.sampled_from(list(Tool)))
def test_no_text_breaks_the_reader(question: str, tool: Tool) -> None:
    found = _read(question, tool)
    assert found.period is None or found.period.first <= found.period.last
    assert found.amount is None or found.amount >= 0


@pytest.mark.parametrize(
    ("question", "leans"),
    [
        ("and in May?", True),
        ("what about Lily's Cafe", True),
        ("and for rent?", True),
        ("那五月呢", True),
        ("换成张记呢？", True),
        ("去年同期呢", True),
        ("and what did we spend in May?", False),
        ("那五月赚了多少", False),
        ("and the year before?", True),
        ("上一年呢", True),
        ("why?", False),
        ("", False),
    ],
)
def test_what_leans_on_the_question_before(question: str, leans: object) -> None:
    assert thread.leans(_parts(question)) is leans


def test_what_is_named_anew_takes_the_place_of_what_was() -> None:
    before = Arguments(period=_month(4), kind=Kind.RENT, party="PowerGrid")
    merged = thread.merged(_parts("and in May?"), Tool.EXPENSES, before, today=TODAY)
    assert merged == Arguments(period=_month(5), kind=Kind.RENT, party="PowerGrid")
    earlier = thread.merged(_parts("and the month before"), Tool.EXPENSES, merged, today=TODAY)
    assert earlier.period == _month(4)
    a_year_before = thread.merged(_parts("前一年呢"), Tool.EXPENSES, merged, today=TODAY)
    assert a_year_before.period == _month(5, 2025)


def test_a_word_of_the_question_is_no_misspelt_trade() -> None:
    parties = Parties(customers=(), suppliers=["Packright Supplies"])
    assert arguments.parts("top 5 suppliers", today=TODAY, parties=parties).parties == ()


def test_another_firm_of_a_trade_is_not_taken_for_ours() -> None:
    assert _parts("does Moorland Dairy owe us").parties == ()
    (meant,) = _parts("what do we owe the dairy").parties
    assert meant.party == "Blue Ridge Dairy"


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("what is due on friday", dt.date(2026, 6, 19)),
        ("周一要付什么", dt.date(2026, 6, 22)),
        ("what fell due last friday", dt.date(2026, 6, 12)),
    ],
)
def test_a_day_of_bills_is_the_coming_one(question: str, day: dt.date) -> None:
    assert _read(question, Tool.PAYABLES).period == Stretch(day, day)


@pytest.mark.parametrize(
    ("question", "pot"),
    [
        ("how much is in the till", Pot.TILL),
        ("what's in the cash drawer", Pot.TILL),
        ("how much money do I have in the bank", Pot.BANK),
        ("what is on the WeChat account", Pot.WECHAT),
        ("微信里还有多少钱", Pot.WECHAT),
        ("支付宝余额", Pot.ALIPAY),
        ("银行卡里有多少", Pot.BANK),
        ("how much in the bank and in the till", None),
        ("how much cash have we got", None),
        ("手头有多少现金", None),
    ],
)
def test_a_place_of_money_is_known_where_one_alone_is_named(question: str, pot: Pot | None) -> None:
    assert _read(question, Tool.CASH).pot is pot
    assert _read(question, Tool.FORECAST).pot is None


@pytest.mark.parametrize(
    ("question", "by"),
    [
        ("which day of the week sells most", By.WEEKDAY),
        ("our busiest days", By.WEEKDAY),
        ("星期几生意最好", By.WEEKDAY),
        ("best month ever", By.MONTH),
        ("my most profitable month", By.MONTH),
        ("which month brought in the most sales", By.MONTH),
        ("哪个月卖得最好", By.MONTH),
        ("卖得最好的一个月", By.MONTH),
        ("what was our best day in May", By.DAY),
        ("哪天卖得最多", By.DAY),
        ("what were my best sales last month", None),
        ("the biggest sale this month", None),
        ("最近一个月卖了多少", None),
        ("what sold last month", None),
    ],
)
def test_what_the_best_is_asked_of(question: str, by: By | None) -> None:
    assert _read(question, Tool.REVENUE).by is by


@pytest.mark.parametrize(
    ("question", "monthly"),
    [
        ("can I hire someone at 1200 a month", True),
        ("is 300 per month for a van ok", True),
        ("每月多付1200行不行", True),
        ("请个人月薪4000付得起吗", True),
        ("can I pay 2000 in a month", False),
        ("一个月后付5000行吗", False),
        ("a fridge for 900", False),
        ("can we hire someone this month", False),
    ],
)
def test_a_cost_of_every_month_is_known(question: str, *, monthly: bool) -> None:
    assert _read(question, Tool.AFFORD).monthly is monthly


def test_a_place_of_money_leans_on_a_question_about_money_alone() -> None:
    for question in ("and in the till?", "what about WeChat", "那微信呢"):
        assert thread.leans(_parts(question), Tool.CASH)
        assert not thread.leans(_parts(question), Tool.REVENUE)


@pytest.mark.parametrize(
    ("question", "lost"),
    [
        ("who stopped coming", True),
        ("which regulars haven't been back", True),
        ("谁不来了", True),
        ("哪些老客户好久没来", True),
        ("who are my best customers", False),
        ("最大的客户是谁", False),
    ],
)
def test_those_who_stopped_are_asked_for(question: str, *, lost: bool) -> None:
    assert _read(question, Tool.TOP_CUSTOMERS).lost is lost


@pytest.mark.parametrize(
    ("question", "overview"),
    [
        ("am I doing ok", True),
        ("how are we doing?", True),
        ("is the shop going well", True),
        ("我的店怎么样？", True),
        ("生意还行吗", True),
        ("what should I do next", False),
        ("how can I save money", False),
        ("怎么样才能多挣钱", False),
        ("如何少花钱", False),
    ],
)
def test_how_the_shop_stands_is_no_question_of_what_to_do(question: str, *, overview: bool) -> None:
    assert _read(question, Tool.ADVICE).overview is overview


def test_why_is_asked_of_the_days_that_are_named() -> None:
    for question in ("why are sales down in May", "为什么五月卖得少了"):
        found = _read(question, Tool.COMPARE)
        assert (found.period, found.other) == (_month(5), _month(4))
    found = _read("why did we sell less than in May", Tool.COMPARE)
    assert (found.period, found.other) == (_month(6), _month(5))
