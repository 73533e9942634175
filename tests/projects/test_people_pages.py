"""The people page and the invitation pages, as a manager and an invited person use them."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ledger.models import Operation
from projects.actions import inviting, people
from projects.models import Invitation, Membership, User

PASSWORD = "a long enough password"
NEW = {"username": "nora", "email": "", "password1": PASSWORD, "password2": PASSWORD}


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.fixture
def manager(client, mira) -> Client:
    client.force_login(mira)
    return client


def page_of(project) -> str:
    return reverse("people_list", args=[project.slug])


def invited(project, mira, role: str = "supervisor") -> str:
    """The address of a fresh invitation."""
    return reverse("invitation_detail", args=[inviting.invite(project=project, role=role, actor=mira)[1]])


def member(user: User) -> Membership:
    return Membership.objects.get(user=user)


def change(manager: Client, project, membership: Membership, **given):
    address = reverse("membership_change", args=[project.slug, membership.pk])
    return manager.post(address, {"version": membership.version, **given})


def test_people_page_counts_the_same_queries_for_one_and_for_many(manager, project, crowd_later):
    first = queries(manager, page_of(project))
    crowd_later()
    assert queries(manager, page_of(project)) == first


@pytest.fixture
def crowd_later(request):
    """Brings the crowd in when it is called."""
    return lambda: request.getfixturevalue("crowd")


def test_role_is_changed_from_the_page(manager, project, ada):
    assert change(manager, project, member(ada), role="supervisor").url == page_of(project)
    assert member(ada).role == "supervisor"


def test_role_changed_from_an_old_page_is_refused(manager, project, mira, ada):
    old = member(ada)
    people.change_role(membership=old, role="reader", version=1, actor=mira)
    assert change(manager, project, old, role="supervisor").status_code == 409
    assert member(ada).role == "reader"


def test_unknown_role_is_refused(manager, project, ada):
    assert change(manager, project, member(ada), role="king").status_code == 422


def test_manager_who_gives_the_role_away_lands_where_they_may_be(manager, project, mira, ada):
    people.change_role(membership=member(ada), role="manager", version=1, actor=mira)
    answer = change(manager, project, member(mira), role="reader")
    assert manager.get(answer.url).status_code == 200


def test_member_is_removed_from_the_page(manager, project, ada):
    address = reverse("membership_remove", args=[project.slug, member(ada).pk])
    assert manager.post(address, {"version": 1}).url == page_of(project)
    assert not Membership.objects.filter(user=ada).exists()


def test_last_manager_is_told_why_they_stay(manager, project, mira):
    address = reverse("membership_remove", args=[project.slug, member(mira).pk])
    answer = manager.post(address, {"version": 1})
    assert answer.status_code == 409
    assert "A project needs a manager" in answer.text


def link_in(answer) -> str:
    return re.search(r'value="(http://[^"]+/invitations/[^"]+)"', answer.text)[1]


def invite(manager: Client, project, **more):
    return manager.post(
        reverse("invitation_create", args=[project.slug]), {"role": "annotator", "note": "Nora", **more}
    )


def test_link_is_shown_once_and_works(manager, project):
    link = link_in(invite(manager, project))
    assert link not in manager.get(page_of(project)).text
    assert Client().get(link).status_code == 200


def test_link_is_not_made_twice_by_a_reload(manager, project):
    op = "5f0f5e0c-0000-4000-8000-000000000002"
    invite(manager, project, op=op)
    assert invite(manager, project, op=op).status_code == 302
    assert Invitation.objects.count() == 1


def test_wrong_invitation_keeps_what_was_typed(manager, project):
    answer = invite(manager, project, role="king")
    assert answer.status_code == 422
    assert 'value="Nora"' in answer.text


def test_invitation_is_withdrawn_from_the_page(manager, project):
    link = link_in(invite(manager, project))
    invitation = Invitation.objects.get()
    manager.post(reverse("invitation_withdraw", args=[project.slug, invitation.pk]))
    assert Client().get(link).status_code == 404


def test_new_person_makes_an_account_and_is_signed_in(project, mira):
    client, address = Client(), invited(project, mira)
    answer = client.post(address, NEW)
    assert answer.url == reverse("project_detail", args=[project.slug])
    assert client.get(answer.url).status_code == 200
    assert member(User.objects.get(username="nora")).role == "supervisor"


def test_person_with_an_account_signs_in_first_and_joins(project, mira, db):
    people.create_user(username="oskar", password=PASSWORD, actor=None)
    client, address = Client(), invited(project, mira, "reader")
    sign_in = re.search(r'href="(/sign-in/\?next=[^"]+)"', client.get(address).text)[1]
    there = client.post(sign_in, {"login": "oskar", "password": PASSWORD})
    assert there.url == address
    assert "Join as reader" in client.get(address).text
    assert client.post(address).url == reverse("project_detail", args=[project.slug])


def test_member_is_not_asked_to_join_again(client, project, mira, ada):
    client.force_login(ada)
    assert "You belong to this project already" in client.get(invited(project, mira)).text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"username": "MIRA"}, "Somebody else has this username."),
        ({"username": "a b"}, "Enter a valid username"),
        ({"username": "a\x00b"}, "Null characters are not allowed"),
        ({"password2": "another one"}, "The two passwords differ."),
        ({"password1": "short", "password2": "short"}, "too short"),
        ({"email": "nobody"}, "Enter a valid email address"),
    ],
)
def test_account_that_cannot_be_made_keeps_what_was_typed(project, mira, given, said):
    answer = Client().post(invited(project, mira), {**NEW, "email": "n@example.org", **given})
    assert answer.status_code == 422
    assert said in answer.text
    assert PASSWORD not in answer.text
    assert Invitation.objects.open().count() == 1


def test_invitation_used_by_one_is_gone_for_the_next(project, mira):
    address = invited(project, mira)
    Client().post(address, NEW)
    answer = Client().post(address, {**NEW, "username": "otto"})
    assert answer.status_code == 404
    assert not User.objects.filter(username="otto").exists()


def test_expired_invitation_is_gone(project, mira):
    address = invited(project, mira)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert Client().get(address).status_code == 404


def test_home_leads_to_the_only_project(client, project, ada):
    client.force_login(ada)
    assert client.get("/").url == reverse("project_detail", args=[project.slug])


def test_home_lists_several_projects(client, project, elsewhere, ada):
    people.add_member(project=elsewhere, user=ada, role="reader", actor=None)
    client.force_login(ada)
    page = client.get("/").text
    assert [name in page for name in ("Openness", "Elsewhere")] == [True, True]


def test_home_of_somebody_without_a_project_says_what_to_do(client, db):
    client.force_login(people.create_user(username="lost", password=None, actor=None))
    assert "You do not belong to a project yet." in client.get("/").text


LINKS = {
    "ada": {"document_list", "codebook_detail", "assignment_list", "passage_list"},
    "rita": {"document_list", "codebook_detail"},
    "sam": {
        "document_list", "codebook_detail", "assignment_list", "passage_list", "coverage_detail", "export_list",
        "history_list",
    },
}  # fmt: skip
LINKS["mira"] = LINKS["sam"] | {"people_list", "document_import"}


@pytest.mark.parametrize("name", LINKS)
def test_front_page_leads_where_the_role_may_go(client, project, name, request):
    client.force_login(request.getfixturevalue(name))
    page = client.get(reverse("project_detail", args=[project.slug])).text
    linked = {route for route in LINKS["mira"] if f'href="{reverse(route, args=[project.slug])}"' in page}
    assert linked == LINKS[name]


def test_front_page_counts_what_waits_for_oneself(client, project, adas, ben):
    said = {}
    for user in (adas.coder.user, ben):
        client.force_login(user)
        said[user.username] = re.search(r"\d+ documents? waits? for you", front(client, project))[0]
    assert said == {"ada": "1 document waits for you", "ben": "0 documents wait for you"}


def front(client: Client, project) -> str:
    return client.get(reverse("project_detail", args=[project.slug])).text


def test_front_page_counts_the_same_queries_for_one_and_for_many(manager, project, crowd_later):
    address = reverse("project_detail", args=[project.slug])
    first = queries(manager, address)
    crowd_later()
    assert queries(manager, address) == first


def history(client: Client, project, **asked) -> list[int]:
    page = client.get(reverse("history_list", args=[project.slug]), asked).text
    return [int(number) for number in re.findall(r'<th scope="row" class="page-number">(\d+)</th>', page)]


def test_history_is_paged_newest_first(manager, project, crowd):
    every = list(Operation.objects.filter(project=project).order_by("-number").values_list("number", flat=True))
    first = history(manager, project)
    assert first == every[:50]
    assert history(manager, project, before=first[-1]) == every[50:]


def test_history_of_one_person_and_verb(manager, project, crowd, mira, ada):
    people.change_role(membership=member(ada), role="reader", version=1, actor=mira)
    inviting.invite(project=project, role="reader", actor=mira)
    assert len(history(manager, project, person=mira.pk)) == 2
    assert len(history(manager, project, person=mira.pk, verb="change role")) == 1
    assert len(history(manager, project, verb="change role")) == 1


def test_history_counts_the_same_queries_for_one_and_for_many(manager, project, crowd_later):
    address = reverse("history_list", args=[project.slug])
    first = queries(manager, address)
    crowd_later()
    assert queries(manager, address) == first


def test_history_leads_to_the_document(manager, project, adas):
    page = manager.get(reverse("history_list", args=[project.slug])).text
    assert f'href="{reverse("document_detail", args=[project.slug, adas.document_id])}"' in page


def test_history_names_whom_a_change_was_about(manager, project, ada):
    page = manager.get(reverse("history_list", args=[project.slug])).text
    assert '<td class="operation-about"><bdi>ada</bdi></td>' in page


def test_member_removed_from_an_old_page_stays(manager, project, mira, ada):
    people.change_role(membership=member(ada), role="reader", version=1, actor=mira)
    address = reverse("membership_remove", args=[project.slug, member(ada).pk])
    assert manager.post(address, {"version": 1}).status_code == 409
    assert member(ada).role == "reader"
