"""How people sign in: accounts by invitation only, passwords changed in the history, a pause after 5 failures."""

import math
import time
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import ngettext

from projects.actions import accounts
from projects.models import User

FAILURES: dict[str, str] = {"app": "allauth.account", "action": "login_failed"}
PAUSED = "too-many-attempts"


class TifaAccounts(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def set_password(self, user: User, password: str) -> None:
        """The one place where allauth's pages change, set or reset a password."""
        accounts.change_password(user=user, password=password, actor=user)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link in the mail leads to this installation's own address, whatever host the request named."""
        path = urlsplit(super().get_reset_password_from_key_url(key)).path
        return f"{settings.TIFA_ORIGIN}{path}"

    def format_email_subject(self, subject: str) -> str:
        return f"Tifa: {subject}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as refused:
            minutes = minutes_left(request, self._get_login_attempts_cache_key(request, **credentials))
            message = ngettext(
                "Too many failed attempts. Try again in %(minutes)d minute.",
                "Too many failed attempts. Try again in %(minutes)d minutes.",
                minutes,
            )
            raise ValidationError(message, code=PAUSED, params={"minutes": minutes}) from refused

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Failures are counted per account, whether named by username or e-mail, and per address they come from."""
        login = credentials.get("email") or credentials.get("username", "")
        account = User.objects.filter(Q(username__iexact=login) | Q(email=login.lower())).order_by("pk").first()
        return f"{account.pk if account else login.lower()} from {ratelimit.get_ip(request)}"


def minutes_left(request: HttpRequest, key: str) -> int:
    """Whole minutes, at least 1, until the oldest counted failure is forgotten and one more attempt is let through."""
    waits = [1.0]
    for rate in ratelimit.get_rates(**FAILURES):
        failures = cache.get(ratelimit.get_cache_key(request, **FAILURES, rate=rate, key=key), [])
        if len(failures) >= rate.amount:
            waits.append(failures[-1] + rate.duration - time.time())
    return math.ceil(max(waits) / 60)


def seconds_to_wait(form: Form) -> int:
    """The pause that a sign-in form was refused with, in seconds; 0 without one."""
    errors = [error for field in form.errors.as_data().values() for error in field]
    return max((60 * error.params["minutes"] for error in errors if error.code == PAUSED and error.params), default=0)


def keeps_mails_as_files() -> bool:
    """Whether this installation has no mail server and writes its mails to files."""
    return settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")
