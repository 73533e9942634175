"""What the deciding page can be asked for, and what supervisors send from it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.actions.deciding import Verdict
from annotations.deciding_rows import Refused
from ledger.problems import Problem
from projects.forms import OperationForm
from vocabulary.entries import Codebook

SHOWN = ("open", "reopened", "decided", "agreed", "all")
LARGEST = 2**31 - 1
LONGEST_ID = 18  # digits that fit every database's ids


class DecidingQuery(forms.Form):
    """Which round, what to show, and from which paragraph on (its ordinal); nonsense counts as not said."""

    round = forms.IntegerField(required=False, min_value=1, max_value=10**LONGEST_ID)
    show = forms.ChoiceField(required=False, choices=[(name, name) for name in SHOWN])

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["from"] = forms.IntegerField(required=False, min_value=0, max_value=LARGEST)

    @classmethod
    def in_(cls, data: Any) -> dict[str, Any]:
        form = cls(data)
        form.is_valid()
        return {name: form.cleaned_data.get(name) for name in form.fields}


class DecisionForm(OperationForm):
    """One decision: about a theme (its slug, "" for a question) on a unit, about all the unit, or for another theme.

    `seen` says of each cell of the unit which version of its decision was on the page: slug:version.
    """

    paragraph = forms.IntegerField(min_value=1, max_value=10**LONGEST_ID)
    unit = forms.IntegerField(min_value=0, max_value=LARGEST)
    theme = forms.CharField(required=False, max_length=100)
    outcome = forms.ChoiceField(
        choices=[(name, name) for name in ("yes", "no", "nothing", "other")],
        error_messages={"required": gettext_lazy("Say yes, no, nothing here, or another theme.")},
    )
    other = forms.CharField(required=False, max_length=100)
    reason = forms.CharField(required=False)

    @property
    def place(self) -> tuple[int, int, str]:
        """Paragraph, unit and slug of the cell that was decided about; nonsense is nowhere."""
        self.is_valid()
        sent = self.cleaned_data
        return sent.get("paragraph") or 0, sent.get("unit") or 0, sent.get("theme") or ""

    @property
    def chosen(self) -> str:
        """The outcome, in the words of the form."""
        return str(self.cleaned_data.get("outcome", ""))

    def refused(self, problem: Problem) -> Refused:
        """That it was refused, with what was chosen and written, as it was."""
        typed = [self.data.get(name, "") for name in ("outcome", "other", "reason")]
        return Refused(problem, *self.place, *typed)

    def verdicts(self, codebook: Codebook | None) -> list[Verdict]:
        """What to decide, in one step; raises Problem for what cannot be meant."""
        sent, seen = self.checked(), dict(self._seen())
        own, outcome = sent["theme"], sent["outcome"]
        if outcome == "nothing":
            return [self._verdict(slug, "no", seen) for slug in seen or [own]]
        if outcome == "other":
            return self._instead(own, self._other(codebook), seen)
        return [self._verdict(own, outcome, seen)]

    def _instead(self, own: str, other: str, seen: dict[str, int]) -> list[Verdict]:
        """Not this one but another; the same one is no other."""
        if own == other:
            return [self._verdict(own, "yes", seen)]
        return [self._verdict(own, "no", seen), self._verdict(other, "yes", {other: 0} | seen)]

    def _verdict(self, slug: str, outcome: str, seen: dict[str, int]) -> Verdict:
        sent = self.cleaned_data
        return Verdict(sent["paragraph"], sent["unit"], slug or None, outcome, sent["reason"], seen.get(slug))

    def _seen(self) -> Iterator[tuple[str, int]]:
        data: Any = self.data
        for said in data.getlist("seen"):
            slug, _colon, version = said.rpartition(":")
            if not version.isdecimal() or len(version) > LONGEST_ID:
                raise Problem(_("The page does not say which version it showed."), field="seen")
            yield slug, int(version)

    def _other(self, codebook: Codebook | None) -> str:
        """The slug of the theme whose code, slug or name was typed."""
        typed = self.cleaned_data["other"]
        if not typed:
            raise Problem(_("Say which other theme."), field="other")
        for entry in codebook.active_entries() if codebook else ():
            names = {entry.code, entry.slug, *entry.labels.values(), str(entry)}
            if typed.casefold() in {name.casefold() for name in names}:
                return entry.slug
        raise Problem(_("“%s” is no theme that can be chosen.") % typed, field="other")


class RuleForm(OperationForm):
    """Deciding all that a rule decides."""

    rule = forms.ChoiceField(choices=[(name, name) for name in ("agreement", "majority")])


class StepForm(OperationForm):
    """One step back, or forth again."""

    do = forms.ChoiceField(choices=[("undo", "undo"), ("redo", "redo")])
