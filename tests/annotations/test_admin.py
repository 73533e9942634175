"""The Django admin corrects through the same actions as the pages, and deletes nothing."""

import uuid

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from annotations.actions import assigning
from annotations.models import Assignment, Passage, Round, Tagging, UnitTheme
from annotations.problems import RoundNameTaken
from ledger.models import Event
from projects.models import Coder, User
from tests.annotations.people import edit, read, tag
from vocabulary.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client, db):
    user = User.objects.create_superuser("boss", password=None)
    client.force_login(user)
    return user


@pytest.fixture
def passage(adas):
    return tag(adas, "Trade grows", "trade", unsure=("trade",), note="why?")


def themes(*slugs):
    return [Theme.objects.get(slug=slug).pk for slug in slugs]


def address(name, *args):
    return reverse(f"admin:annotations_{name}", args=args)


def sent(passage, **changed):
    """The change form as the page shows it, with what is changed in it."""
    rows = list(passage.taggings.all())
    return {
        "start": passage.start,
        "end": passage.end,
        "words": passage.quote,
        "themes": [row.tag_id for row in rows],
        "unsure": [row.tag_id for row in rows if row.is_unsure],
        "note": passage.note,
        "version": passage.version,
        "op": str(uuid.uuid4()),
        **changed,
    }


def correct(client, passage, **changed):
    return client.post(address("passage_change", passage.pk), sent(passage, **changed))


def errors(response):
    assert response.status_code == 200
    return response.context["adminform"].form.errors


def test_a_correction_is_an_operation_of_the_site_admin(client, boss, passage):
    assert correct(client, passage, themes=themes("trade", "bri"), note="better").status_code == 302
    passage.refresh_from_db()
    event = Event.objects.of("passage", passage.pk).last()
    assert (passage.version, passage.note) == (2, "better")
    assert (event.operation.actor, event.operation.verb) == (boss, "edit")
    assert Event.objects.of("passage", passage.pk).count() == 2
    assert sorted(UnitTheme.objects.values_list("theme__slug", "n", "n_sure")) == [("bri", 1, 1), ("trade", 1, 0)]


def test_other_words_move_the_passage_to_where_they_stand(client, boss, passage):
    correct(client, passage, words="The Belt and Road")
    passage.refresh_from_db()
    assert passage.paragraph.text[passage.start : passage.end] == passage.quote == "The Belt and Road"


def test_start_and_end_take_the_words_between_them(client, boss, passage):
    correct(client, passage, end=passage.end + 6)
    passage.refresh_from_db()
    assert passage.quote == "Trade grows fast."


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"words": "not in the text"}, "words"),
        ({"words": ""}, "words"),
        ({"words": "\0"}, "words"),
        ({"words": "China", "start": 1}, "words"),
        ({"end": 100_000}, "__all__"),
        ({"start": 40, "end": 30}, "__all__"),
        ({"start": "x"}, "start"),
        ({"themes": []}, "__all__"),
        ({"themes": ["free text"]}, "themes"),
        ({"themes": ["999999"]}, "themes"),
        ({"version": 0}, "__all__"),
        ({"version": ""}, "__all__"),
    ],
)
def test_what_is_wrong_is_an_error_of_the_form_and_changes_nothing(client, boss, passage, changed, field):
    assert list(errors(correct(client, passage, **changed))) == [field]
    passage.refresh_from_db()
    assert (passage.version, passage.quote) == (1, "Trade grows")
    assert Event.objects.of("passage", passage.pk).count() == 1


def test_a_theme_of_another_project_cannot_be_chosen(client, boss, passage, elsewhere):
    theme = Theme.objects.create(project=elsewhere, name="Far", slug="far", code="FAR")
    assert list(errors(correct(client, passage, themes=[theme.pk]))) == ["themes"]


def test_somebody_elses_change_in_between_is_not_overwritten(client, boss, adas, passage):
    form = sent(passage, note="mine")
    edit(passage, adas, note="theirs")
    response = client.post(address("passage_change", passage.pk), form)
    assert errors(response)["__all__"] == ["Somebody changed this in the meantime. This is its state now."]
    assert Passage.objects.get().note == "theirs"


def test_handed_in_work_is_not_corrected(client, boss, ada, adas, passage):
    read(adas)
    assigning.hand_in(assignment=adas, actor=ada)
    assert list(errors(correct(client, passage, note="late"))) == ["__all__"]


def test_the_change_page_shows_themes_to_choose_and_the_history(client, boss, passage):
    page = client.get(address("passage_change", passage.pk)).content.decode()
    assert 'type="checkbox" name="themes"' in page
    assert "<b>ada</b>" in page
    assert "China opens its door wider. <mark>Trade grows</mark> fast." in page


def test_hostile_notes_are_shown_escaped(client, boss, adas, passage):
    edit(passage, adas, note="<script>alert(1)</script>")
    assert "<script>alert" not in client.get(address("passage_change", passage.pk)).content.decode()


def test_passages_are_found_by_theme_coder_document_round_and_words(client, boss, passage, adas, bens):
    tag(bens, "The Belt and Road", "bri")
    asked = [
        {"theme": themes("trade")[0]},
        {"unsure": "1"},
        {"coder__id__exact": adas.coder_id},
        {"q": "grows"},
        {"round__id__exact": adas.round_id, "document__id__exact": adas.document_id, "q": "why"},
    ]
    for query in asked:
        found = client.get(address("passage_changelist"), query).context["cl"].result_list
        assert [each.quote for each in found] == ["Trade grows"]


@pytest.mark.parametrize("query", [{"theme": "x"}, {"theme": "9" * 18}, {"theme": "\0"}])
def test_a_nonsense_theme_finds_nothing(client, boss, passage, query):
    assert list(client.get(address("passage_changelist"), query).context["cl"].result_list) == []


def test_queries_of_the_list_stay_the_same_for_thirty_passages(client, boss, many_passages):
    many_passages(1)
    client.get(address("passage_changelist"))
    with CaptureQueriesContext(connection) as few:
        client.get(address("passage_changelist"))
    many_passages(29)
    with CaptureQueriesContext(connection) as many:
        assert client.get(address("passage_changelist")).context["cl"].result_count == 30
    assert len(many) == len(few)


def test_a_round_is_started_and_changed_through_actions(client, boss, project):
    new = {"project": project.pk, "name": "Pilot", "kind": "pilot", "is_blind": "on"}
    assert client.post(address("round_add"), new).status_code == 302
    round = Round.objects.get(name="Pilot")
    change = {"name": "Pilot 1", "kind": "pilot", "version": 1, "locked_at_0": "2026-01-02", "locked_at_1": "03:04"}
    assert client.post(address("round_change", round.pk), change).status_code == 302
    round.refresh_from_db()
    assert (round.name, round.is_blind, round.version, round.locked_at.day) == ("Pilot 1", False, 2, 2)
    assert [event.operation.verb for event in Event.objects.of("round", round.pk)] == ["start round", "change round"]


def test_a_round_changed_in_between_is_not_overwritten(client, boss, round):
    assigning.change_round(round=round, version=1, actor=None, name="Theirs")
    response = client.post(address("round_change", round.pk), {"name": "Mine", "kind": "main", "version": 1})
    assert list(errors(response)) == ["__all__"]
    assert Round.objects.get().name == "Theirs"


def test_a_second_round_of_a_name_is_an_error_of_the_form(client, boss, project, round):
    response = client.post(address("round_add"), {"project": project.pk, "name": round.name, "kind": "main"})
    assert list(errors(response)) == ["__all__"]


def test_an_assignment_is_made_through_the_action(client, boss, ada, document, round):
    coder = Coder.objects.get(user=ada)
    given = {"round": round.pk, "document": document.pk, "coder": coder.pk}
    assert client.post(address("assignment_add"), given).status_code == 302
    event = Event.objects.of("assignment", Assignment.objects.get().pk).get()
    assert (event.operation.actor, event.operation.verb) == (boss, "assign")


def test_an_assignment_across_projects_is_an_error_of_the_form(client, boss, eve, document, round):
    given = {"round": round.pk, "document": document.pk, "coder": Coder.objects.get(user=eve).pk}
    assert list(errors(client.post(address("assignment_add"), given))) == ["__all__"]
    assert not Assignment.objects.exists()


@pytest.mark.parametrize(("state", "n"), [("open", 1), ("handed-in", 0), ("returned", 0), ("", 1)])
def test_assignments_are_found_by_state(client, boss, adas, state, n):
    assert client.get(address("assignment_changelist"), {"state": state}).context["cl"].result_count == n


@pytest.mark.parametrize("name", ["round", "assignment", "passage"])
def test_nothing_can_be_deleted(client, boss, adas, passage, name):
    thing = {"round": adas.round, "assignment": adas, "passage": passage}[name]
    assert client.post(address(f"{name}_delete", thing.pk), {"post": "yes"}).status_code == 403
    changelist = client.get(address(f"{name}_changelist"))
    assert "delete_selected" not in changelist.content.decode()
    assert type(thing).objects.filter(pk=thing.pk).exists()


def test_taggings_and_units_have_no_page_of_their_own(boss):
    assert not admin.site.is_registered(Tagging)
    assert not admin.site.is_registered(UnitTheme)
    with pytest.raises(NoReverseMatch):
        address("unittheme_changelist")


def test_members_who_are_no_site_admins_find_nothing(client, mira, passage):
    client.force_login(mira)
    assert client.get(address("passage_changelist")).status_code == 404
    assert correct(client, passage, note="mine").status_code == 404
    assert Passage.objects.get().note == "why?"


def test_a_round_renamed_as_another_is_an_error_of_the_form(client, boss, project, round):
    pilot = assigning.start_round(project=project, name="Pilot", actor=None)
    response = client.post(address("round_change", pilot.pk), {"name": round.name, "kind": "main", "version": 1})
    assert list(errors(response)) == ["__all__"]
    assert Round.objects.get(pk=pilot.pk).name == "Pilot"


def test_a_round_takes_no_name_that_another_has(project, round, elsewhere):
    pilot = assigning.start_round(project=project, name="Pilot", actor=None)
    assert assigning.start_round(project=elsewhere, name=pilot.name, actor=None).name == pilot.name
    with pytest.raises(RoundNameTaken) as taken:
        assigning.start_round(project=project, name=round.name, actor=None)
    assert taken.value.field == "name"
    with pytest.raises(RoundNameTaken):
        assigning.change_round(round=pilot, version=1, actor=None, name=round.name)


@pytest.mark.parametrize("fields", [{"project_id": 1}, {"version": 9}, {"pk": 1}])
def test_a_round_is_changed_in_its_rules_only(round, fields):
    with pytest.raises(TypeError):
        assigning.change_round(round=round, version=1, actor=None, **fields)
