"""The forms that save, rename and remove a view."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from projects.forms import OperationForm
from reports.actions.saved_views import LONGEST
from reports.saved_views import address_below


class ViewNameForm(OperationForm):
    """A name, and whether the others of the project see it."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST)
    is_shared = forms.BooleanField(label=_("share with everybody who sees the figures"), required=False)


class SaveViewForm(ViewNameForm):
    """The page that is shown; only pages of this project's figures can be saved."""

    address = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, slug: str) -> None:
        super().__init__(data)
        self.slug = slug

    def clean_address(self) -> str:
        address = address_below(self.slug, self.cleaned_data["address"])
        if not address:
            raise forms.ValidationError(gettext("Only pages of this project’s figures can be saved."))
        return address
