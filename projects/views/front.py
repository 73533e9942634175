"""The front page of a project."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from projects import last_backup
from projects.access import MemberRequest
from projects.front import counts


@require_safe
def project_detail(request: MemberRequest) -> HttpResponse:
    """Where to go from here, by one's role; the guidelines; and for managers, when there was a backup."""
    backups = {"last_backup": last_backup.known, "failed_backup": last_backup.failure}
    page = {"counts": counts(request.project, request.user), **backups}
    return render(request, "projects/project_detail.html", page)
