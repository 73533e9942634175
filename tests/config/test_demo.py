"""The demo: everything of it, once."""

import io

import pytest
from django.core.management import call_command

from annotations.models import Assignment
from config import demo
from ledger.models import Operation
from ledger.replay import differences
from projects.models import Membership, Project, User


def run(*options: str) -> str:
    said = io.StringIO()
    call_command("make_demo", *options, stdout=said)
    return said.getvalue()


@pytest.fixture
def passwords(monkeypatch) -> None:
    monkeypatch.delenv("TIFA_DEMO_PASSWORD", raising=False)


def test_demo_has_its_people_texts_codebook_and_work(db, passwords):
    said = run("--if-missing")
    project = Project.objects.get(slug="dual-circulation")
    roles = dict(Membership.objects.filter(project=project).values_list("user__username", "role"))
    assert roles == {"ada": "annotator", "ben": "annotator", "sam": "supervisor", "mira": "manager", "rita": "reader"}
    assert Membership.objects.get(user__username="eve").project.slug == "elsewhere"
    assert (project.documents.count(), project.themes.count()) == (5, 22)
    work = Assignment.objects.values_list("coder__name", flat=True).order_by("coder__name")
    assert list(work) == ["ada"] * 5 + ["ben"] * 5
    assert all(f"  {name}" in said for name in ("admin", *demo.ROLES, "eve"))
    assert list(differences(project)) == []
    assert list(differences(None)) == []


def test_printed_passwords_are_random_and_work(db, passwords):
    words = {line.split()[0]: line.split()[1] for line in run().splitlines() if line.startswith("  ")}
    names = ("admin", "ada", "ben", "sam", "mira", "rita", "eve")
    assert len({words[name] for name in names}) == 7
    assert all(User.objects.get(username=name).check_password(words[name]) for name in names)


def test_second_run_changes_nothing_and_prints_no_password(db, passwords):
    run()
    before = Operation.objects.count(), list(User.objects.order_by("pk").values_list("password", flat=True))
    said = run() + run("--if-missing")
    assert (Operation.objects.count(), list(User.objects.order_by("pk").values_list("password", flat=True))) == before
    assert "set_password" in said
    assert "password  " not in said


def test_one_password_for_all_from_the_environment(db, monkeypatch):
    monkeypatch.setenv("TIFA_DEMO_PASSWORD", "demo demo demo")
    run()
    assert all(user.check_password("demo demo demo") for user in User.objects.all())


def test_account_that_was_there_keeps_its_password(db, ada, passwords):
    assert "as before" in run()
    assert User.objects.get(username="ada").password == ada.password
