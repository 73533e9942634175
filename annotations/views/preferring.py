"""The personal page: light or dark, how text is set, which keys do what."""

from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from annotations.forms.preferences import PreferencesForm
from projects.access import MemberRequest, page_above, page_here
from projects.actions import preferring


@require_http_methods(["GET", "HEAD", "POST"])
def preferences_change(request: MemberRequest) -> HttpResponse:
    """One's own preferences; they hold in every project."""
    back = _where_from(request)
    form = PreferencesForm(request.POST if request.method == "POST" else None, request.user.preferred)
    if form.is_valid():
        sent = form.cleaned_data
        preferring.change_preferences(
            user=request.user, version=sent["version"], actor=request.user, op=sent["op"], **form.chosen()
        )
        messages.success(request, _("Saved. It holds on every page and on all your devices."))
        return redirect(f"{request.path}?{urlencode({'from': back})}")
    page = {"form": form, "back": back}
    return render(request, "annotations/preferences_change.html", page, status=422 if form.is_bound else 200)


def _where_from(request: HttpRequest) -> str:
    """The page one came from, as `?from=` says or the browser does; never this one."""
    page = page_here(request, request.GET.get("from") or request.headers.get("Referer", ""))
    return page if page and urlsplit(page).path != request.path else page_above(request)
