"""Deciding about cells: what is stored, what is refused, what a coder's later change opens again, undo."""

import uuid

import pytest

from annotations.actions import assigning, deciding
from annotations.actions.deciding import Verdict
from annotations.models import Decision, Round
from annotations.problems import NotAllHandedIn, NotCompared, ReasonNeeded, RoundHidden, UnknownCell, WrongWords
from ledger.models import Operation
from ledger.problems import NotAllowed, OpReused, Problem, Replayed, Stale, VersionNeeded
from ledger.replay import differences as history_differences
from tests.annotations.deciding import cells, decide, hand_in, layer, rows_of_coders, settled, told, verdict
from tests.annotations.people import ask, paragraphs, tag
from vocabulary.actions import publishing
from vocabulary.controlled import RetiredTheme, UnknownTheme

TRADE = "Trade grows fast."


def test_a_decision_is_kept_with_its_evidence_its_author_and_its_reason(handed_in, sam):
    only, _other, _agreed = cells(handed_in)
    decide(handed_in, verdict(only, "no", "  Not about\r\nopening.  "), actor=sam)
    found = Decision.objects.get()
    assert (found.outcome, found.reason, found.rule, found.decided_by) == ("no", "Not about\nopening.", "", sam)
    ben = handed_in.round.project.coders.get(name="ben").pk
    assert found.evidence == {str(handed_in.coder_id): [[0, 27, False]], str(ben): []}
    assert told(handed_in)[0] == (3, 0, "opening-up", "only", "decided")


def test_deciding_leaves_the_coders_rows_as_they_are(handed_in, sam):
    before = rows_of_coders()
    only, other, agreed = cells(handed_in)
    decide(handed_in, verdict(only, "yes"), verdict(other, "no", "No."), verdict(agreed, "no", "No."), actor=sam)
    deciding.undo_decision(round=handed_in.round, document=handed_in.document, actor=sam)
    deciding.decide_by_rule(round=handed_in.round, document=handed_in.document, rule="agreement", actor=sam)
    assert rows_of_coders() == before


def test_the_history_replays_into_the_tables(handed_in, sam):
    for cell in cells(handed_in):
        decide(handed_in, verdict(cell, "no", "No."), actor=sam)
    deciding.undo_decision(round=handed_in.round, document=handed_in.document, actor=sam)
    assert list(history_differences(handed_in.round.project)) == []


def test_deciding_the_same_again_changes_nothing(handed_in, sam):
    decide(handed_in, verdict(cells(handed_in)[0], "yes"), actor=sam)
    decide(handed_in, verdict(cells(handed_in)[0], "yes"), actor=sam)
    assert cells(handed_in)[0].version == 1
    assert Operation.objects.filter(verb="decide").count() == 1


def test_another_decision_takes_the_place_of_the_first(handed_in, sam, mira):
    decide(handed_in, verdict(cells(handed_in)[0], "yes"), actor=sam)
    decide(handed_in, verdict(cells(handed_in)[0], "no"), actor=mira)
    ruling = cells(handed_in)[0].decision
    assert (ruling.outcome, ruling.by, ruling.version) == ("no", "mira", 2)


@pytest.mark.parametrize("outcome", ["yes", "no"])
def test_a_reason_is_needed_only_against_what_all_say(handed_in, sam, outcome):
    only, other, agreed = cells(handed_in)
    decide(handed_in, verdict(only, outcome), actor=sam)
    if outcome == "yes":
        decide(handed_in, verdict(other, "yes"), verdict(agreed, "yes"), actor=sam)
        return
    for cell in (other, agreed):
        with pytest.raises(ReasonNeeded):
            decide(handed_in, verdict(cell, "no"), actor=sam)
        decide(handed_in, verdict(cell, "no", "Because."), actor=sam)


def test_a_theme_that_nobody_gave_can_be_decided_with_a_reason(handed_in, sam):
    place = paragraphs(handed_in)[0]
    other = Verdict(place.pk, 2, "bri", "yes", version=0)
    with pytest.raises(ReasonNeeded):
        decide(handed_in, other, actor=sam)
    decide(handed_in, Verdict(place.pk, 2, "bri", "yes", "It is named.", 0), actor=sam)
    assert told(handed_in)[2] == (3, 2, "bri", "none", "decided")
    assert (3, 46, 88, ["bri"]) in layer(handed_in)


@pytest.mark.parametrize(
    ("unit", "theme", "outcome", "problem"),
    [
        (2, "bri", "no", UnknownCell),
        (3, "bri", "yes", UnknownCell),
        (-1, "bri", "yes", UnknownCell),
        (0, None, "no", UnknownCell),
        (0, "no-such-theme", "yes", UnknownTheme),
        (0, "opening-up", "perhaps", Problem),
        (0, None, "yes", Problem),
    ],
)
def test_what_is_no_cell_is_refused(handed_in, sam, unit, theme, outcome, problem):
    with pytest.raises(problem) as refused:
        decide(handed_in, Verdict(paragraphs(handed_in)[0].pk, unit, theme, outcome, "Why.", 0), actor=sam)
    assert refused.value.status == 422
    assert Decision.objects.count() == 0


def test_a_paragraph_that_is_not_codable_or_elsewhere_has_no_cells(handed_in, sam):
    title = paragraphs(handed_in)[0].pk - 2
    for paragraph in (title, 10**9):
        with pytest.raises(UnknownCell):
            decide(handed_in, Verdict(paragraph, 0, "bri", "yes", "Why.", 0), actor=sam)


def test_a_retired_theme_is_decided_where_coders_gave_it_and_nowhere_else(handed_in, sam, project):
    project.themes.filter(slug="trade").update(retired_at=handed_in.assigned_at)
    publishing.publish(project=project, message="without trade", actor=None)
    decide(handed_in, verdict(cells(handed_in)[1], "yes"), actor=sam)
    assert told(handed_in)[1] == (3, 1, "trade", "overlapping", "decided")
    with pytest.raises(RetiredTheme):
        decide(handed_in, Verdict(paragraphs(handed_in)[2].pk, 0, "trade", "yes", "Why.", 0), actor=sam)


def test_of_several_decisions_all_are_made_or_none(handed_in, sam):
    only, other, _agreed = cells(handed_in)
    with pytest.raises(ReasonNeeded):
        decide(handed_in, verdict(only, "yes"), verdict(other, "no"), actor=sam)
    with pytest.raises(UnknownCell):
        decide(handed_in, verdict(only, "yes"), verdict(only, "no"), actor=sam)
    assert Decision.objects.count() == 0


def test_a_reason_must_be_words(handed_in, sam):
    with pytest.raises(WrongWords):
        decide(handed_in, verdict(cells(handed_in)[0], "yes", "a\0b"), actor=sam)


def test_of_two_supervisors_the_second_is_told_what_the_first_decided(handed_in, sam, mira):
    seen = cells(handed_in)[0]
    decide(handed_in, verdict(seen, "yes"), actor=sam)
    with pytest.raises(Stale) as refused:
        decide(handed_in, verdict(seen, "no"), actor=mira)
    current = refused.value.current
    assert (current["theme"], current["state"], current["version"]) == ("opening-up", "decided", 1)
    assert (current["decision"]["outcome"], current["decision"]["by"]) == ("yes", "sam")
    with pytest.raises(VersionNeeded):
        decide(handed_in, verdict(seen, "no", version=None), actor=mira)


def test_an_operation_that_comes_twice_is_done_once(handed_in, sam):
    op, seen = uuid.uuid4(), cells(handed_in)[0]
    decide(handed_in, verdict(seen, "yes"), actor=sam, op=op)
    with pytest.raises(Replayed):
        decide(handed_in, verdict(seen, "yes"), actor=sam, op=op)
    with pytest.raises(OpReused):
        decide(handed_in, verdict(seen, "no"), actor=sam, op=op)


@pytest.mark.parametrize("who", ["ada", "rita", "eve"])
def test_only_supervisors_decide(handed_in, who, request):
    user = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        decide(handed_in, verdict(cells(handed_in)[0], "yes"), actor=user)
    with pytest.raises(NotAllowed):
        deciding.decide_by_rule(round=handed_in.round, document=handed_in.document, rule="majority", actor=user)
    with pytest.raises(NotAllowed):
        deciding.undo_decision(round=handed_in.round, document=handed_in.document, actor=user)


def test_nothing_is_decided_while_the_round_hides_its_coders(handed_in, sam):
    seen = cells(handed_in)[0]
    Round.objects.filter(pk=handed_in.round_id).update(is_blind=True)
    with pytest.raises(RoundHidden):
        decide(handed_in, verdict(seen, "yes"), actor=sam)


def test_nothing_is_decided_while_somebody_works_on_it(handed_in, sam):
    decide(handed_in, verdict(cells(handed_in)[0], "yes"), actor=sam)
    assigning.reopen(assignment=handed_in, actor=sam)
    with pytest.raises(NotAllHandedIn):
        decide(handed_in, verdict(cells(handed_in)[0], "no"), actor=sam)
    with pytest.raises(NotAllHandedIn):
        deciding.undo_decision(round=handed_in.round, document=handed_in.document, actor=sam)


def test_nothing_is_decided_about_one_coder(adas, sam):
    tag(adas, TRADE, "trade")
    hand_in(adas)
    with pytest.raises(NotCompared):
        decide(adas, verdict(cells(adas)[0], "yes"), actor=sam)


def test_a_question_without_themes_is_settled_by_nothing_here(adas, bens, sam):
    ask(adas, "What is this?")
    hand_in(adas, bens)
    assert settled(adas) == [4, 5]
    decide(adas, verdict(cells(adas)[0], "no"), actor=sam)
    assert told(adas) == [(3, 0, None, "question", "decided")]
    assert (layer(adas), settled(adas)) == ([], [3, 4, 5])
