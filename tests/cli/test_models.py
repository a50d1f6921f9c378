"""``cfo-desktop models`` lists, adds, chooses and removes, in both languages and as JSON."""

from __future__ import annotations

from pathlib import Path

import pytest

from cfo_desktop.advisor import trial as trials
from cfo_desktop.advisor.trial_samples import SAMPLES
from cfo_desktop.base import paths
from tests.advisor.engine import weights
from tests.advisor.engine.weights import needs_model
from tests.cli.calls import Cli


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test two empty folders of models; return the owner's own."""
    folders = (tmp_path / "own", tmp_path / "beside")
    monkeypatch.setattr(paths, "models_dirs", lambda: folders)
    return folders[0]


@pytest.mark.parametrize(
    ("language", "word"), [("en", "There is no language model"), ("zh_CN", "本机没有语言模型")]
)
def test_the_list_says_which_there_are_and_why_none_speaks(
    cli: Cli, language: str, word: str
) -> None:
    told = cli("models", "--lang", language)
    assert told.status == 0
    assert "qwen3-1.7b" in told.out
    assert "Apache-2.0" in told.out
    assert word in told.out


def test_json_holds_state_licence_languages_size(cli: Cli) -> None:
    document = cli("models", "--json").document
    assert document["speaks"] is False
    assert document["reason"]["code"] == "model_missing"
    (default,) = (each for each in document["models"] if each["default"])
    assert default["languages"] == ["en"]
    assert default["size"] == 98362432
    assert not default["here"]
    assert default["sha256"] == weights.DEFAULT_SHA256


def test_a_model_is_added_chosen_and_removed(cli: Cli, tmp_path: Path, own: Path) -> None:
    path = weights.made(tmp_path)
    told = cli("models", "--add", path)
    assert told.status == 0
    assert "apache-2.0" in told.out
    assert "Unverified" in told.out
    assert "cfo-desktop models --use made-up" in told.out
    assert cli("models", "--use", "made-up", "--json").document["chosen"] == "made-up"
    assert "in use, unverified" in cli("models").out
    said = cli("models", "--use", "made-up").out
    assert "stays silent until it has passed" in said
    assert "speaks" not in said
    assert "plain wording" in cli("models", "--remove", "made-up").out
    assert not list(own.iterdir())


def test_what_cannot_be_taken_is_said_in_words(cli: Cli, tmp_path: Path) -> None:
    told = cli("models", "--add", weights.made(tmp_path, template=False), "--lang", "zh_CN")
    assert told.status == 1
    assert "基础模型" in told.err
    assert cli("models", "--use", "nobody").status == 1
    assert cli("models", "--use", "a", "--try", "b").status == 2


@needs_model
def test_a_trial_prints_a_table(cli: Cli, monkeypatch: pytest.MonkeyPatch, own: Path) -> None:
    own.mkdir()
    (own / weights.DEFAULT.name).symlink_to(weights.DEFAULT)
    run = trials.run
    monkeypatch.setattr(
        trials, "run", lambda engine, model, progress: run(engine, model, samples=SAMPLES[:1])
    )
    told = cli("models", "--try", "smollm2-135m-instruct")
    assert told.status == 0, told.err
    assert "Tokens/s" in told.out
    assert "Chinese 0/1" in cli("models").out
