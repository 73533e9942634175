"""Four processes accept one invitation at the same moment: one gets in."""

from pathlib import Path

import pytest

from projects.actions import inviting
from projects.models import Project, User
from tests.conftest import make_user
from tests.installations import ask as asked
from tests.races import race, raced


@pytest.mark.django_db(transaction=True)
def test_one_of_four_at_once_gets_in(project: Project, mira: User, tmp_path: Path) -> None:
    _invitation, secret = inviting.invite(project=project, role="reader", actor=mira)
    people = [make_user(f"u{number}") for number in range(4)]
    said = race(tmp_path, [["tests.projects.guest", str(user.pk), secret] for user in people])
    assert sorted(said) == ["gone", "gone", "gone", "joined"]
    readers = "SELECT count(*) FROM projects_membership WHERE role = 'reader'"
    assert asked(raced(tmp_path), readers) == [(1,)]
