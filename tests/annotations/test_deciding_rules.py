"""Rules decide many cells at once."""

import pytest

from annotations.actions import assigning, deciding
from annotations.models import Passage
from ledger.problems import Problem
from tests.annotations.deciding import cells, decide, hand_in, told, verdict
from tests.annotations.people import ask, edit, tag
from tests.conftest import assign

TRADE = "Trade grows fast."


def test_agreement_decides_what_all_carry(handed_in, sam):
    deciding.decide_by_rule(round=handed_in.round, document=handed_in.document, rule="agreement", actor=sam)
    found = [(cell.state, cell.decision and (cell.decision.outcome, cell.decision.rule)) for cell in cells(handed_in)]
    assert found == [("open", None), ("decided", ("yes", "agreement")), ("agreed", None)]


def test_a_majority_decides_and_a_tie_stays_open(handed_in, mira, sam):
    miras = assign(handed_in.document, mira, handed_in.round)
    tag(miras, "Trade", "trade")
    tag(miras, "Nothing", "bri")
    hand_in(miras)
    sams = assign(handed_in.document, sam, handed_in.round)
    tag(sams, "Nothing", "bri")
    hand_in(sams)
    deciding.decide_by_rule(round=handed_in.round, document=handed_in.document, rule="majority", actor=sam)
    outcomes = [cell.decision and cell.decision.outcome for cell in cells(handed_in)]
    assert outcomes == ["no", "yes", None, None]
    assert [cell.votes for cell in cells(handed_in)] == [(1, 4), (3, 4), (2, 4), (2, 4)]


def test_a_rule_leaves_questions_and_what_people_decided_to_people(adas, bens, sam):
    mine = tag(adas, TRADE, "trade")
    tag(bens, "Trade", "trade")
    tag(adas, "Security", "security")
    tag(bens, "Security comes first.", "security")
    ask(adas, "Is it?", passage=mine.pk)
    hand_in(adas, bens)
    decide(adas, verdict(cells(adas)[1], "no", "No."), actor=sam)
    assigning.reopen(assignment=bens, actor=sam)
    edit(Passage.objects.get(coder=bens.coder, quote="Security comes first."), bens, start=40, end=48, quote="Security")
    hand_in(bens)
    deciding.decide_by_rule(round=adas.round, document=adas.document, rule="majority", actor=sam)
    assert told(adas) == [(3, 1, "trade", "question", "open"), (4, 1, "security", "agreed", "reopened")]


def test_an_unknown_rule_is_refused(handed_in, sam):
    with pytest.raises(Problem):
        deciding.decide_by_rule(round=handed_in.round, document=handed_in.document, rule="dice", actor=sam)
