"""The two pages that belong to no app: the front door and the pulse."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from projects.models import Project


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One's projects; with only one, straight to it."""
    projects = list(Project.objects.visible_to(request.user))
    if len(projects) == 1:
        return redirect("project_detail", projects[0].slug)
    return render(request, "home.html", {"projects": projects})


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Alive, and the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ok": True})
