"""The verbs of importing: preview, import, take back, the watched folder, mappings of tables."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from cfo_desktop.base.progress import Progress
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.importing import Batch
from cfo_desktop.domain.importing import BatchUse
from cfo_desktop.domain.importing import ImportResult
from cfo_desktop.domain.mapping import ColumnMapping
from cfo_desktop.domain.mapping import TableGuess
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.domain.watching import FolderLook
from cfo_desktop.domain.watching import WaitingFile
from cfo_desktop.ui.tasks import Change
from cfo_desktop.ui.tasks import Query

if TYPE_CHECKING:
    from cfo_desktop.services.books import Book


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """Files to import and what the owner says of them; empty texts: as the files say."""

    files: tuple[Path, ...] = ()
    account: str = ""
    """Code of the account they are of."""
    profile: str = ""
    """What they are: a reader's name, such as ``sales-invoices``."""
    passwords: Mapping[Path, str] = field(default_factory=dict, repr=False)
    apart: frozenset[tuple[str, str]] = frozenset()
    """(file, place) of rows that are payments of their own though they equal others."""


def preview(request: ImportRequest) -> Query[ImportResult]:
    """Read files and say what importing them would do."""

    def work(book: Book, progress: Progress) -> ImportResult:
        from cfo_desktop.services import imports

        return imports.preview(
            book,
            files=request.files,
            account=request.account or None,
            profile=request.profile or None,
            passwords=request.passwords,
            apart=request.apart,
            progress=progress,
        )

    return Query(work)


def import_files(request: ImportRequest) -> Change[ImportResult]:
    """Import files."""

    def work(book: Book, progress: Progress) -> tuple[ImportResult, Changes]:
        from cfo_desktop.services import imports

        result = imports.import_files(
            book,
            files=request.files,
            account=request.account or None,
            profile=request.profile or None,
            passwords=request.passwords,
            apart=request.apart,
            progress=progress,
        )
        return result, Changes(accounts=True, entries=True, imports=True)

    return Change(work)


def batches() -> Query[list[Batch]]:
    """Read the earlier imports."""

    def work(book: Book, _: Progress) -> list[Batch]:
        from cfo_desktop.services import imports

        return imports.batches(book)

    return Query(work)


def batch_use(batch: str) -> Query[BatchUse]:
    """Read what depends on an import by now."""

    def work(book: Book, _: Progress) -> BatchUse:
        from cfo_desktop.services import imports

        return imports.use_of(book, batch=batch)

    return Query(work)


def undo_import(batch: str) -> Change[int]:
    """Take a whole import back; the number of entries reversed comes back."""

    def work(book: Book, progress: Progress) -> tuple[int, Changes]:
        from cfo_desktop.services import imports

        count = imports.undo(book, batch=batch, progress=progress)
        return count, Changes(accounts=True, entries=True, imports=True)

    return Change(work)


def watched_folder() -> Query[Path | None]:
    """Read which folder is watched."""

    def work(book: Book, _: Progress) -> Path | None:
        from cfo_desktop.services import watching

        return watching.folder(book)

    return Query(work)


def watch_folder(folder: Path | None) -> Change[Path | None]:
    """Watch another folder, or none."""

    def work(book: Book, _: Progress) -> tuple[Path | None, Changes]:
        from cfo_desktop.services import watching

        watching.watch(book, folder=folder)
        return folder, Changes()

    return Change(work)


def not_known(look: FolderLook) -> Query[FolderLook]:
    """Leave out of a look at the folder what was imported or left out before."""

    def work(book: Book, _: Progress) -> FolderLook:
        from cfo_desktop.services import watching

        return watching.unknown(book, look=look)

    return Query(work)


def leave_out(files: Sequence[WaitingFile]) -> Change[None]:
    """Offer files of the watched folder no more."""
    digests = [file.digest for file in files if file.digest]

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import watching

        watching.leave_out(book, digests=digests)
        return None, Changes(imports=True)

    return Change(work)


def describe_table(
    path: Path, *, header_row: int | None = None, password: str | None = None
) -> Query[TableGuess]:
    """Read a table's first rows and guess what its columns are."""

    def work(book: Book, _: Progress) -> TableGuess:
        from cfo_desktop.services import mappings

        return mappings.describe(book, path, header_row=header_row, password=password)

    return Query(work)


def mapped_rows(
    path: Path, mapping: ColumnMapping, *, password: str | None = None
) -> Query[ReadFile]:
    """Read a table as a mapping says, to look at."""

    def work(book: Book, _: Progress) -> ReadFile:
        from cfo_desktop.services import mappings

        return mappings.preview(book, path, mapping, password=password)

    return Query(work)


def save_mapping(mapping: ColumnMapping) -> Change[ColumnMapping]:
    """Keep how tables of one kind are read."""

    def work(book: Book, _: Progress) -> tuple[ColumnMapping, Changes]:
        from cfo_desktop.services import mappings

        return mappings.save(book, mapping), Changes(imports=True)

    return Change(work)
