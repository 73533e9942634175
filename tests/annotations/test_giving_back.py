"""What goes back to the pool: skipped by its coder, or left idle; and what is taken up again."""

import pytest

from annotations.actions import assigning, coding, pooling
from annotations.actions.changes import Read
from annotations.cells import differences_of
from annotations.models import Assignment, Passage, Reading, Round, Slot
from annotations.problems import GivenBack, PoolEmpty, WrongWords
from annotations.rounds_page import Rounds
from ledger.problems import NotAllowed
from ledger.replay import differences
from projects.actions import founding
from projects.models import Membership
from tests.annotations.people import paragraphs, read, tag
from tests.annotations.pool import fill, free, hand_in, later, skip, take, verbs


@pytest.fixture
def documents(many_documents, codebook):
    return many_documents(3)


# skipping


def test_a_skipped_document_goes_back_with_the_reason_and_is_not_offered_again(round, documents, ada, ben):
    fill(round, documents[:1])
    given = skip(take(round, ada), " A friend\r\nwrote it. ")
    given.refresh_from_db()
    assert (given.given_back_because, given.comment, given.is_workable) == ("skipped", "A friend\nwrote it.", False)
    with pytest.raises(PoolEmpty):
        take(round, ada)
    assert take(round, ben).document == documents[0]
    assert list(differences(round.project)) == []


@pytest.mark.parametrize("reason", ["", " \n", "a\0b", "x" * 4001])
def test_skipping_asks_for_a_reason(round, documents, ada, reason):
    fill(round, documents)
    with pytest.raises(WrongWords):
        skip(take(round, ada), reason)
    assert Slot.objects.exclude(assignment=None).count() == 1


def test_only_its_coder_skips_a_document(round, documents, ada, ben):
    fill(round, documents)
    with pytest.raises(NotAllowed):
        pooling.skip(assignment=take(round, ada), reason="No", actor=ben)


def test_what_was_given_by_hand_can_be_skipped_and_given_again(adas, sam, ada):
    skip(adas, "Not today")
    [again] = assigning.assign_all(round=adas.round, documents=[adas.document], coders=[adas.coder], actor=sam)
    assert (again.pk, again.is_workable, again.comment) == (adas.pk, True, "")
    assert list(differences(adas.round.project)) == []


def test_given_back_work_can_be_changed_no_more_and_stays(adas, ada):
    tag(adas, "Trade grows", "trade")
    read(adas, paragraphs(adas)[0])
    skip(adas)
    for act in (
        lambda: read(adas),
        lambda: assigning.hand_in(assignment=adas, actor=ada),
        lambda: assigning.reopen(assignment=adas, actor=ada),
        lambda: skip(adas),
    ):
        with pytest.raises(GivenBack):
            act()
    assert (Passage.objects.count(), Reading.objects.count()) == (1, 1)


# taking up again


def test_what_was_given_back_is_taken_up_again_as_the_same_work(round, documents, ada):
    fill(round, documents[:1])
    taken = take(round, ada)
    tag(taken, "grows", "trade")
    skip(taken)
    again = pooling.resume(assignment=taken, actor=ada)
    assert (again.pk, again.is_workable, again.comment, free(round)) == (taken.pk, True, "", [])
    hand_in(again)
    assert Passage.objects.of(again).count() == 1
    assert list(differences(round.project)) == []


def test_what_somebody_else_took_is_not_taken_up_again(round, documents, ada, ben):
    fill(round, documents[:1])
    taken = skip(take(round, ada))
    take(round, ben)
    with pytest.raises(PoolEmpty):
        pooling.resume(assignment=taken, actor=ada)


def test_taking_up_what_one_has_changes_nothing(round, documents, ada, ben):
    fill(round, documents[:1])
    taken = take(round, ada)
    assert pooling.resume(assignment=taken, actor=ada).version == taken.version
    with pytest.raises(NotAllowed):
        pooling.resume(assignment=taken, actor=ben)


# idle work


def test_idle_work_goes_back_and_what_was_done_stays(round, documents, ada, ben):
    fill(round, documents[:1])
    taken = take(round, ada)
    read(taken, paragraphs(taken)[0])
    assert pooling.return_idle(round=round, now=later(13.9)) == 0
    assert pooling.return_idle(round=round, now=later(14.1)) == 1
    taken.refresh_from_db()
    assert (taken.given_back_because, taken.is_workable, Reading.objects.count()) == ("idle", False, 1)
    assert take(round, ben).document == documents[0]
    assert list(differences(round.project)) == []


def test_who_did_anything_since_keeps_the_work(round, documents, ada, ben):
    fill(round, documents, each=2)
    works = {name: take(round, user) for name, user in (("adas", ada), ("bens", ben))}
    Slot.objects.exclude(taken_by=None).update(taken_at=later(-20))
    read(works["adas"], paragraphs(works["adas"])[0])
    assert pooling.return_idle(round=round, now=later(0)) == 1
    assert [each.given_back_because for each in Assignment.objects.order_by("coder__name")] == ["", "idle"]


def test_what_is_handed_in_or_just_returned_is_not_idle(round, documents, ada, sam):
    fill(round, documents)
    handed_in, returned = take(round, ada), take(round, ada)
    for each in (handed_in, returned):
        hand_in(each)
    assigning.reopen(assignment=returned, actor=sam)
    Assignment.objects.filter(pk=returned.pk).update(returned_at=later(10))
    assert pooling.return_idle(round=round, now=later(20)) == 0


def test_what_was_given_by_hand_does_not_go_back_by_itself(adas):
    assert pooling.return_idle(round=adas.round, now=later(400)) == 0


def test_a_project_says_after_how_many_days_or_never(round, documents, ada, project):
    fill(round, documents)
    take(round, ada)
    for days, n in ((None, 0), (30, 0), (3, 1)):
        project = founding.change_project(
            project=project, version=project.version, actor=None, settings={"idle_days": days}
        )
        assert pooling.return_idle(round=Round.objects.get(), now=later(5)) == n


def test_idle_work_is_offered_again_to_who_had_it(round, documents, ada):
    fill(round, documents[:1])
    taken = take(round, ada)
    pooling.return_idle(round=round, now=later(15))
    assert take(round, ada).pk == taken.pk
    assert verbs(round) == ["fill pool", "take", "return idle", "take"]


def test_saving_what_went_back_is_refused(round, documents, ada):
    fill(round, documents)
    taken = take(round, ada)
    pooling.return_idle(round=round, now=later(15))
    with pytest.raises(GivenBack):
        coding.change_document(assignment=taken, changes=[Read(None)], actor=ada)


# what others make of it


def test_what_was_given_back_is_compared_with_nobody(adas, bens, sam):
    for each in (adas, bens):
        tag(each, "Trade grows", "trade")
    hand_in(adas)
    skip(bens)
    round = Round.objects.get(pk=adas.round_id)
    assert [coder.name for coder in differences_of(round, [adas.document_id])[adas.document_id].coders] == ["ada"]
    assert list(Assignment.objects.in_round(round).decidable()) == []


def test_a_round_waits_for_nobody_who_gave_back(adas, bens):
    hand_in(adas)
    skip(bens)
    assert not Assignment.objects.in_round(adas.round).to_hand_in().exists()
    [row] = Rounds(Membership.objects.get(user=adas.coder.user)).rows
    assert (row.n_given, row.n_handed_in, row.is_done) == (1, 1, True)
