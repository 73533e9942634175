"""What the Passages page can be asked for: only these parameters, each checked; nothing else reaches a query."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.models import Passage, Round
from annotations.querysets import PassageQuerySet
from corpus.languages import name_of
from corpus.models import Document, Source
from projects.models import Coder, Membership
from projects.rights import holds
from vocabulary.models import Theme

ORDERS = {
    "text": gettext_lazy("place in the text"),
    "published": gettext_lazy("date of the document"),
    "newest": gettext_lazy("newest first"),
    "oldest": gettext_lazy("oldest first"),
}
# Machines and what was decided count only when they are asked for, here as in every figure.
COUNTED = (Coder.Kind.PERSON, Coder.Kind.IMPORTED)
WORK = {
    "": gettext_lazy("people’s"),
    "machine": gettext_lazy("machines’"),
    "decided": gettext_lazy("decided"),
    "all": gettext_lazy("everything"),
}
NO_SOURCE = "none"  # a source, an authority or a language that is not known
_NAMED = ("source", "authority", "year", "language", "kind")  # filters whose values have names of their own
OFFERED_DOCUMENTS = 200  # a longer list is no longer a choice; any document can be linked to by its number


class Tick(forms.CheckboxInput):
    """A checkbox that sends 1; what else comes is left for the field to refuse."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(name, "")

    def format_value(self, value: Any) -> str:
        return "1"


def _choice(label: Any, **options: Any) -> forms.ChoiceField:
    wrong = {"invalid_choice": gettext_lazy("“%(value)s” is not one of the choices.")}
    return forms.ChoiceField(required=False, label=label, error_messages=wrong, **options)


def _bound(label: Any) -> forms.IntegerField:
    return forms.IntegerField(required=False, label=label, min_value=1, max_value=9999)


def _tick(label: Any) -> forms.ChoiceField:
    field = _choice(label, choices=[("1", label)])
    field.widget = Tick(check_test=lambda value: value == "1")
    return field


def _row(label: Any, everything: Any) -> "forms.ModelChoiceField[Any]":
    wrong = {"invalid_choice": gettext_lazy("“%(value)s” is not one that you can choose.")}
    return forms.ModelChoiceField(
        Round.objects.none(), required=False, label=label, empty_label=everything, error_messages=wrong
    )


def _is_tick(field: forms.Field) -> bool:
    return isinstance(field.widget, Tick)


class PassageFilters(forms.Form):
    """The filters of one member; annotators choose among their own work only."""

    q = forms.CharField(max_length=200, required=False, label=gettext_lazy("Words or note"))
    theme = forms.CharField(required=False, label=gettext_lazy("Theme"), widget=forms.Select)
    sub = _tick(gettext_lazy("with its sub-themes"))
    document = _row(gettext_lazy("Document"), gettext_lazy("any document"))
    source = _choice(gettext_lazy("Source"))
    authority = _choice(gettext_lazy("Authority"))
    year = _choice(gettext_lazy("Year"))
    since = _bound(gettext_lazy("From the year"))
    until = _bound(gettext_lazy("To the year"))
    language = _choice(gettext_lazy("Language"))
    coder = _row(gettext_lazy("Coder"), gettext_lazy("any coder"))
    round = _row(gettext_lazy("Round"), gettext_lazy("any round"))
    kind = _choice(gettext_lazy("Whose work"), choices=list(WORK.items()))
    unsure = _tick(gettext_lazy("unsure"))
    note = _tick(gettext_lazy("with a note"))
    sort = _choice(gettext_lazy("Order"), choices=list(ORDERS.items()))
    page = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, member: Membership, data: QueryDict) -> None:
        super().__init__(data, auto_id="filter-%s")
        self.member, self.sent = member, data
        self._offer_themes()
        self._offer_documents()
        self._offer_work()

    def selects(self) -> Iterator[forms.BoundField]:
        """The fields to fill in or choose from, in the order of the page."""
        hidden = {"page"} if self.sees_others else {"page", "coder", "kind"}
        return (self[name] for name, field in self.fields.items() if name not in hidden and not _is_tick(field))

    def ticks(self) -> Iterator[forms.BoundField]:
        return (self[name] for name, field in self.fields.items() if _is_tick(field))

    def clean_theme(self) -> Theme | None:
        """The theme of a slug, also of one it had before it was renamed."""
        slug = self.cleaned_data["theme"]
        theme = Theme.objects.named(self.member.project_id, [slug]).get(slug.lower()) if slug else None
        if slug and theme is None:
            raise forms.ValidationError(_("“%s” is not a theme of this codebook.") % slug)
        return theme

    def clean(self) -> dict[str, Any]:
        for name, values in self.sent.lists():
            if name not in self.fields:
                self.add_error(None, _("“%s” is not a filter of this page.") % name)
            elif len(values) > 1:
                self.add_error(name, _("This filter was given more than once."))
        if self.cleaned_data.get("sub") and not self.data.get("theme"):
            self.add_error("sub", _("Choose the theme whose sub-themes you mean."))
        return self.cleaned_data

    def passages(self) -> PassageQuerySet:
        """The passages that were asked for; none while anything that was asked is wrong."""
        if not self.is_valid():
            return Passage.objects.none()
        asked = self.cleaned_data
        passages = Passage.objects.visible_to(self.member).in_active_documents().at(**_places(asked))
        passages = passages.of_authority(_authority(asked["authority"]))
        passages = passages.tagged(self._chosen_themes(), is_unsure=bool(asked["unsure"]))
        passages = passages.noted() if asked["note"] else passages
        passages = passages.saying(asked["q"]) if asked["q"] else passages
        return passages.sorted_by(asked["sort"] or "text")

    def asked(self) -> Iterator[tuple[str, str]]:
        """Each filter in use as (parameter, in words)."""
        for name, field in self.fields.items():
            value = self.cleaned_data.get(name)
            if value in (None, "") or name in ("page", "sort"):
                continue
            label = str(field.label)
            yield name, label if _is_tick(field) else f"{label}: {self._in_words(name, value)}"

    def wrong(self) -> Iterator[tuple[str, str]]:
        """Each filter that could not be understood as (its label, why)."""
        for name, reasons in self.errors.items():
            label = self.fields[name].label if name in self.fields else ""
            yield str(label or ""), " ".join(str(reason) for reason in reasons)

    def _in_words(self, name: str, value: Any) -> str:
        choices = getattr(self.fields[name], "choices", ()) if name in _NAMED else ()
        return str(dict(choices).get(value, value))

    def _chosen_themes(self) -> list[int] | None:
        theme = self.cleaned_data["theme"]
        if theme is None:
            return None
        return self.family(theme) if self.cleaned_data["sub"] else [theme.pk]

    def family(self, theme: Theme) -> list[int]:
        """The theme and all that stand below it."""
        found = [theme.pk]
        for pk in found:
            found.extend(child.pk for child in self.themes if child.parent_id == pk)
        return found

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def _offer_themes(self) -> None:
        themes = Theme.objects.in_project(self.member.project_id).in_order()
        self.themes = list(themes.only("slug", "code", "name", "parent"))
        offered = [(theme.slug, f"{theme.code} {theme.name}") for theme in self.themes]
        self._field("theme").widget.choices = [("", _("any theme")), *offered]

    def _offer_documents(self) -> None:
        project = self.member.project_id
        documents = Document.objects.in_project(project)
        self._field("document").queryset = documents
        chosen = [pk for pk in [self.data.get("document", "")] if pk.isdecimal() and len(pk) < 19]
        titles = dict(documents.order_by("title", "pk").values_list("pk", "title")[:OFFERED_DOCUMENTS])
        titles |= dict(documents.filter(pk__in=chosen).values_list("pk", "title"))
        self._field("document").widget.choices = [("", _("any document")), *titles.items()]
        known = list(Source.objects.filter(project=project).by_name())
        sources = [(str(source.pk), source.name) for source in known]
        self._field("source").choices = [("", _("any source")), *sources, (NO_SOURCE, _("source unknown"))]
        names = [(name, name) for name in sorted({source.authority for source in known if source.authority})]
        self._field("authority").choices = [("", _("any authority")), *names, (NO_SOURCE, _("authority unknown"))]
        languages = [(code, name_of(code)) for code in documents.languages() if code]
        self._field("language").choices = [("", _("any language")), *languages, (NO_SOURCE, _("unknown"))]
        years = sorted(documents.order_by().values_list("year", flat=True).distinct(), reverse=True)
        named = [(str(year), str(year)) for year in years if year]
        self._field("year").choices = [("", _("any year")), *named, ("0", _("undated"))]

    def _offer_work(self) -> None:
        coders = Coder.objects.filter(project=self.member.project_id).by_name()
        self.sees_others = holds(self.member.role, "see others' coding")
        self._field("coder").queryset = coders if self.sees_others else coders.of(self.member.user)
        self._field("round").queryset = Round.objects.in_project(self.member.project_id)


def _authority(asked: str) -> str | None:
    """None for any, "" for what is unknown."""
    return None if not asked else "" if asked == NO_SOURCE else asked


def _places(asked: dict[str, Any]) -> dict[str, Any]:
    """The filters that name where and by whom, as lookups."""
    places = {name: asked[name] for name in ("document", "coder", "round") if asked[name]}
    if asked["kind"] in Coder.Kind.values:
        places["coder__kind"] = asked["kind"]
    elif not asked["kind"] and not asked["coder"]:
        places["coder__kind__in"] = COUNTED
    if asked["year"]:
        places["document__year"] = int(asked["year"])
    if asked["since"]:
        places["document__year__gte"] = asked["since"]
    if asked["until"]:
        places |= {"document__year__lte": asked["until"], "document__year__gt": 0}
    if asked["source"]:
        places["document__source"] = None if asked["source"] == NO_SOURCE else int(asked["source"])
    if asked["language"]:
        places["document__language"] = "" if asked["language"] == NO_SOURCE else asked["language"]
    return places
