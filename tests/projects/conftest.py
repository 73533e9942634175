"""Many distinct people and acts, for counting queries."""

import pytest

from projects.actions import inviting, people
from projects.models import Project, User
from tests.conftest import make_user


@pytest.fixture
def crowd(project: Project, mira: User) -> None:
    """30 more members of all roles, 30 open invitations, 60 operations."""
    roles = ["annotator", "supervisor", "manager", "reader"]
    for number in range(30):
        user = make_user(f"person{number}")
        people.add_member(project=project, user=user, role=roles[number % 4], actor=user)
        inviting.invite(project=project, role=roles[number % 4], actor=user, note=f"note {number}")
