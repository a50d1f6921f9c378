"""Lists of invoices and of takings made planned rows, whichever a file holds."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence

from cfo_desktop.base.errors import UserError
from cfo_desktop.base.progress import Progress
from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.services import invoice_plan
from cfo_desktop.services import takings_plan
from cfo_desktop.services.list_planning import Asked
from cfo_desktop.services.list_planning import Part
from cfo_desktop.services.planning import Context
from cfo_desktop.services.planning import PlannedFile
from cfo_desktop.services.planning import as_fault
from cfo_desktop.services.planning import refused_file

_TOLD_EVERY = 1_000
"""Rows between two calls of the progress."""


def is_one(read: ReadFile) -> bool:
    """Tell whether a file lists invoices or takings rather than the movements of an account."""
    return bool(read.invoices or read.takings)


def plan(
    file: str,
    read: ReadFile,
    context: Context,
    *,
    chosen: str | None,
    profile: str | None,
    progress: Progress | None = None,
) -> list[PlannedFile]:
    """Return one planned file for each list; see the planners for what the owner may say."""
    asked = Asked(file, read, context, chosen, profile)
    planned = []
    if read.invoices:
        planned += _planned(asked, invoice_plan.parts, progress)
    if read.takings:
        planned += _planned(asked, takings_plan.parts, progress)
    return planned


def _planned(
    asked: Asked, parts_of: Callable[[Asked], Sequence[Part]], progress: Progress | None
) -> list[PlannedFile]:
    read = asked.read
    try:
        with asked.context.accounts.all_or_none():
            parts = parts_of(asked)
    except UserError as error:
        return [refused_file(asked.file, as_fault(error), kind=read.format, profile=read.profile)]
    total = sum(part.expected for part in parts)
    done = 0
    for part in parts:
        for row in part.planned():
            part.rows.append(row)
            if progress and not done % _TOLD_EVERY:
                progress(done, total)
            done += 1
    return [PlannedFile(part.report, part.rows, part.to_record) for part in parts]
