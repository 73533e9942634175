"""Many passages at once, for corpora that are invented or come from elsewhere: one operation, few statements."""

from collections.abc import Sequence
from typing import Any

from annotations.actions import coding, reading, tagging
from annotations.actions.changes import Read, Tag
from annotations.models import Assignment
from annotations.states import about
from ledger.write import write


def fill(*, assignment: Assignment, tags: Sequence[Tag], actor: Any = None) -> None:
    """Store passages with their themes, and mark their paragraphs as read.

    Raises what tagging one passage raises for a wrong place, wrong words or a wrong theme, and IntegrityError for words
    that are marked already; then nothing is stored.
    """
    with write(project=assignment.round.project, actor=actor, verb="tag", about=about(assignment)) as work:
        now = coding.enter(assignment, actor, work)
        tagging.tag_all(now, tags, work)
        reading.read(now, Read(paragraphs=tuple(dict.fromkeys(tag.paragraph for tag in tags))), work)
