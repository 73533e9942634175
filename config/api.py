"""The JSON API below /api/v1/: one router an app; session and CSRF token as for pages, errors as the contract says."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import orjson
from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, RawPostDataException
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser

from annotations.api import router as annotations_router
from config import errors
from config.openapi import DescribedAPI
from config.reference import Reference
from corpus.api import router as corpus_router
from datasets.api import router as datasets_router
from jobs.api import router as jobs_router
from ledger.problems import Problem
from projects.wire import refusal
from vocabulary.api import router as vocabulary_router

LARGEST = 4 * 1024 * 1024  # bytes of one request


class StrictParser(Parser):
    """JSON as the standard says: no NaN, no half of a surrogate pair."""

    def parse_body(self, request: HttpRequest) -> Any:
        return orjson.loads(request.body)


api = DescribedAPI(
    title="Tifa",
    version="1",
    urls_namespace="api",
    docs_url=None,
    docs_decorator=require_safe,
    parser=StrictParser(),
)


def _not_too_large(run: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(run)
    def measured(request: HttpRequest, **named: Any) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal():
            return refusal(errors.NotUnderstood(_("The length of the request is no number.")))
        if len(length) > len(str(LARGEST)) or int(length) > LARGEST:
            return refusal(errors.TooLarge(_("At most %d bytes at once, please.") % LARGEST))
        return run(request, **named)

    return measured


api.add_decorator(_not_too_large, mode="view")
for router in (jobs_router, corpus_router, vocabulary_router, annotations_router, datasets_router):
    api.add_router("", router)


@api.exception_handler(Problem)
def _refused(request: HttpRequest, problem: Problem) -> HttpResponse:
    return refusal(problem)


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, absent: Http404) -> HttpResponse:
    return errors.not_found(request, absent)


@api.exception_handler(PermissionDenied)
def _not_allowed(request: HttpRequest, denied: PermissionDenied) -> HttpResponse:
    return errors.not_allowed(request, denied)


@api.exception_handler(HttpError)
@api.exception_handler(RawPostDataException)
@api.exception_handler(RequestDataTooBig)
def _not_json(request: HttpRequest, unreadable: Exception) -> HttpResponse:
    return refusal(errors.NotUnderstood(_("The body of the request is no JSON.")))


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    first = wrong.errors[0]
    return refusal(Problem(_("This is not what the address takes: %s.") % first["msg"], field=_field(first["loc"])))


def _field(place: Sequence[str | int]) -> str:
    """The path in what was sent, as in "changes.0.start": without the names that only the code has."""
    source, *path = place
    if source == "body":
        path = path[1:]  # the parameter of the view
    kinds = {number + 1 for number, part in enumerate(path) if isinstance(part, int)}  # which `do` it was taken for
    return ".".join(str(part) for number, part in enumerate(path) if number not in kinds)


def _guarded() -> tuple[list[Any], str, str]:
    """The addresses, under the guard against forged requests: ninja takes its views out of it."""
    patterns, app, namespace = api.urls
    for pattern in patterns:
        view: Any = pattern.callback
        view.csrf_exempt = False
    return patterns, app, namespace


urls = _guarded()


@require_safe
def api_docs(request: HttpRequest) -> HttpResponse:
    """The API as people read it."""
    page = {
        "reference": Reference(api.get_openapi_schema()),
        "origin": settings.TIFA_ORIGIN,
        "limit": settings.TIFA_API_TOKEN_LIMIT,
    }
    return render(request, "api_docs.html", page)
