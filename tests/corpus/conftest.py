"""What tests of texts share: mira, who may import, on the site."""

import pytest
from django.test import Client

from projects.models import User


@pytest.fixture
def as_mira(client: Client, mira: User) -> Client:
    client.force_login(mira)
    return client
