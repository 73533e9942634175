"""Two projects with everything in them, and whatever a route needs of it: one's own, a foreign one, a missing one."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password
from django.test import Client

from annotations.actions import assigning
from annotations.models import Assignment, Passage, Question, Round
from corpus.actions import importing as corpus_importing
from corpus.actions import receiving, remembering
from corpus.drafting import File
from corpus.models import Document, Paragraph, Source, SourceHabit
from datasets.wishes import Asked
from jobs.actions import queueing
from ledger.models import Operation
from projects.actions import founding, inviting, people, tokens
from projects.models import ApiToken, Coder, Invitation, Membership, Project, User
from projects.rights import RIGHTS
from reports.actions import saved_views
from reports.models import SavedView
from tests.annotations.people import ask, tag
from tests.conftest import TEXT, THEMES
from tests.datasets.preparing import finished
from vocabulary.actions import importing as codebook_importing

PEOPLE = {"ada": "annotator", "ben": "annotator", "sam": "supervisor", "mira": "manager", "rita": "reader"}
EVERYBODY = (None, "ada", "sam", "mira", "rita", "eve", "root")
OUTSIDERS = ("eve", "root")


@dataclass(frozen=True)
class World:
    own: Project
    foreign: Project
    users: dict[str, User]
    clients: dict[str | None, Client] = field(default_factory=dict)

    def client(self, name: str | None) -> Client:
        if name not in self.clients:
            self.clients[name] = self.fresh_client(name)
        return self.clients[name]

    def fresh_client(self, name: str | None, **options: Any) -> Client:
        client = Client(raise_request_exception=False, **options)
        if name:
            client.force_login(self.users[name])
        return client

    def project(self, side: str) -> Project:
        return self.foreign if side == "foreign" else self.own


def make() -> World:
    own = founding.create_project(slug="openness", name="Openness", actor=None)
    foreign = founding.create_project(slug="elsewhere", name="Elsewhere", actor=None)
    users = {name: _user(name) for name in (*PEOPLE, "eve")}
    users["root"] = _user("root", is_superuser=True, is_staff=True)
    for name, role in PEOPLE.items():
        people.add_member(project=own, user=users[name], role=role, actor=None)
    people.add_member(project=foreign, user=users["eve"], role="manager", actor=None)
    for project in (own, foreign):
        _fill(project)
    return World(own, foreign, users)


def _user(name: str, **fields: Any) -> User:
    user = people.create_user(username=name, password=None, actor=None, **fields)
    User.objects.filter(pk=user.pk).update(password=_hash())
    return User.objects.get(pk=user.pk)


@cache
def _hash() -> str:
    """One hash for everybody: making it is slow on purpose."""
    return make_password("a long enough password")


def _fill(project: Project) -> None:
    """A document of a named source, a codebook, and for every coder an assignment with one passage."""
    codebook_importing.import_codebook(project=project, data=THEMES, actor=None)
    document = corpus_importing.import_text(
        project=project, name="short.txt", data=TEXT.encode(), actor=None, metadata={"source": "Qiushi"}
    )
    main = Round.objects.get(project=project)
    for coder in Coder.objects.filter(project=project, kind="person"):
        assignment = assigning.assign(round=main, document=document, coder=coder, actor=None)
        passage = tag(assignment, "China opens its door wider.", "opening-up")
        ask(assignment, "Is this opening up?", passage=passage.pk)


Maker = Callable[[World, str, str | None], object]


def _coder(world: World, side: str, name: str | None) -> Coder:
    """The coder whose work the named person asks for: their own, else ada's; in the other project eve's."""
    if side == "foreign":
        return Coder.objects.get(project=world.foreign, kind="person")
    people = Coder.objects.filter(project=world.own, kind="person")
    return people.filter(user__username=name or "").first() or people.get(user__username="ada")


def _membership(world: World, side: str, name: str | None) -> int:
    return Membership.objects.get(user=world.users["eve" if side == "foreign" else "rita"]).pk


def invitation(world: World, side: str = "own", name: str | None = None) -> tuple[Invitation, str]:
    """A new one for every request that asks, since it works once."""
    return inviting.invite(project=world.project(side), role="reader", actor=world.users["mira"])


def token(world: World, side: str = "own", name: str | None = None, *scopes: str) -> tuple[ApiToken, str]:
    """A new token of mira's, or of the named person's with these scopes."""
    user = world.users[name if scopes and name else "mira"]
    project = world.foreign if user == world.users["eve"] else world.own
    return tokens.make_token(project=project, user=user, name="A program", scopes=scopes or ["read"], actor=user)


def _passage(world: World, side: str, name: str | None) -> uuid.UUID:
    return Passage.objects.get(coder=_coder(world, side, name)).pk


def _question(world: World, side: str, name: str | None) -> uuid.UUID:
    return Question.objects.get(coder=_coder(world, side, "ada")).pk


def _assignment(world: World, side: str, name: str | None) -> int:
    return Assignment.objects.get(coder=_coder(world, side, "ada")).pk


def _operation(world: World, side: str, name: str | None) -> uuid.UUID:
    return Operation.objects.get(actor=_coder(world, side, name).user, verb="tag").op


def _import(world: World, side: str, name: str | None) -> int:
    """A new one, with a file that waits."""
    actor = world.users["eve" if side == "foreign" else "mira"]
    batch = receiving.open_import(project=world.project(side), actor=actor)
    receiving.add_files(batch=batch, files=[File("a.txt", TEXT.encode())], actor=actor)
    return batch.pk


def _job(world: World, side: str, name: str | None) -> int:
    """A file that was prepared for the named person, where their role has a right to one; else a job that waits."""
    project = world.project(side)
    user = world.users["eve" if side == "foreign" else name or "mira"]
    member = Membership.objects.filter(project=project, user=user).first()
    if member and member.role in RIGHTS["export"]:
        return finished(member).pk
    args = Asked("passages", "csv").as_json()
    return queueing.enqueue("export", args=args, project=project, by=user).pk


def saved_view(world: World, name: str, side: str = "own", owner: str = "sam") -> SavedView:
    """A shared one, of a page of coverage."""
    place, who = {"project": world.project(side), "address": "coverage/?by=share"}, world.users[owner]
    return saved_views.save_view(name=name, actor=who, is_shared=True, **place)


def _saved_view(world: World, side: str, name: str | None) -> int:
    """A new one of the named person, where their role may save one; else of the manager."""
    member = Membership.objects.filter(user=world.users[name or "mira"], project=world.own).first()
    owner = name if name and member and member.role in RIGHTS["see figures"] else "mira"
    return saved_view(world, str(uuid.uuid4()), side, "eve" if side == "foreign" else owner).pk


def habit(world: World, line: str, side: str = "own") -> SourceHabit:
    """A line that is remembered of the project's source."""
    said = {"source": "Qiushi", "by": "line", "value": line, "kind": "furniture"}
    return remembering.remember(project=world.project(side), actor=None, **said)


# Where one name means different things, the route decides.
MAKERS: dict[str, Maker] = {
    "project": lambda world, side, name: world.own.slug,
    "document": lambda world, side, name: Document.objects.get(project=world.project(side)).pk,
    "paragraph": lambda world, side, name: (
        Paragraph.objects.filter(revision__document__project=world.project(side), is_codable=True)[0].pk
    ),
    "source": lambda world, side, name: Source.objects.get(project=world.project(side)).pk,
    "habit": lambda world, side, name: habit(world, str(uuid.uuid4()), side).pk,
    "passage": _passage,
    "assignment": _assignment,
    "round": lambda world, side, name: Round.objects.get(project=world.project(side)).pk,
    "op": _operation,
    "question": _question,
    "job": _job,
    "membership_change.pk": _membership,
    "membership_remove.pk": _membership,
    "invitation_withdraw.pk": lambda *asked: invitation(*asked)[0].pk,
    "token_withdraw.pk": lambda *asked: token(*asked)[0].pk,
    "invitation_detail.secret": lambda *asked: invitation(*asked)[1],
    "account_reset_password_from_key.uidb36": lambda *asked: "1",
    "account_reset_password_from_key.key": lambda *asked: "set-password",
    "batch": _import,
    "number": lambda *asked: 1,
    "view": _saved_view,
    "table": lambda *asked: "passages",
    "suffix": lambda *asked: "csv",
    "figure": lambda *asked: "themes",
}
# What says which project and which form, not which object.
NOT_OBJECTS = {"project", "table", "suffix", "figure", "number"}
# An object that is nowhere, by the type of the name.
NO_ID = uuid.UUID(int=7)
MISSING: dict[str, object] = {
    "project": "nowhere",
    "passage": NO_ID,
    "question": NO_ID,
    "op": NO_ID,
    "secret": "no-such-secret",
}


def values(world: World, route: str, kwargs: tuple[str, ...], side: str, name: str | None) -> dict[str, object]:
    """What the names in a route's address stand for; KeyError for a name that has no maker yet: add it above."""
    found: dict[str, object] = {}
    for kwarg in kwargs:
        maker = MAKERS.get(f"{route}.{kwarg}") or MAKERS[kwarg]
        is_missing = side == "missing" and kwarg not in NOT_OBJECTS
        found[kwarg] = MISSING.get(kwarg, 999_999) if is_missing else maker(world, side, name)
    return found
