"""A drawn sample of paragraphs: the rest can be read and is locked, wherever coders work and figures are made."""

import uuid

import pytest

from annotations.actions import assigning
from annotations.models import Assignment, Reading
from datasets.rows import units
from datasets.selection import Selection
from projects.models import Coder
from tests.annotations.api_calls import hand_in, read_all, rule, send, tagging
from tests.annotations.people import paragraphs, read
from tests.conftest import assign


@pytest.fixture
def sample(adas):
    """The second of three codable paragraphs, drawn with a chance of a quarter."""
    drawn = paragraphs(adas)[1]
    Assignment.objects.filter(pk=adas.pk).update(paragraphs=[drawn.pk], probability=0.25)
    adas.refresh_from_db()
    return adas


def test_the_plain_page_shows_the_rest_without_ways_to_tag_it(site, sample):
    page = site.get(f"/projects/openness/documents/{sample.document_id}/coding/")
    rows = page.context["page"].rows
    assert [row.state for row in rows] == ["silent", "silent", "silent", "unread", "silent"]
    text = page.content.decode()
    assert "Trade grows fast." in text
    assert text.count('class="coding-paragraph coding-paragraph-unread') == 1
    assert "some paragraphs were drawn for you" in text


def test_the_annotate_screen_asks_for_the_drawn_ones_only(site, sample):
    page = site.get(f"/projects/openness/documents/{sample.document_id}/annotate/").context["page"]
    assert [row.is_mine for row in page.rows] == [False, False, False, True, False]


def test_the_plain_page_refuses_what_was_not_drawn(site, sample):
    other = paragraphs(sample)[0]
    place = f"/projects/openness/documents/{sample.document_id}/coding/"
    sent = {"op": str(uuid.uuid4()), "paragraph": other.pk, "where": "paragraph", "themes": ["trade"]}
    assert site.post(f"{place}passages/", sent).status_code == 422
    assert site.post(f"{place}readings/", {**sent, "read": "yes"}).status_code == 422
    assert not Reading.objects.exists()


def test_the_api_refuses_what_was_not_drawn(site, sample):
    first = paragraphs(sample)[0]
    assert rule(send(site, sample, tagging(sample, "Trade grows", "trade"))) == (422, "not-codable")
    assert rule(send(site, sample, {"do": "read", "paragraphs": [first.pk]})) == (422, "not-codable")
    body = {"op": str(uuid.uuid4()), "read": True}
    short = site.post(f"/api/v1/paragraphs/{first.pk}/reading", body, content_type="application/json")
    assert rule(short) == (422, "not-codable")
    assert send(site, sample, tagging(sample, "Security comes first.", "security")).status_code == 201


def test_all_read_and_handed_in_mean_the_drawn_ones(site, sample):
    assert hand_in(site, sample).status_code == 409
    read_all(site, sample)
    assert list(Reading.objects.values_list("paragraph", flat=True)) == sample.paragraphs
    assert hand_in(site, sample).status_code == 201


def test_the_list_of_work_counts_the_drawn_ones(site, sample):
    [task] = site.get("/projects/openness/work/").context["queue"].tasks
    assert (task.n_codable, task.n_read, task.ordinal) == (1, 0, paragraphs(sample)[1].ordinal)


def exported(project, **more):
    """Whose units leave, how many, and with which chances."""
    rows = list(units.UNITS.rows(Selection(project, names="real", **more)))
    names = sorted({row["coder"] for row in rows})
    mine = {name: [row["probability"] for row in rows if row["coder"] == name] for name in names}
    return {name: (len(chances), set(chances)) for name, chances in mine.items()}


def test_units_are_exported_with_their_chance(sample, bens):
    read(sample)
    read(bens)
    assert exported(sample.round.project) == {"ada": (2, {0.25}), "ben": (6, {None})}


def test_what_was_decided_has_the_chance_that_its_readers_share(sample, bens, ada, ben):
    Assignment.objects.filter(pk=bens.pk).update(paragraphs=sample.paragraphs, probability=0.25)
    for work in (sample, bens):
        work.refresh_from_db()
        read(work)
        assigning.hand_in(assignment=work, actor=work.coder.user)
    project = sample.round.project
    assert exported(project, coders=(Coder.objects.decided(project),)) == {"decided": (2, {0.25})}


def test_others_marks_on_other_paragraphs_do_not_count_as_ones_own(client, sam, sample, ben):
    read(assign(sample.document, ben, sample.round))
    client.force_login(sam)
    [row] = client.get("/projects/openness/work/").context["board"].rows
    assert [(cell.task.n_read, cell.task.n_codable) for cell in row.cells if cell.task] == [(0, 1), (3, 3)]
