"""The Passages page: what is found, how it is asked for, and what stays hidden."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.models import Round
from corpus.models import Document, Source
from projects.models import Coder, Membership
from tests.annotations.people import tag

PAGE = "/projects/openness/passages/"


@pytest.fixture
def passages(adas, bens):
    """ada: trade (unsure, noted) and opening-up; ben: bri."""
    return {
        "trade": tag(adas, "Trade grows fast.", "trade", unsure=("trade",), note="growth?"),
        "open": tag(adas, "China opens its door wider.", "opening-up"),
        "bri": tag(bens, "The Belt and Road", "bri"),
    }


def shown(client, user, query="", status=200):
    """The quotes on the page, in order."""
    client.force_login(user)
    response = client.get(PAGE + query)
    assert response.status_code == status
    return [row.passage.quote for row in response.context["search"].rows]


def wrong(client, user, query):
    client.force_login(user)
    response = client.get(PAGE + query)
    assert response.status_code == 200
    search = response.context["search"]
    assert search.rows == []
    return [why for _label, why in search.wrong]


def test_a_supervisor_finds_everybodys_passages_in_text_order(client, sam, passages):
    assert shown(client, sam) == ["China opens its door wider.", "Trade grows fast.", "The Belt and Road"]


def test_an_annotator_finds_only_their_own(client, ada, passages):
    assert shown(client, ada) == ["China opens its door wider.", "Trade grows fast."]


def test_a_reader_is_refused(client, rita, passages):
    client.force_login(rita)
    assert client.get(PAGE).status_code == 403


def test_another_project_finds_nothing_of_this_one(client, eve, passages):
    client.force_login(eve)
    assert client.get(PAGE).status_code == 404


@pytest.mark.parametrize(
    ("query", "quotes"),
    [
        ("?theme=opening-up", ["China opens its door wider."]),
        ("?theme=opening-up&sub=1", ["China opens its door wider.", "Trade grows fast."]),
        ("?theme=security", []),
        ("?unsure=1", ["Trade grows fast."]),
        ("?unsure=1&theme=opening-up", []),
        ("?note=1", ["Trade grows fast."]),
        ("?q=GROW", ["Trade grows fast."]),
        ("?q=growth%3F", ["Trade grows fast."]),
        ("?q=%25", []),
        ("?source=none&year=0&q=door", ["China opens its door wider."]),
        ("?kind=decided", []),
        ("?kind=all&q=Belt", ["The Belt and Road"]),
        ("?sort=newest&q=", ["The Belt and Road", "China opens its door wider.", "Trade grows fast."]),
    ],
)
def test_filters_find_what_they_say(client, sam, passages, query, quotes):
    assert shown(client, sam, query) == quotes


def test_filters_by_coder_document_and_round_find_what_they_say(client, sam, passages, document, ben, round):
    coder = Coder.objects.get(user=ben)
    assert shown(client, sam, f"?coder={coder.pk}&document={document.pk}&round={round.pk}") == ["The Belt and Road"]


def test_filters_by_source_and_year_find_what_they_say(client, sam, passages, document, project):
    source = Source.objects.create(project=project, name="Qiushi")
    Document.objects.filter(pk=document.pk).update(source=source, year=2024, published="2024")
    assert shown(client, sam, f"?source={source.pk}&year=2024&theme=bri") == ["The Belt and Road"]
    assert shown(client, sam, "?since=2024&until=2024&theme=bri") == ["The Belt and Road"]
    assert shown(client, sam, "?year=0") == shown(client, sam, "?since=2025") == shown(client, sam, "?until=2023") == []


def test_unsure_with_sub_themes_counts_a_passage_once(client, sam, adas):
    tag(adas, "Trade grows", "trade", "opening-up", unsure=("trade", "opening-up"))
    assert shown(client, sam, "?theme=opening-up&sub=1&unsure=1") == ["Trade grows"]


def test_the_count_is_of_all_pages(client, sam, passages):
    client.force_login(sam)
    assert client.get(PAGE).context["search"].count_in_words == "3 passages"


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("?theme=nothing", "“nothing” is not a theme of this codebook."),
        ("?theme=%00", "Null characters are not allowed."),
        ("?q=%00", "Null characters are not allowed."),
        ("?document=99999", "“99999” is not one that you can choose."),
        ("?document=99999999999999999999999", "“99999999999999999999999” is not one that you can choose."),
        ("?document=x", "“x” is not one that you can choose."),
        ("?document=1%00", "Null characters are not allowed."),
        ("?source=7777", "“7777” is not one of the choices."),
        ("?year=1066", "“1066” is not one of the choices."),
        ("?coder=9999", "“9999” is not one that you can choose."),
        ("?round=9999", "“9999” is not one that you can choose."),
        ("?unsure=yes", "“yes” is not one of the choices."),
        ("?sub=1", "Choose the theme whose sub-themes you mean."),
        ("?sort=random", "“random” is not one of the choices."),
        ("?kind=robots", "“robots” is not one of the choices."),
        ("?page=0", "Ensure this value is greater than or equal to 1."),
        ("?page=2", "There is no page 2."),
        ("?note__startswith=a", "“note__startswith” is not a filter of this page."),
        ("?theme=trade&theme=bri", "This filter was given more than once."),
    ],
)
def test_what_is_not_understood_is_said_and_nothing_is_shown(client, sam, passages, query, why):
    assert wrong(client, sam, query) == [why]


def test_an_annotator_cannot_ask_for_another_coder(client, ada, ben, passages):
    coder = Coder.objects.get(user=ben)
    assert wrong(client, ada, f"?coder={coder.pk}") == [f"“{coder.pk}” is not one that you can choose."]


def test_an_annotator_may_name_themselves(client, ada, passages):
    coder = Coder.objects.get(user=ada)
    assert len(shown(client, ada, f"?coder={coder.pk}")) == 2


def test_documents_rounds_and_sources_of_another_project_cannot_be_chosen(client, sam, passages, elsewhere):
    source = Source.objects.create(project=elsewhere, name="Elsewhere Daily")
    round = Round.objects.create(project=elsewhere, name="Elsewhere round")
    assert wrong(client, sam, f"?source={source.pk}") == [f"“{source.pk}” is not one of the choices."]
    assert wrong(client, sam, f"?round={round.pk}") == [f"“{round.pk}” is not one that you can choose."]
    page = client.get(PAGE).content.decode()
    assert "Elsewhere" not in page


def test_a_blind_round_hides_everything_from_all_but_the_coder(client, ada, ben, sam, mira, adas):
    tag(adas, "Trade grows fast.", "trade", note="CANARY")
    Round.objects.update(is_blind=True)
    for person in (ben, sam, mira):
        client.force_login(person)
        for query in ("", "?q=CANARY", "?theme=trade", "?note=1", "?kind=all"):
            response = client.get(PAGE + query)
            assert response.context["search"].count == 0
            assert "Trade grows" not in response.content.decode()
    assert shown(client, ada, "?q=CANARY") == ["Trade grows fast."]


def test_an_opened_blind_round_shows_itself_to_supervisors(client, sam, ben, passages, round):
    Round.objects.update(is_blind=True, opened_at="2026-01-01T00:00Z")
    assert len(shown(client, sam)) == 3
    assert shown(client, ben) == ["The Belt and Road"]


def test_a_row_shows_context_place_theme_and_citation(client, sam, passages, document):
    client.force_login(sam)
    response = client.get(PAGE + "?theme=bri")
    [row] = response.context["search"].rows
    assert (row.before, row.after) == (
        "China opens its door wider. Trade grows fast. ",
        " connects many countries.",
    )
    assert row.citation == f"“The Belt and Road” ({document.title}, n.d., ¶ 3)".replace(
        document.title, ", ".join(filter(None, [document.author, f"“{document.title}”"]))
    )
    page = response.content.decode()
    assert "<mark>The Belt and Road</mark>" in page
    assert reverse("passage_detail", args=["openness", passages["bri"].pk]) in page
    assert reverse("document_detail", args=["openness", document.pk]) + "#p3" in page


def test_hostile_text_is_shown_escaped(client, ada, adas):
    tag(adas, "Trade grows fast.", "trade", note="<script>alert(1)</script> \u202eevil 👩‍💻")
    client.force_login(ada)
    page = client.get(PAGE + "?q=%3Cscript%3Ealert(1)").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; \u202eevil 👩‍💻" in page


def test_pages_turn_and_keep_the_filters(client, sam, passages, monkeypatch):
    monkeypatch.setattr("annotations.passage_search.PER_PAGE", 2)
    assert shown(client, sam, "?page=2&kind=all") == ["The Belt and Road"]
    page = client.get(PAGE + "?kind=all")
    assert [turn.query for turn in page.context["search"].turns] == ["kind=all&page=2"]


def test_a_filter_is_taken_away_by_its_link(client, sam, passages):
    client.force_login(sam)
    asked = client.get(PAGE + "?theme=opening-up&sub=1&note=1").context["search"].asked
    assert [(filter.words, filter.query) for filter in asked] == [
        ("Theme: OPEN Opening up", "note=1"),
        ("with its sub-themes", "theme=opening-up&note=1"),
        ("with a note", "theme=opening-up&sub=1"),
    ]


def test_queries_stay_the_same_for_thirty_different_passages(client, sam, many_passages):
    client.force_login(sam)
    many_passages(1)
    client.get(PAGE)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(PAGE)
    many_passages(29)
    with CaptureQueriesContext(connection) as many:
        response = client.get(PAGE)
    assert len(response.context["search"].rows) == 30
    assert len(many) == len(few)


def test_withdrawn_documents_are_not_counted(client, sam, passages, document):
    Document.objects.filter(pk=document.pk).update(withdrawn_at="2026-01-01T00:00Z")
    assert shown(client, sam) == []


def test_a_former_member_keeps_their_name_on_their_work(client, sam, passages, ben):
    Membership.objects.filter(user=ben).delete()
    assert shown(client, sam, f"?coder={Coder.objects.get(user=ben).pk}") == ["The Belt and Road"]


def test_a_long_note_is_shortened_with_the_rest_on_the_passages_page(client, ada, adas):
    passage = tag(adas, "Trade grows fast.", "trade", note="n" * 301)
    client.force_login(ada)
    page = client.get(PAGE).content.decode()
    assert ("n" * 300 + "…" in page, "n" * 301 in page, "The whole note" in page) == (True, False, True)
    assert "n" * 301 in client.get(reverse("passage_detail", args=["openness", passage.pk])).content.decode()
