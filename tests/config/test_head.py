"""A HEAD is answered without a body, at the door that gunicorn serves."""

import io
from collections.abc import Iterator
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client

from annotations.models import Assignment, Round
from config.wsgi import application
from projects.models import User
from tests.conftest import assign
from tests.reports import study

pytestmark = pytest.mark.django_db
SAME = ("Content-Type", "Content-Length")


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """The test's transaction lives on one connection; a server's request would close it, as Django's client knows."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def ask(method: str, address: str, client: Client) -> tuple[str, dict[str, str], bytes]:
    """(status, headers, body) as a server of WSGI sees them."""
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    path, _, query = address.partition("?")
    environ: dict[str, Any] = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query}
    environ |= {"HTTP_COOKIE": cookies, "wsgi.input": io.BytesIO(), "HTTP_HOST": "127.0.0.1"}
    setup_testing_defaults(environ)
    head: list[Any] = []
    answer = application(environ, lambda status, headers, *_: head.extend((status, dict(headers))))
    body = b"".join(answer)
    answer.close()
    return head[0], head[1], body


@pytest.mark.parametrize("address", ["/healthz", "/nowhere/", "/projects/openness/", "/projects/openness/people/"])
def test_head_answers_as_get_without_the_body(address: str, sam: User, client: Client) -> None:
    client.force_login(sam)
    status, headers, body = ask("GET", address, client)
    assert body != b""
    head = ask("HEAD", address, client)
    assert (head[0], head[2]) == (status, b"")
    assert [head[1][name] for name in SAME] == [headers[name] for name in SAME]


@pytest.mark.parametrize("address", ["exports/passages.csv", "documents/{}/original/"])
def test_head_of_a_stream_is_closed_unread(
    address: str, codebook: None, ada: User, mira: User, round: Round, client: Client
) -> None:
    doors = study.add(round.project, study.DOORS, "doors.txt")
    assign(doors, ada, round)
    client.force_login(mira)
    address = "/projects/openness/" + address.format(doors.pk)
    assert ask("GET", address, client)[2] != b""
    status, _headers, body = ask("HEAD", address, client)
    assert (status, body) == ("200 OK", b"")


@pytest.mark.parametrize("address", ["documents/{}", "documents/{}/passages", "projects/openness/themes", "nothing"])
def test_head_of_the_api_answers_as_get_without_the_body(address: str, adas: Assignment, client: Client) -> None:
    client.force_login(adas.coder.user)
    address = "/api/v1/" + address.format(adas.document_id)
    status, headers, body = ask("GET", address, client)
    assert body != b""
    head = ask("HEAD", address, client)
    assert (head[0], head[2]) == (status, b"")
    assert [head[1][name] for name in SAME] == [headers[name] for name in SAME]


def test_head_changes_nothing_in_the_api(adas: Assignment, client: Client) -> None:
    client.force_login(adas.coder.user)
    status, headers, body = ask("HEAD", f"/api/v1/documents/{adas.document_id}/operations", client)
    assert (status, headers["Allow"], body) == ("405 Method Not Allowed", "POST", b"")
