"""Answers a refused change: its status, what was wrong, what is there now and what was sent: nothing is lost."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from config import refused
from ledger.problems import Problem, Replayed


def way_back(request: HttpRequest) -> str:
    """The page of this site from which the form came."""
    page = request.POST.get("next") or request.headers.get("Referer", "")
    return page if url_has_allowed_host_and_scheme(page, {request.get_host()}) else "/"


class ProblemMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if isinstance(problem, Replayed):
            messages.info(request, problem.message)
            return redirect(way_back(request))
        if not isinstance(problem, Problem):
            return None
        said = {"sent": refused.sent(request.POST), "current": refused.now_there(problem.current)}
        page = {"problem": problem, **said, "back": way_back(request)}
        return render(request, "problem.html", page, status=problem.status)
