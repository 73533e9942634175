"""Taking work away, and moving it to another coder: what was done stays and is its coder's."""

import uuid

import pytest
from django.core.exceptions import ObjectDoesNotExist

from annotations.actions import assigning, pooling, reassigning
from annotations.models import Assignment, Passage, Reading, Round, Slot
from annotations.problems import AssignmentExists, GivenBack, HandedIn, RoundLocked
from ledger.models import Event, Operation
from ledger.problems import NotAllowed, Stale
from ledger.replay import differences
from projects.models import Coder
from tests.annotations.people import paragraphs, read, tag
from tests.conftest import assign


def send(client, user, assignment, **data):
    client.force_login(user)
    sent = {"op": str(uuid.uuid4()), "version": assignment.version, **data}
    return client.post(f"/projects/openness/work/{assignment.pk}/", sent)


def coder(user):
    return Coder.objects.get(user=user)


@pytest.fixture
def started(adas):
    """ada tagged one passage and read everything."""
    tag(adas, "Trade grows", "trade")
    read(adas)
    return adas


def test_the_page_says_what_happens_first(client, sam, started):
    client.force_login(sam)
    page = client.get(f"/projects/openness/work/{started.pk}/").content.decode()
    assert "Kept: 1 passage" in page
    assert "3 read marks of 3 paragraphs" in page
    assert Operation.objects.filter(verb="take away").count() == 0


def test_work_taken_away_is_kept_and_closed(client, sam, ada, started):
    assert send(client, sam, started, do="take").status_code == 302
    started.refresh_from_db()
    assert (started.given_back_because, started.is_open) == ("taken", False)
    assert (Passage.objects.count(), Reading.objects.count()) == (1, 3)
    with pytest.raises(GivenBack):
        tag(started, "Security", "security")
    [event] = Event.objects.filter(kind="assignment", operation__verb="take away")
    assert event.operation.actor == sam
    assert list(differences(started.round.project)) == []


def test_giving_it_again_opens_it_as_it_was(sam, ada, started):
    reassigning.take_away(assignment=started, version=started.version, actor=sam)
    again = assign(started.document, ada, started.round)
    assert (again.pk, again.is_workable) == (started.pk, True)
    tag(again, "Security", "security")
    assert Passage.objects.count() == 2


def test_moved_work_begins_anew_with_the_other_coder(client, sam, ada, ben, started):
    assert send(client, sam, started, do="move", coder=coder(ben).pk).status_code == 302
    bens = Assignment.objects.get(coder__user=ben)
    assert (bens.is_workable, Passage.objects.filter(coder=bens.coder).count()) == (True, 0)
    assert Passage.objects.get().coder == coder(ada)
    [operation] = Operation.objects.filter(verb="move")
    assert operation.events.filter(kind="assignment").count() == 2
    assert list(differences(started.round.project)) == []


def test_a_sample_is_moved_with_its_paragraphs_and_its_chance(sam, ben, adas):
    some = [paragraphs(adas)[1].pk]
    Assignment.objects.filter(pk=adas.pk).update(paragraphs=some, probability=0.25)
    bens = reassigning.move(assignment=adas, coder=coder(ben), version=1, actor=sam)
    assert (bens.paragraphs, bens.probability) == (some, 0.25)


def test_moving_back_opens_what_was_taken_away(sam, ada, ben, started):
    bens = reassigning.move(assignment=started, coder=coder(ben), version=started.version, actor=sam)
    back = reassigning.move(assignment=bens, coder=coder(ada), version=bens.version, actor=sam)
    assert (back.pk, back.is_open, Passage.objects.get().coder) == (started.pk, True, coder(ada))


def test_handed_in_work_is_refused_in_words(client, sam, ada, started):
    assigning.hand_in(assignment=started, actor=ada)
    started.refresh_from_db()
    assert "It is handed in" in send(client, sam, started, do="take").content.decode()
    with pytest.raises(HandedIn):
        reassigning.take_away(assignment=started, version=started.version, actor=sam)


def test_work_in_a_locked_round_stays(sam, adas):
    Round.objects.update(locked_at="2026-01-01T00:00Z")
    with pytest.raises(RoundLocked):
        reassigning.take_away(assignment=adas, version=adas.version, actor=sam)


def test_an_old_page_changes_nothing(sam, ada, ben, adas):
    reassigning.take_away(assignment=adas, version=adas.version, actor=sam)
    with pytest.raises(Stale):
        reassigning.move(assignment=adas, coder=coder(ben), version=1, actor=sam)
    assert Assignment.objects.count() == 1


def test_who_has_it_already_gets_it_not_twice(client, sam, ben, adas, bens):
    with pytest.raises(AssignmentExists):
        reassigning.move(assignment=adas, coder=bens.coder, version=1, actor=sam)
    assert send(client, sam, adas, do="move", coder=bens.coder_id).status_code == 422


@pytest.mark.parametrize("who", ["rita", "eve", "nobody", "\0", "9" * 30])
def test_only_coders_of_the_project_are_given_work(client, sam, rita, eve, adas, who):
    pk = Coder.objects.filter(user__username=who.replace("\0", "x")).values_list("pk", flat=True).first() or who
    assert send(client, sam, adas, do="move", coder=pk).status_code == 422
    assert Assignment.objects.get().is_open


def test_a_coder_of_another_project_is_refused_by_the_action(sam, eve, adas):
    with pytest.raises(NotAllowed):
        reassigning.move(assignment=adas, coder=coder(eve), version=1, actor=sam)


def test_the_same_form_twice_moves_once(client, sam, ben, adas):
    data = {"do": "move", "coder": coder(ben).pk, "op": str(uuid.uuid4())}
    send(client, sam, adas, **data)
    send(client, sam, adas, **data)
    assert (Assignment.objects.count(), Operation.objects.filter(verb="move").count()) == (2, 1)


def test_an_annotator_takes_nothing_away(client, ben, adas):
    assert send(client, ben, adas, do="take").status_code == 403


def test_a_supervisor_who_codes_blind_does_not_find_others_work(client, sam, adas, blind_main):
    assign(adas.document, sam, blind_main)
    client.force_login(sam)
    assert client.get(f"/projects/openness/work/{adas.pk}/").status_code == 404


def test_a_slot_of_the_pool_goes_with_moved_work_and_back_with_taken(sam, ada, ben, document, round, codebook):
    pooling.fill(round=round, documents=[document], each=1, actor=sam)
    adas = pooling.take_next(round=round, coder=coder(ada), actor=ada)
    bens = reassigning.move(assignment=adas, coder=coder(ben), version=adas.version, actor=sam)
    assert Slot.objects.get().assignment == bens
    reassigning.take_away(assignment=bens, version=bens.version, actor=sam)
    assert Slot.objects.get().assignment is None
    bens.refresh_from_db()
    with pytest.raises(NotAllowed):
        pooling.resume(assignment=bens, actor=ben)
    assert list(differences(round.project)) == []


def test_its_coder_learns_nothing_of_whom_it_went_to(client, sam, ada, ben, started):
    reassigning.move(assignment=started, coder=coder(ben), version=started.version, actor=sam)
    client.force_login(ada)
    for page in ("work/", f"documents/{started.document_id}/history/", "passages/"):
        assert "ben" not in client.get(f"/projects/openness/{page}").content.decode()
    with pytest.raises(ObjectDoesNotExist):
        Assignment.objects.of(ada).waiting().get()
