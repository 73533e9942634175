"""What supervisors send about a pool, and coders who take from it or give back."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from annotations.actions import pooling
from annotations.forms.assigning import LEAST, MOST_URGENT
from annotations.idleness import MOST
from annotations.models import Assignment, Round, Slot
from corpus.forms import DocumentFilter
from corpus.models import Document
from projects.forms import OperationForm
from projects.models import Membership, Project

MOST_EACH = 20
NAMED = 10  # documents of a plan that are named


@dataclass(frozen=True)
class Plan:
    """What filling would make: how many slots for which documents, and how many documents have enough."""

    documents: list[Document]
    n_slots: int
    n_enough: int

    @property
    def named(self) -> list[Document]:
        return self.documents[:NAMED]

    @property
    def n_more(self) -> int:
        return len(self.documents) - len(self.named)


class RoundForm(OperationForm):
    """One of the project's rounds."""

    round = forms.ModelChoiceField(Round.objects.none(), error_messages={"required": _("Choose a round.")})

    def __init__(self, project: Project, *args: Any) -> None:
        super().__init__(*args)
        field: Any = self.fields["round"]
        field.queryset = Round.objects.in_project(project).select_related("project")


class FillForm(DocumentFilter):
    """Which documents of a project are to be read by how many coders, in one of its open rounds."""

    each = forms.IntegerField(label=_("Coders for each document"), min_value=1, max_value=MOST_EACH, initial=2)
    priority = forms.IntegerField(
        label=_("Priority"), required=False, initial=0, min_value=LEAST, max_value=MOST_URGENT
    )
    untouched = forms.BooleanField(label=_("only what nobody was given in this round"), required=False)
    round = forms.ModelChoiceField(Round.objects.none(), widget=forms.HiddenInput)
    expected = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    op = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, member: Membership, data: QueryDict | None = None) -> None:
        self.member, project = member, member.project
        self.documents = Document.objects.in_project(project).active()
        super().__init__(data, project=project, documents=self.documents, auto_id="fill-%s")
        field: Any = self.fields["round"]
        field.queryset = Round.objects.in_project(project).open()

    def clean_priority(self) -> int:
        return self.cleaned_data["priority"] or 0

    def choices(self) -> list[forms.BoundField]:
        """The fields to fill in, in the order of the page."""
        return [self[name] for name in ("each", "find", "source", "year", "language", "priority", "untouched")]

    def found(self) -> list[Document]:
        """The documents that a valid form means, by title."""
        asked = self.cleaned_data
        found = self.documents.chosen(**{name: asked[name] for name in ("find", "source", "year", "language")})
        if asked["untouched"]:
            here = {"round": asked["round"], "document": OuterRef("pk")}
            known = Assignment.objects.known_to(self.member).kept()  # who has what may be hidden
            found = found.exclude(Exists(known.filter(**here))).exclude(Exists(Slot.objects.filter(**here)))
        return list(found.order_by("title", "pk"))

    def plan(self) -> Plan:
        """What a valid form would make now."""
        found = self.found()
        new = pooling.missing(self.cleaned_data["round"], found, self.cleaned_data["each"])
        lacking = [document for document in found if new[document.pk]]
        return Plan(lacking, sum(map(len, new.values())), len(found) - len(lacking))


class IdleForm(OperationForm):
    """After how many days work goes back; empty: never."""

    days = forms.IntegerField(required=False, min_value=1, max_value=MOST)


class TakeForm(OperationForm):
    """From which round's pool; without one the only one that there is."""

    round = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


class SkipForm(OperationForm):
    """Why one gives a document back."""

    reason = forms.CharField(strip=False, error_messages={"required": _("Say why you skip it.")})
