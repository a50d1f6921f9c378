"""What the window says of language models: their state, size, languages and trials."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QCoreApplication

from cfo_desktop.domain.language_model import LanguageModel
from cfo_desktop.domain.language_model import LanguageTrial
from cfo_desktop.ui.localised import Localised

_MB = 1_000_000
_GB = 1_000 * _MB
_GROUP = 8
"""Digits of a hash that stand together: a line can be broken between them."""


def size(count: int, localised: Localised) -> str:
    """Return bytes in MB, or with a tenth in GB."""
    if count < _GB:
        return f"{localised.number(round(count / _MB))} MB"
    return f"{localised.decimal(Decimal(round(10 * count / _GB)).scaleb(-1))} GB"


def languages(found: Sequence[str], localised: Localised) -> str:
    """Return the names of languages."""
    if not found:
        return QCoreApplication.translate("ModelWords", "not known")
    return localised.listed(language(each) for each in found)


def language(code: str) -> str:
    """Return the name of a language."""
    if code == "zh_CN":
        return QCoreApplication.translate("ModelWords", "Chinese")
    return QCoreApplication.translate("ModelWords", "English")


def licence(name: str) -> str:
    """Return the licence, or that none is named."""
    return name or QCoreApplication.translate("ModelWords", "none named")


def title(model: LanguageModel) -> str:
    """Return what a model is called, and whether it is the default."""
    if not model.is_default:
        return model.title
    return QCoreApplication.translate("ModelWords", "{model} (default)").format(model=model.title)


def state(model: LanguageModel, free: int | None) -> tuple[str, str]:
    """Return how a model stands, and its colour token."""
    translate = QCoreApplication.translate
    if not model.is_here:
        return translate("ModelWords", "Not on this computer"), "muted"
    if free is not None and model.memory > free:
        return translate("ModelWords", "Needs more memory"), "warning"
    if model.is_chosen:
        return translate("ModelWords", "In use"), "positive"
    if model.passed:
        return translate("ModelWords", "Tried: good"), "text"
    if model.trial is None:
        return translate("ModelWords", "Not tried yet"), "text"
    return translate("ModelWords", "Tried: not good enough"), "warning"


def scored(code: str, trial: LanguageTrial, localised: Localised) -> str:
    """Return how a trial went in one language, in a line."""
    translate = QCoreApplication.translate
    number = localised.number
    text = translate(
        "ModelWords", "{language}: {grounded} of {asked} texts held; first word after {seconds} s"
    )
    parts = [
        text.format(
            language=language(code),
            grounded=number(trial.grounded),
            asked=number(trial.asked),
            seconds=localised.decimal(Decimal(f"{trial.first_seconds:.1f}")),
        )
    ]
    for count, said in (
        (trial.wrong_way, translate("ModelWords", "turned around: {count}")),
        (trial.repeated, translate("ModelWords", "repeated itself: {count}")),
        (trial.foreign, translate("ModelWords", "in another language: {count}")),
    ):
        if count:
            parts.append(said.format(count=number(count)))
    passed = translate("ModelWords", "passed")
    if not trial.passed:
        passed = translate("ModelWords", "not passed: it stays silent here")
    return ("；" if localised.language == "zh_CN" else "; ").join([*parts, passed])


def sha256(digest: str) -> str:
    """Return a hash in groups of digits."""
    groups = (digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP))
    return " ".join(groups) or QCoreApplication.translate("ModelWords", "not known")
