"""What one tagged in a document, what one may see in a project, and how much one read since."""

from typing import Annotated, Any

from django.http import HttpResponse, QueryDict
from ninja import Query, Router, Schema
from pydantic import Field

from annotations.addresses import annotate_page
from annotations.api.entering import enter
from annotations.api.told import PassagesTold, ProgressTold
from annotations.forms.filters import PassageFilters
from annotations.models import Passage
from annotations.passage_rows import passages_of, rows_of
from annotations.progress import next_of, read_since
from annotations.querysets import PASSAGE_ORDERS
from ledger.problems import Problem
from projects import cursors
from projects.access import MemberRequest
from projects.models import Membership
from projects.wire import Id, Moment, answer
from vocabulary import codebook

MOST_PASSAGES = 1000
IN_ORDER_OF_MAKING = ("created_at", "pk")

Limit = Annotated[int, Query(ge=1, le=MOST_PASSAGES)]

router = Router()


class FiltersSent(Schema):
    """Those of the Passages page: what is left out leaves nothing out."""

    q: Annotated[str, Field(max_length=200, description="Words of the quote or the note.")] = ""
    theme: Annotated[str, Field(description="The slug of a theme.")] = ""
    sub: Annotated[str, Field(description="1: with its sub-themes.")] = ""
    document: Annotated[str, Field(description="The id of a document.")] = ""
    source: Annotated[str, Field(description="The id of a source, or none.")] = ""
    year: Annotated[str, Field(description="The year of the document, 0 for undated ones.")] = ""
    coder: Annotated[str, Field(description="The id of a coder.")] = ""
    round: Annotated[str, Field(description="The id of a round.")] = ""
    kind: Annotated[str, Field(description="Whose work: empty for people's, machine, decided or all.")] = ""
    unsure: Annotated[str, Field(description="1: with a theme that its coder doubts.")] = ""
    note: Annotated[str, Field(description="1: with a note.")] = ""
    sort: Annotated[str, Field(description="text (so it is without), published, newest or oldest.")] = ""


@router.get("/documents/{int:document}/passages", response=PassagesTold)
def passages_read(
    request: MemberRequest, document: int, round: Id | None = None, cursor: str = "", limit: Limit = MOST_PASSAGES
) -> HttpResponse:
    """One's own passages in a document, in the order in which they were made, a page at a time."""
    assignment = enter(request, document, round)
    mine = Passage.objects.of(assignment)
    ids, more = cursors.page(mine, IN_ORDER_OF_MAKING, cursor, limit)
    rows = passages_of(assignment, codebook.current(request.project), among=ids)
    return answer({"items": _in_order(rows, ids), "next": more, "count": mine.count()})


@router.get("/projects/{project}/passages", response=PassagesTold)
def passage_list(
    request: MemberRequest, project: str, asked: Query[FiltersSent], cursor: str = "", limit: Limit = 100
) -> HttpResponse:
    """The passages of a project that one may see, of all coders, filtered as on the Passages page."""
    filters = PassageFilters(request.member, _as_form(asked))
    for field, reasons in filters.errors.items():
        raise Problem(str(reasons[0]), field=field)
    found = filters.passages()
    ids, more = cursors.page(found, PASSAGE_ORDERS[asked.sort or "text"], cursor, limit)
    rows = rows_of(Passage.objects.among(ids), codebook.current(request.project))
    return answer({"items": _in_order(rows, ids), "next": more, "count": found.count()})


@router.get("/projects/{project}/progress", response=ProgressTold)
def progress_read(
    request: MemberRequest, project: str, since: Moment, document: Id | None = None, round: Id | None = None
) -> HttpResponse:
    """How many paragraphs one marked as read since this moment, and what to do next, after a document in a round."""
    return answer({"read": read_since(request.member, since), "next": _next(request.member, document, round)})


def _next(member: Membership, document: int | None, round: int | None) -> dict[str, Any] | None:
    found = next_of(member, document, round)
    if found is None:
        return None
    place = {"document": found.document_id, "round": found.round_id, "title": found.document.title}
    return {**place, "address": annotate_page(found)}


def _as_form(asked: FiltersSent) -> QueryDict:
    form = QueryDict(mutable=True)
    form.update({name: value for name, value in asked.model_dump().items() if value})
    return form


def _in_order(rows: list[dict[str, Any]], ids: list[Any]) -> list[dict[str, Any]]:
    found = {row["id"]: row for row in rows}
    return [found[str(pk)] for pk in ids if str(pk) in found]
