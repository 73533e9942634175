"""Whether people have worked on documents, so that these cannot simply be withdrawn."""

from collections.abc import Collection, Iterator

from django.utils.translation import ngettext

from annotations.models import Decision, Passage, Question, Reading

AT_ONCE = 500  # ids in one question


def why_not(documents: Collection[int]) -> str:
    """On how many of the documents with these ids somebody worked, in words; "" when nobody did.

    A passage, a mark "read", a question, a decision count as work; what a machine suggested does not.
    """
    ids = list(documents)
    parts = (ids[first : first + AT_ONCE] for first in range(0, len(ids), AT_ONCE))
    n = len({document for part in parts for document in _worked_on(part)})
    words = ngettext(
        "People have worked on %(n)s of its documents.", "People have worked on %(n)s of its documents.", n
    )
    return words % {"n": n} if n else ""


def _worked_on(documents: Collection[int]) -> Iterator[int]:
    by_people = Passage.objects.exclude(coder__kind="machine")
    for rows in (by_people, Reading.objects, Question.objects, Decision.objects):
        yield from rows.filter(document__in=documents).values_list("document", flat=True).distinct()
