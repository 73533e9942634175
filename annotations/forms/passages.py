"""The forms of the coder's page: which words, which themes, how sure, what note."""

import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from annotations.actions.changes import Edit, Tag
from annotations.addresses import coding_page
from annotations.models import Assignment, Passage
from annotations.problems import PassageExists
from annotations.text import spans
from annotations.workspace import Tagged
from corpus.models import Paragraph
from vocabulary.entries import Codebook

SENTENCES, PARAGRAPH, WORDS = "sentences", "paragraph", "words"
NOWHERE = (0, 0)


class Sent(forms.Form):
    """What a request to the coder's page may say besides what is typed; nonsense counts as not said."""

    op = forms.UUIDField(required=False)
    round = forms.IntegerField(required=False)
    paragraph = forms.IntegerField(required=False)
    sentence = forms.IntegerField(required=False)
    passage = forms.UUIDField(required=False)
    version = forms.IntegerField(required=False)
    codebook_version = forms.IntegerField(required=False)
    is_annotating = forms.BooleanField(required=False)  # asked from the annotate screen, not from the plain page

    @classmethod
    def in_(cls, data: Any) -> dict[str, Any]:
        form = cls(data)
        form.is_valid()
        return {name: form.cleaned_data.get(name) for name in form.fields}


class PassageForm(forms.Form):
    """One passage of one paragraph; `cleaned_data` has its `start` and `end`, half-open code points of the text."""

    where = forms.ChoiceField(
        label=gettext_lazy("What"),
        choices=[
            (SENTENCES, gettext_lazy("Sentences")),
            (PARAGRAPH, gettext_lazy("The whole paragraph")),
            (WORDS, gettext_lazy("Exact words")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what to tag.")},
    )
    first_sentence = forms.TypedChoiceField(
        coerce=int, empty_value=None, required=False, label=gettext_lazy("From sentence")
    )
    last_sentence = forms.TypedChoiceField(
        coerce=int, empty_value=None, required=False, label=gettext_lazy("to sentence")
    )
    words = forms.CharField(
        required=False,
        strip=False,
        label=gettext_lazy("Words"),
        widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("Copy them from the paragraph."),
    )
    occurrence = forms.IntegerField(
        required=False,
        min_value=1,
        initial=1,
        label=gettext_lazy("Occurrence"),
        help_text=gettext_lazy("1 is the first place where they stand."),
    )
    themes = forms.MultipleChoiceField(required=False, label=gettext_lazy("Themes"))
    unsure = forms.MultipleChoiceField(required=False)
    note = forms.CharField(
        required=False,
        max_length=10_000,
        label=gettext_lazy("Note (for yourself and your supervisor)"),
        widget=forms.Textarea({"rows": 2}),
    )
    keep_note = forms.BooleanField(required=False, label=gettext_lazy("Keep the passage without a theme, for its note"))
    codebook_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        assignment: Assignment,
        paragraph: Paragraph,
        codebook: Codebook | None,
        tagged: Tagged | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        number = codebook.number if codebook else None
        super().__init__(data, initial={"codebook_version": number, **(initial or {})})
        self.assignment, self.paragraph, self.tagged = assignment, paragraph, tagged
        self.groups = _groups(codebook, tagged)
        self._offer()

    @property
    def passage(self) -> Passage | None:
        """The passage that is changed; None for a new one."""
        return self.tagged.passage if self.tagged else None

    @property
    def seen_version(self) -> Any:
        """The version of the passage from which this form was first shown: typing it again does not make it newer."""
        shown = self.passage.version if self.passage else None
        return self.data.get("version", shown) if self.is_bound else shown

    def theme_groups(self) -> Iterator[tuple[Any, list[tuple[Any, bool, bool]]]]:
        """For the template: (top-level theme or None, [(theme, is it chosen, is it unsure), …])."""
        chosen, unsure = (set(self[name].value() or ()) for name in ("themes", "unsure"))
        for top, themes in self.groups:
            yield top, [(theme, theme.slug in chosen, theme.slug in unsure) for theme in themes]

    @property
    def page(self) -> str:
        """The page on which this form is open; the address to which it is sent takes nothing but forms."""
        place = {"passage": self.passage.pk} if self.passage else {"paragraph": self.paragraph.pk}
        return coding_page(self.assignment, self.paragraph.ordinal, **place)

    def change(self, sent_along: dict[str, Any]) -> Tag | Edit:
        """What the valid form asks for, given the `op` and the `version` sent along with it.

        A new passage is named after the operation, so that the same form sent twice asks for the same thing.
        """
        sent = self.cleaned_data
        start, end = sent["start"], sent["end"]
        what: dict[str, Any] = {
            "start": start,
            "end": end,
            "quote": self.paragraph.text[start:end],
            "themes": tuple(sent["themes"]),
            "unsure": tuple(slug for slug in sent["unsure"] if slug in sent["themes"]),
            "note": sent["note"].replace("\r\n", "\n"),
            "codebook_version": sent["codebook_version"],
        }
        if self.passage:
            return Edit(id=self.passage.pk, version=sent_along["version"], keep_note=sent["keep_note"], **what)
        op = sent_along["op"]
        named: dict[str, Any] = {"id": uuid.uuid5(op, f"passage of assignment {self.assignment.pk}")} if op else {}
        return Tag(paragraph=self.paragraph.pk, **named, **what)

    def codes(self) -> str:
        """The chosen themes as people read them, `~` behind the unsure ones: TRD, INV~."""
        sent = self.cleaned_data
        themes = [theme for _top, members in self.groups for theme in members if theme.slug in sent["themes"]]
        return ", ".join(f"{theme.code}{'~' if theme.slug in sent['unsure'] else ''}" for theme in themes)

    def lead_to(self, known: PassageExists) -> None:
        """These words are marked already: lead to the passage that is there, and take along what was chosen here."""
        chosen = {name: self.cleaned_data.get(name) for name in ("themes", "unsure", "note")}
        link = coding_page(self.assignment, self.paragraph.ordinal, passage=known.current["id"], **chosen)
        words = _("You have marked exactly these words already."), _("Go there with what you chose here")
        self.add_error(None, format_html('{} <a href="{}">{}</a>', words[0], link, words[1]))

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or self.cleaned_data
        sent["start"], sent["end"] = NOWHERE if self.errors else self._span(sent)
        if "themes" not in self.errors and not sent["themes"] and not (sent.get("keep_note") and sent.get("note")):
            self.add_error("themes", _("Choose at least one theme."))
        return sent

    def _offer(self) -> None:
        """What there is to choose from in this paragraph, under this codebook."""
        sentences = _numbered(self.paragraph)
        slugs = [(theme.slug, str(theme)) for _top, themes in self.groups for theme in themes]
        self.fields["first_sentence"].choices = sentences  # type: ignore[attr-defined]
        self.fields["last_sentence"].choices = [("", _("the same")), *sentences]  # type: ignore[attr-defined]
        for name in ("themes", "unsure"):
            self.fields[name].choices = slugs  # type: ignore[attr-defined]
        if self.tagged is None:
            del self.fields["keep_note"]

    def _span(self, sent: dict[str, Any]) -> spans.Span:
        if sent["where"] == PARAGRAPH:
            return 0, self.paragraph.n_chars
        return self._sentences(sent) if sent["where"] == SENTENCES else self._words(sent)

    def _sentences(self, sent: dict[str, Any]) -> spans.Span:
        first = sent["first_sentence"] or 1
        try:
            return spans.of_sentences(self.paragraph.sentences, first, sent["last_sentence"] or first)
        except IndexError:
            self.add_error("last_sentence", _("The last sentence stands before the first."))
        return NOWHERE

    def _words(self, sent: dict[str, Any]) -> spans.Span:
        words, number = sent["words"].replace("\r\n", "\n"), sent["occurrence"] or 1
        if self.passage is None or words != self.passage.quote:
            words = words.strip()
        places = spans.places_of(words, self.paragraph.text)
        if number <= len(places):
            return places[number - 1]
        if places:
            many = ngettext("They stand here only %d time.", "They stand here only %d times.", len(places))
            self.add_error("occurrence", many % len(places))
        elif words:
            self.add_error("words", _("These words do not stand in this paragraph. Copy them from it."))
        else:
            self.add_error("words", _("Which words?"))
        return NOWHERE


def new_passage(paragraph: Paragraph, sentence: int | None) -> dict[str, Any]:
    """What the form starts with: one sentence, or the paragraph where it has none."""
    where = SENTENCES if paragraph.sentences else PARAGRAPH
    return {"where": where, "first_sentence": sentence or 1}


def known_passage(paragraph: Paragraph, tagged: Tagged, more: Any) -> dict[str, Any]:
    """What the form starts with: the passage as it is, and the themes and the note that the address brings along."""
    passage = tagged.passage
    start, end = passage.start, passage.end
    sentences = spans.sentences_of(paragraph.sentences, start, end)
    first, last = sentences or (1, 1)
    notes = [note for note in (passage.note, more.get("note", "")) if note]
    return {
        "where": PARAGRAPH if tagged.is_whole else SENTENCES if sentences else WORDS,
        "first_sentence": first,
        "last_sentence": last if last != first else "",
        "words": passage.quote,
        "occurrence": spans.occurrence_of(paragraph.text, start, end),
        "themes": [each.tag.slug for each in tagged.taggings] + more.getlist("themes"),
        "unsure": [each.tag.slug for each in tagged.taggings if each.is_unsure] + more.getlist("unsure"),
        "note": "\n".join(dict.fromkeys(notes)),
        "keep_note": not tagged.taggings,
    }


def _groups(codebook: Codebook | None, tagged: Tagged | None) -> list[tuple[Any, Sequence[Any]]]:
    """The active themes under their top-level themes; what the passage carries and nobody gives any more comes last."""
    groups: list[tuple[Any, Sequence[Any]]] = (
        [(each.top, each.entries) for each in codebook.groups()] if codebook else []
    )
    given = {theme.slug for _top, themes in groups for theme in themes}
    kept = [each.tag for each in tagged.taggings if each.tag.slug not in given] if tagged else []
    return [*groups, (None, kept)] if kept else groups


def _numbered(paragraph: Paragraph) -> list[tuple[int, str]]:
    """The sentences as choices: their numbers and first words."""
    texts = [paragraph.text[start:end] for start, end in paragraph.sentences]
    return [(number, f"{number} · {text[:60]}{'…' if text[60:] else ''}") for number, text in enumerate(texts, start=1)]
