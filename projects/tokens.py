"""Programs ask the API with a token in place of a session: whose it is, and what it is good for.

Such a request has no cookie that another site could make a browser send, so it needs no guard against forgery; and a
token that is wrong is refused, whoever may be signed in beside it.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ledger.problems import Problem
from projects.actions import tokens
from projects.models import ApiToken
from projects.rights import SCOPES
from projects.secrets import digest
from projects.wire import is_api, refusal

SCHEME = "bearer"


class TokenUnknown(Problem):
    """No token has this secret."""

    status, rule = 401, "token-unknown"


class TokenWithdrawn(Problem):
    """It was withdrawn, or its owner has left the project or is inactive."""

    status, rule = 401, "token-withdrawn"


class TokenExpired(Problem):
    """It was valid until a moment that has passed."""

    status, rule = 401, "token-expired"


class ScopeNeeded(Problem):
    """The token is good for other things; `current` says which scope this needs and which it has."""

    status, rule = 403, "scope-needed"


class TokenMiddleware:
    """Sets request.token (None: a session, or nobody) and with it request.user, on addresses of the API only."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.token = None
        secret = _secret(request)
        if secret is not None:
            try:
                request.token = _open_token(secret)
            except Problem as refused:
                return with_challenge(refused)
            request.user = request.token.user
            request._dont_enforce_csrf_checks = True  # what Django's own test client says to CsrfViewMiddleware
        answer = self.get_response(request)
        if request.token is not None:
            tokens.note_use(token=request.token)
        return answer


def check_scope(request: HttpRequest, right: str) -> None:
    """Raises ScopeNeeded where a token may not use this right; sessions have no scopes."""
    token, scope = getattr(request, "token", None), SCOPES.get(right)
    if token is None or scope in token.scopes:
        return
    said = _("This needs a token with the scope “%s”.") % scope if scope else _("No token may do this.")
    raise ScopeNeeded(said, current={"needed": scope, "scopes": token.scopes})


def with_challenge(refused: Problem) -> HttpResponse:
    """The refusal, with WWW-Authenticate as RFC 6750 has it."""
    answer = refusal(refused)
    error = "invalid_token" if refused.status == 401 else "insufficient_scope"
    needed = (refused.current or {}).get("needed")
    answer.headers["WWW-Authenticate"] = f'Bearer error="{error}"' + (f', scope="{needed}"' if needed else "")
    return answer


def _secret(request: HttpRequest) -> str | None:
    """What stands behind Bearer; None where the request is not made with a token."""
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if is_api(request) and scheme.lower() == SCHEME else None


def _open_token(secret: str) -> ApiToken:
    token: Any = ApiToken.objects.under(digest(secret))
    if token is None:
        raise TokenUnknown(_("There is no such token."))
    if token.withdrawn_at or not token.is_owned or not token.user.is_active:
        raise TokenWithdrawn(_("This token is withdrawn, or its owner no longer works on the project."))
    if token.expires_at and token.expires_at <= timezone.now():
        raise TokenExpired(_("This token has expired. Make a new one."))
    found: ApiToken = token
    return found
