"""Exports prepared in the background: the same file as the direct one, for whoever asked, for a while."""

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.models import Assignment
from datasets import prepared
from datasets.jobs import clear
from datasets.wishes import Asked
from jobs import clock
from jobs.actions import leasing
from jobs.kinds import Slice
from jobs.models import Job
from projects.actions import people
from projects.models import Membership, User
from tests.annotations.people import read, tag
from tests.datasets import preparing

PAGE = "/projects/openness/exports/"
API = "/api/v1/projects/openness/exports"


@pytest.fixture
def coded(adas: Assignment) -> Assignment:
    tag(adas, "China", "opening-up", note="=1+1")
    tag(adas, "Security", "security")
    read(adas)
    return adas


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.TIFA_DATA = tmp_path
    return tmp_path / "exports"


def member(user: User) -> Membership:
    return Membership.objects.select_related("project", "user").get(user=user)


def change_role(user: User, role: str) -> None:
    mine = member(user)
    people.change_role(membership=mine, role=role, version=mine.version, actor=None)


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def export(client: Client, **sent: Any) -> Any:
    return client.post(API, {"format": "csv", **sent}, content_type="application/json")


@pytest.mark.parametrize(
    ("file", "address"),
    [("passages.csv", "passages.csv"), ("units.jsonl", "units.jsonl"), ("passages.csv.safe", "passages.csv?safe=1")],
)
def test_prepared_file_is_the_direct_one(file: str, address: str, coded: Assignment, sam: User, client: Client) -> None:
    client.force_login(sam)
    answer = client.post(f"{PAGE}prepare/", {"file": file, "text": "full", "names": "pseudonyms"})
    assert answer.url == f"{PAGE}?text=full&names=pseudonyms#prepared"
    preparing.work()
    [line] = client.get(PAGE).context["prepared"]
    mine, direct = client.get(line.href), client.get(PAGE + address)
    assert body(mine) == body(direct)
    heads = ("Content-Type", "Content-Disposition", "Tifa-Operation", "Tifa-Rows", "X-Content-Type-Options")
    assert [mine[name] for name in heads] == [direct[name] for name in heads]


def test_page_says_how_far_it_is(coded: Assignment, sam: User, client: Client) -> None:
    job = preparing.asked(member(sam))
    client.force_login(sam)
    assert "Waits for its turn." in client.get(PAGE).text
    held = leasing.claim("somebody")
    assert held is not None
    leasing.hold(held, 1200, 4000)
    page = client.get(f"{PAGE}prepared/").text
    assert '<progress value="1200" max="4000"' in page
    assert "1200 of 4000 rows" in page
    leasing.fail(held, "The disk of the server is full.")
    assert "The disk of the server is full." in client.get(f"{PAGE}prepared/").text
    assert job.pk == held.pk


def test_api_tells_a_job_from_beginning_to_end(coded: Assignment, sam: User, client: Client) -> None:
    client.force_login(sam)
    asked = export(client, table="passages", coders=["ada"], text="offsets")
    told = asked.json()
    assert (asked.status_code, asked["Location"]) == (202, f"/api/v1/jobs/{told['job']}")
    assert (told["state"], told["done"], told["total"], told["result"], told["error"]) == ("queued", 0, None, None, "")
    preparing.work()
    done = client.get(asked["Location"]).json()
    assert (done["state"], done["done"], done["total"]) == ("done", 2, 2)
    data = body(client.get(done["result"]["href"]))
    assert hashlib.sha256(data).hexdigest() == done["result"]["sha256"]
    assert (len(data), data.count(b"\r\n"), b"China" in data) == (done["result"]["size"], 3, False)


@pytest.mark.parametrize(
    ("sent", "status", "field"),
    [
        ({"format": "xml"}, 422, "table"),
        ({"table": "secrets"}, 422, "table"),
        ({"coders": ["nobody"]}, 422, "coders"),
        ({"round": 999_999}, 422, "round"),
        ({"text": "all"}, 422, "text"),
        ({"format": "jsonl", "safe": True}, 422, "safe"),
        ({"names": "real"}, 403, "names"),
        ({"everything": True}, 422, "everything"),
        ({"coders": ["a\0"]}, 422, "coders.0"),
    ],
)
def test_export_that_cannot_be_had_is_refused(
    sent: dict[str, Any], status: int, field: str, coded: Assignment, sam: User, client: Client
) -> None:
    client.force_login(sam)
    answer = export(client, **sent)
    assert (answer.status_code, answer.json()["error"]["field"], Job.objects.count()) == (status, field, 0)


@pytest.mark.parametrize("form", [{}, {"file": "passages.xml"}, {"file": "passages.csv", "names": "real"}])
def test_form_that_is_none_of_ours_prepares_nothing(form: dict[str, str], sam: User, client: Client) -> None:
    client.force_login(sam)
    assert (client.post(f"{PAGE}prepare/", form).status_code, Job.objects.count()) == (422, 0)


def test_file_is_for_whoever_asked(coded: Assignment, sam: User, mira: User, client: Client) -> None:
    job = preparing.finished(member(mira), names="real")
    mo = User.objects.create(username="mo")
    people.add_member(project=coded.round.project, user=mo, role="manager", actor=None)
    for user, status in ((mira, 200), (sam, 404), (mo, 404)):
        client.force_login(user)
        addresses = (f"{PAGE}prepared/{job.pk}/", f"{API}/{job.pk}", f"/api/v1/jobs/{job.pk}")
        assert [client.get(address).status_code for address in addresses] == [status] * 3


def test_file_made_for_another_role_is_not_given_out(coded: Assignment, mira: User, client: Client) -> None:
    people.add_member(project=coded.round.project, user=User.objects.create(username="mo"), role="manager", actor=None)
    job = preparing.finished(member(mira), names="real")
    change_role(mira, "supervisor")
    client.force_login(mira)
    assert client.get(f"{PAGE}prepared/{job.pk}/").status_code == 404
    assert [line.is_gone for line in client.get(PAGE).context["prepared"]] == [True]
    change_role(mira, "reader")
    assert client.get(f"{PAGE}prepared/{job.pk}/").status_code == 403


@pytest.mark.parametrize("role", ["reader", None])
def test_whoever_lost_the_right_meanwhile_gets_no_file(role: str | None, coded: Assignment, sam: User) -> None:
    job = preparing.asked(member(sam))
    if role:
        change_role(sam, role)
    else:
        people.remove_member(membership=member(sam), version=1, actor=None)
    preparing.work()
    job.refresh_from_db()
    assert (job.state, job.error != "", list(prepared.folder().glob("*"))) == ("failed", True, [])


def test_same_file_is_asked_for_once_and_few_at_a_time(coded: Assignment, sam: User, client: Client) -> None:
    client.force_login(sam)
    jobs = [export(client, **sent).json()["job"] for sent in ({}, {}, {"text": "quotes"}, {"text": "offsets"})]
    assert (jobs[0] == jobs[1], len(set(jobs))) == (True, 3)
    units = [export(client, table="units", text=text) for text in ("full", "quotes", "offsets")]
    assert [answer.status_code for answer in units] == [202, 202, 429]
    assert units[2].json()["error"]["rule"] == "too-many-jobs"
    assert export(client).status_code == 202  # this one waits already


def test_files_are_cleared_when_they_are_old_or_nobodys(coded: Assignment, sam: User, folder: Path) -> None:
    kept, old, gone = (preparing.finished(member(sam), text=text) for text in ("full", "quotes", "offsets"))
    paths = [prepared.path_of(job) for job in (kept, old, gone)]
    Job.objects.filter(pk=old.pk).update(finished_at=clock.now() - timedelta(days=8))
    gone.delete()
    running = preparing.asked(member(sam), table="units")
    others = [folder / f"{kept.pk}-{'0' * 64}", folder / f"{running.pk}-{'0' * 64}", folder / ".77.abc.part"]
    for path in others:
        path.touch()
    clear(Slice(kept, None, lambda done, total: None))
    assert [path.exists() for path in (*paths, *others)] == [True, False, False, False, True, False]
    assert not prepared.is_open_to(Job.objects.get(pk=old.pk), member(sam), clock.now())


def test_page_asks_as_often_for_one_file_as_for_ten(coded: Assignment, sam: User, client: Client) -> None:
    client.force_login(sam)
    queries = set()
    for n in (1, 9):
        for number in range(n):
            Job.objects.create(
                kind="export",
                args=Asked("passages", "csv").as_json(),
                project=coded.round.project,
                by=sam,
                state="done",
                result={"sha256": f"{number}", "role": "supervisor"},
                queued_at=clock.now(),
                run_at=clock.now(),
                finished_at=clock.now(),
            )
        with CaptureQueriesContext(connection) as captured:
            assert len(client.get(f"{PAGE}prepared/").context["prepared"]) == min(n + (n > 1), 10)
        queries.add(len(captured))
    assert len(queries) == 1
