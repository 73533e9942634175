"""The pages for what went wrong: the right status, in words, in the look of the site, without DEBUG."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from projects.models import Membership, Project, User


def break_down(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("the secret detail")


urlpatterns = [path("healthz", break_down, name="healthz")]  # for the test of the 500 page


def title(response: HttpResponse) -> str:
    text = response.content.decode()
    return text[text.index("<h1>") + 4 : text.index("</h1>")]


def test_unknown_address_is_404_in_our_look(client: Client, ada: User) -> None:
    client.force_login(ada)
    answer = client.get("/nowhere/")
    assert (answer.status_code, title(answer)) == (404, "There is no such page here")


def test_unknown_address_is_404_for_strangers(client: Client, db: None) -> None:
    assert client.get("/nowhere/").status_code == 404


def test_other_peoples_project_is_404(client: Client, eve: User, project: Project) -> None:
    client.force_login(eve)
    answer = client.get(f"/projects/{project.slug}/")
    assert (answer.status_code, title(answer)) == (404, "There is no such page here")


def test_page_of_another_role_is_403(client: Client, ada: User, project: Project) -> None:
    client.force_login(ada)
    answer = client.get(f"/projects/{project.slug}/people/")
    assert (answer.status_code, title(answer)) == (403, "Your role does not allow this")


def test_foreign_host_is_400(client: Client, db: None) -> None:
    answer = client.get("/healthz", headers={"host": "evil.example"})
    assert (answer.status_code, title(answer)) == (400, "This request could not be understood")


def test_post_without_token_is_403_and_says_what_to_do(ada: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    answer = client.post("/sign-out/")
    assert (answer.status_code, title(answer)) == (403, "This form is too old to be sent")


def test_broken_page_is_500_and_tells_no_detail(settings: Any, db: None) -> None:
    settings.ROOT_URLCONF = __name__
    answer = Client(raise_request_exception=False).get("/healthz")
    assert (answer.status_code, title(answer)) == (500, "Something broke on our side")
    assert "the secret detail" not in answer.content.decode()


@pytest.mark.parametrize("address", ["/nowhere/", "/healthz"])
def test_error_page_keeps_the_content_policy(address: str, settings: Any, db: None) -> None:
    settings.ROOT_URLCONF = __name__ if address == "/healthz" else settings.ROOT_URLCONF
    answer = Client(raise_request_exception=False).get(address)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT"])
def test_address_that_takes_only_forms_is_405_in_our_look(
    client: Client, mira: User, project: Project, method: str
) -> None:
    client.force_login(mira)
    answer = client.generic(method, f"/projects/{project.slug}/work/assign/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    if method != "HEAD":
        assert title(answer) == "There is no page to look at here"
        assert f'<a class="button" href="/projects/{project.slug}/">' in answer.content.decode()


@pytest.mark.parametrize(("version", "said"), [(99, "Not saved: this has changed in the meantime"), (1, "Not saved")])
def test_only_what_was_overtaken_is_said_to_have_changed(
    client: Client, mira: User, project: Project, version: int, said: str
) -> None:
    client.force_login(mira)
    membership = Membership.objects.get(project=project, user=mira)
    answer = client.post(f"/projects/{project.slug}/people/{membership.pk}/", {"version": version, "role": "reader"})
    assert (answer.status_code, title(answer)) == (409, said)
