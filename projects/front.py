"""What the front page of a project counts, in four queries."""

from dataclasses import dataclass

from django.db.models import Q

from projects.models import Project, User


@dataclass(frozen=True)
class Counts:
    documents: int
    themes: int
    people: int
    waiting: int  # one's own assignments that are open


def counts(project: Project, user: User) -> Counts:
    is_open = Q(assignments__handed_in_at=None, assignments__given_back_at=None)
    is_waiting = is_open & Q(assignments__round__locked_at=None, assignments__isnull=False)
    return Counts(
        documents=project.documents.filter(withdrawn_at=None).count(),
        themes=project.themes.filter(retired_at=None).count(),
        people=project.memberships.count(),
        waiting=user.coders.filter(is_waiting, project=project).count(),
    )
