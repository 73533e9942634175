"""The pool: filled and emptied by supervisors, taken from by coders."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from annotations.actions import assigning, pooling
from annotations.models import Assignment, Round, Slot
from annotations.problems import PoolEmpty, RoundLocked, TooManySlots
from corpus.models import Document
from ledger.models import Operation
from ledger.problems import NotAllowed, OpReused, Stale
from ledger.replay import differences
from projects.models import Coder
from tests.annotations.people import read
from tests.annotations.pool import fill, free, later, take, verbs
from tests.conftest import assign


@pytest.fixture
def documents(many_documents, codebook):
    return many_documents(3)


# filling and emptying


def test_each_document_gets_so_many_slots_in_one_operation(round, documents):
    assert fill(round, documents, each=2, priority=3) == 6
    assert free(round) == sorted((each.pk, n) for each in documents for n in (1, 2))
    assert set(Slot.objects.values_list("priority", flat=True)) == {3}
    [operation] = Operation.objects.filter(verb="fill pool")
    assert operation.events.count() == 6
    assert list(differences(round.project)) == []


def test_filling_again_adds_what_is_lacking(round, documents, ada):
    fill(round, documents[:1])
    taken = take(round, ada)
    assert fill(round, documents, each=2) == 5
    assert Slot.objects.filter(document=taken.document).count() == 2
    assert fill(round, documents, each=2) == 0


def test_filling_again_gives_free_slots_the_new_priority(round, documents, ada):
    fill(round, documents[:2])
    take(round, ada)
    fill(round, documents[:2], priority=5)
    assert sorted(Slot.objects.values_list("taken_by__name", "priority"), key=str) == [("ada", 0), (None, 5)]
    assert list(differences(round.project)) == []


def test_a_pool_that_changed_since_it_was_looked_at_is_not_filled(round, documents):
    with pytest.raises(Stale) as refused:
        fill(round, documents, each=2, expected=5)
    assert (refused.value.current, Slot.objects.count()) == ({"slots": 6}, 0)


def test_too_many_slots_at_once_are_refused(round, documents, monkeypatch):
    monkeypatch.setattr(pooling, "MOST_SLOTS", 5)
    with pytest.raises(TooManySlots):
        fill(round, documents, each=2)


def test_documents_of_another_project_are_refused(round, elsewhere, documents):
    Document.objects.filter(pk=documents[0].pk).update(project=elsewhere)
    with pytest.raises(NotAllowed):
        fill(round, [Document.objects.get(pk=documents[0].pk)])


def test_only_what_nobody_took_is_emptied(round, documents, ada):
    fill(round, documents)
    taken = take(round, ada)
    assert pooling.empty(round=round, actor=None) == 2
    assert list(Slot.objects.values_list("assignment", flat=True)) == [taken.pk]
    assert list(differences(round.project)) == []


def test_a_locked_round_is_neither_filled_nor_taken_from(round, documents, ada):
    fill(round, documents)
    Round.objects.update(locked_at=later(0))
    with pytest.raises(RoundLocked):
        fill(round, documents, each=2)
    with pytest.raises(RoundLocked):
        take(round, ada)


# taking


def test_what_is_taken_is_the_coders_to_work_on(round, documents, ada):
    fill(round, documents, priority=2)
    taken = take(round, ada)
    slot = Slot.objects.get(assignment=taken)
    assert (taken.coder.name, taken.is_workable, taken.priority) == ("ada", True, 2)
    assert (slot.document_id, slot.taken_by.name, slot.version) == (taken.document_id, "ada", 2)
    read(taken)
    assert verbs(round) == ["fill pool", "take"]
    assert list(differences(round.project)) == []


def test_nobody_gets_two_slots_of_a_document_nor_one_that_they_have(round, documents, ada):
    assign(documents[0], ada, round)
    fill(round, documents, each=3)
    got = {take(round, ada).document_id for _ in range(2)}
    assert got == {documents[1].pk, documents[2].pk}
    with pytest.raises(PoolEmpty):
        take(round, ada)


def test_all_slots_go_to_somebody(round, documents, ada, ben):
    fill(round, documents, each=2)
    taken = [(user.username, take(round, user).document_id) for user in (ada, ben) for _ in documents]
    assert (len(set(taken)), free(round)) == (6, [])


def test_the_highest_priority_is_taken_first_then_what_most_coders_miss(round, documents, ada, ben):
    fill(round, documents[:1], each=1)
    fill(round, documents[1:2], each=3)
    fill(round, documents[2:], each=1, priority=1)
    assert [take(round, ada).document for _ in range(3)] == [documents[2], documents[1], documents[0]]
    assert take(round, ben).document == documents[1]


def test_the_order_is_the_same_each_time_and_another_in_another_round(project, round, many_documents, codebook, ada):
    documents = many_documents(12)
    other = assigning.start_round(project=project, name="Other", actor=None)
    for each in (round, other):
        fill(each, documents)
    orders = [[slot.document_id for slot in Slot.objects.in_round(each).in_turn(each.pk)] for each in (round, other)]
    assert [take(round, ada).document_id for _ in documents] == orders[0]
    assert orders[0] != orders[1] != sorted(orders[1])


def test_another_seed_is_another_order(project, round, many_documents, codebook, ada):
    documents = many_documents(12)
    fill(round, documents)
    orders = [[slot.document_id for slot in Slot.objects.in_turn(seed)] for seed in (7, 8)]
    Round.objects.filter(pk=round.pk).update(seed=8)
    assert ([take(round, ada).document_id for _ in documents], orders[0] != orders[1]) == (orders[1], True)


def test_the_same_operation_again_gives_the_same_assignment(round, documents, ada):
    fill(round, documents)
    op = uuid.uuid4()
    assert take(round, ada, op).pk == take(round, ada, op).pk
    assert Assignment.objects.count() == 1


def test_the_last_slot_is_given_again_to_who_asks_again(round, documents, ada):
    fill(round, documents[:1])
    op = uuid.uuid4()
    assert take(round, ada, op) == take(round, ada, op)


def test_an_operation_of_another_round_is_not_taken_for_this_one(project, round, documents, ada):
    other = assigning.start_round(project=project, name="Other", actor=None)
    for each in (round, other):
        fill(each, documents)
    op = uuid.uuid4()
    take(round, ada, op)
    with pytest.raises(OpReused):
        take(other, ada, op)


def test_a_withdrawn_document_is_not_taken(round, documents, ada):
    fill(round, documents[:1])
    Document.objects.update(withdrawn_at=later(0))
    with pytest.raises(PoolEmpty):
        take(round, ada)


def test_coders_take_for_themselves_only(round, documents, ada, ben, rita, eve):
    fill(round, documents)
    adas = Coder.objects.get(user=ada)
    for who in (ben, rita, eve, None):
        with pytest.raises(NotAllowed):
            pooling.take_next(round=round, coder=adas, actor=who)


def test_a_drawn_sample_comes_with_its_paragraphs_and_chance(round, document, codebook, ada):
    fill(round, [document])
    third = document.revisions.get().paragraphs.get(ordinal=5)
    Slot.objects.update(paragraphs=[third.pk], probability=0.25)
    taken = take(round, ada)
    assert (taken.paragraphs, taken.probability) == ([third.pk], 0.25)


def test_the_database_itself_gives_nobody_two_slots_of_a_document(round, documents, ada):
    fill(round, documents, each=2)
    taken = Slot.objects.get(assignment=take(round, ada))
    other = Slot.objects.get(document=taken.document, taken_by=None)
    whose = {"taken_by": taken.taken_by, "taken_at": taken.taken_at}
    for wrong in ({"assignment": taken.assignment}, {"assignment": assign(documents[0], ada, round)}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Slot.objects.filter(pk=other.pk).update(**whose, **wrong)


def test_taking_costs_the_same_from_a_large_pool(round, many_documents, codebook, ada):
    fill(round, many_documents(2))
    with CaptureQueriesContext(connection) as few:
        take(round, ada)
    fill(round, many_documents(30), each=3)
    with CaptureQueriesContext(connection) as many:
        take(round, ada)
    assert len(many) == len(few)
