"""The forms of the Django admin: themes are chosen from the vocabulary, words are found in the paragraph."""

import uuid
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.actions.changes import Edit
from annotations.models import Assignment, Passage, Round
from corpus.models import Document
from ledger.problems import Problem
from projects.admin import VersionedForm
from projects.models import Coder
from vocabulary.models import Theme


class Refusable(forms.BaseForm):
    """A form that says why the action refused what it asked for."""

    problem: Problem | None = None

    def clean(self) -> dict[str, Any] | None:
        cleaned: dict[str, Any] | None = super().clean()
        if self.problem is not None:
            raise forms.ValidationError(self.problem.message)
        return cleaned


class OfProject(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice among the rows of all projects, each named with its project."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.project}: {obj}"


class Moment(AdminSplitDateTime):
    """Date and time, each with a name of its own for those who hear the page."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        for widget, name in zip(self.widgets, (gettext_lazy("Date"), gettext_lazy("Time")), strict=True):
            widget.attrs["aria-label"] = name


class RoundForm(Refusable, VersionedForm):
    class Meta:
        model = Round
        fields = ("project", "name", "kind", "is_blind", "opened_at", "locked_at", "shows_suggestions_of")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields.get("shows_suggestions_of")
        if field is not None:
            field.queryset = Coder.objects.in_project(self.instance.project_id).machines().by_name()
            field.help_text = gettext_lazy("The command “suggest” makes them. A blind round shows none.")

    def clean(self) -> dict[str, Any] | None:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("is_blind") and cleaned.get("shows_suggestions_of"):
            self.add_error("shows_suggestions_of", _("A blind round shows nobody’s codes, a machine’s neither."))
        return cleaned


class AssignmentForm(Refusable, forms.ModelForm):  # type: ignore[type-arg]
    round = OfProject(Round.objects.select_related("project").open())
    document = OfProject(Document.objects.select_related("project").active().order_by("project", "title", "pk"))
    coder = OfProject(Coder.objects.select_related("project").able().order_by("project", "name", "pk"))

    class Meta:
        model = Assignment
        fields = ("round", "document", "coder")


class PassageForm(Refusable, VersionedForm):
    """Corrects one passage. `words` move it to where they stand nearest; `start` and `end` are code points."""

    start = forms.IntegerField(min_value=0)
    end = forms.IntegerField(min_value=1)
    words = forms.CharField(
        strip=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Other words of the paragraph: the passage moves there. Or change start and end."),
    )
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label=gettext_lazy("themes")
    )
    unsure = forms.ModelMultipleChoiceField(
        Theme.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label=gettext_lazy("of these unsure")
    )
    note = forms.CharField(required=False, widget=forms.Textarea({"rows": 3}))
    keep_note = forms.BooleanField(required=False, label=gettext_lazy("keep it without a theme, for its note"))
    op = forms.UUIDField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Passage
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        passage, rows = self.instance, list(self.instance.taggings.all())
        self.initial.update(start=passage.start, end=passage.end, words=passage.quote, note=passage.note)
        self.initial.update(themes=[row.tag_id for row in rows], op=uuid.uuid4())
        self.initial["unsure"] = [row.tag_id for row in rows if row.is_unsure]
        themes = Theme.objects.in_project(passage.round.project_id).in_order()
        for name in ("themes", "unsure"):
            field: Any = self.fields[name]
            field.queryset = themes.filter(Q(retired_at=None) | Q(pk__in=self.initial["themes"]))

    def clean_words(self) -> str:
        """A browser sends line ends as CRLF; texts have LF only."""
        return str(self.cleaned_data["words"]).replace("\r\n", "\n")

    def clean(self) -> dict[str, Any] | None:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not {"start", "end", "words"} <= cleaned.keys():
            return cleaned
        text, passage = self.instance.paragraph.text, self.instance
        has_moved = (cleaned["start"], cleaned["end"]) != (passage.start, passage.end)
        if cleaned["words"] != passage.quote and not has_moved:
            cleaned["start"] = _nearest(text, cleaned["words"], passage.start)
            cleaned["end"] = cleaned["start"] + len(cleaned["words"])
        elif cleaned["words"] != passage.quote and text[cleaned["start"] : cleaned["end"]] != cleaned["words"]:
            self.add_error("words", _("Change either the words or start and end: these do not belong together."))
        return cleaned

    def edit(self) -> Edit:
        """What the form asks for, as a change that `coding.change_document` takes."""
        asked, text = self.cleaned_data, self.instance.paragraph.text
        return Edit(
            id=self.instance.pk,
            version=asked["version"],
            start=asked["start"],
            end=asked["end"],
            quote=text[asked["start"] : asked["end"]],
            themes=tuple(theme.slug for theme in asked["themes"]),
            unsure=tuple(theme.slug for theme in asked["unsure"]),
            note=asked["note"],
            keep_note=asked["keep_note"],
        )


def _nearest(text: str, words: str, start: int) -> int:
    """Where the words stand nearest to `start` (code points); raises ValidationError where they do not stand."""
    places = [place for place in range(len(text) - len(words) + 1) if text.startswith(words, place)]
    if not places:
        raise forms.ValidationError({"words": _("These words do not stand in the paragraph.")})
    return min(places, key=lambda place: abs(place - start))
