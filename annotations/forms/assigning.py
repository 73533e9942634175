"""Who is to read what: the form of those who assign."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations.models import Assignment, Round
from corpus.models import Document
from projects.forms import OperationForm
from projects.ids import is_id
from projects.models import Coder, Project

LEAST, MOST_URGENT = -100, 100  # priorities
LONGEST_NUMBER = 18  # digits that fit every database's ids


class ReturnForm(OperationForm):
    """Giving handed-in work back, with words for its coder."""

    comment = forms.CharField(required=False, strip=False)


class ReassignForm(OperationForm):
    """Taking work away, or giving it to somebody else."""

    do = forms.ChoiceField(choices=[("take", _("Take it away")), ("move", _("Give it to"))])
    coder = forms.ModelChoiceField(Coder.objects.none(), label=_("Give it to"), required=False, empty_label=None)

    def __init__(self, assignment: Assignment, *args: Any) -> None:
        super().__init__(*args)
        field: Any = self.fields["coder"]
        others = Assignment.objects.in_round(assignment.round_id).on(assignment.document_id).kept()
        able = Coder.objects.in_project(assignment.round.project).able().by_name()
        field.queryset = able.exclude(pk__in=others.values("coder")) if assignment.is_open else able.none()

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or self.cleaned_data
        if sent.get("do") == "move" and not sent.get("coder") and "coder" not in self.errors:
            self.add_error("coder", gettext("Choose to whom."))
        return sent


class Rows(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """A choice of rows by their numbers; one too long for the database is as unknown as any other."""

    def clean(self, value: Any) -> Any:
        for number in value or ():
            if len(number) > LONGEST_NUMBER:
                raise forms.ValidationError(self.error_messages["invalid_choice"], params={"value": number})
        return super().clean(value)


class Cells(forms.Field):
    """Cells of the board, each the numbers of its document and its coder: "12-3"."""

    widget = forms.SelectMultiple

    def clean(self, value: Any) -> list[tuple[int, int]]:
        cells = [tuple(cell.split("-")) for cell in value or ()]
        for cell in cells:
            if len(cell) != 2 or not all(is_id(number) for number in cell):
                raise forms.ValidationError(_("This is no cell of the board."), code="invalid")
        return [(int(document), int(coder)) for document, coder in cells]


class AssignForm(forms.Form):
    """Cells of the board, or whole rows × columns, and one of the project's open rounds."""

    op = forms.UUIDField(required=False)
    round = forms.ModelChoiceField(Round.objects.none(), error_messages={"required": _("Choose a round.")})
    cells = Cells(required=False)
    documents = Rows(Document.objects.none(), error_messages={"required": _("Choose at least one document.")})
    coders = Rows(Coder.objects.none(), error_messages={"required": _("Choose at least one coder.")})
    priority = forms.IntegerField(required=False, min_value=LEAST, max_value=MOST_URGENT)

    def __init__(self, project: Project, *args: Any) -> None:
        super().__init__(*args)
        chooseable: dict[str, Any] = {
            "round": Round.objects.in_project(project).open(),
            "documents": Document.objects.in_project(project).active().order_by("title", "pk"),
            "coders": Coder.objects.in_project(project).able().by_name(),
        }
        for name, queryset in chooseable.items():
            field: Any = self.fields[name]
            field.queryset = queryset
        if self._raw("cells"):
            self.fields["documents"].required = self.fields["coders"].required = False

    def clean(self) -> dict[str, Any]:
        """Cells that name what is not of the project, or nobody who codes in it, are refused as a whole."""
        sent = super().clean() or self.cleaned_data
        documents, coders = self._named("documents", 0), self._named("coders", 1)
        cells = sent.get("cells", [])
        if any(document not in documents or coder not in coders for document, coder in cells):
            self.add_error("cells", gettext("This document or this coder cannot be chosen."))
            return sent
        self.ticked = [(documents[document], coders[coder]) for document, coder in cells]
        return sent

    @property
    def pairs(self) -> list[tuple[Document, Coder]]:
        """Every document of a valid form with whom it goes to, once."""
        sent = self.cleaned_data
        crossed = [(document, coder) for document in sent["documents"] for coder in sent["coders"]]
        return list(dict.fromkeys([*self.ticked, *crossed]))

    def _named(self, name: str, index: int) -> dict[int, Any]:
        """The rows that cells name, by id."""
        field: Any = self.fields[name]
        found: dict[int, Any] = field.queryset.in_bulk({cell[index] for cell in self.cleaned_data.get("cells", ())})
        return found

    @property
    def ticked_documents(self) -> set[int]:
        """What was ticked, so that a refused form comes back as it was."""
        return self._sent("documents")

    @property
    def ticked_coders(self) -> set[int]:
        return self._sent("coders")

    @property
    def ticked_cells(self) -> set[str]:
        return set(self._raw("cells"))

    def _raw(self, name: str) -> list[str]:
        data: Any = self.data
        return list(data.getlist(name)) if self.is_bound else []

    def _sent(self, name: str) -> set[int]:
        return {int(value) for value in self._raw(name) if value.isdecimal() and len(value) <= LONGEST_NUMBER}
