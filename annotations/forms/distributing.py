"""Giving documents by rule and by chance: which fit, what is drawn of them, who reads it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annotations.distribution import Plan, Wish, plan
from annotations.forms.assigning import LONGEST_NUMBER, Rows
from annotations.forms.rounds import seed_field
from annotations.models import Round
from annotations.problems import TooFewCoders
from corpus.forms import DocumentFilter
from corpus.models import Document
from projects.models import Coder, Membership

MOST_CODERS, MOST_PARAGRAPHS = 50, 10_000_000
UNSENT = {"csrfmiddlewaretoken", "op", "digest", "next", "documents"}


def _percent(label: Any, help_text: Any) -> forms.FloatField:
    number = forms.NumberInput({"step": "any", "min": "0.1", "max": "100"})
    return forms.FloatField(
        label=label, help_text=help_text, required=False, min_value=0.1, max_value=100, widget=number
    )


class DistributionForm(forms.Form):
    """What to give to whom; percents, where Wish has shares."""

    op = forms.UUIDField(required=False)
    digest = forms.CharField(required=False, max_length=64)
    round = forms.ModelChoiceField(Round.objects.none(), label=_("Round"), empty_label=None)
    is_unread = forms.BooleanField(label=_("Only what nobody has read yet"), required=False)
    share = _percent(_("Draw a share of these documents, %"), _("Empty: all of them. Drawn within source and year."))
    sample_share = _percent(
        _("Draw a share of their paragraphs, %"),
        _("Empty: whole documents. The rest can be read, not tagged."),
    )
    sample_number = forms.IntegerField(
        label=_("Or so many paragraphs in all"), required=False, min_value=1, max_value=MOST_PARAGRAPHS
    )
    coders = Rows(Coder.objects.none(), label=_("Coders"), error_messages={"required": _("Choose at least one coder.")})
    per_document = forms.IntegerField(label=_("Coders per document"), min_value=1, max_value=MOST_CODERS)
    overlap = _percent(
        _("Hidden overlap, %"), _("This share of the documents goes to one coder more; nothing tells the coders which.")
    )
    seed = seed_field(help_text=_("The same one draws the same again."))

    def __init__(self, member: Membership, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        project, self.member = member.project, member
        rows: dict[str, Any] = {
            "round": Round.objects.in_project(project).open().select_related("project"),
            "coders": Coder.objects.in_project(project).able().by_name(),
        }
        for name, queryset in rows.items():
            field: Any = self.fields[name]
            field.queryset = queryset
        rules = DocumentFilter(project=project, documents=Document.objects.in_project(project).active())
        self.fields.update({name: rules.fields[name] for name in ("source", "year", "language")})

    @classmethod
    def asked(cls, member: Membership, query: QueryDict) -> "DistributionForm":
        """Filled in by an address; one that names nothing, or only a round, asks for what most want, with its seed."""
        if query.keys() - {"round"}:
            return cls(member, query)
        start = {"per_document": 2, "seed": 1}
        form = cls(member)
        rounds: Any = form.fields["round"]
        round = next((each for each in rounds.queryset if str(each.pk) == query.get("round")), None)
        if round is not None:
            start |= {"round": round.pk, "seed": 1 if round.seed is None else round.seed}
        form.initial = start
        return form

    def clean(self) -> dict[str, Any]:
        sent = super().clean() or self.cleaned_data
        if sent.get("sample_share") and sent.get("sample_number"):
            self.add_error("sample_number", gettext("A share or a number, not both."))
        return sent

    @property
    def wish(self) -> Wish:
        """What a valid form asks for."""
        sent = self.cleaned_data
        shares = {name: sent[name] and sent[name] / 100 for name in ("share", "sample_share", "overlap")}
        same = ("round", "per_document", "seed", "source", "year", "language", "is_unread", "sample_number")
        wanted = {name: sent[name] for name in same} | shares
        return Wish(coders=tuple(sent["coders"]), blind_to=self.member, **wanted)

    def plan(self) -> Plan | None:
        """What would be done; None, and an error of the form, where it cannot be."""
        if not self.is_valid():
            return None
        try:
            return plan(self.wish)
        except TooFewCoders as few:
            self.add_error("coders", few.message)
            return None

    @property
    def sent(self) -> Iterator[tuple[str, str]]:
        """What was asked for, to be sent again with the button that does it."""
        data: Any = self.data
        return ((name, value) for name in self.fields.keys() - UNSENT for value in data.getlist(name))

    @property
    def ticked_coders(self) -> set[int]:
        """Whom to tick when it is shown again."""
        data: Any = self.data
        values = data.getlist("coders") if self.is_bound else self.initial.get("coders", [])
        return {int(each) for each in values if str(each).isdecimal() and len(str(each)) <= LONGEST_NUMBER}
