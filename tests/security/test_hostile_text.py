"""Nothing that people write runs: hostile strings × every field × the pages that show it. A new field is a new row."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.urls import reverse

from projects.actions import accounts, founding, inviting
from projects.models import Invitation
from tests.security import world
from tests.security.pages import read
from tests.security.world import World

HOSTILE = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</option></select><img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "<style>*{display:none}</style>",
    "<iframe src=//evil.example></iframe>",
    "<!--<script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "{{ 7|add:7 }}{% now 'Y' %}",
    "%(name)s %s {0} ${7*7}",
    "javascript:alert(1)",
    "\u202egnp.exe\u202c",
    "مرحبا שלום",
    "𠀀𪛖 自立自强",
    "👩🏽‍🚀🇨🇳 e\u0301\u0323",
    "a\u00adb\u200bc\u00a0d\ufeffe".lower(),
    "=1+1|cmd",
    "'; DROP TABLE projects_user;--",
]


@dataclass(frozen=True)
class Field:
    """Where text is kept: how it gets there through an action, and who sees it on which pages."""

    name: str
    put: Callable[[World, str], object]
    seen_by: str | None
    pages: tuple[str, ...]


def project_text(name: str) -> Callable[[World, str], object]:
    def put(place: World, text: str) -> object:
        place.own.refresh_from_db()
        return founding.change_project(project=place.own, version=place.own.version, actor=None, **{name: text})

    return put


def note(place: World, text: str) -> object:
    return inviting.invite(project=place.own, role="reader", note=text, actor=place.users["mira"])


def name_of_ada(place: World, text: str) -> object:
    return accounts.change_account(user=place.users["ada"], actor=place.users["root"], first_name=text)


IN_MIRAS_PROJECT = ("/projects/openness/", "/projects/openness/people/", "/projects/openness/history/")
FIELDS = [
    Field("name of a project", project_text("name"), "mira", IN_MIRAS_PROJECT),
    Field("guidelines", project_text("guidelines"), "rita", ("/projects/openness/",)),
    Field("note of an invitation", note, "mira", ("/projects/openness/people/",)),
    Field("name of a person", name_of_ada, "mira", ("/projects/openness/people/",)),
    Field("name of a person, in the admin", name_of_ada, "root", ("/admin/projects/user/",)),
    Field("name of a project, in the admin", project_text("name"), "root", ("/admin/projects/project/",)),
]


@pytest.fixture
def everything(db) -> World:
    return world.make()


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_hostile_text_is_shown_as_it_is_and_never_runs(everything, field):
    for text in HOSTILE:
        field.put(everything, text)
        for address in field.pages:
            answer = everything.client(field.seen_by).get(address)
            page = read(answer.text)
            assert answer.status_code == 200
            assert page.dangers == [], text
            assert text in page.text, (address, text)


def test_hostile_note_comes_through_the_form_unchanged(everything):
    for text in HOSTILE:
        everything.client("mira").post(
            reverse("invitation_create", args=["openness"]), {"role": "reader", "note": text}
        )
        assert Invitation.objects.order_by("pk").last().note == text.strip()


# Forms in which something is typed: (who, address, the other fields, the field).
TYPED = [
    ("mira", "/projects/openness/people/invite/", {"role": "reader"}, "note"),
    ("mira", "/projects/openness/people/invite/", {"note": "x"}, "role"),
    ("mira", "/projects/openness/people/invite/", {"note": "x", "role": "reader"}, "op"),
    (None, "/sign-in/", {"password": "x"}, "login"),
    (None, "/sign-in/", {"login": "ada"}, "password"),
    (None, "/account/password/reset/", {}, "email"),
    ("ada", "/account/password/", {"password1": "abcdefgh1x", "password2": "abcdefgh1x"}, "oldpassword"),
]


@pytest.mark.parametrize("typed", TYPED, ids=lambda typed: f"{typed[1]} {typed[3]}")
def test_typed_text_comes_back_harmless(everything, typed):
    who, address, others, name = typed
    for text in [*HOSTILE, "a\x00b", "\ud800", "x" * 100_000]:
        answer = everything.fresh_client(who).post(address, {**others, name: text.encode("utf-8", "surrogatepass")})
        assert answer.status_code < 500, text
        assert read(answer.text).dangers == [], text


@pytest.mark.parametrize(
    "query", ["person=<script>", "verb=%00", "before=-1", "before=9999999999999999999", "person=1__x"]
)
def test_hostile_filter_of_the_history_is_left_out_of_account(everything, query):
    answer = everything.client("mira").get(f"/projects/openness/history/?{query}")
    assert answer.status_code == 200
    assert read(answer.text).dangers == []


@pytest.mark.parametrize("secret", ["%00", "a" * 5000, "%F0%A0%80%80", "..%2F..", "<script>alert(1)<%2Fscript>"])
def test_hostile_secret_finds_no_invitation(everything, secret):
    answer = everything.client(None).get(f"/invitations/{secret}/")
    assert answer.status_code == 404
    assert read(answer.text).dangers == []
