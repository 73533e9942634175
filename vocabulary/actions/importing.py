"""Taking a codebook file in: themes come, change or are retired, and a new version is published."""

import uuid
from dataclasses import asdict
from typing import Any

from ledger.write import Work, write
from projects.models import Project
from vocabulary.actions import publishing
from vocabulary.actions.storing import store
from vocabulary.checking import check, relations
from vocabulary.comparing import Outcomes, Target, compare, report
from vocabulary.content import About, CodebookContent
from vocabulary.models import CodebookVersion
from vocabulary.problems import InvalidCodebook
from vocabulary.states import Drafts


class Report(Outcomes):
    """What an import did, or would do: slugs by outcome, the targets behind them, and the number of the new version."""

    targets: list[Target]
    about: list[str]
    number: int | None


def import_codebook(
    *,
    project: Project,
    data: dict[str, Any],
    actor: Any,
    op: uuid.UUID | None = None,
    dry_run: bool = False,
    message: str = "",
) -> Report:
    """Make the codebook what parsed `data` (the shape of seeds/codebook.yaml) says, and publish it if that is new.

    A theme that the data leaves out is retired, never deleted. With `dry_run` nothing is written. Raises
    InvalidCodebook, with every fault, before anything is stored.
    """
    content = check(data)
    if dry_run:
        return _report(project, content, _plan(project, content))
    body = [content.as_json(), message]
    with write(project=project, actor=actor, verb="import codebook", about="codebook", op=op, body=body) as work:
        publishing.lock(project)
        targets = _plan(project, content)
        outcome = _report(project, content, targets)
        outcome["number"] = _apply(project, content, targets, message, work)
    return outcome


def _plan(project: Project, content: CodebookContent) -> list[Target]:
    """Each theme as it should become; raises InvalidCodebook where the file clashes with themes it leaves out."""
    drafts = Drafts.of(project)
    now = {pk: drafts.content(theme) for pk, theme in drafts.themes.items()}
    targets = compare(now, content.themes)
    faults = list(relations.clashes([target.content for target in targets]))
    if faults:
        raise InvalidCodebook(faults)
    return targets


def _apply(project: Project, content: CodebookContent, targets: list[Target], message: str, work: Work) -> int | None:
    store(project, [target for target in targets if target.outcome != "unchanged"], work)
    version = publishing.publish_changes(project, content.about, message, work, content.number)
    return version.number if version else None


def _report(project: Project, content: CodebookContent, targets: list[Target]) -> Report:
    last = CodebookVersion.objects.published(project)
    before = last.snapshot["codebook"] if last else asdict(About())
    about = [name for name, value in asdict(content.about).items() if before.get(name) != value]
    slugs = report(targets)
    return {**slugs, "targets": targets, "about": about, "number": None}
