"""Having an export prepared in the background."""

import hashlib
import json

from django.utils.translation import gettext as _

from datasets import prepared, wishes
from datasets.wishes import Asked
from jobs.actions import queueing
from jobs.models import Job
from ledger.problems import Problem
from projects.models import Membership

MOST = 5


class TooManyJobs(Problem):
    """One's earlier ones are to be ready first."""

    status, rule = 429, "too-many-jobs"


def prepare(*, asked: Asked, member: Membership) -> Job:
    """Queue an export for a member; the same one, asked for again before it is ready, is the same job.

    Raises Problem for what is not there or not for them, TooManyJobs when theirs already wait.
    """
    wishes.wish(asked, member)
    digest = hashlib.sha256(json.dumps(asked.as_json(), sort_keys=True).encode()).hexdigest()
    key = f"{member.pk}:{digest}"
    waiting = Job.objects.of_kind(prepared.KIND).asked_by(member.user, member.project).active()
    if waiting.with_key(key).first() is None and waiting.count() >= MOST:
        raise TooManyJobs(_("%d exports are being prepared for you; wait for one of them, please.") % MOST)
    return queueing.enqueue(prepared.KIND, key=key, args=asked.as_json(), project=member.project, by=member.user)
