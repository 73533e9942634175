"""Of a hidden overlap coders learn nothing: every answer they get is the same whether a second coder has the text."""

import re

import pytest
from django.urls import reverse

from annotations.actions import assigning
from annotations.models import Assignment
from tests.annotations.people import ask, read, tag
from tests.conftest import assign

CHANGES = re.compile(r'[0-9a-f]{8}-[0-9a-f-]{27}|name="csrfmiddlewaretoken" value="\w+"|nonce-?=?"?[\w+/=-]+')
HEADERS = ("ETag", "Content-Type", "Location", "Last-Modified")


def addresses(work):
    place, project = [work.round.project.slug, work.document_id], work.round.project.slug
    own = [reverse(name, args=place) for name in ("annotate_detail", "coding_detail", "document_history")]
    pages = [reverse(name, args=[project]) for name in ("assignment_list", "passage_list", "question_list")]
    lists = [reverse(name, args=place) for name in ("document_detail",)] + [reverse("project_detail", args=[project])]
    text = f"/api/v1/documents/{work.document_id}"
    api = [text, f"{text}/passages", f"/api/v1/projects/{project}/passages", f"/api/v1/projects/{project}/documents"]
    return [*own, *pages, *lists, *api, f"/api/v1/projects/{project}/progress?since=2020-01-01T00:00:00Z"]


def answers(client, work):
    found = {}
    for address in addresses(work):
        answer = client.get(address)
        words = CHANGES.sub("", answer.content.decode())
        found[address] = (answer.status_code, [answer.headers.get(name) for name in HEADERS], words)
    return found


@pytest.mark.parametrize("is_blind", [True, False])
def test_a_coder_cannot_tell_which_documents_somebody_else_reads_too(site, ada, ben, sam, adas, is_blind):
    if is_blind:
        assigning.change_round(round=adas.round, version=1, actor=sam, is_blind=True)
    tag(adas, "Trade grows", "trade")
    before = answers(site, adas)
    assert all(status == 200 for status, *_rest in before.values())
    bens = assign(adas.document, ben, adas.round)
    tag(bens, "Security comes", "security", note="CANARY")
    ask(bens, "CANARY?")
    read(bens)
    assigning.hand_in(assignment=bens, actor=ben)
    after = answers(site, adas)
    assert {address for address in before if before[address] != after[address]} == set()
    assert Assignment.objects.count() == 2
