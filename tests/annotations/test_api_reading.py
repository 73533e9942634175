"""What the API tells one of a document: its text, one's own passages page by page, how much one read since."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from annotations.actions import assigning, coding
from annotations.actions.changes import Read, Tag
from annotations.models import Assignment, Passage
from corpus.actions import importing
from corpus.models import Document, Paragraph, Revision
from projects.models import Project, User
from tests.annotations.api_calls import read_all, rule, send, undo
from tests.annotations.people import paragraphs, tag
from tests.conftest import assign

pytestmark = pytest.mark.django_db

PROGRESS = "/api/v1/projects/openness/progress"


def passages(client: Client, assignment: Assignment, **query: Any) -> Any:
    return client.get(f"/api/v1/documents/{assignment.document_id}/passages", query)


def tag_many(assignment: Assignment, n: int) -> None:
    paragraph = paragraphs(assignment)[0]
    changes = [Tag(paragraph.pk, 0, end, paragraph.text[:end], ("trade",)) for end in range(5, 5 + n)]
    coding.change_document(assignment=assignment, changes=changes, actor=assignment.coder.user)


def test_document_is_told_with_its_text(client: Client, rita: User, document: Document) -> None:
    client.force_login(rita)
    told = client.get(f"/api/v1/documents/{document.pk}").json()
    revision = Revision.objects.get(document=document)
    assert (told["title"], told["author"], told["length"]) == (document.title, "Li Hua", len(revision.text))
    wanted = [
        {
            "id": each.pk,
            "ordinal": each.ordinal,
            "kind": each.kind,
            "is_codable": each.is_codable,
            "start": each.start,
            "text": each.text,
            "sentences": each.sentences,
        }
        for each in Paragraph.objects.of(document)
    ]
    assert told["paragraphs"] == wanted


def test_document_of_another_project_is_as_if_it_were_not_there(client: Client, eve: User, document: Document) -> None:
    client.force_login(eve)
    foreign, missing = (client.get(f"/api/v1/documents/{pk}") for pk in (document.pk, 999_999))
    assert (foreign.status_code, missing.status_code, foreign.content) == (404, 404, missing.content)


def test_passages_are_told_as_operations_tell_them(site: Client, adas: Assignment) -> None:
    change = {"do": "edit", "id": str(tag(adas, "China", "trade").pk), "version": 1, "note": "why"}
    told = send(site, adas, change).json()["passages"]
    assert passages(site, adas).json() == {"items": told, "next": None, "count": 1}


def test_pages_follow_each_other_without_gap_or_double(site: Client, adas: Assignment) -> None:
    tag_many(adas, 7)
    found, cursor = [], ""
    while cursor is not None:
        page = passages(site, adas, limit=3, cursor=cursor).json()
        found.append([each["id"] for each in page["items"]])
        cursor = page["next"]
    flat = [pk for page in found for pk in page]
    assert ([len(page) for page in found], sorted(flat)) == (
        [3, 3, 1],
        sorted(str(p.pk) for p in Passage.objects.all()),
    )


def test_passage_made_between_two_pages_comes_at_the_end(site: Client, adas: Assignment) -> None:
    tag_many(adas, 3)
    first = passages(site, adas, limit=2).json()
    late = tag(adas, "Security", "security")
    second = passages(site, adas, limit=2, cursor=first["next"]).json()
    assert (second["items"][-1]["id"], second["next"], second["count"]) == (str(late.pk), None, 4)


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 1001}, {"limit": "x"}, {"round": 2**70}, {"round": "x"}])
def test_wrong_query_names_its_field(site: Client, adas: Assignment, query: dict[str, Any]) -> None:
    answer = passages(site, adas, **query)
    assert (rule(answer), answer.json()["error"]["field"]) == ((422, "invalid"), next(iter(query)))


@pytest.mark.parametrize("cursor", ["x", "....", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTkgMQ==", "é", "\0"])
def test_cursor_that_is_none_is_refused(site: Client, adas: Assignment, cursor: str) -> None:
    answer = passages(site, adas, cursor=cursor)
    assert (rule(answer), answer.json()["error"]["field"]) == ((422, "invalid"), "cursor")


def test_passages_are_ones_own_in_an_open_round(site: Client, adas: Assignment, bens: Assignment) -> None:
    tag(bens, "China", "bri")
    assert passages(site, adas).json()["items"] == []


@pytest.mark.parametrize("who", ["ada", "sam", "mira"])
def test_blind_round_shows_nobody_anothers_passages(
    client: Client, project: Project, document: Document, codebook: None, request: pytest.FixtureRequest, who: str
) -> None:
    user = request.getfixturevalue(who)
    blind = assigning.start_round(project=project, name="Blind", actor=None, is_blind=True)
    tag(assign(document, request.getfixturevalue("ben"), blind), "China", "bri")
    client.force_login(user)
    before = client.get(f"/api/v1/documents/{document.pk}/passages", {"round": blind.pk})
    own = assign(document, user, blind)
    assert (rule(before), passages(client, own, round=blind.pk).json()["items"]) == ((404, "not-found"), [])


def test_passages_take_the_same_queries_for_one_and_for_thirty(site: Client, adas: Assignment) -> None:
    tag(adas, "Security", "security")
    with CaptureQueriesContext(connection) as one:
        passages(site, adas)
    tag_many(adas, 29)
    with CaptureQueriesContext(connection) as thirty:
        passages(site, adas)
    assert (len(one), Passage.objects.count()) == (len(thirty), 30)


def since(client: Client, moment: datetime | str, **place: int) -> Any:
    text = moment if isinstance(moment, str) else moment.isoformat()
    return client.get(PROGRESS, {"since": text, **place})


def test_progress_counts_what_one_read_since(site: Client, adas: Assignment, bens: Assignment) -> None:
    before = timezone.now()
    read_all(site, adas)
    coding.change_document(assignment=bens, changes=[Read(None)], actor=bens.coder.user)
    assert since(site, before).json()["read"] == len(paragraphs(adas))
    assert since(site, timezone.now()).json()["read"] == 0


def test_progress_leaves_out_what_was_unmarked_again(site: Client, adas: Assignment) -> None:
    before = timezone.now()
    read_all(site, adas)
    send(site, adas, {"do": "unread", "paragraphs": [paragraphs(adas)[0].pk]})
    assert since(site, before).json()["read"] == len(paragraphs(adas)) - 1


def test_progress_counts_what_was_done_again(site: Client, adas: Assignment) -> None:
    before = timezone.now()
    back = undo(site, read_all(site, adas).json()["op"]).json()["op"]
    assert since(site, before).json()["read"] == 0
    undo(site, back)
    assert since(site, before).json()["read"] == len(paragraphs(adas))


def test_progress_says_what_to_go_on_with(site: Client, adas: Assignment, project: Project, ada: User) -> None:
    other = importing.import_text(project=project, name="other.txt", data=b"Other\n\nTrade grows.", actor=None)
    place = {"document": adas.document_id, "round": adas.round_id}
    assert since(site, timezone.now(), **place).json()["next"] is None
    assign(other, ada, adas.round)
    address = f"/projects/openness/documents/{other.pk}/annotate/?round={adas.round_id}"
    told = {"document": other.pk, "round": adas.round_id, "title": "Other", "address": address}
    assert since(site, timezone.now(), **place).json()["next"] == told
    begun = since(site, timezone.now(), document=other.pk, round=adas.round_id).json()["next"]
    assert begun["document"] == adas.document_id


@pytest.mark.parametrize("moment", ["", "yesterday", "2024", "2024-01-01", "2024-01-01T00:00:00", "1e99"])
def test_moment_without_its_zone_is_refused(site: Client, adas: Assignment, moment: str) -> None:
    answer = since(site, moment)
    assert (rule(answer), answer.json()["error"]["field"]) == ((422, "invalid"), "since")


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_moment_at_the_end_of_time_breaks_nothing(site: Client, adas: Assignment, moment: str) -> None:
    assert rule(since(site, moment)) == (422, "invalid")


def test_progress_of_another_project_is_not_there(client: Client, eve: User, adas: Assignment) -> None:
    client.force_login(eve)
    assert rule(since(client, timezone.now())) == (404, "not-found")
