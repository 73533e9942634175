"""The jobs of this app: `fold` keeps figures near what is there, `verify_figures` compares them with a recount, and
`measure_agreement` measures what takes longer than a page may."""

import logging
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from annotations.models import Round
from jobs.kinds import Kind, Slice, Step
from ledger.models import Counter
from ledger.problems import NotAllowed
from projects.models import Membership, Project
from projects.rights import holds
from reports import choices, editions, wholes
from reports.actions import folding
from reports.agreement_sets import KIND
from reports.scope import Scope
from reports.verifying import verify

FEWEST = 50  # documents of a project that is folded; pages of a smaller one count it in no time
AT_ONCE = 4  # ranges folded in a slice
EVERY = timedelta(minutes=1)
NIGHTLY = timedelta(days=1)
SHOWN = 20

log = logging.getLogger("tifa.figures")


def fold(slice: Slice) -> Step:
    """Some ranges of documents a slice, until the folds of each project that needs it are as new as when it began.

    The cursor is [project, the operation up to which it is folded (None: it is done)].
    """
    pk, until = slice.cursor or (0, None)
    project = _next_due(pk) if until is None else Project.objects.get(pk=pk)
    if project is None:
        return Step(done=slice.job.done, total=slice.job.done)
    until = until or Counter.objects.filter(scope=project.pk).values_list("number", flat=True).first() or 0
    left = _ranges(project, until)
    for round, first, last in left[:AT_ONCE]:
        folding.fold(round=round, first=first, last=last)
    if len(left) <= AT_ONCE:
        folding.keep_up(project=project)
    is_over, done = len(left) <= AT_ONCE, slice.job.done + min(len(left), AT_ONCE)
    cursor = [project.pk, None if is_over else until]
    return Step(cursor=cursor, done=done, total=done + max(len(left) - AT_ONCE, 0), is_last=False)


def every() -> timedelta | None:
    """Once a minute, while there is anything to fold."""
    return EVERY if _next_due(0) else None


def check(slice: Slice) -> Step:
    """One project a slice; what differs is told in the log, and its folds are thrown away, so that it is counted."""
    project = Project.objects.after(slice.cursor or 0).first()
    if project is None:
        return Step(done=slice.job.done, total=slice.job.done)
    found = list(verify(project, slice.report))
    for each in found[:SHOWN]:
        log.error("%s: a figure is not what a recount gives: %s", project.slug, each)
    if found:
        folding.forget(project=project)
    is_last = not Project.objects.after(project.pk).exists()
    return Step(cursor=project.pk, done=slice.job.done, total=slice.job.total, is_last=is_last)


def measure(slice: Slice) -> Step:
    """One comparison in one slice, since it shows one moment; for whoever asked, as they are now."""
    job, asked = slice.job, slice.job.args
    member = Membership.objects.select_related("project", "user").of(job.by).in_project(job.project).first()
    round = Round.objects.in_project(job.project).filter(pk=asked["round"]).select_related("project").first()
    if member is None or round is None or round.hides_others or not holds(member.role, "see figures"):
        raise NotAllowed(_("Whoever asked for this may not see it any more."))
    coders = [coder for coder in choices.people(member, round) if coder.pk in asked["coders"]]
    offered = editions.load(member.project)
    scope, themes = _scope(member, round, asked), choices.themes(member, offered)
    whole = wholes.measure(scope, coders, themes, offered, slice.report)
    return Step(done=len(themes.rows), total=len(themes.rows), result=whole.as_json())


def _scope(member: Membership, round: Round, asked: dict[str, Any]) -> Scope:
    """With the unit and the rule that were asked for; jobs of older versions say none."""
    how = {name: asked[name] for name in ("other_unit", "rule") if name in asked}
    return replace(choices.scope(member, round, None), **how)


def _next_due(after: int) -> Project | None:
    """The next project that is so large that it is folded, and needs it."""
    for project in Project.objects.after(after):
        if project.documents.count() >= FEWEST and folding.is_due(project):
            return project
    return None


def _ranges(project: Project, until: int) -> list[tuple[Round, int, int]]:
    bound, rounds = folding.book_of(project), Round.objects.in_project(project).select_related("project")
    return [(round, *each) for round in rounds for each in folding.stale(round, until, bound)]


KINDS = (
    Kind("fold", fold, is_atomic=False, every=every),
    Kind(KIND, measure, is_atomic=False),
    Kind("verify_figures", check, is_atomic=False, every=lambda: NIGHTLY),
)
