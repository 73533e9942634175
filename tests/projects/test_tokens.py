"""Tokens: made and withdrawn by their owners, shown once, used within role and scope, and of no use afterwards."""

import io
import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from annotations.models import Assignment, Passage
from config import logs
from ledger.models import Event, Operation
from ledger.replay import differences
from projects.actions import accounts, people, tokens
from projects.actions.tokens import MOST, TooManyTokens, WrongToken
from projects.models import ApiToken, Membership, Project, User
from projects.rights import Scope
from tests.annotations.api_calls import rule, send, tagging
from tests.conftest import add_theme

ALL = list(Scope.values)
LIST, MAKE = "/account/tokens/", "/account/tokens/make/"
FORM = {"project": "openness", "name": "A script", "scopes": ["read", "tag"], "days": "90"}
THEMES = "/api/v1/projects/openness/themes"


def make(user: User, *scopes: str, project: Project | None = None, **more: Any) -> tuple[ApiToken, str]:
    where = project or Membership.objects.get(user=user).project
    return tokens.make_token(project=where, user=user, name="A script", scopes=scopes or ALL, actor=user, **more)


def program(secret: str) -> Client:
    """A program outside any browser: the guard against forged requests is on."""
    return Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {secret}"})


def test_only_the_digest_of_the_secret_is_stored(ada: User) -> None:
    _token, secret = make(ada)
    kept = (
        str(list(ApiToken.objects.values())) + str(list(Event.objects.values())) + str(list(Operation.objects.values()))
    )
    assert (secret in kept, secret.removeprefix("tifa_") in kept) == (False, False)


def test_making_and_withdrawing_are_in_the_history(project: Project, ada: User) -> None:
    token, _secret = make(ada, "tag", "read", valid_for=timedelta(days=3))
    tokens.withdraw_token(token=token, actor=ada)
    tokens.withdraw_token(token=token, actor=ada)
    events = Event.objects.of("token", token.pk).order_by("id")
    assert [(event.operation.verb, event.after["is_withdrawn"], event.after["scopes"]) for event in events] == [
        ("make token", False, ["read", "tag"]),
        ("withdraw token", True, ["read", "tag"]),
    ]
    assert list(differences(project)) == []


@pytest.mark.parametrize(
    ("wrong", "field"), [({"scopes": []}, "scopes"), ({"scopes": ["all"]}, "scopes"), ({"name": " "}, "name")]
)
def test_token_that_makes_no_sense_is_refused(project: Project, ada: User, wrong: Any, field: str) -> None:
    with pytest.raises(WrongToken) as refused:
        tokens.make_token(**{"project": project, "user": ada, "name": "x", "scopes": ALL, "actor": ada, **wrong})
    assert refused.value.field == field


def test_token_in_a_project_of_others_is_refused(elsewhere: Project, ada: User) -> None:
    with pytest.raises(WrongToken):
        make(ada, project=elsewhere)


def test_nobody_has_more_tokens_than_they_can_tell_apart(ada: User) -> None:
    for _number in range(MOST):
        last, _secret = make(ada)
    with pytest.raises(TooManyTokens):
        make(ada)
    tokens.withdraw_token(token=last, actor=ada)
    assert make(ada)[0].pk


def test_program_codes_without_session_or_csrf_token(adas: Assignment) -> None:
    site = program(make(adas.coder.user)[1])
    answer = send(site, adas, tagging(adas, "China", "trade"))
    assert (answer.status_code, answer.cookies, Passage.objects.get().coder) == (201, {}, adas.coder)


@pytest.mark.parametrize("secret", ["", "tifa_nothing", "x" * 5000, "tifa_é", "a b"])
def test_unknown_token_is_refused(ada: User, client: Client, secret: str) -> None:
    client.force_login(ada)  # a session beside it does not help
    answer = client.get(THEMES, headers={"Authorization": f"Bearer {secret}"})
    assert rule(answer) == (401, "token-unknown")
    assert answer.headers["WWW-Authenticate"] == 'Bearer error="invalid_token"'


def withdraw(token: ApiToken) -> None:
    tokens.withdraw_token(token=token, actor=None)


def leave(token: ApiToken) -> None:
    membership = Membership.objects.get(user=token.user)
    people.remove_member(membership=membership, version=membership.version, actor=None)


def leave_and_come_back(token: ApiToken) -> None:
    leave(token)
    people.add_member(project=token.project, user=token.user, role="annotator", actor=None)


def become_inactive(token: ApiToken) -> None:
    accounts.change_account(user=token.user, actor=None, is_active=False)


def grow_old(token: ApiToken) -> None:
    ApiToken.objects.filter(pk=token.pk).update(expires_at=timezone.now())


@pytest.mark.parametrize(
    ("end", "told"),
    [
        (withdraw, "token-withdrawn"),
        (leave, "token-withdrawn"),
        (leave_and_come_back, "token-withdrawn"),
        (become_inactive, "token-withdrawn"),
        (grow_old, "token-expired"),
    ],
)
def test_token_ends_at_once(codebook: None, ada: User, end: Any, told: str) -> None:
    token, secret = make(ada)
    assert program(secret).get(THEMES).status_code == 200
    end(token)
    assert rule(program(secret).get(THEMES)) == (401, told)


def test_leaving_withdraws_in_the_history(ada: User) -> None:
    token, _secret = make(ada)
    leave(token)
    assert Event.objects.of("token", token.pk).order_by("id").last().operation.verb == "remove member"
    assert list(differences(token.project)) == []


def test_scope_that_is_missing_is_named(adas: Assignment) -> None:
    site = program(make(adas.coder.user, "read", "export")[1])
    answer = send(site, adas, tagging(adas, "China", "trade"))
    assert (rule(answer), answer.json()["error"]["current"]) == (
        (403, "scope-needed"),
        {"needed": "tag", "scopes": ["read", "export"]},
    )
    assert answer.headers["WWW-Authenticate"] == 'Bearer error="insufficient_scope", scope="tag"'
    assert Passage.objects.count() == 0


def test_token_of_one_project_finds_nothing_in_another(codebook: None, ada: User, elsewhere: Project) -> None:
    people.add_member(project=elsewhere, user=ada, role="manager", actor=None)
    add_theme(elsewhere, 1)
    here = program(make(ada, project=Project.objects.get(slug="openness"))[1])
    assert [here.get(THEMES.replace("openness", slug)).status_code for slug in ("openness", "elsewhere")] == [200, 404]


def test_token_is_no_key_to_the_pages(ada: User) -> None:
    answer = program(make(ada)[1]).get("/projects/openness/documents/")
    assert (answer.status_code, answer.url.startswith("/sign-in/")) == (302, True)


def test_use_is_noted_once_an_hour(codebook: None, ada: User) -> None:
    token, secret = make(ada)
    site = program(secret)
    moments = []
    for _number in range(2):
        site.get(THEMES)
        moments.append(ApiToken.objects.get(pk=token.pk).used_at)
    ApiToken.objects.filter(pk=token.pk).update(used_at=moments[0] - timedelta(minutes=61))
    site.get(THEMES)
    assert moments[0] == moments[1] < ApiToken.objects.get(pk=token.pk).used_at
    assert list(differences(token.project)) == []


def test_token_costs_one_query_where_a_session_costs_two(codebook: None, ada: User, client: Client) -> None:
    client.force_login(ada)
    site = program(make(ada)[1])
    counts = []
    for asker in (client, site):
        asker.get(THEMES)  # the first use is noted
        with CaptureQueriesContext(connection) as captured:
            asker.get(THEMES)
        counts.append(len(captured))
    assert counts[0] - counts[1] == 1


def test_secret_is_told_once_on_the_page(ada: User, client: Client) -> None:
    client.force_login(ada)
    answer = client.post(MAKE, FORM)
    [secret] = re.findall(r'value="(tifa_[^"]+)"', answer.text)
    token = ApiToken.objects.get()
    assert (answer.headers["Cache-Control"], token.scopes, token.user) == (
        "max-age=0, no-cache, no-store, must-revalidate, private", ["read", "tag"], ada,
    )  # fmt: skip
    assert token.expires_at - token.created_at == timedelta(days=90)
    assert program(secret).get("/api/v1/openapi.json").status_code == 200
    assert secret not in client.get(LIST).text


def test_same_form_twice_makes_one_token(ada: User, client: Client) -> None:
    client.force_login(ada)
    sent = {**FORM, "op": "4b1c1d4e-2a2f-4e5a-9a5b-0d6f3f6c9b11"}
    assert [client.post(MAKE, sent).status_code for _number in range(2)] == [200, 302]
    assert ApiToken.objects.count() == 1


def test_form_offers_ones_own_projects_only(ada: User, elsewhere: Project, client: Client) -> None:
    client.force_login(ada)
    assert client.post(MAKE, {**FORM, "project": "elsewhere"}).status_code == 422
    assert "Elsewhere" not in client.get(LIST).text


def test_owner_withdraws_and_others_find_nothing(ada: User, ben: User, client: Client) -> None:
    token, _secret = make(ada)
    told = []
    for user in (ben, ada):
        client.force_login(user)
        told.append(client.post(f"{LIST}{token.pk}/withdraw/").status_code)
    assert (told, ApiToken.objects.get().withdrawn_at is None) == ([404, 302], False)


def test_page_counts_the_same_queries_for_one_and_for_many(ada: User, client: Client) -> None:
    client.force_login(ada)
    counts = []
    for more in (1, 18):
        for _number in range(more):
            make(ada)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(LIST).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_command_prints_only_a_token_that_works(codebook: None, ada: User) -> None:
    out = io.StringIO()
    call_command("create_token", "ADA", project="openness", scopes="read,tag", stdout=out)
    assert program(out.getvalue().rstrip("\n")).get(THEMES).status_code == 200
    assert ApiToken.objects.get().scopes == ["read", "tag"]


@pytest.mark.parametrize(
    ("wrong", "status"), [({"project": "no"}, 2), ({"scopes": "all"}, 2), ({"project": "elsewhere"}, 1)]
)
def test_command_refuses(ada: User, elsewhere: Project, wrong: dict[str, str], status: int) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("create_token", "ada", **{"project": "openness", "scopes": "read", **wrong})
    assert refused.value.returncode == status


def test_log_never_holds_a_token(ada: User) -> None:
    secret = make(ada)[1]
    record = logging.LogRecord("x", logging.WARNING, "", 1, "Bad: %s", (f"Bearer {secret}",), None)
    logs.without_secrets(record)
    assert record.getMessage() == "Bad: Bearer tifa_***"
