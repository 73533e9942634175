"""One's own work on a document: whatever coders ask of the API begins here."""

import uuid

from django.http import Http404
from django.utils.translation import gettext as _

from annotations import workspace
from annotations.models import Assignment
from annotations.problems import RoundNeeded
from annotations.states import place_of
from corpus.models import Paragraph
from ledger.models import Event, Operation
from projects.access import MemberRequest
from projects.models import Coder


def enter(request: MemberRequest, document: int, round: int | None) -> Assignment:
    """The asker's assignment of a document in this round (404: there is none).

    Without a round the only open one, else the newest; raises RoundNeeded where several are open.
    """
    mine = Assignment.objects.in_project(request.project).of(request.user).on_active(document).with_round()
    found = workspace.meant(mine, round)
    if not found:
        raise Http404("No such assignment.")
    if len(found) > 1:
        rounds = [{"id": each.round_id, "name": each.round.name} for each in found]
        raise RoundNeeded(_("Say in which round."), field="round", current={"rounds": rounds})
    return found[0]


def enter_paragraph(request: MemberRequest, paragraph: int, round: int | None) -> Assignment:
    """One's work on the document that a paragraph stands in, or stood in before the text was corrected."""
    found = Paragraph.objects.in_project(request.project).with_document().named(paragraph)
    if found is None:
        raise Http404("No such paragraph.")
    return enter(request, found.revision.document_id, round)


def enter_passage(request: MemberRequest, passage: uuid.UUID) -> Assignment:
    """One's work to which a passage of one's own belongs, or did before it was taken back; 404 for anything else."""
    state = Event.objects.in_project(request.project).last_states("passage", [passage]).get(str(passage), {})
    if not Coder.objects.of(request.user).is_there(state.get("coder")):
        raise Http404("No such passage.")
    return enter(request, state["document"], state["round"])


def enter_step(request: MemberRequest, op: object) -> tuple[Operation, Assignment]:
    """An operation of the asker's and the work that it changed; 404 for anything else."""
    step = Operation.objects.own(request.project, request.user, op)
    place = place_of(step.about) if step else None
    if step is None or place is None:
        raise Http404("No such operation.")
    return step, enter(request, place["document"], place["round"])
