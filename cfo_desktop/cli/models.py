"""The language models of this computer: listed, added, tried, chosen and removed."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path

from cfo_desktop.base import texts
from cfo_desktop.cli import output
from cfo_desktop.cli.output import Answer
from cfo_desktop.cli.output import Row
from cfo_desktop.cli.output import table
from cfo_desktop.cli.parsing import Parser
from cfo_desktop.cli.parsing import Verb
from cfo_desktop.cli.session import Session
from cfo_desktop.domain.language_model import LanguageModel
from cfo_desktop.domain.language_model import LanguageTrial
from cfo_desktop.domain.language_model import ModelOffer
from cfo_desktop.domain.language_model import Trial

_MB = 1_000_000


def _arguments(parser: Parser) -> None:
    doing = parser.add_mutually_exclusive_group()
    parser.want("--add", text="models_add", metavar="FILE", among=doing)
    parser.want("--try", text="models_try", metavar="NAME", dest="tried", among=doing)
    parser.want("--use", text="models_use", metavar="NAME", among=doing)
    parser.want("--remove", text="models_remove", metavar="NAME", among=doing)
    parser.want("--link", text="models_link", action="store_true")


def _models(session: Session, args: argparse.Namespace) -> Answer:
    if args.add:
        return _add(session, Path(args.add), link=args.link)
    if args.tried:
        return _try(session, args.tried)
    if args.use:
        return _use(session, args.use)
    if args.remove:
        return _remove(session, args.remove)
    return _listed(session)


# --- list ---


def _listed(session: Session) -> Answer:
    from cfo_desktop.services import models

    found = models.known()
    fault = models.available()
    message = texts.fault_text(session.language, fault.code, fault.data) if fault else None
    document = {
        "models": [_document(model) for model in found],
        "speaks": fault is None,
        "reason": {"code": fault.code, "message": message} if fault else None,
    }
    return Answer(document, _lines(session, found, message))


def _lines(session: Session, found: Sequence[LanguageModel], message: str | None) -> Iterator[str]:
    names = ("name", "state", "licence", "languages", "size", "trial")
    heads = [session.text(f"models.head.{name}") for name in names]
    yield from table(heads, [_row(session, model) for model in found], right={4})
    if message:
        yield ""
        yield message


def _row(session: Session, model: LanguageModel) -> Row:
    state = "chosen" if model.is_chosen else "here" if model.is_here else "absent"
    told = session.text(f"models.state.{state}")
    if model.is_here and not model.is_verified:
        told = session.text("models.unverified", state=told)
    return (
        model.name,
        told,
        model.licence or session.text("models.licence_unknown"),
        _languages(session, model.languages),
        _size(model.size),
        _scores(session, model.trial),
    )


def _scores(session: Session, trial: Trial | None) -> str:
    if trial is None:
        return session.text("models.untried")
    parts = [
        session.text(
            "models.score",
            spoken=session.text(f"models.language.{language}"),
            grounded=each.grounded,
            asked=each.asked,
        )
        for language, each in trial.languages.items()
    ]
    return session.text("models.joint").join(parts)


# --- add, use, remove ---


def _add(session: Session, path: Path, *, link: bool) -> Answer:
    from cfo_desktop.services import models

    with session.progress("model") as progress:
        offered = models.offer(path, progress=progress)
        model = models.add(offered, link=link, progress=progress)
    document = {"added": _document(model) | _offer_document(offered)}
    return Answer(document, _added_lines(session, offered, model))


def _added_lines(session: Session, offered: ModelOffer, model: LanguageModel) -> Iterator[str]:
    yield session.text("models.added", name=model.name, title=offered.title)
    rows = [
        ("licence", offered.licence or session.text("models.licence_unknown")),
        ("size", _size(offered.size)),
        ("memory", _size(offered.memory)),
        ("sha256", offered.sha256),
    ]
    yield from table(("", ""), [(session.text(f"models.head.{name}"), told) for name, told in rows])
    yield session.text("models.verified" if offered.is_verified else "models.hash_unknown")
    yield ""
    yield session.text("models.next")
    yield f"  cfo-desktop models --try {output.quoted(model.name)}"
    yield f"  cfo-desktop models --use {output.quoted(model.name)}"


def _use(session: Session, name: str) -> Answer:
    from cfo_desktop.services import models

    with session.progress("model") as progress:
        model = models.choose(name, progress=progress)
    return _chosen_answer(session, model)


def _remove(session: Session, name: str) -> Answer:
    from cfo_desktop.services import models

    return _chosen_answer(session, models.remove(name), removed=name)


def _chosen_answer(
    session: Session, model: LanguageModel | None, *, removed: str | None = None
) -> Answer:
    def lines() -> Iterator[str]:
        if removed:
            yield session.text("models.removed", name=removed)
        if model and model.passed:
            yield session.text("models.speaks", name=model.name)
        elif model and model.trial:
            yield session.text("models.failed", name=model.name)
        elif model:
            yield session.text("models.chosen", name=model.name)
            yield f"  cfo-desktop models --try {output.quoted(model.name)}"
        else:
            yield session.text("models.none_speaks")

    document = {"removed": removed, "chosen": model.name if model else None}
    return Answer(document, lines())


# --- try ---


def _try(session: Session, name: str) -> Answer:
    from cfo_desktop.services import models

    with session.progress("trial") as progress:
        trial = models.trial(name, progress=progress)
    document = {"name": name, "trial": _trial_document(trial)}
    return Answer(document, _trial_lines(session, name, trial))


def _trial_lines(session: Session, name: str, trial: Trial) -> Iterator[str]:
    names = ("language", "held", "wrong_way", "repeated", "foreign", "first", "speed")
    heads = [session.text(f"models.head.{each}") for each in names]
    rows = [_trial_row(session, language, each) for language, each in trial.languages.items()]
    yield from table(heads, rows, right=range(1, len(heads)))
    yield ""
    memory = _size(trial.memory) if trial.memory else session.text("models.memory_unknown")
    yield session.text("models.cost", seconds=f"{trial.load_seconds:.1f}", memory=memory)
    if trial.passed:
        passed = _languages(session, trial.passed)
        yield session.text("models.passed", name=name, languages=passed)
    else:
        yield session.text("models.failed", name=name)


def _trial_row(session: Session, language: str, trial: LanguageTrial) -> Row:
    return (
        session.text(f"models.language.{language}"),
        f"{trial.grounded}/{trial.asked}",
        str(trial.wrong_way),
        str(trial.repeated),
        str(trial.foreign),
        f"{trial.first_seconds:.2f}",
        f"{trial.tokens_per_second:.0f}",
    )


# --- what several of them say ---


def _document(model: LanguageModel) -> dict[str, object]:
    return {
        "name": model.name,
        "title": model.title,
        "file": model.file,
        "path": model.path,
        "here": model.is_here,
        "chosen": model.is_chosen,
        "default": model.is_default,
        "licence": model.licence or None,
        "languages": model.languages,
        "size": model.size,
        "memory": model.memory,
        "sha256": model.sha256 or None,
        "verified": model.is_verified,
        "template": model.template or None,
        "source": model.source or None,
        "trial": _trial_document(model.trial) if model.trial else None,
        "passed": model.passed,
    }


def _offer_document(offered: ModelOffer) -> dict[str, object]:
    return {
        "architecture": offered.architecture,
        "parameters": offered.parameters,
        "context": offered.context or None,
        "free": offered.free,
    }


def _trial_document(trial: Trial) -> dict[str, object]:
    languages = {
        language: {
            "asked": each.asked,
            "grounded": each.grounded,
            "wrong_way": each.wrong_way,
            "repeated": each.repeated,
            "foreign": each.foreign,
            "first_seconds": round(each.first_seconds, 3),
            "tokens_per_second": round(each.tokens_per_second, 1),
            "passed": each.passed,
        }
        for language, each in trial.languages.items()
    }
    load_seconds = round(trial.load_seconds, 3)
    return {"languages": languages, "load_seconds": load_seconds, "memory": trial.memory}


def _languages(session: Session, languages: Sequence[str]) -> str:
    told = [session.text(f"models.language.{language}") for language in languages]
    return session.text("models.joint").join(told) or session.text("models.languages_unknown")


def _size(size: int) -> str:
    return f"{round(size / _MB):,} MB"


VERBS = {"models": Verb(_arguments, _models)}
