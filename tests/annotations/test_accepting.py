"""What coders do with suggestions: who is shown them, what accepting and dismissing store, and how both are undone."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.actions import assigning, undoing
from annotations.actions.changes import Dismiss
from annotations.document_history import DocumentHistory
from annotations.models import Assignment, Dismissal, Passage, Round, Tagging
from corpus.actions import importing as corpus_importing
from ledger.models import Event
from ledger.replay import differences
from projects.models import Coder, Membership, Project, User
from tests.annotations.api_calls import edit, new, rule, send, tagging, undo
from tests.annotations.people import do, read
from tests.annotations.suggestions import publish, suggest
from tests.annotations.test_annotate_page import address, data, page
from tests.conftest import assign
from tests.security.pages import read as read_page
from vocabulary.actions import importing

pytestmark = pytest.mark.django_db

OTHER = {
    "codebook": {"id": "other", "version": 1, "languages": ["en"]},
    "themes": [{"slug": "theirs", "code": "THR", "parent": None, "label": {"en": "Theirs"}, "hue": 1}],
}
TRADE, SECURITY = "Trade grows fast.", "Security comes first."


@pytest.fixture
def own(suggestions: Round, adas: Assignment, site: Client) -> Assignment:
    """ada's work, with suggestions, and ada signed in."""
    return Assignment.objects.with_all().get(pk=adas.pk)


def names(told: dict[str, Any]) -> list[str]:
    return [row["theme"] for row in told["suggestions"]]


def first(client: Client, work: Assignment, theme: str) -> dict[str, Any]:
    """The first suggestion of a theme."""
    return next(row for row in data(client, work)["suggestions"] if row["theme"] == theme)


def named(client: Client, work: Assignment, theme: str) -> str:
    return str(first(client, work, theme)["id"])


def dismissing(client: Client, work: Assignment, theme: str) -> dict[str, Any]:
    """The change that dismisses it."""
    suggestion = first(client, work, theme)
    return {"do": "dismiss", **{name: suggestion[name] for name in ("paragraph", "start", "end", "theme")}}


def given(theme: str = "trade") -> tuple[str, float | None, str | None]:
    row = Tagging.objects.select_related("suggested_by").exclude(coder__kind="machine").get(tag__slug=theme)
    return row.origin, row.score, row.suggested_by.name if row.suggested_by else None


# who is shown what


def test_coder_is_told_theme_place_score_and_reason(own: Assignment, client: Client) -> None:
    told = next(row for row in data(client, own)["suggestions"] if row["theme"] == "trade")
    passage = Passage.objects.get(coder__kind="machine", quote=TRADE)
    place = {"paragraph": passage.paragraph_id, "start": passage.start, "end": passage.end}
    theme = passage.taggings.get().tag_id
    suggestion = f"{passage.paragraph_id}/{passage.start}/{passage.end}/{theme}"
    assert told == {"id": suggestion, **place, "theme": "trade", "score": 1.0, "why": "Trade grows"}


def test_suggestions_come_in_the_order_of_the_text(own: Assignment, client: Client) -> None:
    assert names(data(client, own)) == ["opening-up", "trade", "opening-up", "bri", "security"]


@pytest.mark.parametrize("how", ["hidden", "handed in", "locked"])
def test_rounds_that_show_none_and_finished_work_tell_none(own: Assignment, client: Client, how: str) -> None:
    if how == "handed in":
        read(own)
        assigning.hand_in(assignment=own, actor=own.coder.user)
    else:
        fields = {"hidden": {"shows_suggestions_of": None}, "locked": {"locked_at": own.assigned_at}}[how]
        assigning.change_round(round=own.round, version=own.round.version, actor=None, **fields)
    assert data(client, own)["suggestions"] == []


def test_a_blind_round_tells_none_whatever_stands_in_it(own: Assignment, client: Client) -> None:
    change = {"shows_suggestions_of": None, "is_blind": True}
    assigning.change_round(round=own.round, version=own.round.version, actor=None, **change)
    assert data(client, own)["suggestions"] == []


def test_only_themes_that_can_be_given_in_paragraphs_to_read_are_told(
    own: Assignment, client: Client, project: Project
) -> None:
    later = Passage.objects.get(coder__kind="machine", quote=SECURITY).paragraph_id
    Assignment.objects.filter(pk=own.pk).update(paragraphs=[later])
    assert names(data(client, own)) == ["security"]


def test_page_asks_as_much_for_five_suggestions_as_for_none(own: Assignment, client: Client, project: Project) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(address(own.document))
        return len(asked)

    queries()
    many = queries()
    publish(project, {})
    suggest(own.round)
    assert data(client, own)["suggestions"] == []
    assert queries() == many


def test_hostile_words_to_look_for_are_told_as_they_are_and_run_nowhere(
    own: Assignment, client: Client, project: Project
) -> None:
    hostile = "</script><script>alert(1)</script>"
    text = f"A title\n\nBefore {hostile} after.\n".encode()
    work = assign(
        corpus_importing.import_text(project=project, name="x.txt", data=text, actor=None), own.coder.user, own.round
    )
    publish(project, {"trade": {"en": [hostile, "(a+)+$", "[", "\\"]}})
    suggest(own.round)
    [row] = data(client, work)["suggestions"]
    assert (row["theme"], row["why"]) == ("trade", hostile)
    assert read_page(page(client, work)).dangers == []


# accepting


def test_accepted_suggestion_is_the_coders_own_tag_that_says_where_it_comes_from(
    own: Assignment, client: Client
) -> None:
    answer = send(client, own, tagging(own, TRADE, "trade", accepts=["trade"]))
    assert answer.status_code == 201
    assert given() == ("accepted", 1.0, "lexicon")
    passage = Passage.objects.get(coder=own.coder)
    event = Event.objects.of("passage", passage.pk).get()
    machine = Coder.objects.get(kind="machine")
    assert event.after["taggings"][0]["suggested_by"] == machine.pk


def test_a_theme_can_be_accepted_into_a_passage_that_is_there(own: Assignment, client: Client) -> None:
    [passage] = send(client, own, tagging(own, TRADE, "security")).json()["passages"]
    answer = send(client, own, edit(passage, 1, themes=["security", "trade"], accepts=["trade"]))
    assert answer.json()["passages"][0]["themes"] == ["trade", "security"]
    assert (given("trade"), given("security")) == (("accepted", 1.0, "lexicon"), ("human", None, None))


def test_what_nobody_suggested_is_the_coders_own(own: Assignment, client: Client) -> None:
    """Other words, another theme, no word of acceptance: whatever a client says, only the machine's tag counts."""
    send(client, own, tagging(own, "Trade grows", "trade", accepts=["trade"]))
    assert given() == ("human", None, None)
    send(client, own, tagging(own, TRADE, "security", accepts=["security"]))
    assert given("security") == ("human", None, None)


def test_tagging_by_hand_accepts_nothing(own: Assignment, client: Client) -> None:
    send(client, own, tagging(own, TRADE, "trade"))
    assert given() == ("human", None, None)


def test_in_a_round_that_shows_none_nothing_is_accepted(own: Assignment, client: Client) -> None:
    assigning.change_round(round=own.round, version=own.round.version, actor=None, shows_suggestions_of=None)
    assert send(client, own, tagging(own, TRADE, "trade", accepts=["trade"])).status_code == 201
    assert given() == ("human", None, None)


@pytest.mark.parametrize("accepts", [["security"], ["nothing-like-it"]])
def test_only_themes_of_the_passage_are_accepted(own: Assignment, client: Client, accepts: list[str]) -> None:
    assert rule(send(client, own, tagging(own, TRADE, "trade", accepts=accepts))) == (422, "unknown-theme")
    assert not Passage.objects.filter(coder=own.coder).exists()


def test_undo_and_redo_keep_where_a_tag_comes_from(own: Assignment, client: Client, project: Project) -> None:
    step = send(client, own, tagging(own, TRADE, "trade", accepts=["trade"])).json()["op"]
    taken_back = undo(client, step).json()["op"]
    assert not Passage.objects.filter(coder=own.coder).exists()
    undo(client, taken_back)
    assert given() == ("accepted", 1.0, "lexicon")
    assert list(differences(project)) == []


def test_same_operation_sent_again_is_known_with_and_without_acceptance(own: Assignment, client: Client) -> None:
    for change in (tagging(own, TRADE, "trade", accepts=["trade"]), tagging(own, SECURITY, "security")):
        op = new()
        assert [send(client, own, change, op=op).status_code for _ in range(2)] == [201, 201]


# dismissing


def test_dismissed_suggestion_is_stored_and_told(own: Assignment, client: Client) -> None:
    suggestion = named(client, own, "trade")
    answer = send(client, own, dismissing(client, own, "trade"))
    assert (answer.json()["dismissed"], answer.json()["restored"]) == ([suggestion], [])
    told = data(client, own)
    assert [row["id"] for row in told["dismissed"]] == [suggestion]
    assert told["steps"]["done"][-1]["effects"][0]["kind"] == "dismissal"


def test_dismissing_twice_is_one_dismissal(own: Assignment, client: Client) -> None:
    change = dismissing(client, own, "trade")
    assert [send(client, own, change).status_code for _ in range(2)] == [201, 201]
    assert Dismissal.objects.count() == 1


def test_undo_brings_a_suggestion_back_and_redo_dismisses_it(own: Assignment, client: Client, project: Project) -> None:
    suggestion = named(client, own, "trade")
    step = send(client, own, dismissing(client, own, "trade")).json()["op"]
    answer = undo(client, step).json()
    assert (answer["dismissed"], answer["restored"]) == ([], [suggestion])
    assert data(client, own)["dismissed"] == []
    assert undo(client, answer["op"]).json()["dismissed"] == [suggestion]
    assert list(differences(project)) == []


def test_many_dismissals_and_tags_are_one_step(own: Assignment, client: Client, project: Project) -> None:
    dismissed = [dismissing(client, own, theme) for theme in ("trade", "bri", "security")]
    step = send(client, own, *dismissed, tagging(own, "Trade", "trade")).json()["op"]
    undo(client, step)
    assert (Dismissal.objects.count(), Passage.objects.filter(coder=own.coder).count()) == (0, 0)
    assert list(differences(project)) == []


def test_dismissals_are_each_coders_own_and_outlive_a_new_run(
    own: Assignment, ben: User, client: Client, project: Project
) -> None:
    bens = assign(own.document, ben, own.round)
    send(client, own, dismissing(client, own, "trade"))
    publish(project, {"trade": {"en": ["grows"]}})
    suggest(own.round)
    assert [row["id"] for row in data(client, own)["dismissed"]] == [named(client, own, "trade")]
    assert data(client, bens)["dismissed"] == []


@pytest.mark.parametrize(
    ("wrong", "answer"),
    [
        ({"theme": "nothing-like-it"}, (422, "unknown-theme")),
        ({"theme": "<script>"}, (422, "unknown-theme")),
        ({"theme": 1}, (422, "invalid")),
        ({"start": 5, "end": 5}, (422, "empty-span")),
        ({"end": 9999}, (422, "outside-text")),
        ({"end": -1}, (422, "empty-span")),
        ({"end": 10**30}, (422, "invalid")),
        ({"paragraph": 999_999}, (422, "outside-text")),
        ({"paragraph": "1; DROP TABLE"}, (422, "invalid")),
        ({"coder": 1}, (422, "invalid")),
    ],
)
def test_what_is_no_suggestion_is_refused(
    own: Assignment, client: Client, wrong: dict[str, Any], answer: tuple[int, str]
) -> None:
    assert rule(send(client, own, {**dismissing(client, own, "trade"), **wrong})) == answer
    assert not Dismissal.objects.exists()


def test_a_theme_of_another_project_is_refused(own: Assignment, client: Client, elsewhere: Project) -> None:
    importing.import_codebook(project=elsewhere, data=OTHER, actor=None)
    change = {**dismissing(client, own, "trade"), "theme": "theirs"}
    assert rule(send(client, own, change)) == (422, "unknown-theme")


def test_handed_in_work_dismisses_nothing(own: Assignment, client: Client) -> None:
    change = dismissing(client, own, "trade")
    read(own)
    assigning.hand_in(assignment=own, actor=own.coder.user)
    assert rule(send(client, own, change)) == (409, "handed-in")


# told in words


def test_history_tells_acceptance_and_dismissal(own: Assignment, client: Client, ada: User) -> None:
    send(client, own, tagging(own, TRADE, "trade", accepts=["trade"]))
    change = dismissing(client, own, "security")
    do(own, Dismiss(**{name: change[name] for name in change if name != "do"}))
    undoing.undo(assignment=own, actor=ada)
    history = DocumentHistory(Membership.objects.get(user=ada), own.document, 1)
    assert [line.words for entry in history.entries[:3] for line in entry.lines] == [
        "brought the suggestion SEC in ¶ 4 back",
        "dismissed the suggestion SEC in ¶ 4",
        "marked “Trade grows fast.” as TRD (suggested by lexicon)",
    ]
