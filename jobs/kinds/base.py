"""What a kind of job is: a name, and the work of one slice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jobs.models import Job

Report = Callable[[int, int | None], None]


@dataclass(frozen=True)
class Slice:
    """What the work of a slice is told. `cursor` is what the last slice returned; None before the first.

    `report(done, total)` shows how far the whole job is while a slice lasts, and raises (LeaseLost, Stopping) when
    there is no sense in going on: call it often, it costs nothing.
    """

    job: "Job"
    cursor: Any
    report: Report


@dataclass(frozen=True)
class Step:
    """What a slice did: where the next one begins (JSON), how far the whole job is, and whether that was all of it."""

    cursor: Any = None
    done: int = 0
    total: int | None = None
    is_last: bool = True
    result: Any = None


@dataclass(frozen=True)
class Kind:
    """One kind of job; `work` does one slice and is called again with its cursor until it says that was the last.

    `is_atomic`: the effect is in the database, in the transaction that moves the cursor, so that each slice happens
    once. Else the effect lies elsewhere (a file): work happens outside any transaction, may happen again after a kill,
    and must then be as good as once. `every` gives the time between two jobs of a kind that recurs; None: never now.
    `longest` is how long a slice may take before another worker tries. A Problem that is raised fails the job with its
    words at once, unless the kind `is_stubborn`; anything else is tried again. `failed` is told when all was in vain.
    """

    name: str
    work: Callable[[Slice], Step]
    is_atomic: bool = True
    every: Callable[[], timedelta | None] | None = None
    longest: timedelta = timedelta(hours=1)
    most_attempts: int = 5
    is_stubborn: bool = False
    failed: Callable[["Job"], None] | None = None
