"""What happened in a project, newest first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from projects import history
from projects.access import MemberRequest
from projects.forms import HistoryFilter


@require_safe
def history_list(request: MemberRequest) -> HttpResponse:
    """A page of operations, by person and kind of act."""
    form = HistoryFilter(request.GET, member=request.member)
    page = history.page(request.member, form.chosen())
    return render(request, "projects/history_list.html", {"page": page, "form": form})
