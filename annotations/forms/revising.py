"""What a manager says of a place whose passages are not certain in the corrected text."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.actions.revising import Chosen
from annotations.problems import OutsideText, WrongQuote
from annotations.revision_plan import Spot
from annotations.text.spans import places_of
from corpus.models import Document, Paragraph
from projects.forms import OperationForm

ACCEPT, OTHER, WITHDRAW = "accept", "other", "withdraw"
PLACE = r"\d{1,18}/\d{1,9}/\d{1,9}"


class AnchorForm(OperationForm):
    """`place` and `to` name a paragraph, a start and an end; `version` is that of what was said before."""

    place = forms.RegexField(PLACE, widget=forms.HiddenInput)
    to = forms.RegexField(PLACE, required=False, widget=forms.HiddenInput)
    answer = forms.ChoiceField(choices=[(each, each) for each in (ACCEPT, OTHER, WITHDRAW)])
    paragraph = forms.IntegerField(label=gettext_lazy("¶"), required=False, min_value=1, max_value=1_000_000)
    words = forms.CharField(
        label=gettext_lazy("Words"), required=False, max_length=100_000, widget=forms.Textarea({"rows": 2})
    )

    def chosen(self, document: Document) -> Chosen:
        """The answer; raises Problem where it cannot be understood."""
        sent = self.checked()
        place, version = spot_of(sent["place"]), sent["version"]
        if sent["answer"] == WITHDRAW:
            return Chosen(place, version)
        if sent["answer"] == ACCEPT:
            if not sent["to"]:
                raise OutsideText(_("There is no proposal to accept."), field="to")
            return Chosen(place, version, *spot_of(sent["to"]))
        return Chosen(place, version, *_found(document, sent))


def spot_of(said: str) -> Spot:
    paragraph, start, end = map(int, said.split("/"))
    return paragraph, start, end


def _found(document: Document, sent: dict[str, Any]) -> Spot:
    """The words in the paragraph with this number of the corrected text; without words all of it."""
    waiting = document.revisions.pending().values("pk")
    paragraph = Paragraph.objects.filter(revision__in=waiting, ordinal=sent["paragraph"] or 0).first()
    if paragraph is None:
        raise OutsideText(_("The corrected text has no paragraph with this number."), field="paragraph")
    if not sent["words"].strip():
        return paragraph.pk, 0, paragraph.n_chars
    places = places_of(sent["words"], paragraph.text)
    if not places:
        raise WrongQuote(_("These words do not stand in this paragraph."), field="words")
    if len(places) > 1:
        raise WrongQuote(_("These words stand there more than once; take more of them."), field="words")
    return paragraph.pk, *places[0]
