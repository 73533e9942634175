"""What the board says of people's work: what waits, what lies still, what is asked, what is to be decided."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations import cells
from annotations.models import Question
from reports.board_lines import Action, Line, Section
from reports.given import Ints
from reports.links import address
from reports.material import Number
from reports.scope import Scope
from reports.words import whole
from reports.workload import Workload, turnover_of

MOST_COMPARED = 25  # documents whose differences are counted one by one


def work(load: Workload) -> Section:
    """What was given and is not done."""
    slug, round = load.scope.project.slug, load.scope.round.pk
    given = address("assignment_list", slug, {"round": round})
    idle = address("pool_detail", slug, {"round": round, "show": "idle"})
    n = load.by_state
    texts = {
        "waiting": ngettext("document waits to be handed in", "documents wait to be handed in", n["waiting"]),
        "returned": ngettext("came back to its coder and waits", "came back to their coders and wait", n["returned"]),
        "stale": ngettext("was not touched for long", "were not touched for long", load.n_stale),
    }
    found = [
        Line(
            load.number(n["waiting"], "waiting"),
            texts["waiting"],
            Action(_("Who has what"), given),
            _oldest(load.oldest),
        ),
        Line(load.number(n["returned"], "returned"), texts["returned"], Action(_("Who has what"), given)),
        Line(
            load.number(load.n_stale, "stale"), texts["stale"], Action(_("Give back to the pool"), idle), _quiet(load)
        ),
    ]
    lines = [line for line in found if line.number.href]
    return Section("work", _("Work that waits"), lines, _("Everything that was given in this round is handed in."))


def questions(scope: Scope) -> Section:
    """Of the whole project, as the page of questions counts them."""
    asked, page = Question.objects.visible_to(scope.member), reverse("question_list", args=[scope.project.slug])
    n, first = asked.counts(), asked.open().oldest()
    note = _oldest((timezone.now() - first).days if first else None)
    texts = {
        "open": ngettext("question waits for an answer", "questions wait for an answer", n["open"]),
        "answered": ngettext("answer is not settled yet", "answers are not settled yet", n["answered"]),
    }
    notes = {"open": note, "answered": _("Until then the units it is about are missing in every figure.")}
    actions = {"open": _("Answer"), "answered": _("Settle")}
    lines = [
        Line(Number(whole(n[state]), href), texts[state], Action(actions[state], href), notes[state])
        for state in texts
        if n[state] and (href := f"{page}?{urlencode({'state': state})}")
    ]
    return Section("questions", _("Questions"), lines, _("No question waits."))


def differences(scope: Scope, active: Ints | None = None) -> Section:
    """Where coders differ and nobody decided; only of documents that all their coders handed in."""
    title, page = _("Differences"), address("deciding_list", scope.project.slug, {"round": scope.round.pk})
    if scope.round.hides_others:
        return Section("differences", title, [], _("They are compared when a supervisor has opened the round."))
    ready = turnover_of(scope, scope.work_of_people(), active).decidable().tolist()
    found = cells.differences_of(scope.round, ready[:MOST_COMPARED]) if ready else {}
    n = sum(each.n_to_decide for each in found.values())
    note = ngettext("in %(n)s document", "in %(n)s documents", len(found)) % {"n": len(found)}
    if len(ready) > len(found):
        said = _("in the first %(n)s of %(all)s documents that can be decided; the list has those of the others")
        note = said % {"n": len(found), "all": len(ready)}
    words = ngettext("difference waits to be decided", "differences wait to be decided", n)
    if len(ready) > len(found):
        words = _("differences or more wait to be decided")
    lines = [Line(Number(whole(n), page), words, Action(_("Decide"), page), note)] if n else []
    nothing = _("None waits to be decided.") if ready else _("No document was handed in by two coders yet.")
    return Section("differences", title, lines, nothing)


def _oldest(days: int | None) -> str:
    if not days:
        return "" if days is None else _("the oldest since today")
    return ngettext("the oldest for %(n)s day", "the oldest for %(n)s days", days) % {"n": days}


def _quiet(load: Workload) -> str:
    days = load.stale_after
    return ngettext("nothing was done in them for %(n)s day", "nothing was done in them for %(n)s days", days) % {
        "n": days
    }
