"""A round as people plan it: the forms that start one, change its plan, and open a blind one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from annotations.models import Round
from projects.forms import OperationForm

LARGEST_SEED = 2**31 - 1
KINDS = [choice for choice in Round.Kind.choices if choice[0] != Round.Kind.DECIDED]


def seed_field(**options: Any) -> forms.IntegerField:
    """Any whole number; the same one draws the same again."""
    return forms.IntegerField(label=_("Seed"), min_value=0, max_value=LARGEST_SEED, **options)


class RoundForm(OperationForm):
    """What people agree upon before they start."""

    name = forms.CharField(label=_("Name"), max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)
    is_blind = forms.BooleanField(
        label=_("Blind"),
        required=False,
        help_text=_("Nobody sees anybody else’s coding until it is opened; then it stays open."),
    )
    seed = seed_field(required=False, help_text=_("What is drawn by chance in it can be drawn again with it."))
    ends_on = forms.DateField(
        label=_("To be done by"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    @property
    def plan(self) -> dict[str, Any]:
        """What was sent of a round, without the operation."""
        return {name: self.cleaned_data[name] for name in ("name", "kind", "is_blind", "seed", "ends_on")}

    @classmethod
    def of(cls, round: Round) -> "RoundForm":
        """The form of a round as it is."""
        names = ("name", "kind", "is_blind", "seed", "ends_on", "version")
        return cls(initial={name: getattr(round, name) for name in names})


class OpeningForm(OperationForm):
    """Opening a blind round, perhaps before everything is handed in."""

    is_early = forms.BooleanField(required=False)
