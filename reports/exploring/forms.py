"""What can be chosen on the pages with a picture. An address with anything else in it does not exist."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from corpus.models import Document
from projects.models import Membership
from reports.exploring.levels import FIGURES, LEVELS, levels
from reports.forms import ScopeForm
from vocabulary.models import Theme

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


class LevelForm(ExplorationForm):
    """A scope, and what "together" means; nothing chosen means the smallest there is."""

    level = forms.ChoiceField(label=_("Together in one"), required=False)

    def __init__(self, data: Any, *, member: Membership) -> None:
        super().__init__(data, member=member)
        offered = levels(member.project.unit)
        self._field("level").choices = [(level, LEVELS[level]()) for level in offered]


class CooccurrenceForm(LevelForm):
    figure = forms.ChoiceField(label=_("Figure in the cells"), required=False)

    def __init__(self, data: Any, *, member: Membership) -> None:
        super().__init__(data, member=member)
        self._field("figure").choices = [(name, figure.title()) for name, figure in FIGURES.items()]


class TogetherForm(LevelForm):
    """Two themes, which must be said; they may be the same."""

    theme = forms.ModelChoiceField(Theme.objects.none(), label=_("Theme"), to_field_name="slug", empty_label=None)
    other = forms.ModelChoiceField(Theme.objects.none(), label=_("and theme"), to_field_name="slug", empty_label=None)
    page = forms.IntegerField(min_value=1, max_value=1_000_000, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, member: Membership) -> None:
        super().__init__(data, member=member)
        for name in ("theme", "other"):
            self._field(name).queryset = Theme.objects.filter(project=member.project).in_order()


class TrendsForm(ExplorationForm):
    """Which themes, over years or months; none chosen means the most frequent."""

    by = forms.ChoiceField(label=_("Over"), choices=[("year", _("years")), ("month", _("months"))], required=False)
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(), label=_("Themes"), required=False, to_field_name="slug"
    )
    sub = forms.BooleanField(label=_("count a theme with its sub-themes"), required=False)

    def __init__(self, data: Any, *, member: Membership) -> None:
        super().__init__(data, member=member)
        self._field("themes").queryset = Theme.objects.filter(project=member.project).in_order()

    def clean_themes(self) -> list[Theme]:
        return list(self.cleaned_data["themes"])


def plain(value: Any) -> Any:
    """A cleaned value as an address has it: the slug of a theme, the id of other things, 1 for True."""
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if value is True:
        return 1
    return getattr(value, "slug", None) or getattr(value, "pk", value) or None
