"""What cannot be answered, site-wide: a page for people, `{error: {rule, message, field}}` for those who speak JSON."""

import logging
import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views import csrf, defaults

from config.outages import outage
from config.refused import sent
from ledger.problems import NotAllowed, Problem
from projects.wire import is_api, refusal

log = logging.getLogger("tifa.outages")


class NotFound(Problem):
    """There is no such thing, or not for whoever asks: the two answer alike."""

    status, rule = 404, "not-found"


class TokenMissing(Problem):
    """A change came without the token of the form or the X-CSRFToken header."""

    status, rule = 403, "csrf"


class WrongMethod(Problem):
    status, rule = 405, "method-not-allowed"


class NotUnderstood(Problem):
    """No request of HTTP or JSON as Tifa takes it."""

    status, rule = 400, "not-understood"


class TooLarge(Problem):
    status, rule = 413, "too-large"


class Broken(Problem):
    """Our fault; the log has the traceback."""

    status, rule = 500, "broken"


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404; it never says what was looked for."""
    if is_api(request):
        return refusal(NotFound(_("There is no such thing here.")))
    return defaults.page_not_found(request, exception)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: a role that lacks the right."""
    if is_api(request):
        return refusal(NotAllowed(_("Your role does not allow this.")))
    return defaults.permission_denied(request, exception)


def token_missing(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the guard against forged requests found no token."""
    if is_api(request):
        return refusal(TokenMissing(_("The request has no valid token: send the cookie csrftoken as X-CSRFToken.")))
    return csrf.csrf_failure(request, reason)


def wrong_method(answer: HttpResponse) -> HttpResponse:
    """405 in JSON; the Allow header still says what the address takes."""
    said = refusal(WrongMethod(_("This address takes: %s.") % answer.headers.get("Allow", "")))
    said.headers["Allow"] = answer.headers.get("Allow", "")
    return said


def not_understood(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: no request that a browser or a program would send."""
    if is_api(request):
        return refusal(NotUnderstood(_("This request could not be understood.")))
    return defaults.bad_request(request, exception)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault; 503 or 507 where the machine is at fault (Django calls this while it handles what was raised)."""
    if problem := outage(sys.exception()):
        return _out(request, problem)
    if is_api(request):
        return refusal(Broken(_("Something broke on our side.")))
    return defaults.server_error(request)


def _out(request: HttpRequest, problem: Problem) -> HttpResponse:
    """In words, with what was sent; asks the database for nothing; the log needs no traceback to know it."""
    log.error("%s: %s", problem.rule, str(sys.exception()).strip().partition("\n")[0])
    if is_api(request):
        return refusal(problem)
    page = {"problem": problem, "sent": sent(request.POST)}
    return HttpResponse(render_to_string("outage.html", page), status=problem.status)
