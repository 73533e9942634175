"""The page about the API: everything of the OpenAPI file, for people, without a script."""

import json
import re

import pytest
from django.test import Client

from config.api import api
from config.reference import Reference
from projects.models import User

ADDRESS = "/api/v1/docs"


@pytest.fixture
def page(client: Client, ada: User) -> str:
    client.force_login(ada)
    return client.get(ADDRESS).text


def test_stranger_is_led_to_the_sign_in_page(client: Client, db: None) -> None:
    assert client.get(ADDRESS).url == f"/sign-in/?next={ADDRESS}"


def test_every_address_and_shape_is_there_once(page: str) -> None:
    described = api.get_openapi_schema()
    names = [operation["operationId"] for each in described["paths"].values() for operation in each.values()]
    shapes = [f"shape-{name}" for name in described["components"]["schemas"]]
    ids = re.findall(r'<h3 id="([^"]+)"', page)
    assert sorted(ids) == sorted(names + shapes)


def test_every_link_inside_leads_somewhere(page: str) -> None:
    ids = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) - ids == set()


def test_page_runs_no_script(page: str) -> None:
    assert "<script" not in page


def test_each_refusal_is_explained_once() -> None:
    told = [answer.status for answer in Reference(api.get_openapi_schema()).refusals]
    assert told == ["400", "401", "403", "404", "409", "413", "422", "428", "429", "503"]


def test_file_says_how_to_sign_in_and_which_scope_is_needed() -> None:
    described = json.loads(json.dumps(api.get_openapi_schema()))
    paths = described["paths"]
    assert paths["/api/v1/passages/{passage}"]["delete"]["security"] == [
        {"token": ["tag"]},
        {"session": [], "csrf": []},
    ]
    assert paths["/api/v1/projects/{project}/themes"]["get"]["security"] == [{"token": ["read"]}, {"session": []}]
    assert set(described["components"]["securitySchemes"]) == {"token", "session", "csrf"}
