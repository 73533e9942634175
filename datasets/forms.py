"""What can be chosen for an export."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations.models import Round
from datasets.formats import FORMATS
from datasets.rows import TABLES
from datasets.selection import FULL, OFFSETS, PSEUDONYMS, QUOTES, REAL, Selection
from datasets.wishes import Asked
from projects.models import Coder, Membership
from projects.rights import holds

TEXTS = [
    (FULL, _("full: quotes, and the text of each unit")),
    (QUOTES, _("quotes: the marked words only")),
    (OFFSETS, _("offsets only: no words of the documents")),
]
NAMES = [(PSEUDONYMS, _("pseudonyms"))]
REAL_NAMES = (REAL, _("real names"))


FILES = {
    f"{table.name}.{format.suffix}{'.safe' if is_safe else ''}": (table, format, is_safe)
    for table in TABLES
    for format in FORMATS
    for is_safe in ([False, True] if format.write_safe else [False])
}


UNSAID = {"safe", "file"}  # what is no choice about all files


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
            if name not in self.fields and name != "csrfmiddlewaretoken":
                self.add_error(None, gettext("“%s” is not a choice of this page.") % name)
            elif len(values) > 1:
                self.add_error(name, gettext("This was given more than once."))
        return self.cleaned_data

    def query(self) -> str:
        """The choices as the query of an address; what is the default is not said."""
        return urlencode({name: value for name, value in self.asked().items() if value not in (None, "")})

    def asked_of(self, table: str, format: str, is_safe: bool) -> Asked:
        """The same choices for a file that is prepared in the background."""
        chosen = self.selection()
        coders, round = tuple(coder.pk for coder in chosen.coders), chosen.round.pk if chosen.round else None
        return Asked(table, format, coders, round, chosen.text, chosen.names, is_safe)

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
        return {name: getattr(value, "pk", value) for name, value in self.cleaned_data.items() if name not in UNSAID}

    def _field(self, name: str) -> Any:
        return self.fields[name]


class PrepareForm(ExportForm):
    """The same choices, and the file that is to be prepared with them."""

    file = forms.ChoiceField(label=_("File"), choices=[(name, name) for name in FILES])

    def wanted(self) -> Asked:
        table, format, is_safe = FILES[self.cleaned_data["file"]]
        return self.asked_of(table.name, format.name, is_safe)
