"""What can be chosen on the pages of figures. An address with anything else in it does not exist."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.models import Round
from projects.models import Coder, Membership, Project
from reports import choices
from reports.agreement_units import State as Compared
from reports.grouping import By
from reports.measures import MEASURES
from reports.measures.alpha import ALPHA
from reports.scope import Scope
from reports.selects import RowField
from reports.unit_rules import Rule
from reports.workload import STATES
from vocabulary.models import Theme


class RoundForm(forms.Form):
    """One round; nothing chosen means the open main round."""

    round = RowField(Round.objects.none(), label=_("Round"), required=False, empty_label=None)

    def __init__(self, data: Any, *, member: Membership, prefix: str | None = None) -> None:
        super().__init__(data, prefix=prefix)
        self.member = member
        self._field("round").queryset = choices.rounds(member)
        self._field("round").initial = self._default = choices.default_of(self._field("round").queryset)
        self._field("round").widget.fallback = str(self._default.pk) if self._default else ""

    def scope(self) -> Scope | None:
        """Nothing when the project has no round yet."""
        round = self.cleaned_data.get("round") or self._default
        return choices.scope(self.member, round, self.cleaned_data.get("coder")) if round else None

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def _chosen_round(self) -> Round | None:
        """The round whose coders are offered."""
        asked = self.data.get(self.add_prefix("round"), "")
        rounds = {str(round.pk): round for round in self._field("round").queryset}
        return rounds.get(asked, self._default)


class ScopeForm(RoundForm):
    """One round and one coder; nothing chosen means all coders together."""

    coder = RowField(Coder.objects.none(), label=_("Coder"), required=False, empty_label=_("all coders together"))

    def __init__(self, data: Any, *, member: Membership, prefix: str | None = None) -> None:
        super().__init__(data, member=member, prefix=prefix)
        self._field("coder").queryset = choices.coders(member, self._chosen_round())


class WorkForm(ScopeForm):
    """Whose work, in which state."""

    state = forms.ChoiceField(label=_("State"), choices=list(STATES.items()), required=False)
    page = forms.IntegerField(min_value=1, max_value=1_000_000, required=False, widget=forms.HiddenInput)


class AgreementForm(RoundForm):
    """One round and the coders to compare; none chosen means all of them.

    Checked against the list of its people, never looked up: a number may be larger than any database takes.
    """

    coders = forms.TypedMultipleChoiceField(
        label=_("Coders"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    rule = forms.ChoiceField(label=_("Passages must hold"), choices=Rule.choices, required=False)

    def __init__(self, data: Any, *, member: Membership) -> None:
        super().__init__(data, member=member)
        own = member.project.unit  # the first choice is the one that stands there when none was made
        self._field("unit").choices = sorted(Project.Unit.choices, key=lambda choice: choice[0] != own)
        self.people = list(choices.people(member, self._chosen_round()))
        self._field("coders").choices = [(coder.pk, coder.name) for coder in self.people]

    def compared(self) -> list[Coder]:
        """By name, so that the same coders are the same columns however they were chosen."""
        chosen = self.cleaned_data["coders"]
        return [coder for coder in self.people if coder.pk in chosen or not chosen]

    def asked(self) -> dict[str, Any]:
        """The parameters of this page, to be kept by its own links."""
        round = self.cleaned_data.get("round")
        basis = {"round": round and round.pk, "coders": sorted(self.cleaned_data["coders"])}
        return {**basis, "unit": self._other_unit(), "rule": self._other_rule()}

    def scope(self) -> Scope | None:
        """With the unit and the rule by which agreement is measured."""
        scope = super().scope()
        return scope and replace(scope, other_unit=self._other_unit(), rule=self._other_rule() or Rule.WORD)

    def _other_unit(self) -> str:
        """Empty for the project's own, so that one page has one address."""
        unit = self.cleaned_data["unit"]
        return "" if unit == self.member.project.unit else unit

    def _other_rule(self) -> str:
        """Empty for the one of all other figures."""
        rule = self.cleaned_data["rule"]
        return "" if rule == Rule.WORD else rule


class AgreementUnitsForm(AgreementForm):
    """The line of the agreement page, and which of its units."""

    theme = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Theme"), required=False, to_field_name="slug", empty_label=None
    )
    sub = forms.BooleanField(label=_("with its sub-themes"), required=False)
    edition = forms.IntegerField(min_value=1, max_value=1_000_000, required=False, widget=forms.HiddenInput)
    by = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, widget=forms.HiddenInput)
    other = forms.ModelChoiceField(Theme.objects.none(), required=False, to_field_name="slug", widget=forms.HiddenInput)
    rows = forms.ChoiceField(choices=By.choices, required=False, widget=forms.HiddenInput)
    row = forms.CharField(max_length=201, required=False, widget=forms.HiddenInput)
    state = forms.ChoiceField(label=_("State"), choices=Compared.choices, required=False)
    page = forms.IntegerField(min_value=1, max_value=1_000_000, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, member: Membership) -> None:
        super().__init__(data, member=member)
        self._field("by").choices = self._field("coders").choices
        for name in ("theme", "other"):
            self._field(name).queryset = Theme.objects.filter(project=member.project).in_order()


class ThemeForm(AgreementForm):
    """One theme, alone or with its sub-themes; none chosen means the first."""

    theme = forms.ModelChoiceField(
        Theme.objects.none(), label=_("Theme"), required=False, to_field_name="slug", empty_label=None
    )
    sub = forms.BooleanField(label=_("with its sub-themes"), required=False)

    def __init__(self, data: Any, *, member: Membership) -> None:
        super().__init__(data, member=member)
        self._field("theme").queryset = Theme.objects.filter(project=member.project).in_order()


class PairsForm(ThemeForm):
    """And the coefficient in the cells."""

    measure = forms.ChoiceField(
        label=_("Coefficient"),
        choices=[(each.name, each.title) for each in sorted(MEASURES, key=lambda one: one != ALPHA) if each.suits(2)],
        required=False,
    )


class GroupsForm(ThemeForm):
    """And what makes a group."""

    rows = forms.ChoiceField(label=_("Groups"), choices=By.choices, required=False)
    page = forms.IntegerField(min_value=1, max_value=1_000_000, required=False, widget=forms.HiddenInput)
