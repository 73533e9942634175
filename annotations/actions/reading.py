"""Read marks, inside an operation that `coding` has opened."""

from annotations.actions import vocabulary
from annotations.actions.changes import Read, Unread
from annotations.actions.passages import paragraphs_of
from annotations.models import Assignment, Reading
from annotations.querysets import ReadingQuerySet
from annotations.states import reading_id, reading_state
from corpus.models import Paragraph
from ledger.models import Event
from ledger.write import Work


def read(assignment: Assignment, change: Read, work: Work) -> None:
    """Mark paragraphs as read under the published codebook; what is marked already stays as it is."""
    wanted = unread_paragraphs(assignment) if change.paragraphs is None else list(change.paragraphs)
    paragraphs_of(assignment, change.paragraphs or ())
    codebook = vocabulary.seen(assignment.round.project_id, change.codebook_version, work).version_id
    marked = set(_marks(assignment).values_list("paragraph_id", flat=True))
    new = [_new(assignment, pk, codebook) for pk in dict.fromkeys(wanted) if pk not in marked]
    versions = Event.objects.last_versions("reading", map(reading_id, new))
    for mark in new:
        mark.version = versions.get(reading_id(mark), 0) + 1
        work.record("reading", reading_id(mark), None, reading_state(mark))
    Reading.objects.bulk_create(new, batch_size=500)


def unread(assignment: Assignment, change: Unread, work: Work) -> None:
    """Take read marks back; passages stay."""
    marks = list(_marks(assignment).filter(paragraph__in=change.paragraphs))
    for mark in marks:
        work.record("reading", reading_id(mark), reading_state(mark), None)
    Reading.objects.filter(pk__in=[mark.pk for mark in marks]).delete()


def unread_paragraphs(assignment: Assignment) -> list[int]:
    """Ids of the codable paragraphs of the assignment that its coder has not marked read, in reading order."""
    paragraphs = Paragraph.objects.of(assignment.document_id).codable()
    if assignment.paragraphs is not None:
        paragraphs = paragraphs.filter(pk__in=assignment.paragraphs)
    marked = _marks(assignment).values("paragraph")
    return list(paragraphs.exclude(pk__in=marked).values_list("pk", flat=True))


def _marks(assignment: Assignment) -> ReadingQuerySet:
    return Reading.objects.in_round(assignment.round_id).by(assignment.coder_id).filter(document=assignment.document_id)


def _new(assignment: Assignment, paragraph: int, codebook: int) -> Reading:
    return Reading(
        round_id=assignment.round_id,
        coder_id=assignment.coder_id,
        document_id=assignment.document_id,
        paragraph_id=paragraph,
        codebook_version_id=codebook,
    )
