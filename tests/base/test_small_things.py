"""Holds ids, the clock, the log and the texts to what they promise."""

from __future__ import annotations

import datetime as dt
import gc
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfo_desktop.base import clock
from cfo_desktop.base import collector
from cfo_desktop.base import ids
from cfo_desktop.base import log
from cfo_desktop.base import texts
from cfo_desktop.base.errors import Bug
from cfo_desktop.base.errors import UserError


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_content_ids_are_equal_for_equal_content_only(one: list[str], other: list[str]) -> None:
    assert (ids.content_id(*one) == ids.content_id(*other)) == (one == other)


def test_content_ids_do_not_run_parts_together() -> None:
    assert ids.content_id("ab", "c") != ids.content_id("a", "bc")
    assert ids.content_id("") != ids.content_id()
    assert len(ids.content_id("x")) == len(ids.new_id()) == 32


def test_content_of_half_characters_has_an_id_too() -> None:
    """What a broken file says reaches the id before a draft can refuse it."""
    assert ids.content_id("half \ud83d") != ids.content_id("half \ude00")


def test_new_ids_differ() -> None:
    assert len({ids.new_id() for _ in range(1000)}) == 1000


def test_today_is_the_date_that_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CFO_TODAY", "2026-11-30")
    assert clock.today() == dt.date(2026, 11, 30)
    monkeypatch.setenv("CFO_TODAY", "yesterday")
    with pytest.raises(UserError) as caught:
        clock.today()
    assert caught.value.code == "date_invalid"


def test_now_is_in_utc_and_whole_seconds() -> None:
    assert clock.now().tzinfo is dt.UTC
    assert clock.now().microsecond == 0


def test_the_log_holds_codes_and_counts_only(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    log.event("book_opened", entries=3)
    log.event("Paid to Mrs Wu 800.00")
    assert caplog.messages == ["book_opened entries=3", "event_with_a_bad_code "]
    with pytest.raises((TypeError, ValueError)):
        log.event("book_opened", payee="Mrs Wu")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "language"),
    [("zh_CN.UTF-8", "zh_CN"), ("zh_TW", "zh_CN"), ("en_GB", "en"), ("C", "en")],
)
def test_the_systems_language_is_chinese_or_english(
    monkeypatch: pytest.MonkeyPatch, value: str, language: str
) -> None:
    monkeypatch.setenv("LANG", value)
    assert texts.system_language() == language


def test_a_text_that_is_missing_is_a_bug() -> None:
    with pytest.raises(Bug):
        texts.text("en", "report", "no_such_key")
    with pytest.raises(Bug):
        texts.text("fr", "report", "title")


def test_the_collector_rests_until_the_outermost_block_ends_whatever_happens_in_it() -> None:
    seen = []

    def work() -> None:
        with collector.paused():
            with collector.paused():
                seen.append(gc.isenabled())
            seen.append(gc.isenabled())
            raise KeyError

    with pytest.raises(KeyError):
        work()
    assert seen == [False, False]
    assert gc.isenabled()
