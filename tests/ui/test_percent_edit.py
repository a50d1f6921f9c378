"""Shares are read as people type them, and nothing else is taken for one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from cfo_desktop.base.errors import UserError
from cfo_desktop.ui.localised import MINUS
from cfo_desktop.ui.localised import Localised
from cfo_desktop.ui.widgets.percent_edit import PercentEdit

COMMA = Localised("en", numbers="point_comma")
SHARES = st.decimals(-100, 1000, places=4)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", None),
        (" ", None),
        ("5", Decimal(5)),
        ("+2,5 %", Decimal("2.5")),
        (f"{MINUS}10%", Decimal(-10)),
        ("１２％", Decimal(12)),
    ],
)
def test_shares_are_read_as_typed(qtbot: QtBot, typed: str, read: Decimal | None) -> None:
    edit = PercentEdit(COMMA, name="Share")
    qtbot.addWidget(edit)
    edit.setText(typed)
    assert edit.value() == read


@pytest.mark.parametrize("typed", ["many", "5%%", "1e3", "--2", "NaN"])
def test_what_is_no_share_is_refused(qtbot: QtBot, typed: str) -> None:
    edit = PercentEdit(COMMA, name="Share")
    qtbot.addWidget(edit)
    edit.setText(typed)
    with pytest.raises(UserError) as raised:
        edit.value()
    assert raised.value.code == "percent_invalid"


@given(share=SHARES, marks=st.sampled_from(["comma_point", "point_comma", "space_comma"]))
def test_what_is_shown_is_read_again(prepared: None, share: Decimal, marks: str) -> None:
    edit = PercentEdit(Localised("en", numbers=marks), name="Share")
    edit.show_value(share)
    assert edit.value() == share
    edit.deleteLater()
