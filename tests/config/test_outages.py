"""A database that is away and a disk that is full are told in plain words, with a rule, whoever met them."""

import errno
import sqlite3
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from config.outages import outage
from tests.config.test_error_pages import title


def raised(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


def sqlite(code: int) -> Exception:
    cause = sqlite3.OperationalError("database or disk is full")
    cause.sqlite_errorcode = code
    return raised(OperationalError("database or disk is full"), cause)


def refuse(request: HttpRequest) -> HttpResponse:
    raise raised(OperationalError("the secret detail"), psycopg.errors.AdminShutdown("the secret detail"))


urlpatterns = [path("healthz", refuse, name="healthz"), path("api/healthz", refuse, name="healthz")]
handler500 = "config.errors.broken"


@pytest.mark.parametrize(
    ("error", "rule"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "disk-full"),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), "disk-full"),
        (sqlite(sqlite3.SQLITE_FULL), "disk-full"),
        (raised(OperationalError(), psycopg.errors.DiskFull()), "disk-full"),
        (sqlite(sqlite3.SQLITE_BUSY), "busy"),
        (sqlite(sqlite3.SQLITE_IOERR_WRITE), "unavailable"),
        (raised(OperationalError(), psycopg.OperationalError("server closed the connection")), "unavailable"),
        (raised(OperationalError(), psycopg.errors.CannotConnectNow()), "unavailable"),
        (raised(OperationalError(), psycopg.errors.TooManyConnections()), "unavailable"),
    ],
)
def test_outage_is_told_by_its_rule(error: Exception, rule: str) -> None:
    problem = outage(error)
    assert problem is not None
    assert problem.rule == rule


@pytest.mark.parametrize(
    "error",
    [
        None,
        RuntimeError(),
        OSError(errno.EACCES, "Permission denied"),
        sqlite(sqlite3.SQLITE_ERROR),
        raised(OperationalError(), psycopg.errors.QueryCanceled()),
        raised(DatabaseError(), psycopg.errors.UndefinedTable()),
    ],
)
def test_what_else_breaks_is_no_outage(error: Exception | None) -> None:
    assert outage(error) is None


def test_page_says_it_in_words_and_shows_what_was_sent(settings: Any, db: None) -> None:
    settings.ROOT_URLCONF = __name__
    answer = Client(raise_request_exception=False).post("/healthz", {"note": "Not lost", "password": "hidden"})
    assert (answer.status_code, title(answer)) == (503, "This cannot be done at this moment")
    text = answer.content.decode()
    assert ("Not lost" in text, "hidden" in text, "the secret detail" in text) == (True, False, False)


def test_api_says_it_with_a_rule(settings: Any, db: None) -> None:
    settings.ROOT_URLCONF = __name__
    answer = Client(raise_request_exception=False).get("/api/healthz")
    assert (answer.status_code, answer.json()["error"]["rule"]) == (503, "unavailable")
