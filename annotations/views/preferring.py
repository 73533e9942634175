"""The personal page: light or dark, how text is set, which keys do what."""

from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.forms.preferences import PreferencesForm
from projects.access import MemberRequest, page_above, way_back
from projects.actions import preferring


@require_http_methods(["GET", "HEAD", "POST"])
def preferences_change(request: MemberRequest) -> HttpResponse:
    """One's own preferences; they hold in every project."""
    back, here = way_back(request), reverse("preferences_change")
    back = page_above(request) if urlsplit(back).path == here else back
    form = PreferencesForm(request.POST if request.method == "POST" else None, request.user.preferred)
    if form.is_valid():
        sent = form.cleaned_data
        preferring.change_preferences(
            user=request.user, version=sent["version"], actor=request.user, op=sent["op"], **form.chosen()
        )
        messages.success(request, _("Saved. It holds on every page and on all your devices."))
        return redirect(f"{here}?{urlencode({'next': back})}")
    page = {"form": form, "back": back}
    return render(request, "annotations/preferences_change.html", page, status=422 if form.is_bound else 200)
