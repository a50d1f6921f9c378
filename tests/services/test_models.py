"""Language models are offered, taken, chosen and removed; without any the program says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from cfo_desktop.advisor.engine import process
from cfo_desktop.base import paths
from cfo_desktop.base import settings
from cfo_desktop.base.errors import UserError
from cfo_desktop.domain.language_model import LanguageTrial
from cfo_desktop.domain.language_model import Trial
from cfo_desktop.services import model_catalog
from cfo_desktop.services import model_records
from cfo_desktop.services import models
from cfo_desktop.services.model_records import Record
from tests.advisor.engine import weights

DEFAULT = "smollm2-135m-instruct"


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test two empty folders of models; return the owner's own."""
    folders = (tmp_path / "own", tmp_path / "beside")
    monkeypatch.setattr(paths, "models_dirs", lambda: folders)
    return folders[0]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A model's file that was fetched."""
    folder = tmp_path / "fetched"
    folder.mkdir()
    return weights.made(folder)


def _here() -> set[str]:
    return {model.name for model in models.known() if model.is_here}


def test_the_catalogue_is_whole() -> None:
    catalogue = [each.model for each in model_catalog.read()]
    assert len({model.name for model in catalogue}) == len(catalogue) >= 7
    (default,) = (model for model in catalogue if model.is_default)
    assert (default.name, default.file) == (DEFAULT, weights.DEFAULT.name)
    assert default.sha256 == weights.DEFAULT_SHA256
    assert default.languages == ("en",)
    for model in catalogue:
        assert model.licence in {"Apache-2.0", "MIT"}
        assert set(model.languages) <= {"en", "zh_CN"}
        assert len(model.sha256) in {0, 64}
        assert model.memory >= model.size
        assert "://" not in model.source
    for each in model_catalog.read():
        assert each.fits(each.model.file)


def test_without_any_file_there_is_none_and_it_says_so() -> None:
    assert not _here()
    assert models.chosen() is None
    assert models.weights() is None
    fault = models.available()
    assert fault
    assert fault.code == "model_missing"


def test_a_file_says_what_it_is_before_it_is_taken(file: Path, own: Path) -> None:
    offered = models.offer(file)
    assert offered.title == "Made-up 1B Chat"
    assert offered.licence == "apache-2.0"
    assert offered.parameters == 2148
    assert offered.memory > offered.size
    assert offered.known is None
    assert not own.exists()


def test_an_offered_file_is_copied_and_known_by_its_hash(file: Path, own: Path) -> None:
    offered = models.offer(file)
    seen: list[tuple[int, int]] = []
    model = models.add(offered, progress=lambda done, total: seen.append((done, total)))
    assert model.path == own / "made-up.gguf"
    assert model.path.read_bytes() == file.read_bytes()
    assert (model.name, model.sha256) == ("made-up", offered.sha256)
    assert not model.is_verified
    assert seen[-1] == (offered.size, offered.size)
    assert models.add(offered) == model


def test_a_link_leaves_the_file_where_it_is(file: Path) -> None:
    model = models.add(models.offer(file), link=True)
    assert model.path
    assert model.path.samefile(file)
    models.remove(model.name)
    assert file.exists()


def test_another_file_of_that_name_is_not_overwritten(file: Path, own: Path) -> None:
    own.mkdir()
    (own / file.name).write_bytes(b"mine")
    with pytest.raises(UserError, match="model_exists"):
        models.add(models.offer(file))
    assert (own / file.name).read_bytes() == b"mine"


def test_a_copy_that_is_cancelled_leaves_nothing(file: Path, own: Path) -> None:
    def cancel(_done: int, _total: int) -> None:
        raise UserError("cancelled")

    offered = models.offer(file)
    with pytest.raises(UserError, match="cancelled"):
        models.add(offered, progress=cancel)
    assert not list(own.iterdir())


def test_a_file_that_changed_since_it_was_looked_at_is_not_taken(file: Path, own: Path) -> None:
    offered = models.offer(file)
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    with pytest.raises(UserError, match="model_changed"):
        models.add(offered)
    assert not list(own.iterdir())


def test_what_cannot_advise_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="model_without_template"):
        models.offer(weights.made(tmp_path, template=False))
    other = tmp_path / "letter.gguf"
    other.write_text("no model")
    with pytest.raises(UserError, match="model_not_gguf"):
        models.offer(other)
    with pytest.raises(UserError, match="file_missing"):
        models.offer(tmp_path / "absent.gguf")


def test_a_file_named_as_one_whose_hash_is_known_must_be_it(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="model_damaged"):
        models.offer(weights.made(tmp_path, name=weights.DEFAULT.name))


def test_another_make_of_a_known_model_has_its_languages(tmp_path: Path) -> None:
    offered = models.offer(weights.made(tmp_path, name="Qwen3-1.7B-Q4_K_M.gguf"))
    assert offered.known
    assert offered.known.name == "qwen3-1.7b"
    assert not offered.is_verified
    model = models.add(offered)
    assert (model.name, model.languages) == ("Qwen3-1.7B-Q4_K_M", ("en", "zh_CN"))


def test_the_catalogues_own_file_is_known_by_its_name(tmp_path: Path) -> None:
    model = models.add(models.offer(weights.made(tmp_path, name="Qwen3-1.7B-Q8_0.gguf")))
    assert model.name == "qwen3-1.7b"
    assert model.is_here
    assert model.sha256
    assert not model.is_verified


def test_what_is_chosen_speaks_until_it_is_removed(file: Path, own: Path) -> None:
    models.add(models.offer(file))
    assert models.chosen() is None
    chosen = models.choose("made-up")
    assert chosen
    assert chosen.is_chosen
    assert models.weights() == process.Weights(own / "made-up.gguf", chosen.sha256)
    assert models.remove("made-up") is None
    assert settings.load().model == ""
    assert not list(own.iterdir())


def test_a_file_that_is_gone_falls_back(file: Path, own: Path) -> None:
    models.add(models.offer(file))
    models.choose("made-up")
    (own / "made-up.gguf").unlink()
    assert models.chosen() is None


def test_none_can_be_chosen(file: Path) -> None:
    models.add(models.offer(file))
    models.choose("made-up")
    assert models.choose(models.NONE) is None
    fault = models.available()
    assert fault
    assert fault.code == "model_none_chosen"


def test_a_file_that_was_changed_in_its_folder_is_not_chosen(file: Path, own: Path) -> None:
    models.add(models.offer(file))
    path = own / "made-up.gguf"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(UserError, match="model_damaged"):
        models.choose("made-up")


def test_a_file_that_lies_in_a_folder_is_found(own: Path) -> None:
    own.mkdir()
    weights.made(own, name="mine.gguf")
    (own / "notes.txt").write_text("no model")
    assert _here() == {"mine"}
    models.choose("mine")
    assert models.weights()


@pytest.mark.parametrize("name", ["nothing", "../secret"])
def test_a_name_that_nobody_has_is_told(name: str) -> None:
    for verb in (models.choose, models.remove, models.trial):
        with pytest.raises(UserError, match="model_unknown"):
            verb(name)


def test_a_model_that_is_not_here_is_told() -> None:
    for verb in (models.choose, models.remove, models.trial):
        with pytest.raises(UserError, match="model_not_here"):
            verb("qwen3-4b-instruct")


def test_without_the_library_it_says_so(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    models.add(models.offer(file))
    models.choose("made-up")
    monkeypatch.setattr(process, "is_installed", lambda: False)
    fault = models.available()
    assert fault
    assert fault.code == "engine_missing"


TRIAL = Trial(
    {"en": LanguageTrial(10, 9, 0, 1, 0, 0.3, 51.5), "zh_CN": LanguageTrial(10, 10, 0, 0, 0, 1, 9)},
    0.8,
    None,
)


def test_a_trial_is_remembered_with_the_file(file: Path) -> None:
    model = models.add(models.offer(file))
    model_records.keep(model.file, Record(model.sha256, TRIAL))
    (kept,) = (each for each in models.known() if each.is_here)
    assert kept.trial == TRIAL
    assert kept.passed == ("zh_CN",)
    models.remove(model.name)
    assert not model_records.load()


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"a.gguf": {}}', '{"a.gguf": {"sha256": "x", "trial": {"a": 1}}}']
)
def test_damaged_records_are_as_if_there_were_none(content: str) -> None:
    paths.config_dir().mkdir(parents=True)
    (paths.config_dir() / "models.json").write_text(content)
    assert not model_records.load()
