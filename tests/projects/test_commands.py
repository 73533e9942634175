"""Site admins and passwords from the command line."""

import io

import pytest
from django.core.management import CommandError, call_command

from ledger.models import Operation
from ledger.replay import differences
from projects.models import User

PASSWORD = "a long enough password"


def pipe(monkeypatch, line: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(line + "\n"))


def test_first_site_admin_is_in_the_history(db, monkeypatch):
    pipe(monkeypatch, PASSWORD)
    call_command("create_site_admin", "root", stdout=io.StringIO())
    root = User.objects.get(username="root")
    assert (root.is_superuser, root.is_staff, root.check_password(PASSWORD)) == (True, True, True)
    assert [operation.verb for operation in Operation.objects.all()] == ["create user"]
    assert list(differences(None)) == []


def test_existing_account_becomes_site_admin_and_a_second_time_changes_nothing(ada):
    call_command("create_site_admin", "ADA", stdout=io.StringIO())
    count = Operation.objects.count()
    call_command("create_site_admin", "ada", stdout=io.StringIO())
    assert User.objects.get(pk=ada.pk).is_superuser
    assert Operation.objects.count() == count


def test_weak_password_makes_no_site_admin(db, monkeypatch):
    pipe(monkeypatch, "root1234")
    with pytest.raises(CommandError):
        call_command("create_site_admin", "root1234", stdout=io.StringIO())
    assert not User.objects.exists()


def test_password_is_set_through_the_history(ada, monkeypatch):
    pipe(monkeypatch, PASSWORD)
    call_command("set_password", "ada", stdout=io.StringIO())
    assert User.objects.get(pk=ada.pk).check_password(PASSWORD)
    assert Operation.objects.order_by("-pk").first().verb == "change password"


def test_password_of_nobody_cannot_be_set(db):
    with pytest.raises(CommandError) as refused:
        call_command("set_password", "nobody", stdout=io.StringIO())
    assert refused.value.returncode == 2
