"""Having agreement measured in the background, where it takes longer than a page may."""

from collections.abc import Sequence

from annotations.models import Round
from jobs.actions import queueing
from jobs.models import Job
from projects.models import Coder, Membership
from reports.agreement_sets import KIND, key_of


def measure(*, round: Round, coders: Sequence[Coder], member: Membership) -> Job:
    """Queue a comparison; the same one, asked for again before it is done, is the same job."""
    args = {"round": round.pk, "coders": [coder.pk for coder in coders]}
    return queueing.enqueue(KIND, key=key_of(round, coders), args=args, project=member.project, by=member.user)
