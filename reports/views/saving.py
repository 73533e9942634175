"""Saved views: which there are, saving what is shown, renaming, removing."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from projects.access import MemberRequest, way_back
from projects.forms import OperationForm
from reports.actions import saved_views
from reports.actions.saved_views import ViewNameTaken
from reports.models import SavedView
from reports.saved_views import SavedViews
from reports.saving import SaveViewForm, ViewNameForm


@require_safe
def saved_view_list(request: MemberRequest) -> HttpResponse:
    """One's own views and those that others share."""
    return render(request, "reports/saved_view_list.html", {"saved": SavedViews(request.member)})


@require_POST
def saved_view_create(request: MemberRequest) -> HttpResponse:
    """Keep the page that is shown under a name, and show it again."""
    form = SaveViewForm(request.POST, slug=request.project.slug)
    if not form.is_valid():
        return render(request, "reports/saved_view_create.html", {"form": form}, status=422)
    sent = {name: form.cleaned_data[name] for name in ("name", "address", "is_shared", "op")}
    try:
        saved_views.save_view(project=request.project, actor=request.user, **sent)
    except ViewNameTaken as taken:
        form.add_error("name", taken.message)
        return render(request, "reports/saved_view_create.html", {"form": form}, status=taken.status)
    messages.success(request, _("The view is saved as “%s”.") % sent["name"])
    return HttpResponseRedirect(way_back(request))


@require_POST
def saved_view_change(request: MemberRequest, view: int) -> HttpResponse:
    """Another name, or shared or not."""
    kept, sent = _own(request, view), ViewNameForm(request.POST).checked()
    saved_views.change_view(view=kept, actor=request.user, **sent)
    messages.success(request, _("The view “%s” is changed.") % sent["name"])
    return redirect("saved_view_list", request.project.slug)


@require_POST
def saved_view_remove(request: MemberRequest, view: int) -> HttpResponse:
    """Forget one of one's views."""
    kept, sent = _own(request, view), OperationForm(request.POST).checked()
    saved_views.remove_view(view=kept, version=sent["version"], actor=request.user, op=sent["op"])
    messages.success(request, _("The view “%s” is removed.") % kept.name)
    return redirect("saved_view_list", request.project.slug)


def _own(request: MemberRequest, pk: int) -> SavedView:
    return get_object_or_404(SavedView.objects.own(request.member), pk=pk)
