"""Questions to passages: whose, where, with which themes, saying what, in which order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from annotations.querysets.visibility import seen_by

if TYPE_CHECKING:
    from annotations.models import Assignment, Passage


_PLACE = ("document_id", "paragraph__ordinal", "start", "-end", "coder_id", "pk")
PASSAGE_ORDERS = {
    "text": _PLACE,
    "newest": ("-created_at", "pk"),
    "oldest": ("created_at", "pk"),
    "published": ("document__published", *_PLACE),
}


class PassageQuerySet(QuerySet["Passage"]):
    def by(self, coder: Any) -> PassageQuerySet:
        return self.filter(coder=coder)

    def in_round(self, round: Any) -> PassageQuerySet:
        return self.filter(round=round)

    def visible_to(self, member: Any) -> PassageQuerySet:
        return self.filter(seen_by(member), round__project=member.project_id)

    def of(self, assignment: Assignment) -> PassageQuerySet:
        """What its coder tagged in an assignment."""
        mine = {"round": assignment.round_id, "coder": assignment.coder_id, "document": assignment.document_id}
        return self.filter(**mine)

    def in_paragraphs(self, paragraphs: Iterable[Any]) -> PassageQuerySet:
        return self.filter(paragraph__in=list(paragraphs))

    def suggested_to(self, assignment: Assignment) -> PassageQuerySet:
        """What a machine proposes to its coder: in a round that shows it, hides nothing and still goes on."""
        machine = None if assignment.round.is_blind else assignment.round.shows_suggestions_of_id
        if machine is None or not assignment.is_workable:
            return self.none()
        mine = {"round": assignment.round_id, "document": assignment.document_id}
        return self.filter(coder=machine, **mine).on_current_text()

    def on_current_text(self) -> PassageQuerySet:
        """Those on paragraphs of the current text, not of former ones."""
        return self.filter(paragraph__revision__state="current")

    def among(self, pks: Iterable[Any]) -> PassageQuerySet:
        return self.filter(pk__in=list(pks))

    def named(self, pk: Any) -> Passage | None:
        return self.filter(pk=pk).first()

    def with_themes(self) -> PassageQuerySet:
        return self.prefetch_related("taggings__tag")

    def with_place(self) -> PassageQuerySet:
        """With paragraph, document, source, coder and round, as lists of passages show them."""
        places = self.select_related("paragraph", "document__source", "coder", "round")
        return places.defer("paragraph__sentences", "document__extra")

    def tagged(self, themes: Iterable[Any] | None = None, *, is_unsure: bool = False) -> PassageQuerySet:
        """Carrying at least one of the themes (None: any); with `is_unsure`, one that its coder doubts."""
        if themes is None and not is_unsure:
            return self
        wanted: dict[str, Any] = {} if themes is None else {"taggings__tag__in": list(themes)}
        wanted |= {"taggings__is_unsure": True} if is_unsure else {}
        return self.filter(pk__in=self.model._base_manager.filter(**wanted).values("pk"))

    def in_active_documents(self) -> PassageQuerySet:
        return self.filter(document__withdrawn_at=None)

    def at(self, **places: Any) -> PassageQuerySet:
        """In these documents, sources, years or rounds, by these coders: checked lookups, never a request's own."""
        return self.filter(**places)

    def of_authority(self, name: str | None) -> PassageQuerySet:
        """In documents of sources with this authority; "" for those of which none is known, None for any."""
        if name is None:
            return self
        named = Q(document__source__authority=name)
        return self.filter(named if name else named | Q(document__source=None))

    def noted(self) -> PassageQuerySet:
        return self.exclude(note="")

    def saying(self, text: str) -> PassageQuerySet:
        """With this text in the quote or in the note, upper and lower case alike."""
        return self.filter(Q(quote__icontains=text) | Q(note__icontains=text))

    def sorted_by(self, order: str) -> PassageQuerySet:
        """One of PASSAGE_ORDERS; equal ones in a fixed order."""
        return self.order_by(*PASSAGE_ORDERS[order])
