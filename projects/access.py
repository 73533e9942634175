"""Every request passes here: the route's line in the role table decides who gets in.

A project one does not belong to does not exist (404), nor the Django admin but for site admins; a role that lacks the
right is told so (403).
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from ledger.models import Event
from ledger.problems import Problem
from projects import limiting
from projects.models import Membership, Project, User
from projects.rights import METHODS, PUBLIC, RIGHTS, ROUTES, SIGNED_IN, SITE_ADMIN, holds
from projects.tokens import ScopeNeeded, check_scope, with_challenge
from projects.wire import is_api, refusal

PAGE_OF = "X-Tifa-User"
SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}  # methods that change nothing


class NotSignedIn(Problem):
    """Nobody is signed in; the JSON API says so, pages lead to the sign-in page."""

    status, rule = 401, "not-signed-in"


class MemberRequest(HttpRequest):
    """A request to a page of a project, by one of its members who holds the page's right."""

    user: User
    project: Project
    member: Membership


def may(request: HttpRequest, right: str) -> bool:
    """Whether whoever asks holds a right in the project whose page this is."""
    member = getattr(request, "member", None)
    return member is not None and holds(member.role, right)


def rights(request: HttpRequest) -> dict[str, Any]:
    """For templates: the project, one's role, and one's rights in it, with the spaces of their names as _."""
    member = getattr(request, "member", None)
    held = {name.replace(" ", "_").replace("'", ""): may(request, name) for name in RIGHTS}
    return {"project": getattr(request, "project", None), "member": member, "may": held}


class RightsMiddleware:
    """Looks the route up in ROUTES; sets request.project and request.member on the pages of a project."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        right = right_of(match.view_name if match else "", request.method or "")
        if right == PUBLIC:
            return None
        if not request.user.is_authenticated:
            return refusal(NotSignedIn(_("Sign in first."))) if is_api(request) else _to_sign_in(request)
        if not _is_meant(request):
            other = NotSignedIn(_("Somebody else is signed in here by now."))
            return refusal(other) if is_api(request) else HttpResponse(other.message, status=other.status)
        if is_api(request) and (many := limiting.refused(request)):
            return many
        try:
            _enter(request, kwargs, right)
        except ScopeNeeded as refused:
            return with_challenge(refused)
        return None


def way_back(request: HttpRequest) -> str:
    """The page of this site from which a form came, as it says itself or as the browser does; else the project's."""
    return page_here(request, request.POST.get("next") or request.headers.get("Referer", "")) or page_above(request)


def page_here(request: HttpRequest, said: str) -> str:
    """The path and query of an address of this site; "" for any other, and for what begins with no slash."""
    if not url_has_allowed_host_and_scheme(said, {request.get_host()}):
        return ""
    page = urlunsplit(("", "", *urlsplit(said)[2:]))
    return page if page.startswith("/") and url_has_allowed_host_and_scheme(page, None) else ""


def page_above(request: HttpRequest) -> str:
    """The project's page, for an address inside a project; else the front door."""
    member, match = getattr(request, "member", None), request.resolver_match
    slug = member.project.slug if member else match.kwargs.get("project") if match else None
    return reverse("project_detail", args=[slug]) if slug else reverse("home")


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and then back; a form that was sent is not sent again, so back to where it is filled in."""
    if request.method in SAFE:
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
    words = _("You were signed out, so nothing was saved. Sign in; what you typed may still be there when you go back")
    messages.warning(request, f"{words} {_('with the Back button of your browser.')}")
    return redirect_to_login(way_back(request), settings.LOGIN_URL)


def right_of(route: str, method: str) -> str:
    """The right a route asks for; the Django admin is one right; an unlisted route does not exist."""
    if route.startswith("admin:"):
        return SITE_ADMIN
    named = METHODS.get(route, {}).get(method, route)
    if named not in ROUTES:
        raise Http404(f"{named} has no line in the role table")
    return ROUTES[named]


def _enter(request: HttpRequest, named: dict[str, Any], right: str) -> None:
    if right == SITE_ADMIN:
        _refuse_all_but_site_admins(request.user)
    elif right != SIGNED_IN:
        _enter_project(request, named, right)
        check_scope(request, right)
        if not is_api(request):
            named.pop("project")


def _refuse_all_but_site_admins(user: Any) -> None:
    if not user.is_superuser:
        raise Http404("For site admins only.")


def _is_meant(request: HttpRequest) -> bool:
    """Whether it is still the person for whom a page was made that sends this (X-Tifa-User, their id).

    Two who share a browser share its session: what one of them did must not be stored as the other's.
    """
    return request.headers.get(PAGE_OF, str(request.user.pk)) == str(request.user.pk)


def _enter_project(request: Any, named: dict[str, Any], right: str) -> None:
    """Find one's membership in the project of what the address names; what is not there is as if not one's own."""
    members = Membership.objects.select_related("project").of(request.user)
    members = members.in_project(request.token.project_id) if request.token else members
    member = members.filter(**_place(named)).first() or members.in_project(_project_of_gone(named)).first()
    if member is None:
        raise Http404("No such project.")
    if not holds(member.role, right):
        raise PermissionDenied
    request.member, request.project = member, member.project


def _place(named: dict[str, Any]) -> dict[str, Any]:
    """Which memberships lead to it: those in the project of this slug, or those of settings.PROJECT_OF."""
    if "project" in named:
        return {"project__slug": named["project"]}
    for name, (there, project) in settings.PROJECT_OF.items():
        if name in named:
            return {there: named[name]} | ({project: F("project")} if project else {})
    raise Http404("This address leads to no project.")


def _project_of_gone(named: dict[str, Any]) -> int | None:
    """The project in which there was what is there no more."""
    for kind in settings.PROJECT_OF_GONE & named.keys() if "project" not in named else ():
        last = Event.objects.of(kind, named[kind]).select_related("operation").last()
        return last.operation.project_id if last else None
    return None
