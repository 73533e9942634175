"""Taking a codebook file in: themes come, change or are retired, and a new version is published."""

import uuid
from typing import Any

from django.utils.translation import gettext as _

from ledger.problems import Stale
from ledger.write import write
from projects.models import Project
from vocabulary.actions import publishing
from vocabulary.actions.storing import store
from vocabulary.checking import check
from vocabulary.comparing import Outcomes, report
from vocabulary.planning import Plan, plan


class Report(Outcomes):
    """What an import did, or would do: slugs by outcome, and the number of the new version (None: none)."""

    number: int | None


def import_codebook(
    *,
    project: Project,
    data: Any,
    actor: Any,
    op: uuid.UUID | None = None,
    version: int | None = None,
    dry_run: bool = False,
    message: str = "",
) -> Report:
    """Make the codebook what parsed `data` (the shape of seeds/codebook.yaml) says, and publish it if that is new.

    A theme that the data leaves out is retired, never deleted. With `dry_run` nothing is written. `version` is the
    number of the published codebook that the actor saw (0: none); Stale when another was published since. Raises
    InvalidCodebook, with every fault, before anything is stored.
    """
    content = check(data)
    if dry_run:
        return {**report(plan(project, content).targets), "number": None}
    body = [content.as_json(), message]
    with write(project=project, actor=actor, verb="import codebook", about="codebook", op=op, body=body) as work:
        publishing.lock(project)
        planned = plan(project, content)
        _refuse_stale(planned, version)
        store(project, planned.work, work)
        published = publishing.publish_changes(project, content.about, message, work, content.number)
    return {**report(planned.targets), "number": published.number if published else None}


def _refuse_stale(planned: Plan, version: int | None) -> None:
    if version is not None and version != planned.number:
        message = _("Another version of the codebook was published in the meantime. Check the file again.")
        raise Stale(message, field="version", current=planned.number)
