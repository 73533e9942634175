"""What can be chosen for an export."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations.models import Round
from datasets.selection import FULL, OFFSETS, PSEUDONYMS, QUOTES, REAL, Selection
from projects.models import Coder, Membership
from projects.rights import holds

TEXTS = [
    (FULL, _("full: quotes, and the text of each unit")),
    (QUOTES, _("quotes: the marked words only")),
    (OFFSETS, _("offsets only: no words of the documents")),
]
NAMES = [(PSEUDONYMS, _("pseudonyms"))]
REAL_NAMES = (REAL, _("real names"))


class ExportForm(forms.Form):
    """Nothing chosen means all coders, all rounds, full text, pseudonyms. Real names need the right to export them."""

    coder = forms.ModelChoiceField(Coder.objects.none(), label=_("Coder"), required=False, empty_label=_("all coders"))
    round = forms.ModelChoiceField(Round.objects.none(), label=_("Round"), required=False, empty_label=_("all rounds"))
    text = forms.ChoiceField(label=_("Text"), choices=TEXTS, required=False)
    names = forms.ChoiceField(label=_("Coders appear as"), choices=NAMES, required=False)
    safe = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, *, member: Membership) -> None:
        super().__init__(data)
        self.data: QueryDict = data
        self.member = member
        self._field("coder").queryset = Coder.objects.filter(project=member.project).by_name()
        self._field("round").queryset = Round.objects.in_project(member.project)
        if holds(member.role, "export names"):
            self._field("names").choices = [*NAMES, REAL_NAMES]

    def clean(self) -> dict[str, Any]:
        for name, values in self.data.lists():
            if name not in self.fields:
                self.add_error(None, gettext("“%s” is not a choice of this page.") % name)
            elif len(values) > 1:
                self.add_error(name, gettext("This was given more than once."))
        return self.cleaned_data

    def wrong(self) -> Iterator[tuple[str, str]]:
        """Each choice that could not be understood as (its label, why)."""
        for name, reasons in self.errors.items():
            label = (self.fields[name].label or name) if name in self.fields else ""
            yield str(label), " ".join(str(reason) for reason in reasons)

    def selection(self) -> Selection:
        chosen = self.cleaned_data
        return Selection(
            project=self.member.project,
            member=self.member,
            coders=(chosen["coder"],) if chosen["coder"] else (),
            round=chosen["round"],
            text=chosen["text"] or FULL,
            names=chosen["names"] or PSEUDONYMS,
        )

    def asked(self) -> dict[str, Any]:
        """The choices as they stand in an address."""
        return {name: getattr(value, "pk", value) for name, value in self.cleaned_data.items() if name != "safe"}

    def _field(self, name: str) -> Any:
        return self.fields[name]
