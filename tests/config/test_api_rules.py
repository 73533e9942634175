"""Every rule by which coding through the API is refused, broken once: the status, the field and what is there now."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from annotations.actions import assigning
from annotations.actions.vocabulary import MOST_THEMES
from annotations.models import Assignment, Round
from corpus.models import Paragraph
from tests.annotations.api_calls import JSON, edit, hand_in, new, read_all, rule, send, tagging, undo
from tests.annotations.people import paragraphs, tag
from tests.conftest import assign
from tests.source import ROOT
from vocabulary.actions import publishing, retiring
from vocabulary.models import Theme

Story = Callable[[Client, Assignment], Any]

pytestmark = pytest.mark.django_db


def wrong(**fields: Any) -> Story:
    """A new passage with something wrong."""
    return lambda site, adas: send(site, adas, {**tagging(adas, "China", "trade"), **fields})


def op_reused(site: Client, adas: Assignment) -> Any:
    op = new()
    send(site, adas, tagging(adas, "China", "trade"), op=op)
    return send(site, adas, tagging(adas, "Trade", "trade"), op=op)


def stale(site: Client, adas: Assignment) -> Any:
    passage = tag(adas, "China", "trade")
    send(site, adas, edit(passage, 1, note="first"))
    return send(site, adas, edit(passage, 1, note="second"))


def version_needed(site: Client, adas: Assignment) -> Any:
    return send(site, adas, {"do": "withdraw", "id": str(tag(adas, "China", "trade").pk)})


def passage_exists(site: Client, adas: Assignment) -> Any:
    tag(adas, "China", "bri")
    return send(site, adas, tagging(adas, "China", "trade"))


def question_exists(site: Client, adas: Assignment) -> Any:
    asked = {"do": "ask", "id": new(), "paragraph": paragraphs(adas)[0].pk, "text": "Trade?"}
    send(site, adas, asked)
    return send(site, adas, asked)


def handed_in(site: Client, adas: Assignment) -> Any:
    read_all(site, adas)
    hand_in(site, adas)
    return send(site, adas, tagging(adas, "China", "trade"))


def not_all_read(site: Client, adas: Assignment) -> Any:
    return hand_in(site, adas)


def round_locked(site: Client, adas: Assignment) -> Any:
    now = Round.objects.get(pk=adas.round_id)
    assigning.change_round(round=now, version=now.version, actor=None, locked_at=timezone.now())
    return send(site, adas, tagging(adas, "China", "trade"))


def round_needed(site: Client, adas: Assignment) -> Any:
    second = assigning.start_round(project=adas.round.project, name="Second", actor=None)
    assign(adas.document, adas.coder.user, second)
    return send(site, adas, tagging(adas, "China", "trade"))


def text_revised(site: Client, adas: Assignment) -> Any:
    sent = tagging(adas, "China", "trade")
    adas.document.revisions.update(state="former")
    return send(site, adas, sent)


def retired_theme(site: Client, adas: Assignment) -> Any:
    project = adas.round.project
    theme, successor = (Theme.objects.get(project=project, slug=slug) for slug in ("bri", "trade"))
    retiring.retire_theme(theme=theme, version=theme.version, successor=successor, actor=None)
    publishing.publish(project=project, message="merged", actor=None)
    return send(site, adas, tagging(adas, "China", "bri"))


def not_codable(site: Client, adas: Assignment) -> Any:
    title = Paragraph.objects.of(adas.document).filter(is_codable=False)[0]
    return wrong(paragraph=title.pk, start=0, end=1, quote=title.text[0])(site, adas)


def nothing_to_undo(site: Client, adas: Assignment) -> Any:
    first, _second = (send(site, adas, tagging(adas, words, "trade")).json()["op"] for words in ("China", "Trade"))
    return undo(site, first)


def not_found(site: Client, adas: Assignment) -> Any:
    return send(site, adas, {"do": "withdraw", "id": new(), "version": 1})


def not_understood(site: Client, adas: Assignment) -> Any:
    return site.post(f"/api/v1/documents/{adas.document_id}/operations", "{", content_type=JSON)


# rule: (status, field, whether the answer tells what is there now, the story)
RULES: dict[str, tuple[int, str, bool, Story]] = {
    "op-reused": (422, "op", False, op_reused),
    "stale": (409, "", True, stale),
    "version-needed": (428, "version", True, version_needed),
    "passage-exists": (409, "start", True, passage_exists),
    "question-exists": (409, "id", False, question_exists),
    "handed-in": (409, "", False, handed_in),
    "not-all-read": (409, "paragraphs", True, not_all_read),
    "round-locked": (409, "", False, round_locked),
    "round-needed": (422, "round", True, round_needed),
    "text-revised": (409, "paragraph", False, text_revised),
    "unknown-theme": (422, "themes", False, wrong(themes=["no-such-theme"])),
    "retired-theme": (422, "themes", True, retired_theme),
    "too-many-themes": (422, "themes", False, wrong(themes=[f"t{number}" for number in range(MOST_THEMES + 1)])),
    "no-theme": (422, "themes", False, wrong(themes=[])),
    "outside-text": (422, "end", False, wrong(end=10_000)),
    "empty-span": (422, "end", False, wrong(end=0)),
    "wrong-quote": (422, "quote", True, wrong(quote="Japan")),
    "not-codable": (422, "paragraph", False, not_codable),
    "invalid": (422, "changes.0", False, lambda site, adas: send(site, adas, {"do": 7})),
    "not-found": (404, "", True, not_found),
    "not-understood": (400, "", False, not_understood),
}


@pytest.fixture
def site(client: Client, adas: Assignment) -> Client:
    client.force_login(adas.coder.user)
    return client


@pytest.mark.parametrize("name", RULES)
def test_broken_rule_is_told_with_its_field_and_the_present_state(site: Client, adas: Assignment, name: str) -> None:
    status, field, tells, story = RULES[name]
    answer = story(site, adas)
    error = answer.json()["error"]
    assert (rule(answer), error["field"], "current" in error) == ((status, name), field, tells)


def test_retired_theme_names_its_successor(site: Client, adas: Assignment) -> None:
    assert retired_theme(site, adas).json()["error"]["current"] == {"theme": "bri", "successor": "trade"}


def test_undo_out_of_turn_names_the_next_step(site: Client, adas: Assignment) -> None:
    answer = nothing_to_undo(site, adas)
    assert (rule(answer), [*answer.json()["error"]["current"]]) == ((409, "stale"), ["next"])


def test_contract_has_each_of_these_rules_with_its_status() -> None:
    text = (ROOT / "docs" / "contract.md").read_text()
    listed = {(int(status), name) for status, name in re.findall(r"^\| (\d{3}) \| `([\w-]+)` \|", text, re.M)}
    assert {(status, name) for name, (status, *_more) in RULES.items()} - listed == set()
