"""Language models as the owner sees them: which there are, what they may do, how they did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("en", "zh_CN")
GROUNDED_SHARE = 0.98
"""Of a model's own texts, those that must hold only what the facts say."""


@dataclass(frozen=True, slots=True)
class LanguageTrial:
    """How a model did on the sample questions in one language: counts of texts."""

    asked: int
    grounded: int
    """Texts that held: every figure, name and direction is that of the facts."""
    wrong_way: int
    """Texts that turned who owes whom, or rise and fall, around."""
    repeated: int
    """Texts that say one thing twice."""
    foreign: int
    """Texts in another language than asked for."""
    first_seconds: float
    """Until the first word, on average, the fixed part of the prompt known."""
    tokens_per_second: float

    @property
    def passed(self) -> bool:
        """Whether the model may speak in this language."""
        return (
            self.grounded >= GROUNDED_SHARE * self.asked
            and not self.wrong_way
            and not self.repeated
            and not self.foreign
        )


@dataclass(frozen=True, slots=True)
class Trial:
    """How a model did on the ten sample questions in each language."""

    languages: Mapping[str, LanguageTrial]
    """{language: what came of it}."""
    load_seconds: float
    memory: int | None
    """Bytes that it took at most; ``None`` where the system does not tell."""

    @property
    def passed(self) -> tuple[str, ...]:
        """The languages in which the model may speak."""
        return tuple(language for language, trial in self.languages.items() if trial.passed)


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A model of the catalogue, or one whose file was found."""

    name: str
    """What the owner calls it by."""
    title: str
    file: str
    path: Path | None = None
    """Where its file lies; ``None`` where it is not here."""
    size: int = 0
    """Bytes; about right where the file is not here."""
    sha256: str = ""
    """What the catalogue says the file's hash is, else what it was when it came; else empty."""
    is_verified: bool = False
    """Whether the catalogue knows that hash."""
    licence: str = ""
    """As its makers name it; empty where nobody says."""
    languages: tuple[str, ...] = ()
    """Of ours, those that its makers name."""
    memory: int = 0
    """Bytes that it takes when it runs, about."""
    template: str = ""
    source: str = ""
    is_default: bool = False
    is_chosen: bool = False
    trial: Trial | None = None
    passed_before: tuple[str, ...] = ()
    """Languages in which the very file came out well where the catalogue was made."""

    @property
    def passed(self) -> tuple[str, ...]:
        """The languages in which it may speak: by its trial here, else by the catalogue's."""
        return self.trial.passed if self.trial else self.passed_before

    @property
    def is_here(self) -> bool:
        """Whether its file is on this computer."""
        return self.path is not None


@dataclass(frozen=True, slots=True)
class ModelOffer:
    """What a file that the owner offers says of itself, before it is taken."""

    path: Path
    title: str
    architecture: str
    licence: str
    """Empty where the file names none."""
    parameters: int
    context: int
    """Tokens that it was trained to read at once; 0 where unknown."""
    size: int
    sha256: str
    memory: int
    """Bytes that it takes when it runs, about."""
    free: int | None
    """Bytes of memory that are free now; ``None`` where the system does not tell."""
    known: LanguageModel | None = None
    """The model of the catalogue that it is by its hash, else by its name."""
    is_verified: bool = False
    """Whether it is that model by its hash."""
