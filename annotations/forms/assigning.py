"""Who is to read what: the form of those who assign."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.models import Round
from corpus.models import Document
from projects.forms import OperationForm
from projects.models import Coder, Project

LONGEST_NUMBER = 18  # digits that fit every database's ids


class ReturnForm(OperationForm):
    """Giving handed-in work back, with words for its coder."""

    comment = forms.CharField(required=False, strip=False)


class Rows(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """A choice of rows by their numbers; one too long for the database is as unknown as any other."""

    def clean(self, value: Any) -> Any:
        for number in value or ():
            if len(number) > LONGEST_NUMBER:
                raise forms.ValidationError(self.error_messages["invalid_choice"], params={"value": number})
        return super().clean(value)


class AssignForm(forms.Form):
    """Documents of the project, coders who can code in it, and one of its open rounds."""

    op = forms.UUIDField(required=False)
    round = forms.ModelChoiceField(Round.objects.none(), error_messages={"required": _("Choose a round.")})
    documents = Rows(Document.objects.none(), error_messages={"required": _("Choose at least one document.")})
    coders = Rows(Coder.objects.none(), error_messages={"required": _("Choose at least one coder.")})

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

    @property
    def ticked_documents(self) -> set[int]:
        """What was ticked, so that a refused form comes back as it was."""
        return self._sent("documents")

    @property
    def ticked_coders(self) -> set[int]:
        return self._sent("coders")

    def _sent(self, name: str) -> set[int]:
        data: Any = self.data
        values = data.getlist(name) if self.is_bound else []
        return {int(value) for value in values if value.isdecimal() and len(value) <= LONGEST_NUMBER}
