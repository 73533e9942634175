"""Questions to rounds: which are open, which hide what is done in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from annotations.querysets.slots import SlotQuerySet
from annotations.querysets.visibility import HIDING

if TYPE_CHECKING:
    from annotations.models import Round


CODEBOOKS = "project__codebook_versions"
STEPS = """
    SELECT COUNT(*) FROM ledger_operation own
    WHERE own.project_id = annotations_round.project_id AND own.about = %s AND own.actor_id = %s
"""


def _slots() -> SlotQuerySet:
    """Inside a question about rounds: the slots of each."""
    found: SlotQuerySet = apps.get_model("annotations", "Slot").objects.filter(round=OuterRef("pk"))
    return found  # by name: models import this module


class RoundQuerySet(QuerySet["Round"]):
    def open(self) -> RoundQuerySet:
        """Not locked: coding goes on."""
        return self.filter(locked_at=None).order_by("pk")

    def as_it_is(self, pk: int, user: Any, about: str) -> Round:
        """One round with its project and, in one small query, whatever a change in it must know.

        `role` is what a person is in the project now (None: no member), `steps` how many operations about one thing
        they have done; `codebook_pk`, `codebook_sha256` and `codebook_published_at` name what was published last. It is
        asked at every save, and written so that Django builds it fast (benchmarks/save.py).
        """
        own = FilteredRelation("project__memberships", condition=Q(project__memberships__user=user))
        codebook = {f"codebook_{name}": F(f"{CODEBOOKS}__{name}") for name in ("pk", "sha256", "published_at")}
        found = self.select_related("project").annotate(own=own).annotate(role=F("own__role"), **codebook)
        steps = RawSQL(STEPS, [about, user and user.pk])  # noqa: S611  # nosec B611  the text is ours
        return found.annotate(steps=steps).order_by(f"-{CODEBOOKS}__number").filter(pk=pk)[0]

    def hidden(self) -> RoundQuerySet:
        """Blind, and not opened yet."""
        return self.filter(**HIDING)

    def closed_to_coder(self, member: Any) -> RoundQuerySet:
        """Hidden ones in which the member codes, and so learns nothing of what others do."""
        return self.hidden().filter(assignments__coder__user=member.user_id).distinct()

    def on(self, document: Any) -> RoundQuerySet:
        """Those in which somebody works on a document."""
        return self.filter(assignments__document=document).distinct()

    def pooled(self) -> RoundQuerySet:
        """Open ones with a pool, empty by now or not."""
        return self.open().filter(Exists(_slots()))

    def offering(self, coder: Any) -> RoundQuerySet:
        """Those with a pool, and whether it `offers` the coder anything."""
        return self.pooled().annotate(offers=Exists(_slots().offered_to(coder)))

    def after(self, pk: int) -> RoundQuerySet:
        """Those that were made later than one."""
        return self.filter(pk__gt=pk)

    def with_work_on(self, document: Any) -> RoundQuerySet:
        """Those in which somebody was given a document, with their project."""
        return self.filter(assignments__document=document).select_related("project").distinct()

    def in_project(self, project: Any) -> RoundQuerySet:
        return self.filter(project=project).order_by("pk")

    def newest_first(self) -> RoundQuerySet:
        return self.order_by("-pk")

    def with_work(self) -> RoundQuerySet:
        """Each with its codebook version, and n_documents, n_coders, n_given and n_handed_in.

        What was given back is left out of account.
        """
        kept, done = Q(assignments__given_back_at=None), Q(assignments__handed_in_at__isnull=False)
        return (
            self.select_related("project", "codebook_version")
            .defer("codebook_version__snapshot")
            .annotate(
                n_documents=Count("assignments__document", filter=kept, distinct=True),
                n_coders=Count("assignments__coder", filter=kept, distinct=True),
                n_given=Count("assignments", filter=kept),
                n_handed_in=Count("assignments", filter=kept & done),
            )
        )
