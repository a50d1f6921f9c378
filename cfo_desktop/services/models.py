"""The language models of this computer: listed, offered, added, tried, chosen and removed.

The program runs without any of them: ``available`` says why none speaks, and every text has a plain
wording. Nothing here opens a book, and nothing is fetched.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from cfo_desktop.advisor.engine import gguf
from cfo_desktop.advisor.engine import process
from cfo_desktop.advisor.engine.process import Engine
from cfo_desktop.advisor.engine.process import Weights
from cfo_desktop.base import memory
from cfo_desktop.base import paths
from cfo_desktop.base import settings
from cfo_desktop.base.errors import UserError
from cfo_desktop.base.files import user_error
from cfo_desktop.base.files import write_chunks_atomically
from cfo_desktop.base.progress import Progress
from cfo_desktop.base.progress import unheard
from cfo_desktop.domain.fault import Fault
from cfo_desktop.domain.language_model import LanguageModel
from cfo_desktop.domain.language_model import ModelOffer
from cfo_desktop.services import model_catalog
from cfo_desktop.services import model_records
from cfo_desktop.services.model_catalog import Known
from cfo_desktop.services.model_records import Record

if TYPE_CHECKING:
    from cfo_desktop.domain.language_model import Trial

NONE = "none"
"""The name that stands for no model: every text is plain wording."""
_SUFFIX = ".gguf"
_CHUNK = 1 << 20

# --- what there is ---


def known() -> tuple[LanguageModel, ...]:
    """Return every model: those of the catalogue first, then other files that were found.

    A file in the owner's own folder goes before one of that name beside the program.
    """
    catalogue = model_catalog.read()
    records = model_records.load()
    files = _files()
    found = [_of_catalogue(each, files, records) for each in catalogue]
    taken = {model.path for model in found}
    found += [_of_file(path, catalogue, records) for path in files.values() if path not in taken]
    name = _chosen_name(found)
    return tuple(dataclasses.replace(each, is_chosen=each.name == name) for each in found)


def chosen() -> LanguageModel | None:
    """Return the model that speaks: the one chosen, else the default; ``None`` for none."""
    return next((model for model in known() if model.is_chosen), None)


def available() -> Fault | None:
    """Say why no model speaks; ``None`` where one can.

    Faults: ``model_none_chosen``, ``model_missing``, ``engine_missing``, ``model_memory_short``,
    ``model_silent`` where it passed its trial in no language.
    """
    if settings.load().model == NONE:
        return Fault("model_none_chosen")
    model = chosen()
    if model is None or model.path is None:
        return Fault("model_missing")
    if not process.is_installed():
        return Fault("engine_missing")
    try:
        process.check_memory(model.path)
    except UserError as error:
        return Fault(error.code, data={name: str(value) for name, value in error.data.items()})
    return None if model.passed else Fault("model_silent", data={"name": model.title})


def weights() -> Weights | None:
    """Return what an engine is to load: the chosen model's file and hash; ``None`` for none."""
    model = chosen()
    return _weights(model) if model else None


# --- what is offered ---


def offer(path: Path, *, progress: Progress = unheard) -> ModelOffer:
    """Look at a file that may be a model, and say what it is; nothing is kept.

    Raises ``UserError``: ``model_not_gguf``, ``model_damaged``, ``model_without_template`` (a base
    model, which cannot answer), ``model_memory_short``, what the system says of the file, and what
    ``progress`` raises; it counts the bytes hashed.
    """
    header = gguf.read_header(path)
    if not header.template:
        raise UserError("model_without_template")
    process.check_memory(path)
    found = gguf.sha256(path, progress=progress)
    entry = _known_as(path.name, found, model_catalog.read())
    _refuse_other_weights(entry, path.name, found)
    return ModelOffer(
        path=path,
        title=header.name or path.stem,
        architecture=header.architecture,
        licence=header.licence,
        parameters=header.parameters,
        context=header.context,
        size=header.size,
        sha256=found,
        memory=process.memory_needed(header.size),
        free=memory.free_bytes(),
        known=entry.model if entry else None,
        is_verified=entry is not None and entry.model.sha256 == found,
    )


def add(offered: ModelOffer, *, link: bool = False, progress: Progress = unheard) -> LanguageModel:
    """Take an offered file into the owner's models folder, as a copy or by a link to it.

    Raises ``UserError``: ``model_exists`` where another file has its name, ``model_changed`` where
    it is no longer what was offered, and what the disk says; nothing is left of a copy then.
    """
    name = offered.path.name
    file = name if name.lower().endswith(_SUFFIX) else name + _SUFFIX
    target = paths.models_dirs()[0] / file
    if target.exists():
        if gguf.sha256(target) != offered.sha256:
            raise UserError("model_exists", file=file)
    else:
        _take(offered, target, link=link, progress=progress)
    model_records.keep(file, Record(offered.sha256))
    return next(model for model in known() if model.path == target)


def _take(offered: ModelOffer, target: Path, *, link: bool, progress: Progress) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if link:
            _link(offered.path, target)
            return
    except OSError as error:
        raise user_error(error, target) from error
    try:
        write_chunks_atomically(target, _copied(offered, progress))
    except OSError as error:
        raise user_error(error, offered.path) from error


def _link(path: Path, target: Path) -> None:
    try:
        target.symlink_to(path.resolve())
    except OSError:
        # Windows lets few users make one; a second name for the file does as well on one disk
        os.link(path, target)


def _copied(offered: ModelOffer, progress: Progress) -> Iterator[bytes]:
    digest = hashlib.sha256()
    done = 0
    with offered.path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
            done += len(chunk)
            progress(done, offered.size)
            yield chunk
    if digest.hexdigest() != offered.sha256:
        raise UserError("model_changed")


# --- what becomes of them ---


def trial(name: str, *, progress: Progress = unheard) -> Trial:
    """Try a model on the ten sample questions in each language, and remember how it did.

    Raises ``UserError``: ``model_unknown``, ``model_not_here``, what the engine says, and what
    ``progress`` raises; it counts questions.
    """
    from cfo_desktop.advisor import trial as trials

    model = _found(name)
    loaded = _weights(_hashed(model))
    with Engine() as engine:
        tried = trials.run(engine, loaded, progress=progress)
    model_records.keep(model.file, Record(loaded.sha256, tried))
    return tried


def choose(name: str, *, progress: Progress = unheard) -> LanguageModel | None:
    """Let a model speak from now on; ``NONE`` for none. Its file is hashed where it never was.

    Raises ``UserError``: ``model_unknown``, ``model_not_here``, ``model_without_template``,
    ``model_damaged``, ``model_memory_short``.
    """
    if name != NONE:
        model = _found(name)
        offered = offer(_path(model), progress=progress)
        record = model_records.load().get(model.file)
        if record is None:
            model_records.keep(model.file, Record(offered.sha256))
        elif record.sha256 != offered.sha256:
            raise UserError("model_damaged")
    settings.save(dataclasses.replace(settings.load(), model=name))
    return chosen()


def remove(name: str) -> LanguageModel | None:
    """Delete a model's file (of a link, the link) and return the one that speaks then.

    Raises ``UserError``: ``model_unknown``, ``model_not_here``, what the system says.
    """
    model = _found(name)
    path = _path(model)
    try:
        path.unlink()
    except OSError as error:
        raise user_error(error, path) from error
    model_records.keep(model.file, None)
    kept = settings.load()
    if kept.model == model.name:
        settings.save(dataclasses.replace(kept, model=""))
    return chosen()


# --- files, and what is known of them ---


def _files() -> dict[str, Path]:
    """Return {file name: path} of every model's file that is here."""
    found: dict[str, Path] = {}
    for folder in paths.models_dirs():
        try:
            here = sorted(path for path in folder.iterdir() if path.suffix.lower() == _SUFFIX)
        except OSError:
            continue
        for path in here:
            if path.is_file():
                found.setdefault(path.name, path)
    return found


def _of_catalogue(
    entry: Known, files: Mapping[str, Path], records: Mapping[str, Record]
) -> LanguageModel:
    model = entry.model
    path = files.get(model.file)
    if path is None:
        return model
    record = records.get(model.file)
    return dataclasses.replace(
        model,
        path=path,
        size=_size(path),
        memory=process.memory_needed(_size(path)),
        sha256=model.sha256 or (record.sha256 if record else ""),
        trial=record.trial if record else None,
    )


def _of_file(
    path: Path, catalogue: tuple[Known, ...], records: Mapping[str, Record]
) -> LanguageModel:
    """Return a file that is not the catalogue's own; one of another make is known by its name."""
    record = records.get(path.name)
    entry = _known_as(path.name, record.sha256 if record else "", catalogue)
    title, licence = path.stem, ""
    try:
        header = gguf.read_header(path)
        title, licence = header.name or title, header.licence
    except UserError:
        pass  # choosing it says what is wrong
    return LanguageModel(
        name=path.stem,
        title=title,
        file=path.name,
        path=path,
        size=_size(path),
        sha256=record.sha256 if record else "",
        is_verified=bool(entry and record and entry.model.sha256 == record.sha256),
        licence=licence or (entry.model.licence if entry else ""),
        languages=entry.model.languages if entry else (),
        memory=process.memory_needed(_size(path)),
        template=entry.model.template if entry else "",
        trial=record.trial if record else None,
    )


def _known_as(file: str, sha256: str, catalogue: tuple[Known, ...]) -> Known | None:
    """Return the catalogue's model that a file is by its hash, else by its name."""
    by_hash = (each for each in catalogue if sha256 and each.model.sha256 == sha256)
    by_name = (each for each in catalogue if each.fits(file))
    return next(by_hash, None) or next(by_name, None)


def _refuse_other_weights(entry: Known | None, file: str, sha256: str) -> None:
    """Refuse a file that is called as one whose hash is known, and is not it."""
    if entry and entry.model.file == file and entry.model.sha256 not in {"", sha256}:
        raise UserError("model_damaged")


def _chosen_name(models: list[LanguageModel]) -> str | None:
    """Return the name of the model that speaks: what was chosen is gone where its file is."""
    here = {model.name: model for model in models if model.is_here}
    wanted = settings.load().model
    if wanted == NONE:
        return None
    if wanted in here:
        return wanted
    return next((name for name, model in here.items() if model.is_default), None)


def _found(name: str) -> LanguageModel:
    model = next((each for each in known() if name in {each.name, each.file}), None)
    if model is None:
        raise UserError("model_unknown", name=name)
    return model


def _path(model: LanguageModel) -> Path:
    if model.path is None:
        raise UserError("model_not_here", name=model.name, file=model.file)
    return model.path


def _hashed(model: LanguageModel) -> LanguageModel:
    """Return a model with the hash of its file; the catalogue's where it knows one."""
    path = _path(model)
    return model if model.sha256 else dataclasses.replace(model, sha256=gguf.sha256(path))


def _weights(model: LanguageModel) -> Weights:
    return Weights(_path(model), model.sha256)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
