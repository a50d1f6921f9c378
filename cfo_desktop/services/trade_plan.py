"""Lists of invoices and of takings made planned rows, whichever a file holds."""

from __future__ import annotations

from cfo_desktop.domain.statement import ReadFile
from cfo_desktop.services import invoice_plan
from cfo_desktop.services import takings_plan
from cfo_desktop.services.planning import Context
from cfo_desktop.services.planning import PlannedFile
from cfo_desktop.services.planning import Progress


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
    """Return the planned files of its lists; see the two planners for what the owner may say."""
    planned = []
    for given, planner in ((read.invoices, invoice_plan), (read.takings, takings_plan)):
        if given:
            planned += planner.plan(
                file, read, context, chosen=chosen, profile=profile, progress=progress
            )
    return planned
