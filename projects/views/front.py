"""The front page of a project."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from projects.access import MemberRequest
from projects.front import counts


@require_safe
def project_detail(request: MemberRequest) -> HttpResponse:
    """Where to go from here, by one's role; and the guidelines."""
    return render(request, "projects/project_detail.html", {"counts": counts(request.project, request.user)})
