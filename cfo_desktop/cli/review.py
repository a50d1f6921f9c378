"""What waits for an account, with proposals and why; what was sorted by itself; sorting by hand."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

from cfo_desktop.cli import rules as rules_verb
from cfo_desktop.cli.output import RULE
from cfo_desktop.cli.output import Answer
from cfo_desktop.cli.output import Row
from cfo_desktop.cli.output import grouped
from cfo_desktop.cli.output import quoted
from cfo_desktop.cli.output import table
from cfo_desktop.cli.parsing import Parser
from cfo_desktop.cli.parsing import Verb
from cfo_desktop.cli.parsing import per_cent
from cfo_desktop.cli.parsing import positive
from cfo_desktop.cli.posted import posted
from cfo_desktop.cli.posted import sides
from cfo_desktop.cli.session import Session
from cfo_desktop.cli.session import day_or_today
from cfo_desktop.domain.categories import By
from cfo_desktop.domain.categories import GuessedEntry
from cfo_desktop.domain.categories import Proposal
from cfo_desktop.domain.entry import OpenItem
from cfo_desktop.domain.money import decimal_text
from cfo_desktop.services import accounts as chart
from cfo_desktop.services import books
from cfo_desktop.services import categories
from cfo_desktop.services import entries

_LISTED = 200
"""So many payments are listed where ``--limit`` does not say; all of them for ``--json``."""
_OWN_THRESHOLD = -1.0
"""``--accept`` without a number: from the book's own threshold on."""


@dataclass(frozen=True, slots=True)
class _Found:
    """Everything that a review lists."""

    items: Sequence[OpenItem]
    count: int
    """How many there are in all."""
    total: int
    proposals: Mapping[int, Proposal]
    guesses: Sequence[GuessedEntry]
    threshold: float
    currency: str
    names: Mapping[str, str]


def _review_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want_date("--at", text="at")
    parser.want(
        "--accept",
        text="review_accept",
        metavar="PERCENT",
        type=per_cent,
        nargs="?",
        const=_OWN_THRESHOLD,
    )
    parser.want("--confirm", text="review_confirm", metavar="ENTRY", type=positive, nargs="*")
    parser.want("--limit", text="review_limit", metavar="N", type=positive)
    parser.want("--threshold", text="review_threshold", metavar="PERCENT", type=per_cent)


def _review(session: Session, args: argparse.Namespace) -> Answer:
    at = day_or_today(args.at)
    document: dict[str, object] = {}
    told: list[str] = []
    with session.opened(args.book) as book:
        if args.threshold is not None:
            categories.set_threshold(book, value=args.threshold)
            told.append(session.text("review.threshold", per_cent=_shown(args.threshold)))
        if args.accept is not None:
            least = categories.threshold(book) if args.accept < 0 else args.accept
            accepted = categories.accept(book, at_least=least)
            document["accepted"] = accepted
            told.append(session.count("review.accepted", accepted, per_cent=_shown(least)))
        if args.confirm is not None:
            guessed = [item.entry for item in categories.guesses(book)]
            confirmed = categories.confirm(book, numbers=args.confirm or guessed)
            document["confirmed"] = confirmed
            told.append(session.count("review.confirmed", confirmed))
        count, total = entries.open_total(book, at=at)
        limit = args.limit or (count if args.json else _LISTED)
        found = _Found(
            entries.open_items(book, at=at, limit=limit),
            count,
            total,
            categories.proposals(book),
            categories.guesses(book),
            categories.threshold(book),
            books.info(book).currency,
            session.account_names(book),
        )
    document |= {
        "at": at,
        "currency": found.currency,
        "threshold": found.threshold,
        "count": found.count,
        "total": decimal_text(found.total, found.currency),
        "items": [_item_document(item, found) for item in found.items],
        "guesses": [_guess_document(item) for item in found.guesses],
    }
    return Answer(document, _review_lines(session, found, told, folder=args.book))


def _item_document(item: OpenItem, found: _Found) -> dict[str, object]:
    proposal = found.proposals.get(item.entry)
    return {
        "entry": item.entry,
        "date": item.day,
        "text": item.text,
        "amount": decimal_text(item.amount, found.currency),
        "proposal": proposal_document(proposal) if proposal else None,
    }


def proposal_document(proposal: Proposal) -> dict[str, object]:
    """Return a proposal for ``--json``."""
    return {
        "account": proposal.account,
        "confidence": round(proposal.confidence, 3),
        "by": proposal.by,
        "evidence": proposal.evidence,
    }


def _guess_document(item: GuessedEntry) -> dict[str, object]:
    return {
        "entry": item.entry,
        "date": item.day,
        "text": item.text,
        "amount": item.amount,
        "currency": item.amount.currency,
        "sorted_by": item.sorted_by,
        **proposal_document(item.proposal),
    }


def _review_lines(
    session: Session, found: _Found, told: Sequence[str], *, folder: str
) -> Iterator[str]:
    yield from told
    path = quoted(folder)
    if found.guesses:
        yield session.count("review.guessed", len(found.guesses))
        yield from _guess_table(session, found)
        yield session.text("review.guessed_next", path=path)
        yield ""
    if not found.items:
        yield session.text("review.nothing")
        return
    yield from _item_table(session, found)
    more = found.count - len(found.items)
    if more:
        yield session.count("review.more", more, command=f"cfo-desktop review {path} --limit N")
    proposals = found.proposals.values()
    if any(proposal.confidence >= found.threshold for proposal in proposals):
        yield session.text("review.accept_next", path=path)
    yield session.text("review.next", path=path)


def _item_table(session: Session, found: _Found) -> Iterator[str]:
    columns = ("entry", "date", "money_in", "money_out", "text", "proposed", "sure", "why")
    heads = [session.text(f"column.{name}") for name in columns]
    rows: list[Row] = []
    for item in found.items:
        # The suspense account is the other side of the bank's: money that came in is its credit.
        money_out, money_in = sides(item.amount, found.currency)
        reason = why(session, found.proposals.get(item.entry), found.names)
        rows.append((str(item.entry), str(item.day), money_in, money_out, item.text, *reason))
    money_out, money_in = sides(found.total, found.currency) if found.total else ("", "")
    count = session.count("review.total", found.count)
    sums = ("", "", money_in, money_out, count, "", "", "")
    yield from table(heads, [*rows, RULE, sums], right={0, 2, 3})


def _guess_table(session: Session, found: _Found) -> Iterator[str]:
    columns = ("entry", "date", "amount", "text", "account", "sure", "why")
    heads = [session.text(f"column.{name}") for name in columns]
    rows: list[Row] = [
        (
            str(item.entry),
            str(item.day),
            grouped(item.amount.minor, item.amount.currency),
            item.text,
            *why(session, item.proposal, found.names),
        )
        for item in found.guesses
    ]
    yield from table(heads, rows, right={0, 2})


def why(session: Session, proposal: Proposal | None, names: Mapping[str, str]) -> tuple[str, ...]:
    """Return a proposal's account, how sure it is, and by what."""
    if proposal is None:
        return ("", "", "")
    account = f"{proposal.account} {names.get(proposal.account, '')}".strip()
    if proposal.by is By.RULE:
        return (account, "", session.text("review.by_rule"))
    if proposal.by is By.STARTER:
        return (account, _shown(proposal.confidence), session.text("review.by_starter"))
    evidence = ", ".join(map(str, proposal.evidence))
    return (account, _shown(proposal.confidence), session.text("review.by_past", entries=evidence))


def _shown(share: float) -> str:
    return f"{share * 100:.3g} %"


# --- sorting by hand ---


def _categorise_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("entry", text="categorise_entry", metavar="ENTRY", type=positive)
    parser.want("account", text="categorise_account", metavar="CODE")


def _categorise(session: Session, args: argparse.Namespace) -> Answer:
    with session.opened(args.book) as book:
        decision = categories.categorise(book, number=args.entry, account=args.account)
        answer = posted(session, book, number=decision.entry)
        currencies = {account.code: account.currency for account in chart.all_accounts(book)}
        currencies[""] = books.info(book).currency
    offered = decision.offered
    document = {
        **answer.document,
        "offered_rule": rules_verb.rule_document(offered, currencies) if offered else None,
    }
    lines = [*answer.lines] if not args.json else []
    if offered is not None:
        lines.append(session.text("categorise.offer"))
        lines.append("  " + rules_verb.command(offered, currencies, path=args.book))
    return Answer(document, lines)


VERBS = {
    "review": Verb(_review_arguments, _review),
    "categorise": Verb(_categorise_arguments, _categorise),
}
