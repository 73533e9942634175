"""The log: a line for what was refused, a traceback for what broke."""

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from projects.models import User


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
