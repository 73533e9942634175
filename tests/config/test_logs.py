"""The log: one line of JSON a request, a traceback for what broke, and nothing of what was sent."""

import errno
import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from config import logs
from projects.actions import inviting
from projects.models import Project, User


def break_down(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("out of order")


def run_full(request: HttpRequest) -> HttpResponse:
    raise OSError(errno.ENOSPC, "No space left on device")


urlpatterns = [path("healthz", break_down, name="healthz"), path("full", run_full, name="readyz")]
handler500 = "config.errors.broken"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the installation's own handler writes."""
    handler: Any = next(handler for handler in logging.getLogger().handlers if handler.name == "console")
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_request_is_one_line_that_says_who_what_and_how(mira: User, client: Client, log: io.StringIO) -> None:
    client.force_login(mira)
    client.get("/projects/openness/people/?q=secret", headers={"X-Request-ID": "proxy-17"})
    [line] = lines(log)
    assert (line.pop("ms") > 0, line.pop("queries") > 0, line.pop("at")[-1]) == (True, True, "Z")
    assert line == {
        "level": "info",
        "logger": "tifa.requests",
        "request": "proxy-17",
        "user": mira.pk,
        "method": "GET",
        "route": "people_list",
        "path": "/projects/openness/people/",
        "status": 200,
    }


@pytest.mark.parametrize(
    ("address", "status", "route"), [("/projects/openness/people/", 403, "people_list"), ("/nowhere/", 404, None)]
)
def test_refused_request_is_one_line(
    address: str, status: int, route: str | None, ada: User, client: Client, log: io.StringIO
) -> None:
    client.force_login(ada)
    client.get(address)
    assert [(line["path"], line["status"], line["route"]) for line in lines(log)] == [(address, status, route)]


def test_line_counts_the_queries_of_its_request(
    mira: User, client: Client, log: io.StringIO, django_assert_num_queries: Any
) -> None:
    client.force_login(mira)
    client.get("/")
    with django_assert_num_queries(lines(log)[0]["queries"]):
        client.get("/")


def test_line_of_a_stream_is_written_when_it_has_been_sent(sam: User, client: Client, log: io.StringIO) -> None:
    client.force_login(sam)
    answer: Any = client.get("/projects/openness/exports/passages.csv")
    before = log.getvalue()
    b"".join(answer.streaming_content)
    assert (before, [line["route"] for line in lines(log)]) == ("", ["export_download"])


@pytest.mark.parametrize(("given", "is_kept"), [("a" * 64, True), ("a" * 65, False), ("a b", False), ("<b>", False)])
def test_only_what_looks_like_a_request_id_is_taken_for_one(given: str, is_kept: bool, db: None) -> None:
    answer = Client().get("/healthz", headers={"X-Request-ID": given})
    assert (answer["X-Request-ID"] == given, len(answer["X-Request-ID"]) in (16, 64)) == (is_kept, True)


def test_broken_page_keeps_its_traceback_under_the_id_of_its_request(settings: Any, db: None, log: io.StringIO) -> None:
    settings.ROOT_URLCONF = __name__
    Client(raise_request_exception=False).get("/healthz", headers={"X-Request-ID": "proxy-18"})
    broken, request = lines(log)
    assert broken["traceback"].endswith("RuntimeError: out of order")
    assert (broken["request"], request["request"], request["status"]) == ("proxy-18", "proxy-18", 500)


def test_rows_that_a_database_shows_in_an_error_stay_out_of_the_log(log: io.StringIO) -> None:
    words = "new row violates a check\nDETAIL:  Failing row contains (1, a secret\ntext).\n"
    try:
        raise RuntimeError(words)
    except RuntimeError:
        logging.getLogger("tifa").exception("broke")
    assert "secret" not in log.getvalue()
    assert lines(log)[0]["traceback"].endswith("new row violates a check\nDETAIL: ***")


def test_plain_lines_are_for_people(monkeypatch: pytest.MonkeyPatch, db: None, log: io.StringIO) -> None:
    monkeypatch.setenv("TIFA_LOG", "plain")
    handler: Any = next(handler for handler in logging.getLogger().handlers if handler.name == "console")
    monkeypatch.setattr(handler, "formatter", logs.formatter())
    Client().get("/healthz", headers={"X-Request-ID": "proxy-19"})
    assert log.getvalue().split(" ", 2)[2].startswith("GET /healthz 200, ")
    assert log.getvalue().endswith(" 1 queries, user None, request proxy-19\n")


def test_unknown_form_of_lines_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIFA_LOG", "xml")
    with pytest.raises(ValueError, match="TIFA_LOG must be json or plain"):
        logs.formatter()


def test_secret_of_an_invitation_stays_out_of_the_log(
    project: Project, mira: User, client: Client, log: io.StringIO
) -> None:
    secret = inviting.invite(project=project, role="reader", actor=mira)[1]
    client.post(f"/invitations/{secret}/", {"username": "nora"})
    assert [line["path"] for line in lines(log)] == ["/invitations/***/"]
    assert secret not in log.getvalue()


def test_key_of_a_password_link_stays_out_of_the_log(db: None, log: io.StringIO) -> None:
    Client(enforce_csrf_checks=True).post("/account/password/reset/4-abc-def/")
    refused, request = lines(log)
    assert refused["message"] == "Forbidden (CSRF cookie not set.): /account/password/reset/***/"
    assert request["path"] == "/account/password/reset/***/"


def test_secret_in_the_address_a_form_came_from_stays_out_of_the_log(db: None, log: io.StringIO) -> None:
    client = Client(enforce_csrf_checks=True)
    client.post("/sign-in/", secure=True, headers={"Referer": "https://evil.example/invitations/abc/"})
    assert ("abc" in log.getvalue(), "/invitations/***/" in log.getvalue()) == (False, True)


def test_outage_is_a_line_without_a_traceback(settings: Any, db: None, log: io.StringIO) -> None:
    settings.ROOT_URLCONF = __name__
    Client(raise_request_exception=False).get("/full")
    said, request = lines(log)
    assert (said["message"], "traceback" in said) == ("disk-full: [Errno 28] No space left on device", False)
    assert (request["logger"], request["status"]) == ("tifa.requests", 507)
