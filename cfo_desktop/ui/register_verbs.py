"""The verbs of the register, of an entry's source, its files and its splitting, for the screens."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from cfo_desktop.base.progress import Progress
from cfo_desktop.domain.attachment import Attachment
from cfo_desktop.domain.book import Changes
from cfo_desktop.domain.register import FirstPage
from cfo_desktop.domain.register import Key
from cfo_desktop.domain.register import Outline
from cfo_desktop.domain.register import PageStart
from cfo_desktop.domain.register import RegisterRow
from cfo_desktop.domain.register import Selection
from cfo_desktop.domain.source import Source
from cfo_desktop.domain.source import StatementRows
from cfo_desktop.domain.splitting import Sorted
from cfo_desktop.ui.tasks import Change
from cfo_desktop.ui.tasks import Query

if TYPE_CHECKING:
    from cfo_desktop.services.books import Book

Pages = Mapping[int, Sequence[RegisterRow]]
"""{number of the page: its rows}."""
_POSTED = Changes(accounts=True, entries=True)


@dataclass(frozen=True, slots=True)
class About:
    """What the detail of an entry shows beside the entry itself."""

    entry: int
    sources: tuple[Source, ...]
    attachments: tuple[Attachment, ...]


def first(selection: Selection) -> Query[FirstPage]:
    """Read the newest entries of a selection."""

    def work(book: Book, _: Progress) -> FirstPage:
        from cfo_desktop.services import registers

        return registers.first(book, selection=selection)

    return Query(work)


def around(selection: Selection, *, keys: Collection[Key]) -> Query[tuple[Outline, Pages]]:
    """Read how many entries there are, where pages begin, and the pages that hold ``keys``."""

    def work(book: Book, _: Progress) -> tuple[Outline, Pages]:
        from cfo_desktop.services import registers

        return registers.around(book, selection=selection, keys=keys)

    return Query(work)


def whereabouts(entry: int, selection: Selection) -> Query[tuple[Key, Outline, Pages]]:
    """Find an entry in a selection; read the outline and the page it is on."""

    def work(book: Book, _: Progress) -> tuple[Key, Outline, Pages]:
        from cfo_desktop.services import entries
        from cfo_desktop.services import registers

        key = Key(entries.entry(book, number=entry).draft.day, entry)
        return (key, *registers.around(book, selection=selection, keys=[key]))

    return Query(work)


def pages(selection: Selection, *, starts: Mapping[int, PageStart]) -> Query[Pages]:
    """Read some pages by number."""

    def work(book: Book, _: Progress) -> Pages:
        from cfo_desktop.services import registers

        return {
            number: registers.page(book, selection=selection, start=start)
            for number, start in starts.items()
        }

    return Query(work)


def about(entry: int) -> Query[About]:
    """Read where an entry came from and the files kept with it."""

    def work(book: Book, _: Progress) -> About:
        from cfo_desktop.services import attachments
        from cfo_desktop.services import sources

        return About(
            entry,
            tuple(sources.of_entry(book, entry=entry)),
            tuple(attachments.of_entry(book, entry=entry)),
        )

    return Query(work)


def statement(number: int) -> Query[StatementRows]:
    """Read a statement's rows as the book keeps them."""

    def work(book: Book, _: Progress) -> StatementRows:
        from cfo_desktop.services import sources

        return sources.statement(book, statement=number)

    return Query(work)


def attach(entry: int, *, files: Sequence[Path]) -> Change[list[Attachment]]:
    """Keep copies of files with an entry; progress is in bytes of each file."""

    def work(book: Book, progress: Progress) -> tuple[list[Attachment], Changes]:
        from cfo_desktop.services import attachments

        added = [attachments.add(book, entry=entry, path=path, progress=progress) for path in files]
        return added, Changes(attachments=True)

    return Change(work)


def remove_attachment(attachment: int) -> Change[None]:
    """Remove a file from the book for good."""

    def work(book: Book, _: Progress) -> tuple[None, Changes]:
        from cfo_desktop.services import attachments

        attachments.remove(book, attachment=attachment)
        return None, Changes(attachments=True)

    return Change(work)


def save_attachment(attachment: int, *, target: Path) -> Query[Path]:
    """Write a file out of the book."""

    def work(book: Book, _: Progress) -> Path:
        from cfo_desktop.services import attachments

        return attachments.save_copy(book, attachment=attachment, target=target)

    return Query(work)


def picture(attachment: int, *, width: int, height: int) -> Query[QImage]:
    """Decode an image no larger than a box; a null image where it cannot be shown."""

    def work(book: Book, _: Progress) -> QImage:
        from cfo_desktop.services import attachments
        from cfo_desktop.ui import picture as decoding

        _about, content = attachments.content(book, attachment=attachment)
        return decoding.decoded(content, width=width, height=height)

    return Query(work)


def sorted_as(entry: int) -> Query[Sorted]:
    """Read what of an entry can be split."""

    def work(book: Book, _: Progress) -> Sorted:
        from cfo_desktop.services import splitting

        return splitting.sorted_as(book, number=entry)

    return Query(work)


def split(entry: int, *, parts: Sequence[tuple[str, str]]) -> Change[int]:
    """Divide an entry's money over accounts; the number of the entry that does comes back."""

    def work(book: Book, _: Progress) -> tuple[int, Changes]:
        from cfo_desktop.services import splitting

        return splitting.split(book, number=entry, parts=parts), _POSTED

    return Change(work)
