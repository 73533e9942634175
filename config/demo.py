"""The demo: project "dual-circulation" with the seed texts, their codebook and the people every example speaks of."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.conf import settings
from django.db import transaction

from annotations.actions import assigning
from annotations.models import Round
from corpus.actions import importing as corpus_importing
from corpus.drafting import File
from corpus.models import Document
from ledger.turnstile import turnstile
from projects.actions import founding, people
from projects.models import Coder, Project, User
from vocabulary.actions import importing as codebook_importing

SLUG = "dual-circulation"
SEEDS = Path(settings.BASE_DIR) / "seeds"
ROLES = {"ada": "annotator", "ben": "annotator", "sam": "supervisor", "mira": "manager", "rita": "reader"}
GUIDELINES = """Read each document whole before you tag it. Tag a sentence with every theme it speaks about.

Mark a paragraph as read when you are done with it; with no tag on it, that says: no theme applies.

When in doubt, tag it as unsure and say why in the note."""


@dataclass(frozen=True)
class SignIn:
    """One account of the demo; without a password when the account was there before."""

    username: str
    role: str
    password: str | None


def is_there() -> bool:
    return Project.objects.filter(slug=SLUG).exists()


def make() -> list[SignIn]:
    """Make the whole demo or nothing; an empty list when it is there already."""
    with turnstile(), transaction.atomic():
        if is_there():
            return []
        signs_in = [_account("admin", "site admin", is_superuser=True, is_staff=True)]
        admin = User.objects.get(username="admin")
        project = founding.create_project(slug=SLUG, name="Dual circulation", guidelines=GUIDELINES, actor=admin)
        signs_in += [_member(project, name, role, admin) for name, role in ROLES.items()]
        signs_in.append(_member(_elsewhere(admin), "eve", "manager", admin))
        _fill(project)
        return signs_in


def _account(username: str, role: str, **fields: bool) -> SignIn:
    if User.objects.filter(username=username).exists():
        return SignIn(username, role, None)
    password = os.environ.get("TIFA_DEMO_PASSWORD") or secrets.token_urlsafe(9)
    people.create_user(username=username, password=password, actor=None, **fields)
    return SignIn(username, role, password)


def _member(project: Project, username: str, role: str, admin: User) -> SignIn:
    account = _account(username, f"{role} of “{project.name}”")
    people.add_member(project=project, user=User.objects.get(username=username), role=role, actor=admin)
    return account


def _elsewhere(admin: User) -> Project:
    there = Project.objects.filter(slug="elsewhere").first()
    return there or founding.create_project(slug="elsewhere", name="Elsewhere", actor=admin)


def _fill(project: Project) -> None:
    """Texts and codebook by the manager, assignments in the project's round by the supervisor."""
    mira, sam = User.objects.get(username="mira"), User.objects.get(username="sam")
    files = [File(path.name, path.read_bytes()) for path in sorted(SEEDS.glob("*.txt")) + sorted(SEEDS.glob("*.csv"))]
    corpus_importing.import_files(project=project, files=files, actor=mira)
    codebook = yaml.safe_load((SEEDS / "codebook.yaml").read_text(encoding="utf-8"))
    codebook_importing.import_codebook(project=project, data=codebook, actor=mira)
    main = Round.objects.in_project(project).open().get()
    documents = list(Document.objects.filter(project=project).order_by("pk"))
    coders = list(Coder.objects.filter(project=project, user__username__in=("ada", "ben")).order_by("name"))
    assigning.assign_all(round=main, documents=documents, coders=coders, actor=sam)
