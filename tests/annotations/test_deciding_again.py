"""What becomes of decisions: a coder changes something, somebody else decides, undo and redo."""

import pytest

from annotations.actions import assigning, deciding, pooling
from annotations.actions.deciding import Verdict
from annotations.actions.undoing import NothingToUndo
from annotations.models import Decision, Passage
from ledger.models import Event
from ledger.problems import Stale
from tests.annotations.deciding import cells, decide, hand_in, layer, settled, told, verdict
from tests.annotations.people import ask, edit, tag, withdraw
from tests.conftest import assign
from vocabulary.actions import publishing

FIRST, TRADE = "China opens its door wider.", "Trade grows fast."


def test_a_coders_change_opens_exactly_the_cells_it_touches_and_taking_it_back_closes_them(handed_in, sam):
    decide(handed_in, *(verdict(cell, "no", "No.") for cell in cells(handed_in)), actor=sam)
    assigning.reopen(assignment=handed_in, actor=sam)
    mine = Passage.objects.get(coder=handed_in.coder, quote=TRADE)
    edit(mine, handed_in, start=34, end=44, quote="grows fast")
    states = ["decided", "reopened", "decided"]
    assert [cell.state for cell in cells(handed_in)] == states
    hand_in(handed_in)
    assert [cell.state for cell in cells(handed_in)] == states
    assert cells(handed_in)[1].decision.reason == "No."
    assigning.reopen(assignment=handed_in, actor=sam)
    edit(mine, handed_in, start=28, end=45, quote=TRADE)
    assert [cell.state for cell in cells(handed_in)] == ["decided"] * 3


def test_a_coder_who_takes_their_tag_back_opens_the_decision_again(handed_in, sam):
    decide(handed_in, verdict(cells(handed_in)[0], "yes"), actor=sam)
    assigning.reopen(assignment=handed_in, actor=sam)
    withdraw(Passage.objects.get(coder=handed_in.coder, quote=FIRST), handed_in)
    assert told(handed_in)[0] == (3, 0, "opening-up", "none", "reopened")


def test_a_new_question_opens_the_decision_again(handed_in, sam):
    decide(handed_in, verdict(cells(handed_in)[0], "yes"), actor=sam)
    assigning.reopen(assignment=handed_in, actor=sam)
    ask(handed_in, "Is this really opening up?")
    assert told(handed_in)[0] == (3, 0, "opening-up", "question", "reopened")


def test_undo_takes_ones_own_last_step_back_and_redo_does_it_again(handed_in, sam):
    where = {"round": handed_in.round, "document": handed_in.document, "actor": sam}
    before = layer(handed_in)
    decide(handed_in, verdict(cells(handed_in)[0], "yes"), actor=sam)
    after = layer(handed_in)
    deciding.undo_decision(**where)
    assert (Decision.objects.count(), layer(handed_in)) == (0, before)
    deciding.redo_decision(**where)
    assert (cells(handed_in)[0].decision.outcome, cells(handed_in)[0].version, layer(handed_in)) == ("yes", 2, after)
    with pytest.raises(NothingToUndo):
        deciding.redo_decision(**where)
    deciding.undo_decision(**where)
    with pytest.raises(NothingToUndo):
        deciding.undo_decision(**where)


def test_deciding_the_same_again_under_a_new_codebook_changes_nothing(handed_in, sam, project):
    third = cells(handed_in)[0].paragraph
    nobodys = Verdict(third, 0, "bri", "yes", "It is meant.", 0)
    decide(handed_in, verdict(cells(handed_in)[0], "yes"), nobodys, verdict(cells(handed_in)[1], "yes"), actor=sam)
    decide(handed_in, *(verdict(cell, "no", "No.") for cell in cells(handed_in) if cell.is_to_decide), actor=sam)
    project.themes.filter(slug="security").update(retired_at=handed_in.assigned_at)
    publishing.publish(project=project, message="without security", actor=None)
    before = Event.objects.count()
    again = next(cell for cell in cells(handed_in) if cell.theme and verdict(cell, "yes").theme == "bri")
    decide(handed_in, verdict(again, "yes", "It is meant."), actor=sam)
    assert Event.objects.count() == before


def test_undo_leaves_what_others_decided(handed_in, sam, mira):
    only, other, _agreed = cells(handed_in)
    decide(handed_in, verdict(only, "yes"), actor=sam)
    decide(handed_in, verdict(other, "yes"), actor=mira)
    deciding.undo_decision(round=handed_in.round, document=handed_in.document, actor=sam)
    assert [cell.state for cell in cells(handed_in)] == ["open", "decided", "agreed"]


def test_undo_of_what_was_decided_anew_is_refused(handed_in, sam, mira):
    decide(handed_in, verdict(cells(handed_in)[0], "yes"), actor=sam)
    decide(handed_in, verdict(cells(handed_in)[0], "no"), actor=mira)
    with pytest.raises(Stale):
        deciding.undo_decision(round=handed_in.round, document=handed_in.document, actor=sam)


def test_a_decision_that_was_undone_leaves_its_version_used(handed_in, sam, mira):
    decide(handed_in, verdict(cells(handed_in)[0], "yes"), actor=sam)
    seen = cells(handed_in)[0]
    deciding.undo_decision(round=handed_in.round, document=handed_in.document, actor=sam)
    decide(handed_in, verdict(cells(handed_in)[0], "no"), actor=sam)
    with pytest.raises(Stale):
        decide(handed_in, verdict(seen, "yes"), actor=mira)


def test_who_gave_the_document_back_is_left_aside(adas, bens, mira, sam):
    miras = assign(adas.document, mira, adas.round)
    tag(miras, TRADE, "trade")
    hand_in(adas, bens)
    assert settled(adas) == []
    pooling.skip(assignment=miras, reason="Too long.", actor=mira)
    assert (told(adas), settled(adas)) == ([], [3, 4, 5])
