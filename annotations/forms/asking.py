"""What the Questions page can be asked for, and what supervisors send from it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from annotations.models import Question
from annotations.querysets import QuestionQuerySet
from corpus.models import Document
from projects.forms import OperationForm
from projects.models import Membership

STATES = {
    "": _("all"),
    "open": _("open"),
    "answered": _("answered"),
    "resolved": _("resolved"),
}


class QuestionFilters(forms.Form):
    """The filters of one member, who chooses among the documents that they see questions about."""

    state = forms.ChoiceField(required=False, choices=list(STATES.items()), widget=forms.HiddenInput)
    document = forms.ModelChoiceField(
        Document.objects.none(), required=False, label=_("Document"), empty_label=_("any document")
    )
    page = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, member: Membership, data: QueryDict) -> None:
        super().__init__(data, auto_id="filter-%s")
        self.questions = Question.objects.visible_to(member)
        field: Any = self.fields["document"]
        asked_about = Document.objects.in_project(member.project_id).filter(pk__in=self.questions.values("document"))
        field.queryset = asked_about.order_by("title", "pk")

    def in_document(self) -> QuestionQuerySet:
        """The questions about the document asked for, in any state; none while anything that was asked is wrong."""
        if not self.is_valid():
            return Question.objects.none()
        document = self.cleaned_data["document"]
        return self.questions.about(document) if document else self.questions

    def found(self) -> QuestionQuerySet:
        """Those of them in the state asked for."""
        state = self.cleaned_data.get("state") if self.is_valid() else ""
        questions = self.in_document()
        chosen: dict[str, QuestionQuerySet] = {
            "open": questions.open(),
            "answered": questions.answered(),
            "resolved": questions.resolved(),
        }
        return chosen.get(state or "", questions).newest_first()

    def wrong(self) -> Iterator[str]:
        """What could not be understood."""
        for reasons in self.errors.values():
            yield from map(str, reasons)


class AnswerForm(OperationForm):
    """An answer; with `resolve` it settles the question."""

    answer = forms.CharField(strip=False, error_messages={"required": _("Write an answer first.")})
    resolve = forms.BooleanField(required=False)


class ResolveForm(OperationForm):
    """Settled, or with `reopen` open again."""

    reopen = forms.BooleanField(required=False)
