"""A page that is still open sends what its coder did only while the browser has that coder's session."""

from typing import Any

import pytest
from django.test import Client

from annotations.models import Assignment, Passage
from projects.models import User
from tests.annotations.api_calls import JSON, new, operations, rule, tagging

pytestmark = pytest.mark.django_db


def send(client: Client, assignment: Assignment, user: User) -> Any:
    body = {"op": new(), "changes": [tagging(assignment, "Trade grows", "trade")]}
    return client.post(operations(assignment), body, content_type=JSON, headers={"X-Tifa-User": str(user.pk)})


def test_work_of_whoever_is_signed_in_is_taken(adas: Assignment, ada: User, client: Client) -> None:
    client.force_login(ada)
    assert send(client, adas, ada).status_code == 201


def test_work_of_somebody_else_is_refused_as_if_nobody_were_signed_in(
    adas: Assignment, bens: Assignment, ada: User, ben: User, client: Client
) -> None:
    client.force_login(ben)
    assert rule(send(client, adas, ada)) == (401, "not-signed-in")
    assert Passage.objects.count() == 0
