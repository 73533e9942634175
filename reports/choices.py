"""What can be chosen on the pages of figures: rounds, coders, themes, documents."""

from collections.abc import Iterable

from django.db.models import OuterRef, Q, QuerySet, Subquery

from annotations.models import Assignment, Passage, Reading, Round
from annotations.querysets import sees_only_own
from projects.models import Coder, Membership, Project
from reports.counting.base import Themes
from reports.editions import Editions
from reports.scope import PEOPLE, Scope
from vocabulary.models import Theme


def rounds(member: Membership) -> QuerySet[Round]:
    return Round.objects.in_project(member.project)


def default_round(member: Membership) -> Round | None:
    """The open main round; else the newest open one; else the newest."""
    return default_of(rounds(member))


def default_of(rounds: Iterable[Round]) -> Round | None:
    """The same of rounds that were asked for already."""
    found = list(rounds)
    found.sort(
        key=lambda round: (round.locked_at is None, round.kind == Round.Kind.MAIN and not round.locked_at, round.pk)
    )
    return found[-1] if found else None


def coders(member: Membership, round: Round | None) -> QuerySet[Coder]:
    """Those who have something to do with a round; in a round that hides others, a coder of it sees only themself.

    The first row of each is asked for in the order of an index: EXISTS, or any row, makes PostgreSQL read all passages
    there are to find that somebody has none.
    """
    all_ = Coder.objects.filter(project=member.project)
    mine = {"round": round, "coder": OuterRef("pk")}
    first = {
        name: Subquery(model._default_manager.filter(**mine).order_by("round", "coder", place).values("pk")[:1])
        for name, model, place in (
            ("given", Assignment, "document"),
            ("read", Reading, "paragraph"),
            ("coded", Passage, "paragraph"),
        )
    }
    does = Q(given__isnull=False) | Q(read__isnull=False) | Q(coded__isnull=False)
    active = all_.alias(**first).filter(does).by_name()
    return active.filter(user=member.user_id) if round and sees_only_own(member, round) else active


def people(member: Membership, round: Round | None) -> QuerySet[Coder]:
    """Those of them whose agreement can be measured: never machines, never what was decided."""
    return coders(member, round).filter(kind__in=PEOPLE)


def scope(member: Membership, round: Round, coder: Coder | None) -> Scope:
    is_closed = round.hides_others and not sees_only_own(member, round)
    return Scope(member, round, coder, is_closed)


def themes(member: Membership, editions: Editions) -> Themes:
    """Published themes in the order of the codebook, children after their parents; retired ones stay readable."""
    return known_themes(member.project, editions)


def known_themes(project: Project, editions: Editions) -> Themes:
    """Those of a project, whoever asks."""
    rows = Theme.objects.filter(project=project).in_order()
    return Themes([theme for theme in rows if editions.is_known(theme.pk)])
