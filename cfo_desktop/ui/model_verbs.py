"""The verbs of the language models: quick ones as `Errand`, long ones as work for `Beside`."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from cfo_desktop.base.errors import UserError
from cfo_desktop.base.progress import Progress
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.language_model import LanguageModel
from cfo_desktop.domain.language_model import ModelOffer
from cfo_desktop.domain.language_model import Trial
from cfo_desktop.ui.tasks import Errand

T = TypeVar("T")
Step = tuple[int, int]
"""How far the work is, and how much there is."""
Work = Callable[[Callable[[Step], None], threading.Event], T]
NONE = "none"
"""The name that stands for no model: see ``services.models``."""


@dataclass(frozen=True, slots=True)
class Models:
    """All models, why none speaks (``None`` where one does), and the free memory in bytes."""

    known: tuple[LanguageModel, ...]
    fault: Fault | None
    free: int | None


def known() -> Errand[Models]:
    """Read which models there are."""

    def work(_: Progress) -> Models:
        from cfo_desktop.base import memory
        from cfo_desktop.services import models

        return Models(models.known(), models.available(), memory.free_bytes())

    return Errand(work)


def remove(name: str) -> Errand[LanguageModel | None]:
    """Delete a model's file; the model that speaks then comes back."""

    def work(_: Progress) -> LanguageModel | None:
        from cfo_desktop.services import models

        return models.remove(name)

    return Errand(work)


def offer(path: Path) -> Work[ModelOffer]:
    """Look at a file that may be a model."""

    def work(progress: Progress) -> ModelOffer:
        from cfo_desktop.services import models

        return models.offer(path, progress=progress)

    return _heard(work)


def add(offered: ModelOffer, *, link: bool) -> Work[LanguageModel]:
    """Take a file that was looked at, as a copy or by a link to it."""

    def work(progress: Progress) -> LanguageModel:
        from cfo_desktop.services import models

        return models.add(offered, link=link, progress=progress)

    return _heard(work)


def trial(name: str) -> Work[Trial]:
    """Try a model on the sample questions."""

    def work(progress: Progress) -> Trial:
        from cfo_desktop.services import models

        return models.trial(name, progress=progress)

    return _heard(work)


def choose(name: str) -> Work[LanguageModel | None]:
    """Let a model speak, or none."""

    def work(progress: Progress) -> LanguageModel | None:
        from cfo_desktop.services import models

        return models.choose(name, progress=progress)

    return _heard(work)


def _heard(work: Callable[[Progress], T]) -> Work[T]:
    """Let work tell how far it is, and end where it should stop."""

    def beside(tell: Callable[[Step], None], stop: threading.Event) -> T:
        def progress(done: int, total: int) -> None:
            if stop.is_set():
                raise UserError("cancelled")
            tell((done, total))

        return work(progress)

    return beside
