"""What can be chosen on the pages with a picture. An address with anything else in it does not exist."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from corpus.models import Document
from projects.models import Membership
from reports.forms import ScopeForm

OFFERED_DOCUMENTS = 200  # a longer list is no longer a choice; any document can be linked to by its number


class ExplorationForm(ScopeForm):
    """A scope, and what a page adds to it."""


class PositionsForm(ExplorationForm):
    """One document; nothing chosen means the first by title."""

    document = forms.CharField(label=_("Document"), required=False, max_length=18, widget=forms.Select)

    def __init__(self, data: Any, *, member: Membership) -> None:
        super().__init__(data, member=member)
        self.documents = Document.objects.in_project(member.project).active().order_by("title", "pk")
        self.first = self.documents.first()
        asked = self.data.get("document", "")
        offered = dict(self.documents.values_list("pk", "title")[:OFFERED_DOCUMENTS])
        if asked.isdecimal() and len(asked) < 19 and int(asked) not in offered:
            offered |= dict(self.documents.among([int(asked)]).values_list("pk", "title"))
        self._field("document").widget.choices = list(offered.items())

    def clean_document(self) -> Document | None:
        asked = self.cleaned_data["document"]
        found = self.documents.among([int(asked)]).first() if asked.isdecimal() else None
        if asked and found is None:
            raise forms.ValidationError("No such document.")
        return found or self.first


def plain(value: Any) -> Any:
    """A cleaned value as an address has it: the slug of a theme, the id of other things, 1 for True."""
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if value is True:
        return 1
    return getattr(value, "slug", None) or getattr(value, "pk", value) or None
