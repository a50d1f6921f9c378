"""The made ledger is the same every time, and says the same in every program's file."""

from __future__ import annotations

import itertools
import re
from collections import Counter

from cfo_desktop.domain.account import Kind
from cfo_desktop.domain.entry import imbalances
from tests.benchmarks import journals
from tests.benchmarks import made_ledger

COUNT = 2_000


def test_the_ledger_is_the_same_every_time() -> None:
    assert list(made_ledger.drafts(COUNT)) == list(made_ledger.drafts(COUNT))


def test_it_holds_what_a_shop_of_three_years_holds() -> None:
    drafts = list(made_ledger.drafts(COUNT))
    assert len(drafts) == COUNT
    assert not any(imbalances(draft.postings) for draft in drafts)
    assert all(one.day <= two.day for one, two in itertools.pairwise(drafts))
    assert (drafts[0].day, drafts[-1].day) == (made_ledger.FIRST_DAY, made_ledger.LAST_DAY)
    assert any(draft.completes for draft in drafts)
    assert any(draft.reverses for draft in drafts)
    assert sum(draft.narration == "Year-end closing" for draft in drafts) == 3
    assert {2, 3, 4, 5} <= {len(draft.postings) for draft in drafts}


def test_no_entry_is_taken_back_or_completed_twice() -> None:
    drafts = list(made_ledger.drafts(COUNT))
    for answered in ("reverses", "completes"):
        numbers = Counter(getattr(draft, answered) for draft in drafts)
        del numbers[None]
        assert set(numbers.values()) == {1}


def test_every_account_has_a_name_that_each_program_reads() -> None:
    accounts = made_ledger.accounts()
    names = journals.names(accounts)
    assert len(set(names.values())) == len(accounts) > 60
    for account in accounts:
        root, *parts = names[account.code].split(":")
        assert (root == "Income") is (account.kind is Kind.INCOME)
        assert all(re.fullmatch(r"[A-Z\u4e00-\u9fff][\w-]*", part) for part in parts)


def test_the_journals_hold_the_same_amounts() -> None:
    accounts = made_ledger.accounts()
    amounts = [
        sorted(re.findall(r"  (-?\d+\.\d\d) CNY\n", "".join(text(accounts, drafts))))
        for text, drafts in (
            (journals.ledger_text, made_ledger.drafts(COUNT)),
            (journals.beancount_text, made_ledger.drafts(COUNT)),
        )
    ]
    assert amounts[0] == amounts[1]
    assert len(amounts[0]) == sum(len(draft.postings) for draft in made_ledger.drafts(COUNT))
