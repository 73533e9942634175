"""The kinds of jobs that the tests have, in place of the installation's."""

from collections.abc import Iterator
from typing import Any

import pytest

from jobs import kinds
from jobs.worker import Worker


@pytest.fixture
def own_kinds(settings: Any) -> Iterator[None]:
    settings.JOB_KINDS = ["tests.jobs.kinds"]
    kinds.kinds.cache_clear()
    yield
    kinds.kinds.cache_clear()


@pytest.fixture
def worker(own_kinds: None, db: None) -> Worker:
    """One that is never seen: in these tests only real processes have a keeper."""
    return Worker()
