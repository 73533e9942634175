"""The coder's page used as a browser without JavaScript uses it."""

import uuid
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from annotations.models import Assignment, Passage
from corpus.actions import importing
from corpus.models import Document
from projects.models import Project
from tests.annotations.people import paragraphs, slugs

HOSTILE = (
    "👩‍👩‍👧‍👦 and 🇨🇳, 𠮷野家, e\u0301 and a\u0300, soft\u00adhyphen, zero\u200bwidth, no\u00a0break, tab\there."
    " \u202eturned\u202c שלום عربى \u2066isolated. <script>alert(1)</script> & &amp; \"quoted\" 'too'  twice."
)


def address(assignment: Assignment, name: str = "coding_detail", *more: Any) -> str:
    return reverse(name, args=[assignment.document.project.slug, assignment.document_id, *more])


def see(site: Client, assignment: Assignment, **query: Any) -> HttpResponse:
    return site.get(address(assignment), query)


def create(site: Client, assignment: Assignment, **fields: Any) -> HttpResponse:
    """Send the tag form: by default the first sentence of the first codable paragraph, as trade."""
    first = paragraphs(assignment)[0].pk
    sent = {"paragraph": first, "where": "sentences", "first_sentence": 1, "themes": "trade", "op": uuid.uuid4()}
    return site.post(address(assignment, "passage_create"), {**sent, **fields})


def change(site: Client, assignment: Assignment, passage: Passage, **fields: Any) -> HttpResponse:
    sent = {"where": "words", "words": passage.quote, "version": passage.version, "themes": slugs(passage)}
    return site.post(address(assignment, "passage_change", passage.pk), {**sent, **fields})


def said(answer: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(answer.wsgi_request)]


def own_passages() -> list[tuple[str, list[str]]]:
    return [(each.quote, slugs(each)) for each in Passage.objects.order_by("paragraph", "start", "-end")]


def document_of(project: Project, *texts: str) -> Document:
    data = "\n\n".join(["A title", "By Somebody", *texts]).encode()
    return importing.import_text(project=project, name="own.txt", data=data, actor=None)
