"""Answers what was refused, in words: a change (nothing that was sent is lost), and an address that is no page.

The JSON API answers in JSON whatever is refused. HEAD is answered everywhere, and no answer is kept that does not ask
for it.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from config import errors, refused
from ledger.problems import Problem, Replayed
from projects.access import page_above, way_back
from projects.wire import is_api, refusal


class HeadMiddleware:
    """Answers a HEAD as a GET is answered, without the body; what would be streamed is closed unread.

    The API, whose framework knows the methods of its routes only, is asked with GET.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_head = request.method == "HEAD"
        if is_head and is_api(request):
            request.method = "GET"
        answer = self.get_response(request)
        if is_head:
            setattr(answer, "streaming_content" if answer.streaming else "content", b"")
        return answer


class PrivateMiddleware:
    """What is made for whoever asks is kept nowhere: on no proxy, nor on the disk of a computer that people share.

    Answers that say how long they may be kept are left alone; static files never come here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        answer.headers.setdefault("Cache-Control", "private, no-store")
        return answer


class ProblemMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        return _wrong_method(request, answer) if answer.status_code == 405 else answer

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if isinstance(problem, Replayed) and not is_api(request):
            messages.info(request, problem.message)
            return redirect(way_back(request))
        if not isinstance(problem, Problem):
            return None
        if is_api(request):
            return refusal(problem)
        return render(request, "problem.html", _page(request, problem), status=problem.status)


def _page(request: HttpRequest, problem: Problem) -> dict[str, Any]:
    """What the page says about a refused change."""
    project = getattr(request, "project", None)
    return {
        "problem": problem,
        "sent": refused.sent(request.POST, project),
        "current": refused.now_there(problem.current, project),
        "again": refused.to_send_again(request, problem),
        "back": way_back(request),
    }


def _wrong_method(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """The page in place of an empty answer; its Allow header still says what the address takes."""
    if is_api(request):
        return errors.wrong_method(answer)
    back = way_back(request)
    elsewhere = {request.path, reverse("account_login")}
    page = {"back": page_above(request) if urlsplit(back).path in elsewhere else back}
    shown = render(request, "405.html", page, status=405)
    shown.headers["Allow"] = answer.headers.get("Allow", "")
    return shown
