"""What coders say differently about a document, and what is decided about it."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any, Literal

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from annotations.actions import deciding
from annotations.api.sent import DecisionsSent, OperationOf
from annotations.api.told import DecidedTold, DifferencesTold
from annotations.cell_rows import rows_of
from annotations.cells import Differences, differences
from annotations.material import Key
from annotations.models import Round
from annotations.problems import RoundNeeded
from annotations.states import cell_of
from corpus.models import Document
from ledger.models import Event
from ledger.problems import Problem, Replayed
from ledger.write import Work
from projects import cursors
from projects.access import MemberRequest
from projects.wire import Id, answer

MOST_CELLS = 1000

Limit = Annotated[int, Query(ge=1, le=MOST_CELLS)]
Show = Literal["all", "open"]

router = Router()


@router.get("/documents/{int:document}/decisions", response=DifferencesTold)
def decisions_read(
    request: MemberRequest,
    document: int,
    round: Id | None = None,
    show: Show = "all",
    cursor: str = "",
    limit: Limit = 100,
) -> HttpResponse:
    """Every cell of a document in a round that hides nobody's coding, in reading order, a page at a time.

    `show` open: those that are left to decide.
    """
    found = differences(*_enter(request, document, round))
    cells = [cell for cell in found.cells if show == "all" or cell.is_to_decide]
    places = [(cell.ordinal, cell.unit, found.given.order.get(cell.theme or 0, -1)) for cell in cells]
    page, more = cursors.page_of(places, f"cells/{show}", cursor, limit)
    return answer({**_told(found), "items": rows_of(found, cells[page]), "next": more, "count": len(cells)})


@router.post("/documents/{int:document}/decisions", response={201: DecidedTold})
def decision_create(request: MemberRequest, document: int, sent: DecisionsSent) -> HttpResponse:
    """Decide about some cells, or let a rule decide: all or nothing, as one step of undo."""
    place = _where(request, document, sent.round)
    if (sent.decisions is None) == (sent.rule is None):
        raise Problem(_("Send either decisions or a rule."), field="decisions")
    if sent.rule is not None:
        rule = sent.rule
        return _do(place, sent, lambda: deciding.decide_by_rule(**place, rule=rule, actor=request.user, op=sent.op))
    decisions = [each.verdict() for each in sent.decisions or ()]
    return _do(place, sent, lambda: deciding.decide(**place, decisions=decisions, actor=request.user, op=sent.op))


@router.post("/documents/{int:document}/decisions/undo", response={201: DecidedTold})
def decision_undo(request: MemberRequest, document: int, sent: OperationOf) -> HttpResponse:
    """Take one's own last deciding step about this document back."""
    place = _where(request, document, sent.round)
    return _do(place, sent, lambda: deciding.undo_decision(**place, actor=request.user, op=sent.op))


def _enter(request: MemberRequest, document: int, round: int | None) -> tuple[Round, Document]:
    """The document and the round: the one asked for, else the only one; raises RoundHidden and RoundNeeded."""
    there = Document.objects.in_project(request.project).active().among([document]).first()
    rounds = list(Round.objects.in_project(request.project).with_work_on(document))
    meant = [each for each in rounds if round in (None, each.pk)]
    if there is None or not meant:
        raise Http404("No such document, or nobody was given it in this round.")
    if len(meant) > 1:
        current = {"rounds": [{"id": each.pk, "name": each.name} for each in meant]}
        raise RoundNeeded(_("Say in which round."), field="round", current=current)
    deciding.refuse_hidden(meant[0])
    return meant[0], there


def _where(request: MemberRequest, document: int, round: int | None) -> dict[str, Any]:
    found = _enter(request, document, round)
    return {"round": found[0], "document": found[1]}


def _do(place: dict[str, Any], sent: OperationOf, act: Callable[[], Work]) -> HttpResponse:
    """Act, or learn that it was done; what was decided about is told as it is now."""
    again = {}
    try:
        events: Iterable[Event] = act().events.values()
    except Replayed as done:
        events, again = done.operation.events.order_by("id"), {"replayed": True}
    keys: list[Key] = [cell_of(event.object_id) for event in events if event.kind == "decision"]
    found = differences(**place)
    touched = [found.by_key[key] for key in keys if key in found.by_key]
    told = {"op": str(sent.op), **_told(found), "count": len(keys), "items": rows_of(found, touched[:MOST_CELLS])}
    return answer({**told, **again}, status=201)


def _told(found: Differences) -> dict[str, Any]:
    coders = [{"id": each.pk, "name": each.name, "pseudonym": each.pseudonym} for each in found.coders]
    place = {"round": found.round.pk, "document": found.document, "complete": found.is_complete}
    return {**place, "coders": coders, "counts": found.counts}
