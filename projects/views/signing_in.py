"""Signing in: allauth's page, which tells programs too that guessing is paused."""

from allauth.account import views as account
from django.http import HttpRequest, HttpResponseBase

from projects.accounts import seconds_to_wait

TOO_MANY_REQUESTS = 429


def account_login(request: HttpRequest) -> HttpResponseBase:
    """The form; 429 with Retry-After while too many failed attempts are remembered."""
    response: HttpResponseBase = account.login(request)
    form = (getattr(response, "context_data", None) or {}).get("form")
    seconds = seconds_to_wait(form) if form else 0
    if seconds:
        response.status_code = TOO_MANY_REQUESTS
        response.headers["Retry-After"] = str(seconds)
    return response
