"""The invented study behind the figures: two projects, three documents, and the session of their coder."""

import os
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.test import Client

from annotations.actions import coding
from annotations.actions.changes import Unread
from annotations.models import Assignment
from corpus.models import Paragraph
from projects.actions import founding, people
from projects.models import Project, User
from vocabulary.actions import importing
from vocabulary.formats import by_name

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds" / "codebook.yaml"
MANY = 300  # themes


@dataclass(frozen=True)
class Study:
    """Addresses of the annotate screen by name, and the cookie that opens them."""

    addresses: dict[str, str]
    session: str


def make() -> Study:
    call_command("prepare", verbosity=0)
    ada = people.create_user(username="ada", password=None, actor=None)
    few, many = _project("few", seeds(), ada), _project("many", repeated(seeds(), MANY), ada)
    addresses = {
        "short": _document(few, 25, 40, ada),
        "dense": _document(few, 25, 300, ada),
        "long": _document(few, 2000, 3000, ada),
        "themes": _document(many, 25, 40, ada),
    }
    client = Client()
    client.force_login(ada)
    return Study(addresses, client.cookies["sessionid"].value)


def seeds() -> Any:
    return by_name("yaml").read(SEEDS.read_bytes(), SEEDS.name)


def repeated(data: Any, n: int) -> Any:
    """The codebook again and again, until it has so many themes; each time other slugs, codes and names."""
    themes = []
    for number in range(n):
        theme = deepcopy(data["themes"][number % len(data["themes"])])
        turn = number // len(data["themes"])
        if turn:
            _rename(theme, turn)
        themes.append({**theme, "position": number + 1})
    return {**data, "themes": themes}


def _rename(theme: dict[str, Any], turn: int) -> None:
    theme["slug"] += f"-{turn}"
    theme["code"] += str(turn)
    theme["parent"] = theme["parent"] and f"{theme['parent']}-{turn}"
    theme["label"] = {language: f"{label} {turn}" for language, label in theme["label"].items()}


def _project(slug: str, codebook: Any, ada: User) -> Project:
    project = founding.create_project(slug=slug, name=slug.title(), actor=None)
    importing.import_codebook(project=project, data=codebook, actor=None)
    people.add_member(project=project, user=ada, role="annotator", actor=None)
    return project


def _document(project: Project, n_paragraphs: int, n_passages: int, ada: User) -> str:
    """The address of a new document's annotate screen."""
    size = ["--documents=1", f"--paragraphs={n_paragraphs}", f"--passages={n_passages}", f"--seed={n_passages}"]
    with open(os.devnull, "w") as nowhere:
        call_command("make_corpus", f"--project={project.slug}", f"--coder={ada.username}", *size, stdout=nowhere)
    assignment = Assignment.objects.with_all().order_by("pk").last()
    paragraphs = Paragraph.objects.of(assignment.document).codable().values_list("pk", flat=True)
    half = Unread(paragraphs=tuple(paragraphs[::2]))  # so that the space bar has somewhere to go
    coding.change_document(assignment=assignment, changes=[half], actor=ada)
    return f"/projects/{project.slug}/documents/{assignment.document_id}/annotate/"
