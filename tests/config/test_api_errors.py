"""Whatever the API refuses it refuses in JSON, with a rule: no page, no 5xx; no change comes without a token."""

import json
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from annotations.models import Assignment, Passage
from projects.models import User
from tests.annotations.api_calls import JSON, new, operations, rule, send, tagging
from tests.conftest import assign

pytestmark = pytest.mark.django_db


def break_down(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("the secret detail")


urlpatterns = [path("api/healthz", break_down, name="healthz")]  # for the test of what breaks
handler500 = "config.errors.broken"


@pytest.fixture
def site(client: Client, adas: Assignment) -> Client:
    client.force_login(adas.coder.user)
    return client


@pytest.fixture
def careful(adas: Assignment) -> Client:
    """ada's browser as it is outside tests: the guard against forged requests is on."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(adas.coder.user)
    return client


def test_change_without_token_is_refused(careful: Client, adas: Assignment) -> None:
    assert rule(send(careful, adas, tagging(adas, "China", "trade"))) == (403, "csrf")
    assert Passage.objects.count() == 0


def test_change_with_the_token_of_the_page_is_taken(careful: Client, adas: Assignment) -> None:
    careful.get(f"/projects/openness/documents/{adas.document_id}/coding/")
    token = {"X-CSRFToken": careful.cookies["csrftoken"].value}
    body = {"op": new(), "changes": [tagging(adas, "China", "trade")]}
    assert careful.post(operations(adas), body, content_type=JSON, headers=token).status_code == 201


def test_stranger_is_told_to_sign_in(client: Client, adas: Assignment) -> None:
    assert rule(client.post(operations(adas))) == (401, "not-signed-in")


def test_page_made_for_somebody_else_is_told_to_sign_in(client: Client, adas: Assignment, ada: User, ben: User) -> None:
    client.force_login(ada)
    body = {"op": new(), "changes": [tagging(adas, "China", "trade")]}
    for user, status in ((ben, 401), (ada, 201)):
        sent = client.post(operations(adas), body, content_type=JSON, headers={"X-Tifa-User": str(user.pk)})
        assert sent.status_code == status


def test_reader_is_told_that_the_role_does_not_allow_it(client: Client, rita: User, adas: Assignment) -> None:
    client.force_login(rita)
    assert rule(send(client, adas, tagging(adas, "China", "trade"))) == (403, "not-allowed")


@pytest.mark.parametrize("address", ["/api/", "/api/v1/", "/api/v1/nothing", "/api/v1/documents/x", "/api/v2/"])
def test_unknown_address_is_told_in_json(site: Client, address: str) -> None:
    assert rule(site.get(address)) == (404, "not-found")


def test_someone_elses_document_answers_as_one_that_is_not_there(client: Client, eve: User, adas: Assignment) -> None:
    client.force_login(eve)
    body = {"op": new(), "changes": [tagging(adas, "China", "trade")]}
    there, missing = (
        client.post(f"/api/v1/documents/{pk}/operations", body, content_type=JSON) for pk in (adas.document_id, 999_999)
    )
    assert (there.status_code, missing.status_code, there.content) == (404, 404, missing.content)


def test_document_with_an_endless_number_is_not_there(site: Client) -> None:
    assert rule(site.get(f"/api/v1/documents/{'9' * 400}")) == (404, "not-found")


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE"])
def test_wrong_method_is_told_with_the_right_ones(site: Client, adas: Assignment, method: str) -> None:
    answer = site.generic(method, operations(adas))
    assert (rule(answer), answer.headers["Allow"]) == ((405, "method-not-allowed"), "POST")


def test_what_breaks_is_told_without_detail(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    answer = Client(raise_request_exception=False).get("/api/healthz")
    assert (rule(answer), "secret" in answer.text) == ((500, "broken"), False)


@pytest.mark.parametrize(
    "body", [b"{", b"\xff\xfe", b"nonsense", b"[" * 100_000, b'{"op":"\\ud800"}', b'{"op":NaN}', b"\x00"]
)
def test_what_is_no_json_is_not_understood(site: Client, adas: Assignment, body: bytes) -> None:
    assert rule(site.generic("POST", operations(adas), body, content_type=JSON)) == (400, "not-understood")


def test_form_in_place_of_json_is_not_understood(site: Client, adas: Assignment) -> None:
    assert rule(site.post(operations(adas), {"op": new()})) == (400, "not-understood")


def test_ten_megabytes_are_too_large(site: Client, adas: Assignment) -> None:
    answer = site.generic("POST", operations(adas), b'"' + b"x" * 10_000_000 + b'"', content_type=JSON)
    assert rule(answer) == (413, "too-large")


@pytest.mark.parametrize(
    ("length", "told"),
    [("abc", (400, "not-understood")), ("-1", (400, "not-understood")), ("9" * 5000, (413, "too-large"))],
)
def test_length_that_is_none_is_refused(site: Client, adas: Assignment, length: str, told: tuple[int, str]) -> None:
    answer = site.generic("POST", operations(adas), b"{}", content_type=JSON, CONTENT_LENGTH=length)
    assert rule(answer) == told


@pytest.mark.parametrize("body", [None, [], "x", 7, {}, {"op": 1}, {"op": "x", "changes": []}, {"changes": [{}]}])
def test_body_of_another_shape_is_invalid(site: Client, adas: Assignment, body: Any) -> None:
    answer = site.generic("POST", operations(adas), json.dumps(body), content_type=JSON)
    assert rule(answer) == (422, "invalid")


WRONG = [
    ("changes.0", {"do": "destroy"}),
    ("changes.0.id", {"id": "not a uuid"}),
    ("changes.0.id", {"id": 7}),
    ("changes.0.paragraph", {"paragraph": "3"}),
    ("changes.0.paragraph", {"paragraph": True}),
    ("changes.0.paragraph", {"paragraph": 2**64}),
    ("changes.0.start", {"start": 10**30}),
    ("changes.0.start", {"start": 1.5}),
    ("changes.0.end", {"end": None}),
    ("changes.0.quote", {"quote": "a\0b"}),
    ("changes.0.quote", {"quote": ["x"]}),
    ("changes.0.note", {"note": "x" * 10_001}),
    ("changes.0.note", {"note": "a\0b"}),
    ("changes.0.themes", {"themes": "trade"}),
    ("changes.0.themes.0", {"themes": [7]}),
    ("changes.0.themes.1", {"themes": ["trade", ""]}),
    ("changes.0.codebook_version", {"codebook_version": 2**40}),
    ("changes.0.colour", {"colour": "red"}),
]


@pytest.mark.parametrize(
    ("field", "wrong"), WRONG, ids=[f"{field}-{number}" for number, (field, _) in enumerate(WRONG)]
)
def test_wrong_value_is_named_by_its_place(site: Client, adas: Assignment, field: str, wrong: dict[str, Any]) -> None:
    answer = send(site, adas, {**tagging(adas, "China", "trade"), **wrong})
    assert (rule(answer), answer.json()["error"]["field"]) == ((422, "invalid"), field)
    assert Passage.objects.count() == 0


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("outside-text", {"start": -1}),
        ("outside-text", {"end": 2**31 - 1}),
        ("outside-text", {"paragraph": 2**63 - 1}),
        ("empty-span", {"start": 5, "end": 5}),
        ("wrong-quote", {"quote": "Chine"}),
        ("unknown-theme", {"themes": ["' OR 1=1"]}),
        ("unknown-theme", {"codebook_version": 99}),
        ("no-theme", {"themes": []}),
    ],
)
def test_broken_rule_is_named(site: Client, adas: Assignment, told: str, wrong: dict[str, Any]) -> None:
    assert rule(send(site, adas, {**tagging(adas, "China", "trade"), **wrong})) == (422, told)


def test_too_many_changes_are_refused(site: Client, adas: Assignment) -> None:
    answer = send(site, adas, *[{"do": "unread", "paragraphs": [1]}] * 1001)
    assert (rule(answer), answer.json()["error"]["field"]) == ((422, "invalid"), "changes")


def test_contract_of_the_api_is_for_people_who_signed_in(client: Client, ben: User, adas: Assignment) -> None:
    address = "/api/v1/openapi.json"
    assert rule(client.get(address)) == (401, "not-signed-in")
    assign(adas.document, ben, adas.round)
    client.force_login(ben)
    addresses = client.get(address).json()["paths"]
    assert "/api/v1/documents/{document}/operations" in addresses
