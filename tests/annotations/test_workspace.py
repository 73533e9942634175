"""The coder's page as an object: states of paragraphs, progress, which assignment, and always as many queries."""

import pytest
from django.test import Client

from annotations.actions import assigning, undoing
from annotations.actions.passages import NoSuchPassage
from annotations.histories.steps import next_steps
from annotations.models import Assignment, Passage
from annotations.workspace import Workspace, assignments_of, choose, meant, open_workspace, own_passage
from projects.models import Membership, Project, User
from tests.annotations.people import edit, paragraphs, read, tag, withdraw
from tests.conftest import assign

pytestmark = pytest.mark.django_db


def opened(assignment: Assignment) -> Workspace:
    assignment = Assignment.objects.with_all().get(pk=assignment.pk)
    return open_workspace([assignment], assignment, assignment.coder.user)


def states(assignment: Assignment) -> list[str]:
    return [row.state for row in opened(assignment).rows]


def test_paragraphs_start_unread_and_what_is_not_codable_is_silent(adas: Assignment) -> None:
    assert states(adas) == ["silent", "silent", "unread", "unread", "unread"]


def test_a_tagged_paragraph_is_started_until_it_is_marked_read(adas: Assignment) -> None:
    tag(adas, "Trade", "trade")
    assert states(adas)[2] == "started"
    read(adas, paragraphs(adas)[0])
    assert states(adas)[2] == "tagged"


def test_a_read_paragraph_without_passage_says_no_theme(adas: Assignment) -> None:
    read(adas, paragraphs(adas)[1])
    assert states(adas)[3] == "none"


def test_paragraphs_outside_the_assignment_are_silent(adas: Assignment) -> None:
    only = paragraphs(adas)[1].pk
    Assignment.objects.filter(pk=adas.pk).update(paragraphs=[only])
    assert [row.paragraph.pk for row in opened(adas).asked] == [only]


def test_progress_counts_read_tagged_no_theme_and_unsure_apart(adas: Assignment) -> None:
    tag(adas, "Trade", "trade", unsure=("trade",))
    tag(adas, "Security", "security")
    read(adas, *paragraphs(adas)[1:])
    progress = opened(adas).progress
    assert (progress.asked, progress.read, progress.tagged, progress.none, progress.unsure) == (3, 2, 2, 1, 1)
    assert progress.unread == 1


def test_another_coders_work_is_not_on_the_page(adas: Assignment, bens: Assignment) -> None:
    tag(bens, "Trade", "trade")
    read(bens, *paragraphs(bens))
    assert states(adas) == ["silent", "silent", "unread", "unread", "unread"]


def test_work_of_another_round_is_not_on_the_page(adas: Assignment, project: Project) -> None:
    pilot = assigning.start_round(project=project, name="Pilot", actor=None)
    tag(assign(adas.document, adas.coder.user, pilot), "Trade", "trade")
    assert opened(adas).progress.tagged == 0


def test_passages_stand_in_the_order_in_which_they_begin_the_longest_first(adas: Assignment) -> None:
    for quote in ("Trade", "grows", "Trade grows fast."):
        tag(adas, quote, "trade")
    assert [tagged.passage.quote for tagged in opened(adas).rows[2].tagged] == ["Trade grows fast.", "Trade", "grows"]


def test_a_passage_over_the_whole_paragraph_is_not_under_its_words(adas: Assignment) -> None:
    tag(adas, paragraphs(adas)[2].text, "trade")
    row = opened(adas).rows[4]
    assert ([len(each.layers) for each in row.segments], len(row.wholes)) == ([0], 1)


def test_the_code_of_a_passage_names_its_themes_in_the_order_of_the_codebook(adas: Assignment) -> None:
    tag(adas, "Trade", "security", "trade", unsure=("security",))
    tagged = opened(adas).rows[2].tagged[0]
    assert (tagged.code, tagged.hue, tagged.is_unsure) == ("TRD SEC~", 2, True)


def test_steps_say_what_undo_and_redo_would_do(adas: Assignment, ada: User) -> None:
    assert (next_steps(adas, ada).undo, next_steps(adas, ada).redo) == (None, None)
    tag(adas, "Trade", "trade")
    read(adas, paragraphs(adas)[1])
    undoing.undo(assignment=adas, actor=ada)
    steps = next_steps(adas, ada)
    assert steps.undo
    assert steps.redo
    assert (steps.undo.words, steps.undo.ordinal) == ("marked “Trade” as TRD", 3)
    assert (steps.redo.words, steps.redo.ordinal) == ("marked ¶ 4 as read", 4)


def test_a_redone_step_is_told_as_it_was_done(adas: Assignment, ada: User) -> None:
    tag(adas, "Trade", "trade")
    undoing.undo(assignment=adas, actor=ada)
    undoing.redo(assignment=adas, actor=ada)
    undo = next_steps(adas, ada).undo
    assert undo is not None
    assert undo.words == "marked “Trade” as TRD"


def test_the_step_of_a_taken_back_passage_knows_where_it_was(adas: Assignment, ada: User) -> None:
    withdraw(tag(adas, "Security", "security"), adas)
    undo = next_steps(adas, ada).undo
    assert undo is not None
    assert undo.ordinal == 4


def test_choose_prefers_the_round_asked_for_then_open_work_then_the_newest(adas: Assignment, project: Project) -> None:
    pilot = assigning.start_round(project=project, name="Pilot", actor=None)
    newer = assign(adas.document, adas.coder.user, pilot)
    member = Membership.objects.get(user=adas.coder.user)
    both = assignments_of(member, adas.document)
    assert [each.pk for each in both] == [newer.pk, adas.pk]
    assert choose(both, adas.round_id) == adas
    assert choose(both, None) == newer
    read(newer)
    assigning.hand_in(assignment=newer, actor=adas.coder.user)
    assert choose(assignments_of(member, adas.document), None) == adas
    assert choose(both, 10**9) is None


def test_pages_and_the_api_mean_the_same_round(adas: Assignment, project: Project, client: Client) -> None:
    pilot = assigning.start_round(project=project, name="Pilot", actor=None)
    newer = assign(adas.document, adas.coder.user, pilot)
    client.force_login(adas.coder.user)
    address = f"/api/v1/documents/{adas.document_id}/passages"
    member = Membership.objects.get(user=adas.coder.user)
    assert meant(assignments_of(member, adas.document), None) == [newer, adas]
    assert client.get(address).json()["error"]["current"]["rounds"] == [
        {"id": each.round_id, "name": each.round.name} for each in (newer, adas)
    ]
    assigning.change_round(round=pilot, version=1, actor=None, locked_at=adas.assigned_at)
    assert meant(assignments_of(member, adas.document), None) == [adas]
    assert client.get(address).status_code == 200


def test_work_can_be_done_until_it_is_handed_in_or_its_round_is_locked(adas: Assignment) -> None:
    assert adas.is_workable
    adas.round.locked_at = adas.assigned_at
    assert not adas.is_workable
    adas.round.locked_at, adas.handed_in_at = None, adas.assigned_at
    assert not adas.is_workable


def test_nobody_has_the_assignment_of_another(adas: Assignment, ben: User) -> None:
    assert assignments_of(Membership.objects.get(user=ben), adas.document) == []


def test_own_passage_refuses_the_passage_of_another(adas: Assignment, bens: Assignment) -> None:
    passage = tag(bens, "Trade", "trade")
    with pytest.raises(NoSuchPassage):
        own_passage(adas, passage.pk)


def test_edited_passages_keep_their_place_on_the_page(adas: Assignment) -> None:
    passage = tag(adas, "Trade", "trade")
    edit(passage, adas, themes=("bri",))
    assert [tagged.code for tagged in opened(adas).rows[2].tagged] == ["BRI"]
    assert Passage.objects.count() == 1
