"""What one tagged in a document, and how much one read since."""

from typing import Annotated

from django.http import HttpResponse
from ninja import Query, Router

from annotations.api.cursors import Cursor
from annotations.api.entering import enter
from annotations.api.told import PassagesTold, ProgressTold
from annotations.models import Passage
from annotations.passage_rows import passages_of
from annotations.progress import read_since
from projects.access import MemberRequest
from projects.wire import Id, Moment, answer
from vocabulary import codebook

MOST_PASSAGES = 1000

router = Router()


@router.get("/documents/{int:document}/passages", response=PassagesTold)
def passages_read(
    request: MemberRequest,
    document: int,
    round: Id | None = None,
    cursor: str = "",
    limit: Annotated[int, Query(ge=1, le=MOST_PASSAGES)] = MOST_PASSAGES,
) -> HttpResponse:
    """One's own passages in a document, in the order in which they were made, a page at a time."""
    assignment, place = enter(request, document, round), Cursor.read(cursor)
    mine = Passage.objects.of(assignment)
    page = list(mine.after(*place).values_list("pk", "created_at")[: limit + 1])
    ids, published = [pk for pk, _at in page[:limit]], codebook.current(request.project)
    rows = {row["id"]: row for row in passages_of(assignment, published, among=ids)}
    more = Cursor(page[limit - 1][1], page[limit - 1][0]).write() if len(page) > limit else None
    return answer({"items": [rows[str(pk)] for pk in ids], "next": more, "count": mine.count()})


@router.get("/projects/{project}/progress", response=ProgressTold)
def progress_read(request: MemberRequest, project: str, since: Moment) -> HttpResponse:
    """How many paragraphs of the project one marked as read since this moment, and has not unmarked again."""
    return answer({"read": read_since(request.member, since)})
