"""One line of the log a request: who, what, how it went, how long it took, with how many queries; and the request's id.

The id is the one a proxy gave in X-Request-ID, if it looks like one, and goes back in the answer. No query string, no
text, nothing that was sent. What is streamed is logged when it has been sent; its queries are those until it began.
"""

import logging
import re
import secrets
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any
from urllib.parse import quote

from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from config import logs

HEADER = "X-Request-ID"
SANE = re.compile(r"[A-Za-z0-9._:-]{1,64}")
LONGEST_PATH = 300  # characters
log = logging.getLogger(logs.REQUESTS)


class RequestLogMiddleware:
    """Around everything else, so that nothing is answered without a line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = _Asked(request)
        token = logs.REQUEST.set(asked.id)
        try:
            with connection.execute_wrapper(asked.count):
                answer: HttpResponseBase = self.get_response(request)
            answer.headers[HEADER] = asked.id
            if isinstance(answer, StreamingHttpResponse) and getattr(answer, "file_to_stream", None) is None:
                answer.streaming_content = _Watched(answer.streaming_content, lambda: asked.tell(answer.status_code))
            else:
                asked.tell(answer.status_code)
        finally:
            logs.REQUEST.reset(token)
        return answer


class _Asked:
    """A request while it is answered."""

    def __init__(self, request: HttpRequest) -> None:
        given = request.headers.get(HEADER, "")
        self.id = given if SANE.fullmatch(given) else secrets.token_hex(8)
        self.queries = 0
        self._request, self._method, self._began = request, request.method, perf_counter()

    def count(self, execute: Callable[..., Any], *asked: Any) -> Any:
        """A wrapper of the database's connection."""
        self.queries += 1
        return execute(*asked)

    def tell(self, status: int) -> None:
        match = self._request.resolver_match
        line = {
            "request": self.id,
            "user": _user(self._request),
            "method": self._method,
            "route": match.view_name if match else None,
            "path": logs.masked(quote(self._request.path))[:LONGEST_PATH],
            "status": status,
            "ms": round((perf_counter() - self._began) * 1000, 1),
            "queries": self.queries,
        }
        words = "%(method)s %(path)s %(status)s, %(ms)s ms, %(queries)s queries, user %(user)s, request %(request)s"
        log.info(words % line, extra={"line": line})


class _Watched:
    """What is streamed; tells when it is over, or was given up."""

    def __init__(self, pieces: Any, tell: Callable[[], None]) -> None:
        self._pieces, self._tell = iter(pieces), tell

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        return next(self._pieces)

    def close(self) -> None:
        tell, self._tell = self._tell, lambda: None
        tell()


def _user(request: HttpRequest) -> int | None:
    """The id of whoever asks, if anything needed to know it; never a query of its own."""
    user = request.__dict__.get("user")
    if isinstance(user, SimpleLazyObject):
        user = request.__dict__.get("_cached_user")
    pk: int | None = getattr(user, "pk", None)
    return pk
