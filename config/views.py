"""The pages that belong to no app: the front door, the pulse, the service worker."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from config import readiness
from projects.models import Membership
from projects.rights import holds


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One's projects; with only one, straight to it: to its board, for those who may see it."""
    memberships = list(Membership.objects.of_projects(request.user))
    first_pages = [(each.project, reverse(_first_page(each.role), args=[each.project.slug])) for each in memberships]
    if len(first_pages) == 1:
        return redirect(first_pages[0][1])
    return render(request, "home.html", {"projects": first_pages})


def _first_page(role: str) -> str:
    return "board_detail" if holds(role, "see figures") else "project_detail"


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Alive, and the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"ok": True})


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Whether this installation can do its work: 200, or 503 with what is missing."""
    checks = readiness.found()
    ok = all(checks.values())
    return JsonResponse({"ok": ok, "checks": checks}, status=200 if ok else 503)


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root of the site since it may keep only pages below its own address."""
    script = settings.BASE_DIR / "static" / "js" / "offline" / "worker.js"
    headers = {"Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "no-cache"}
    return HttpResponse(script.read_bytes(), headers=headers)
