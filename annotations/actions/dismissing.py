"""Turning suggestions down, inside an operation that `coding` has opened."""

from annotations.actions import vocabulary
from annotations.actions.changes import Dismiss
from annotations.actions.passages import check_span, paragraph_of
from annotations.models import Assignment, Dismissal
from annotations.states import dismissal_id, dismissal_state
from ledger.write import Work


def dismiss(assignment: Assignment, change: Dismiss, work: Work) -> None:
    """Turn a theme down for these words; again, it changes nothing. It need not be suggested any more."""
    paragraph = paragraph_of(assignment, change.paragraph, is_locked=True)
    check_span(paragraph, change.start, change.end, paragraph.text[change.start : change.end])
    found = vocabulary.named(assignment.round.project_id, [change.theme], work)
    [theme] = vocabulary.meant([change.theme], found)
    dismissal, is_new = Dismissal.objects.get_or_create(
        round=assignment.round,
        coder=assignment.coder,
        document_id=assignment.document_id,
        paragraph=paragraph,
        start=change.start,
        end=change.end,
        theme_id=theme,
    )
    if is_new:
        work.record("dismissal", dismissal_id(dismissal), None, dismissal_state(dismissal))
