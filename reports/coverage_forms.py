"""What can be chosen on the pages of coverage: whose work, which documents and themes, what stands in the table."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from corpus.languages import name_of
from corpus.models import Document, Source
from projects.models import Membership
from reports.coverage import ROWS, View
from reports.filters import UNKNOWN, Filters
from reports.forms import ScopeForm
from reports.heat import FIGURES
from reports.selects import PlainSelect, RowField
from reports.themes_table import ORDERS
from reports.units import State
from vocabulary.models import Theme

FILTERS = ("source", "authority", "year", "since", "until", "language", "document", "under")
OFFERED_DOCUMENTS = 200  # a longer list is no longer a choice; any document can be linked to by its number


def _choice(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(required=False, label=label, widget=PlainSelect)


def _bound(label: Any) -> forms.IntegerField:
    return forms.IntegerField(required=False, label=label, min_value=1, max_value=9999)


class SelectionForm(ScopeForm):
    """A scope, and filters on the documents; every page of coverage takes them, and its links keep them.

    `narrows` are the fields that leave documents or themes out.
    """

    narrows: Sequence[str] = FILTERS
    source = _choice(gettext_lazy("Source"))
    authority = _choice(gettext_lazy("Authority"))
    year = _choice(gettext_lazy("Year"))
    since = _bound(gettext_lazy("From the year"))
    until = _bound(gettext_lazy("To the year"))
    language = _choice(gettext_lazy("Language"))
    document = forms.CharField(required=False, max_length=18, label=gettext_lazy("Document"), widget=PlainSelect)

    def __init__(self, data: Any, *, member: Membership, prefix: str | None = None) -> None:
        super().__init__(data, member=member, prefix=prefix)
        self.documents = Document.objects.in_project(member.project).active()
        self._offer_sources(member)
        self._offer_documents()
        years, languages = Document.objects.years_and_languages(member.project)
        self._offer("year", _("any year"), [(str(year), str(year) if year else _("undated")) for year in years])
        named = [(code or UNKNOWN, name_of(code) if code else _("unknown")) for code in languages]
        self._offer("language", _("any language"), named)

    def clean_document(self) -> Document | None:
        asked = self.cleaned_data["document"]
        found = self.documents.filter(pk=int(asked)).first() if asked.isdecimal() else None
        if asked and found is None:
            raise forms.ValidationError(_("There is no such document."))
        return found

    def filters(self) -> Filters:
        document = self.cleaned_data["document"]
        return self._filters(document.pk if document else None)

    def _filters(self, document: int | None) -> Filters:
        given = self.cleaned_data
        source, year = given["source"], given["year"]
        return Filters(
            document=document,
            source=None if not source else 0 if source == UNKNOWN else int(source),
            authority=_known(given["authority"]),
            year=int(year) if year else None,
            since=given["since"],
            until=given["until"],
            language=_known(given["language"]),
        )

    def asked(self) -> dict[str, Any]:
        """The parameters of this page, to be kept by its own links."""
        plain = {name: _plain(value) for name, value in self.cleaned_data.items()}
        return {name: value for name, value in plain.items() if value not in (None, "")}

    def shown(self) -> Iterator[forms.BoundField]:
        """What says whose work is counted and how it is shown; the filters stand apart."""
        return (field for field in self.visible_fields() if field.name not in self.narrows)

    def narrowing(self) -> Iterator[forms.BoundField]:
        return (self[name] for name in self.narrows if name in self.fields)

    @property
    def is_narrowed(self) -> bool:
        return any(self.cleaned_data.get(name) for name in self.narrows)

    @property
    def told(self) -> str:
        """The filters in words, as in “Source: Qiushi; Language: 中文”; nothing where all documents count."""
        chosen = ((self[name], self.cleaned_data.get(name)) for name in self.narrows if name != "under")
        return "; ".join(f"{bound.label}: {_named(bound.field, value)}" for bound, value in chosen if value)

    def _offer(self, name: str, everything: str, offered: list[tuple[str, str]]) -> None:
        self._field(name).choices = [("", everything), *offered]

    def _offer_sources(self, member: Membership) -> None:
        sources = list(Source.objects.filter(project=member.project).by_name())
        named = [(str(source.pk), source.name) for source in sources]
        self._offer("source", _("any source"), [*named, (UNKNOWN, _("source unknown"))])
        names = sorted({source.authority for source in sources if source.authority})
        self._offer("authority", _("any authority"), [*((name, name) for name in names), (UNKNOWN, _("unknown"))])

    def _offer_documents(self) -> None:
        offered = dict(self.documents.order_by("title", "pk").values_list("pk", "title")[:OFFERED_DOCUMENTS])
        asked = self.data.get(self.add_prefix("document"), "")
        if asked.isdecimal() and len(asked) < 19 and int(asked) not in offered:
            offered |= dict(self.documents.filter(pk=int(asked)).values_list("pk", "title"))
        self._field("document").widget.choices = [("", _("any document")), *offered.items()]


class CoverageForm(SelectionForm):
    rows = forms.ChoiceField(
        label=gettext_lazy("Rows"),
        choices=[(name, several) for name, (_one, several) in ROWS.items()],
        required=False,
        widget=PlainSelect,
    )
    figure = forms.ChoiceField(
        label=gettext_lazy("Figure in the cells"),
        choices=[(name, figure.label) for name, figure in FIGURES.items()],
        required=False,
        widget=PlainSelect,
    )
    under = RowField(
        Theme.objects.none(),
        label=gettext_lazy("Themes"),
        required=False,
        to_field_name="slug",
        empty_label=gettext_lazy("all themes"),
    )
    sub = forms.BooleanField(label=gettext_lazy("count a theme with its sub-themes"), required=False)
    turned = forms.BooleanField(required=False, widget=forms.HiddenInput)
    sort = forms.CharField(required=False, max_length=101, widget=forms.HiddenInput)
    by = forms.ChoiceField(choices=[(name, name) for name in ORDERS], required=False, widget=forms.HiddenInput)
    page = forms.IntegerField(min_value=1, max_value=1_000_000, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, member: Membership) -> None:
        super().__init__(data, member=member)
        self._field("under").queryset = Theme.objects.filter(project=member.project).in_order()

    def view(self) -> View:
        names = ("rows", "figure", "sub", "turned", "sort", "by", "page", "under")
        chosen = {name: self.cleaned_data[name] for name in names if self.cleaned_data[name]}
        return View(filters=self.filters(), **chosen)


class UnitsForm(SelectionForm):
    theme = RowField(
        Theme.objects.none(),
        label=gettext_lazy("Theme"),
        required=False,
        to_field_name="slug",
        empty_label=gettext_lazy("any theme"),
    )
    sub = forms.BooleanField(label=gettext_lazy("with its sub-themes"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=State.choices, required=False, widget=PlainSelect)
    per = forms.ChoiceField(choices=[("document", "document")], required=False, widget=forms.HiddenInput)
    month = forms.RegexField(r"^[0-9]{4}(-[0-9]{2})?\Z", required=False, widget=forms.HiddenInput)
    page = forms.IntegerField(min_value=1, max_value=1_000_000, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, member: Membership) -> None:
        super().__init__(data, member=member)
        self._field("theme").queryset = Theme.objects.filter(project=member.project).in_order()


def _known(value: str) -> str | None:
    """A filter by name: None for any, "" for what is unknown."""
    return None if not value else "" if value == UNKNOWN else value


def _named(field: Any, value: Any) -> str:
    """A cleaned value as its field shows it."""
    return str(dict(getattr(field, "choices", ())).get(value, value))


def _plain(value: Any) -> Any:
    """A cleaned value as a parameter of an address."""
    if isinstance(value, bool):
        return 1 if value else None
    return value.slug if isinstance(value, Theme) else getattr(value, "pk", value)
