"""How long the figures of coverage take in the largest project: what a page asks of them, and what folding costs.

usage: python benchmarks/coverage.py PROJECT [--fold] [--pages] [--serve]     the installation is that of TIFA_DATA

Fill one first: `manage.py make_corpus --project P --documents 40000 --paragraphs 1000000 --passages 2400000 --texts 200
--coder ada`. Everything is read, nothing but folds (`--fold`) is written. Times are medians in milliseconds; `--pages`
makes the pages in this process, so that it can tell what they take of the processor, `--serve` asks gunicorn for them.
"""

import gc
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any
from urllib.request import Request, urlopen

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

import numpy as np  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from screen.serving import serving  # noqa: E402

from annotations.models import Round  # noqa: E402
from ledger.models import Counter  # noqa: E402
from projects.models import Membership, Project  # noqa: E402
from reports import choices, editions  # noqa: E402
from reports.actions import folding  # noqa: E402
from reports.cube import Cube  # noqa: E402
from reports.cubes import folded, loading  # noqa: E402
from reports.cubes.memory import Memory  # noqa: E402
from reports.models import Fold, FoldPart  # noqa: E402

TIMES = 9
ROWS = ("document", "source", "authority", "year", "language", "coder", "round")
VIEWS = (
    *(f"rows={rows}" for rows in ROWS),
    "page=2",
    "page=400",
    "sort=-name",
    "sort=year",
    "sort=read",
    "sub=1",
    "figure=mean",
    "figure=characters",
    "rows=year&figure=mean&sub=1",
    "year=2015",
    "language=en",
    "turned=1",
)


def main() -> None:
    project = Project.objects.get(slug=sys.argv[1])
    round = Round.objects.in_project(project).select_related("project").first()
    assert round
    if "--fold" in sys.argv:
        fold(project, round)
    size = sum(len(data) for data in FoldPart.objects.values_list("data", flat=True).iterator())
    print(f"{project.documents.count()} documents, {Fold.objects.count()} folds, {size / 2**20:.1f} MiB")
    member = Membership.objects.filter(project=project, role="supervisor").select_related("project", "user")[0]
    scope = choices.scope(member, round, None)

    def cube() -> Cube:
        offered = editions.load(project)
        return loading.load(scope, choices.themes(member, offered), offered)

    def forgotten() -> Cube:
        folded.PACKED, folded.UNPACKED = Memory(96 * 2**20), Memory(256 * 2**20)
        loading.UNPACKED = folded.UNPACKED
        return used(cube())

    timed("a process that knows nothing: all tables read and unpacked", forgotten, 3)
    timed("the cube of all people", cube)
    timed("its shares by theme, and by document", lambda: used(cube()))
    asked = CaptureQueriesContext(connection)
    with asked:
        cube()
    print(f"queries: {len(asked)}; memory of the process: {memory():.0f} MiB")
    with_touched(project, cube)
    if "--pages" in sys.argv:
        pages(project, member)
    if "--serve" in sys.argv:
        served(project, member)


def fold(project: Project, round: Round) -> None:
    """All of it, as the job does."""
    began, bound = time.perf_counter(), folding.book_of(project)
    number = Counter.objects.get(scope=project.pk).number
    ranges = folding.stale(round, number, bound)
    for first, last in ranges:
        folding.fold(round=round, first=first, last=last)
    folding.keep_up(project=project)
    took = time.perf_counter() - began
    print(f"folding: {len(ranges)} ranges in {took:.1f} s, {1000 * took / max(len(ranges), 1):.0f} ms each")


def used(cube: Cube) -> Cube:
    """What a page makes of it: shares pooled and by document, passages and characters."""
    with np.errstate(invalid="ignore", divide="ignore"):
        cube.own.units.sum(axis=0) / cube.read_table().sum(axis=0)
        cube.rolled.units / cube.read_table()
    for name in ("sure", "passages", "characters"):
        getattr(cube.own, name).sum(axis=0)
    return cube


def with_touched(project: Project, cube: Callable[[], Cube]) -> None:
    """As if so many documents were touched since they were folded: they are counted in the request."""
    documents = list(project.documents.order_by("pk").values_list("pk", flat=True))
    for n in (1, folding.ENOUGH):
        some = documents[:: len(documents) // n][:n]
        real = loading.touched.since
        loading.touched.since = lambda _project, _number, some=some: dict.fromkeys(some, 2**60)  # type: ignore[assignment]

        def load(some: Any = some) -> Cube:
            loading.UNPACKED = Memory(0)  # as if each of them were touched again each time
            return used(cube())

        timed(f"{n} documents touched since", load)
        loading.touched.since, loading.UNPACKED = real, folded.UNPACKED


def pages(project: Project, member: Membership) -> None:
    """Whole pages, made in this process as the server makes them, without the network."""
    client = Client(HTTP_HOST="localhost")
    client.force_login(member.user)
    gc.collect()
    gc.freeze()  # as config/server.py has it
    gc.set_threshold(50_000)
    for name, address in addresses(project).items():
        timed(name, lambda address=address: answered(client, address))  # type: ignore[misc]


def served(project: Project, member: Membership) -> None:
    """The same from gunicorn, from the question to the last byte of the answer; each of its processes asked before."""
    client = Client()
    client.force_login(member.user)
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    with serving() as origin:
        for name, address in addresses(project).items():
            asked = Request(origin + address, headers={"Cookie": cookie})
            for _time in range(TIMES):
                urlopen(asked).read()
            timed(name, lambda asked=asked: urlopen(asked).read(), 2 * TIMES)  # type: ignore[misc]


def addresses(project: Project) -> dict[str, str]:
    """Every view of coverage that grows with the corpus, and the pages with pictures."""
    coverage = reverse("coverage_detail", args=[project.slug])
    found = {f"coverage, {view}": f"{coverage}?{view}" for view in VIEWS}
    routes = ("cooccurrence_detail", "trend_detail", "position_detail", "board_detail")
    return found | {route: reverse(route, args=[project.slug]) for route in routes}


def answered(client: Client, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer


def timed(what: str, work: Callable[[], Any], times: int = TIMES) -> None:
    """Once to warm up, where it is done often; the median, the slowest, and the processor's share of the median."""
    if times == TIMES:
        work()
    found = []
    for _time in range(times):
        began, used_before = time.perf_counter(), time.process_time()
        work()
        found.append((1000 * (time.perf_counter() - began), 1000 * (time.process_time() - used_before)))
    wall, cpu = [median(column) for column in zip(*found, strict=True)]
    print(f"{what:60} {wall:8.1f} ms, slowest {max(found)[0]:8.1f}, processor {cpu:8.1f}", flush=True)


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
