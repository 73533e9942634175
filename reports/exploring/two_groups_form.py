"""What can be chosen on the page of two groups: each as a page of coverage is, and how both are shown."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from projects.models import Membership
from reports.coverage_forms import SelectionForm

KEYS = ("codebook", "a", "b", "difference")
ORDERS = [(f"{sign}{key}", key) for key in KEYS for sign in ("", "-")]


class TwoGroupsForm(forms.Form):
    """Parameters of the groups begin with a- and b-."""

    sub = forms.BooleanField(label=_("count a theme with its sub-themes"), required=False)
    sort = forms.ChoiceField(choices=ORDERS, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, member: Membership) -> None:
        super().__init__(data)
        self.groups = [SelectionForm(data, member=member, prefix=prefix) for prefix in ("a", "b")]

    def is_valid(self) -> bool:
        return super().is_valid() and all(group.is_valid() for group in self.groups)

    def asked(self) -> dict[str, Any]:
        """The parameters of this page, to be kept by its own links."""
        own = {"sub": 1 if self.cleaned_data["sub"] else None, "sort": self.cleaned_data["sort"]}
        return own | {group.add_prefix(name): value for group in self.groups for name, value in group.asked().items()}
