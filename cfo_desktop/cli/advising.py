"""The morning letter, and drafts of letters that the owner may send."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from collections.abc import Mapping

from cfo_desktop.base.texts import LANGUAGES
from cfo_desktop.cli.figures import Show
from cfo_desktop.cli.figures import plain
from cfo_desktop.cli.figures import wrapped
from cfo_desktop.cli.findings import document as finding_document
from cfo_desktop.cli.output import Answer
from cfo_desktop.cli.output import clean
from cfo_desktop.cli.parsing import Parser
from cfo_desktop.cli.parsing import UsageError
from cfo_desktop.cli.parsing import Verb
from cfo_desktop.cli.session import Session
from cfo_desktop.domain import answer_texts
from cfo_desktop.domain.advice import Letter
from cfo_desktop.domain.asking import AccountName
from cfo_desktop.domain.asking import Fact
from cfo_desktop.domain.asking import TextName
from cfo_desktop.domain.drafts import Draft
from cfo_desktop.domain.drafts import DraftKind
from cfo_desktop.domain.drafts import Tone
from cfo_desktop.domain.drafts import Wanted
from cfo_desktop.domain.period import Stretch
from cfo_desktop.services import advice
from cfo_desktop.services import books
from cfo_desktop.services import drafts

_SUPPLIER = "supplier"
_KINDS = (DraftKind.REMINDER.value, _SUPPLIER, DraftKind.LOAN.value, DraftKind.MISSED.value)
_ABOUT = (DraftKind.TIME.value, DraftKind.PRICE.value, DraftKind.DOUBLE.value)


# --- the morning letter ---


def _advise_arguments(parser: Parser) -> None:
    parser.want_book()


def _advise(session: Session, args: argparse.Namespace) -> Answer:
    with session.opened(args.book) as book:
        letter = advice.morning(book)
        show = Show(session.account_names(book))
    return Answer(_document(letter, session.language, show), _lines(letter, session, show))


def _document(letter: Letter, language: str, show: Show) -> dict[str, object]:
    said = answer_texts.sentences(letter, language, show, today=letter.day)
    texts = ["".join(piece.text for piece in each) for each in said]
    paragraphs = answer_texts.paragraphs(letter)
    return {
        "at": letter.day,
        "shop": letter.shop,
        "lang": language,
        "facts": _facts(letter.facts, language, show),
        "letter": answer_texts.plain(letter, language, show, today=letter.day),
        "paragraphs": [[texts[place] for place in each] for each in paragraphs],
        "findings": [finding_document(each, language, show) for each in letter.findings],
        "grounded": True,
        "model": None,
    }


def _facts(facts: Mapping[str, Fact], language: str, show: Show) -> dict[str, object]:
    return {name: _plain(fact, language, show) for name, fact in facts.items()}


def _plain(fact: Fact, language: str, show: Show) -> object:
    """Return a fact as JSON holds it; days as FIRST..LAST, names as they are shown."""
    value = fact.figure
    if isinstance(value, Stretch):
        return f"{value.first.isoformat()}..{value.last.isoformat()}"
    if isinstance(value, AccountName | TextName):
        return answer_texts.named(value, language, show)
    return plain(value)


def _lines(letter: Letter, session: Session, show: Show) -> Iterator[str]:
    text = answer_texts.plain(letter, session.language, show, today=letter.day)
    for number, paragraph in enumerate(text.split("\n\n")):
        if number:
            yield ""
        yield from wrapped(clean(paragraph), session.language)


# --- drafts ---


def _draft_arguments(parser: Parser) -> None:
    parser.want_book()
    parser.want("kind", text="draft_kind", choices=_KINDS)
    parser.want("--party", text="draft_party", metavar="NAME")
    parser.want("--tone", text="draft_tone", choices=[each.value for each in Tone])
    parser.want("--about", text="draft_about", choices=_ABOUT)
    parser.want("--amount", text="draft_amount", metavar="AMOUNT")
    parser.want("--for", text="draft_for", metavar="TEXT", dest="purpose")


def _draft(session: Session, args: argparse.Namespace) -> Answer:
    needed = {
        DraftKind.LOAN.value: {"--amount": args.amount, "--for": args.purpose},
        _SUPPLIER: {"--about": args.about},
    }
    for option, value in needed.get(args.kind, {}).items():
        if value is None:
            message = session.text("usage.option_missing", option=option)
            raise UsageError(message, usage=_examples(session, args.kind))
    with session.opened(args.book) as book:
        made = _made(session, args, book)
        show = Show(session.account_names(book))
    document = {
        "kind": made.kind,
        "lang": made.language,
        "to": made.to,
        "tone": made.tone,
        "facts": _facts(made.facts, made.language, show),
        "text": made.text,
    }
    return Answer(document, map(clean, made.text.splitlines()))


def _examples(session: Session, kind: str) -> str:
    """Return the examples of a kind of draft."""
    lines = session.text("verb.draft.example").splitlines()
    return "\n".join(line for line in lines if f" {kind} " in line)


def _made(session: Session, args: argparse.Namespace, book: books.Book) -> Draft:
    # Without --lang the language is the session's, and the party's name may say otherwise.
    language = args.lang if args.lang in LANGUAGES else None
    if args.kind == DraftKind.LOAN:
        return drafts.loan(
            book, amount=args.amount, purpose=args.purpose, language=session.language
        )
    kind = DraftKind(args.about if args.kind == _SUPPLIER else args.kind)
    return drafts.draft(
        book,
        Wanted(kind, args.party or ""),
        language=language,
        default=session.language,
        tone=Tone(args.tone) if args.tone else None,
    )


VERBS = {
    "advise": Verb(_advise_arguments, _advise),
    "draft": Verb(_draft_arguments, _draft),
}
