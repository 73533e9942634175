"""An installation to measure: a project of the size that is asked for, its people, and our server over it."""

import io
import json
import os
import re
import sys
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from django.core.management import call_command
from django.db import connection
from django.test import Client
from screen.study import seeds

from annotations.models import Assignment
from projects.actions import founding, people
from projects.models import Project, User
from vocabulary.actions import importing

PER_DOCUMENT = 50  # paragraphs
CODERS = 8
TOKEN = "b" * 32  # against forged requests: what the cookie says, the header says too


@dataclass
class Site:
    """`origin` is where the server answers; `made` says in how many seconds each part of the corpus was made."""

    project: Project
    ada: User
    coders: list[User]
    n_paragraphs: int
    n_passages: int
    made: dict[str, float]
    origin: str = ""

    def headers(self, user: User) -> dict[str, str]:
        """Those of somebody who is signed in, as a browser sends them."""
        client = Client()
        client.force_login(user)
        cookies = f"sessionid={client.cookies['sessionid'].value}; csrftoken={TOKEN}"
        return {"Cookie": cookies, "X-CSRFToken": TOKEN, "Accept-Encoding": "gzip", "Content-Type": "application/json"}

    def reader(self, user: User) -> "Reader":
        return Reader(urlsplit(self.origin).netloc, self.headers(user))

    def assignment(self, seed: int) -> Assignment:
        """Ada's assignment of the document that was made from a seed."""
        return Assignment.objects.with_all().get(pk=self.made[f"assignment {seed}"])


class Reader:
    """Asks over one connection that stays open, as browsers do."""

    def __init__(self, place: str, headers: dict[str, str]) -> None:
        self.connection, self.headers = HTTPConnection(place, timeout=120), headers

    def get(self, address: str) -> bytes:
        self.connection.request("GET", address, headers=self.headers)
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{address} answers {answer.status}: {body[:300]!r}")
        return body


def make(n_paragraphs: int, n_passages: int) -> Site:
    """A project of that size, a short and a long document, and texts for eight coders who save at once."""
    call_command("prepare", verbosity=0)
    project = founding.create_project(slug="bench", name="Bench", actor=None)
    importing.import_codebook(project=project, data=seeds(), actor=None)
    ada, *coders = [_person(project, name) for name in ("ada", *(f"coder{n}" for n in range(CODERS)))]
    site = Site(project, ada, coders, n_paragraphs, n_passages, {})
    site.made["corpus"] = corpus(site, n_paragraphs // PER_DOCUMENT, n_paragraphs, n_passages, ["ada"], seed=1)
    for seed, (size, passages) in enumerate(((25, 40), (2000, 3000)), start=2):
        corpus(site, 1, size, passages, ["ada"], seed)
        site.made[f"assignment {seed}"] = Assignment.objects.of(ada).latest("pk").pk
    corpus(site, CODERS, CODERS * PER_DOCUMENT, 0, [each.username for each in coders], seed=4)
    if connection.vendor == "postgresql":  # as its own daemon does within a minute
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return site


def corpus(site: Site, documents: int, paragraphs: int, passages: int, coders: list[str], seed: int) -> float:
    """Seconds that `make_corpus` takes."""
    size = [f"--documents={documents}", f"--paragraphs={paragraphs}", f"--passages={passages}", f"--seed={seed}"]
    begun = time.perf_counter()
    whose = [f"--coder={name}" for name in coders]
    call_command("make_corpus", f"--project={site.project.slug}", *whose, *size, stdout=io.StringIO())
    return time.perf_counter() - begun


def machine() -> str:
    """The processors, the memory, and the versions of Python and of the database."""
    info, memory = Path("/proc/cpuinfo"), Path("/proc/meminfo")
    named = re.search(r"model name\s*: (.*)", info.read_text()) if info.exists() else None
    size = re.search(r"MemTotal:\s*(\d+)", memory.read_text()) if memory.exists() else None
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version" if connection.vendor == "postgresql" else "SELECT sqlite_version()")
        version = cursor.fetchone()[0].split()[0]
    parts = [f"{os.cpu_count()} × {named[1] if named else 'processor'}"]
    parts += [f"{int(size[1]) / 2**20:.0f} GiB"] if size else []
    return ", ".join([*parts, f"Python {sys.version.split()[0]}", f"{connection.display_name} {version}"])


def rows_of(text: bytes) -> int:
    """How many things a page of the API lists."""
    return len(json.loads(text)["items"])


def _person(project: Project, name: str) -> User:
    user = people.create_user(username=name, password=None, actor=None)
    people.add_member(project=project, user=user, role="manager" if name == "ada" else "annotator", actor=None)
    return user
