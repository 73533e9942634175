"""The time of the annotate screen on the server, beside a raw read of the same rows; three ways to write its text.

usage: python benchmarks/open_document.py     in a throw-away database, or the empty one in DATABASE_URL
"""

import io
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
FOLDER = tempfile.TemporaryDirectory()
os.environ |= {"TIFA_DATA": FOLDER.name, "DJANGO_SETTINGS_MODULE": "config.settings"}

import django  # noqa: E402 -- after the settings' environment

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.template import Context, Engine  # noqa: E402
from django.test import Client  # noqa: E402

from annotations.annotate_page import AnnotatePage, open_page  # noqa: E402
from annotations.models import Assignment  # noqa: E402
from annotations.sheet import sheet  # noqa: E402
from projects.actions import founding, people  # noqa: E402
from projects.models import Project, User  # noqa: E402
from vocabulary.actions import importing  # noqa: E402
from vocabulary.formats import FORMATS as CODEBOOKS  # noqa: E402

SIZES = ((25, 40), (2000, 3000))  # paragraphs, passages
PATIENCE = 4  # seconds for each figure; it is measured at least 5 times, and 50 at most
RAW = (
    "SELECT id, ordinal, kind, text, sentences, is_codable FROM corpus_paragraph WHERE revision_id IN"
    " (SELECT id FROM corpus_revision WHERE document_id = %s AND state = 'current') ORDER BY ordinal",
    "SELECT p.*, t.theme_id, t.is_unsure FROM annotations_passage p LEFT JOIN annotations_tagging t"
    " ON t.passage_id = p.id WHERE p.document_id = %s ORDER BY p.start",
    "SELECT paragraph_id FROM annotations_reading WHERE document_id = %s",
)
# The same paragraph as a template writes it, in a loop and in a file of its own.
ROW = """<section class="sheet-paragraph" id="p{{ row.ordinal }}" data-paragraph="{{ row.id }}" tabindex="-1"
aria-label="{% blocktranslate with n=row.ordinal %}Paragraph {{ n }} of {{ total }}{% endblocktranslate %}">
<span class="sheet-ordinal">{{ row.ordinal }}</span>{% if row.kind_shown %}{{ row.kind_shown }}{% endif %}
<p class="sheet-text" lang="{{ language }}"{% if row.is_heading %} role="heading"{% endif %}>{{ row.text }}</p>
<ul class="chips" aria-label="{% blocktranslate with n=row.ordinal %}Tags on paragraph {{ n }}{% endblocktranslate %}">
</ul></section>"""
LOADED = {
    "row.html": "{% load i18n %}" + ROW,
    "loop.html": "{% load i18n %}{% for row in rows %}" + ROW + "{% endfor %}",
    "include.html": '{% for row in rows %}{% include "row.html" %}{% endfor %}',
}
ENGINE = Engine(
    libraries={"i18n": "django.templatetags.i18n"},
    loaders=[("django.template.loaders.cached.Loader", [("django.template.loaders.locmem.Loader", LOADED)])],
)


def study() -> tuple[Project, User]:
    project = founding.create_project(slug="bench", name="Bench", actor=None)
    path = ROOT / "seeds" / "codebook.yaml"
    reader = next(each for each in CODEBOOKS if path.name.endswith(each.suffix))
    importing.import_codebook(project=project, data=reader.read(path.read_bytes(), path.name), actor=None)
    ada = people.create_user(username="ada", password=None, actor=None)
    people.add_member(project=project, user=ada, role="annotator", actor=None)
    return project, ada


def make(project: Project, n_paragraphs: int, n_passages: int) -> float:
    """Seconds that `make_corpus` takes."""
    begun = time.perf_counter()
    size = ["--documents=1", f"--paragraphs={n_paragraphs}", f"--passages={n_passages}", f"--seed={n_paragraphs}"]
    call_command("make_corpus", f"--project={project.slug}", "--coder=ada", *size, stdout=io.StringIO())
    return time.perf_counter() - begun


def raw(document: int) -> None:
    with connection.cursor() as cursor:
        for sql in RAW:
            cursor.execute(sql, [document])
            cursor.fetchall()


def timed(name: str, run: Callable[[], Any], beside: float | None = None) -> float:
    """Milliseconds, the best and the median; the ratio is of the best."""
    run()
    took: list[float] = []
    while len(took) < 5 or (sum(took) < 1000 * PATIENCE and len(took) < 50):
        begun = time.perf_counter()
        run()
        took.append(1000 * (time.perf_counter() - begun))
    took.sort()
    ratio = f"   {took[0] / beside:5.1f} times" if beside else ""
    print(f"  {name:40} best {took[0]:8.2f} ms   median {took[len(took) // 2]:8.2f} ms{ratio}", flush=True)
    return took[0]


def whole_page(client: Client, address: str) -> HttpResponse:
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answers {answer.status_code}")
    return answer


def by_template(name: str, page: AnnotatePage) -> str:
    context = Context({"rows": page.rows, "total": len(page.rows), "language": page.document.language})
    return ENGINE.get_template(name).render(context)


def measure(client: Client, user: User, assignment: Assignment) -> None:
    document = assignment.document_id
    floor = timed("raw read of the same rows", lambda: raw(document))
    page = open_page([assignment], assignment, user)
    timed("page object", lambda: open_page([assignment], assignment, user), floor)
    whole = f"/projects/bench/documents/{document}/annotate/"
    size = len(whole_page(client, whole).content)
    timed(f"GET annotate ({size / 1000:,.0f} kB)", lambda: whole_page(client, whole), floor)
    timed("GET the plain page", lambda: whole_page(client, whole.replace("annotate", "coding")), floor)
    text = timed("text: annotations.sheet", lambda: sheet(page.rows, total=len(page.rows), language="en"))
    timed("text: a loop in the template", lambda: by_template("loop.html", page), text)
    timed("text: an included template a paragraph", lambda: by_template("include.html", page), text)


def main() -> None:
    call_command("prepare", verbosity=0)
    project, ada = study()
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(ada)
    for n_paragraphs, n_passages in SIZES:
        took = make(project, n_paragraphs, n_passages)
        print(f"{n_paragraphs} paragraphs, {n_passages} passages (made in {took:.1f} s)", flush=True)
        measure(client, ada, Assignment.objects.with_all().order_by("pk").last())


if __name__ == "__main__":
    main()
