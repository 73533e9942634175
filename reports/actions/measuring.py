"""Having agreement measured in the background, where it takes longer than a page may."""

from collections.abc import Sequence

from jobs.actions import queueing
from jobs.models import Job
from projects.models import Coder
from reports.agreement_sets import KIND, key_of
from reports.scope import Scope


def measure(*, scope: Scope, coders: Sequence[Coder]) -> Job:
    """Queue a comparison; the same one, asked for again before it is done, is the same job."""
    args = {"round": scope.round.pk, "coders": [coder.pk for coder in coders], "rule": scope.rule}
    args["other_unit"] = scope.other_unit
    return queueing.enqueue(KIND, key=key_of(scope, coders), args=args, project=scope.project, by=scope.member.user)
