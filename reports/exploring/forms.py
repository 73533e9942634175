"""What can be chosen on the pages with a picture. An address with anything else in it does not exist."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from corpus.models import Document
from projects.models import Membership
from reports.coverage_forms import FILTERS, OFFERED_DOCUMENTS, SelectionForm
from reports.exploring.levels import FIGURES, LEVELS, levels
from vocabulary.models import Theme


class ExplorationForm(SelectionForm):
    """A scope, filters on the documents as on the coverage page, and what a page adds to it."""


class PositionsForm(ExplorationForm):
    """One document; nothing chosen, or one that does not fit the filters, means the first by title that does."""

    narrows = tuple(name for name in FILTERS if name != "document")

    def clean_document(self) -> Document | None:
        """The filters are cleaned before it; the list then offers only what fits them."""
        asked = super().clean_document()
        if self.errors:
            return None
        fitting = self.documents.filter(self._filters(None).condition()).order_by("title", "pk")
        offered = dict(fitting.values_list("pk", "title")[:OFFERED_DOCUMENTS])
        chosen = fitting.among([asked.pk]).first() if asked else None
        found = chosen or fitting.first()
        if found:
            offered |= {found.pk: found.title}
        self._field("document").widget.choices = list(offered.items())
        return found


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
    """Two themes, which may be the same; without them all pairs are meant."""

    theme = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Theme"), to_field_name="slug", required=False, empty_label=_("all pairs")
    )
    other = forms.ModelChoiceField(
        Theme.objects.none(), label=_("and theme"), to_field_name="slug", required=False, empty_label=_("all pairs")
    )
    page = forms.IntegerField(min_value=1, max_value=1_000_000, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, member: Membership) -> None:
        super().__init__(data, member=member)
        for name in ("theme", "other"):
            self._field(name).queryset = Theme.objects.filter(project=member.project).in_order()

    def clean_other(self) -> Theme | None:
        """With one theme alone nothing is asked."""
        other: Theme | None = self.cleaned_data["other"]
        if (other is None) != (self.cleaned_data.get("theme") is None):
            raise forms.ValidationError("One theme alone.")
        return other


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
