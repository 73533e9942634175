"""The board, and the work behind its numbers."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from projects import last_backup
from projects.access import MemberRequest
from reports.board import Board
from reports.forms import RoundForm, WorkForm
from reports.work_list import WorkList


@require_safe
def board_detail(request: MemberRequest) -> HttpResponse:
    """What is done, when the rest will be, and what to do next: where supervisors arrive."""
    form = RoundForm(request.GET, member=request.member)
    if not form.is_valid():
        raise Http404("No such round.")
    scope = form.scope()
    backups = {"last_backup": last_backup.known, "failed_backup": last_backup.failure}
    return render(request, "reports/board_detail.html", {"form": form, "page": scope and Board(scope), **backups})


@require_safe
def board_work(request: MemberRequest) -> HttpResponse:
    """The documents behind a number of the board, with their coders."""
    form = WorkForm(request.GET, member=request.member)
    if not form.is_valid():
        raise Http404("No such selection.")
    scope, sent = form.scope(), form.cleaned_data
    page = scope and WorkList(scope, sent["state"] or "all", sent["page"] or 1)
    return render(request, "reports/board_work.html", {"form": form, "page": page})
