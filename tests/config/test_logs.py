"""The log: a line for what was refused, a traceback for what broke."""

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from projects.actions import inviting
from projects.models import Project, User


def break_down(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("out of order")


urlpatterns = [path("healthz", break_down, name="healthz")]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the installation's own handler writes."""
    handler: Any = next(handler for handler in logging.getLogger().handlers if handler.name == "console")
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


@pytest.mark.parametrize("address", ["/projects/openness/people/", "/nowhere/"])
def test_refused_request_is_one_line(address: str, ada: User, client: Client, log: io.StringIO) -> None:
    client.force_login(ada)
    client.get(address)
    [line] = log.getvalue().splitlines()
    assert line.endswith(address)


def test_broken_page_keeps_its_traceback(settings: Any, db: None, log: io.StringIO) -> None:
    settings.ROOT_URLCONF = __name__
    Client(raise_request_exception=False).get("/healthz")
    assert log.getvalue().endswith("RuntimeError: out of order\n")


def test_secret_of_an_invitation_stays_out_of_the_log(
    project: Project, mira: User, client: Client, log: io.StringIO
) -> None:
    secret = inviting.invite(project=project, role="reader", actor=mira)[1]
    client.post(f"/invitations/{secret}/", {"username": "nora"})
    assert log.getvalue() == "Unprocessable Entity: /invitations/***/\n"


def test_key_of_a_password_link_stays_out_of_the_log(db: None, log: io.StringIO) -> None:
    Client(enforce_csrf_checks=True).post("/account/password/reset/4-abc-def/")
    assert log.getvalue() == "Forbidden (CSRF cookie not set.): /account/password/reset/***/\n"


def test_secret_in_the_address_a_form_came_from_stays_out_of_the_log(db: None, log: io.StringIO) -> None:
    client = Client(enforce_csrf_checks=True)
    client.post("/sign-in/", secure=True, headers={"Referer": "https://evil.example/invitations/abc/"})
    assert ("abc" in log.getvalue(), "/invitations/***/" in log.getvalue()) == (False, True)
