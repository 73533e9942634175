"""Nothing that is sent with a decision runs, whichever field it stands in; a reason is shown as it is."""

import pytest
from django.urls import reverse

from annotations.actions import assigning, deciding
from annotations.actions.verdicts import Verdict
from annotations.cells import differences
from annotations.models import Assignment, Round
from corpus.models import Document
from tests.annotations.people import read as read_all
from tests.security import world
from tests.security.hostile import HOSTILE
from tests.security.pages import read
from tests.security.world import World
from vocabulary.models import Theme


def decide(place: World, text: str) -> None:
    """sam decides against all coders, and says why."""
    round = Round.objects.in_project(place.own).get(name="Main")
    cell = differences(round, Document.objects.get(project=place.own)).cells[0]
    slug = Theme.objects.get(pk=cell.theme).slug
    verdict = Verdict(cell.paragraph, cell.unit, slug, "no", text, cell.version)
    document = Document.objects.get(project=place.own)
    deciding.decide(round=round, document=document, decisions=[verdict], actor=place.users["sam"])


def test_reason_is_shown_as_it_is_and_never_runs(db):
    everything = world.make()
    for work in Assignment.objects.in_project(everything.own).with_all():
        read_all(work)
        assigning.hand_in(assignment=work, actor=work.coder.user)
    document = Document.objects.get(project=everything.own)
    cells = reverse("decision_list", args=["openness", document.pk]) + "?show=all"
    history = reverse("document_history", args=["openness", document.pk])
    for text in HOSTILE:
        decide(everything, text)
        for address in (cells, history):
            page = read(everything.client("sam").get(address).text)
            assert page.dangers == [], text
            assert text in page.text, (address, text)


@pytest.mark.parametrize("name", ["theme", "seen", "outcome", "other", "reason", "unit", "show"])
def test_hostile_decision_comes_back_harmless(db, name):
    everything = world.make()
    sent = {"paragraph": 1, "unit": 0, "theme": "trade", "outcome": "other", "seen": "trade:0"}
    address = reverse("decision_create", args=["openness", Document.objects.get(project=everything.own).pk])
    for text in [*HOSTILE, "a\x00b", "x" * 100_000]:
        answer = everything.client("sam").post(address, {**sent, name: text})
        assert answer.status_code in {409, 422}, text
        assert read(answer.text).dangers == [], text
