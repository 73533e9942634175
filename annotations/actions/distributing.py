"""Giving many documents, or a drawn sample of their paragraphs, to many coders by a plan."""

import uuid
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from annotations.distribution import Plan, Wish, plan
from annotations.models import Assignment, Round
from annotations.problems import RoundLocked
from annotations.states import assignment_state, round_state
from ledger.locks import locked
from ledger.problems import Stale
from ledger.write import Work, write

BATCH = 500  # rows an INSERT


def distribute(*, wish: Wish, actor: Any, digest: str | None = None, op: uuid.UUID | None = None) -> Plan:
    """Give what the plan says, as one operation; the round keeps the seed. What was done comes back.

    `digest` is that of the plan that was shown: Stale where it would be another one now. Raises TooFewCoders and
    RoundLocked.
    """
    about, body = f"round/{wish.round.pk}", [wish.as_json(), digest]
    with write(project=wish.round.project, actor=actor, verb="assign", about=about, op=op, body=body) as work:
        round = locked(Round.objects).select_related("project").get(pk=wish.round.pk)
        if round.locked_at:
            raise RoundLocked(_("The round “%s” is locked.") % round.name)
        found = plan(replace(wish, round=round))
        if digest is not None and digest != found.digest:
            raise Stale(_("Documents, coders or work changed since this was shown. Look at it again."))
        if found.given:
            _keep_seed(round, wish.seed, work)
        _give(found, work)
    return found


def _keep_seed(round: Round, seed: int, work: Work) -> None:
    before = round_state(round)
    if round.seed != seed:
        round.seed, round.version = seed, round.version + 1
        round.save(update_fields=["seed", "version"])
        work.record("round", round.pk, before, round_state(round))


def _give(found: Plan, work: Work) -> None:
    try:
        with transaction.atomic():
            made = Assignment.objects.bulk_create(found.assignments(work.operation.at), batch_size=BATCH)
    except IntegrityError as taken:
        raise Stale(_("Somebody assigned some of these documents at this moment. Look at it again.")) from taken
    for assignment in made:
        work.record("assignment", assignment.pk, None, assignment_state(assignment))
