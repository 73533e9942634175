"""The world that the sweeps ask about, made once for all tests of a file: each test's changes are rolled back."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.security import world
from tests.security.world import World


@pytest.fixture(scope="module")
def _made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    atomic = transaction.atomic()
    atomic._from_testcase = True  # as those of tests: what must be outermost in production begins within it
    with django_db_blocker.unblock(), atomic:
        yield world.make()
        transaction.set_rollback(True)


@pytest.fixture
def everything(_made: World, db: None) -> World:
    """With nobody signed in: what a test before this one signed in is rolled back."""
    _made.clients.clear()
    return _made
