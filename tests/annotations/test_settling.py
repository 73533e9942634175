"""The decided coder's work: what it is made of, when it is made, and that it follows every decision."""

import pytest

from annotations.actions import answering, assigning, deciding, recounting
from annotations.actions.deciding import Verdict
from annotations.models import Assignment, Passage, Question, Reading, Tagging, UnitTheme
from annotations.problems import Decided
from annotations.progress import read_since
from ledger.models import Operation
from ledger.replay import differences as history_differences
from tests.annotations.deciding import cells, decide, hand_in, layer, settled, told, verdict
from tests.annotations.people import ask, paragraphs, read, tag
from tests.conftest import assign

FIRST, TRADE = "China opens its door wider.", "Trade grows fast."


def test_what_all_agree_about_is_settled_when_the_last_coder_hands_in(adas, bens):
    for each in (adas, bens):
        tag(each, "Security comes first.", "security")
    tag(adas, TRADE, "trade")
    hand_in(adas)
    assert (layer(adas), settled(adas)) == ([], [])
    hand_in(bens)
    assert (layer(adas), settled(adas)) == ([(4, 40, 61, ["security"])], [4, 5])


def test_settling_stands_in_the_history_on_its_own(handed_in):
    *_before, settling, handing = Operation.objects.order_by("number")
    assert [settling.verb, handing.verb] == ["settle", "hand in"]
    assert {event.kind for event in handing.events.all()} == {"assignment"}
    assert {event.kind for event in settling.events.all()} == {"passage", "reading"}


def test_a_blind_round_is_settled_when_it_is_opened(adas, bens, blind_main, sam):
    for each in (adas, bens):
        tag(each, TRADE, "trade")
    hand_in(adas, bens)
    assert (layer(adas), settled(adas)) == ([], [])
    assigning.change_round(round=blind_main, version=blind_main.version, actor=sam, opened_at=adas.assigned_at)
    assert (layer(adas), settled(adas)) == ([(3, 28, 45, ["trade"])], [3, 4, 5])


def test_a_decision_settles_its_paragraph_and_no_other(handed_in, sam):
    assert settled(handed_in) == [4, 5]
    only, other, _agreed = cells(handed_in)
    decide(handed_in, verdict(only, "yes"), actor=sam)
    assert (layer(handed_in), settled(handed_in)) == (
        [(3, 0, 27, ["opening-up"]), (4, 40, 61, ["security"])],
        [4, 5],
    )
    decide(handed_in, verdict(other, "no", "No."), actor=sam)
    assert settled(handed_in) == [3, 4, 5]


def test_words_that_overlap_are_joined(handed_in, sam):
    decide(handed_in, verdict(cells(handed_in)[1], "yes"), actor=sam)
    assert layer(handed_in)[0] == (3, 28, 45, ["trade"])


def test_words_apart_stay_apart(adas, bens, sam):
    tag(adas, "Trade", "trade")
    tag(bens, "fast", "trade")
    hand_in(adas, bens)
    decide(adas, verdict(cells(adas)[0], "yes"), actor=sam)
    assert layer(adas) == [(3, 28, 33, ["trade"]), (3, 40, 44, ["trade"])]


def test_a_passage_over_several_accepted_units_stays_one_and_ends_where_they_end(adas, bens, sam):
    long = f"{FIRST} {TRADE} The Belt and Road"
    tag(adas, long, "trade")
    tag(bens, f"{FIRST} {TRADE}", "trade")
    hand_in(adas, bens)
    assert layer(adas) == [(3, 0, 45, ["trade"])]
    _first, second, third = cells(adas)
    decide(adas, verdict(third, "no"), verdict(second, "no", "No."), actor=sam)
    assert layer(adas) == [(3, 0, 27, ["trade"])]
    decide(adas, *(verdict(cell, "yes") for cell in cells(adas)[1:]), actor=sam)
    assert layer(adas) == [(3, 0, len(long), ["trade"])]


def test_two_themes_on_the_same_words_are_one_passage(adas, bens, sam):
    for each in (adas, bens):
        tag(each, TRADE, "trade")
    tag(adas, "Trade grows fast", "bri")
    hand_in(adas, bens)
    [before] = Passage.objects.filter(coder__kind="decided")
    place = paragraphs(adas)[0].pk
    decide(adas, Verdict(place, 1, "security", "yes", "Why.", 0), actor=sam)
    [after] = Passage.objects.filter(coder__kind="decided")
    assert (after.pk, after.version) == (before.pk, 2)
    assert layer(adas) == [(3, 28, 45, ["security", "trade"])]


def test_what_stays_is_not_written_again(handed_in, sam):
    def rows():
        return list(Tagging.objects.filter(coder__kind="decided", tag__slug="security").values())

    before = rows()
    for cell in cells(handed_in):
        decide(handed_in, verdict(cell, "yes"), actor=sam)
    assert rows() == before


def test_returned_work_leaves_what_was_decided_until_it_is_handed_in(handed_in, sam):
    before = layer(handed_in)
    assigning.reopen(assignment=handed_in, actor=sam)
    tag(handed_in, "Nothing", "bri")
    assert (layer(handed_in), settled(handed_in)) == (before, [4, 5])
    hand_in(handed_in)
    assert (layer(handed_in), settled(handed_in)) == (before, [4])


def test_a_question_that_is_resolved_settles_its_paragraph(adas, bens, sam):
    for each in (adas, bens):
        tag(each, TRADE, "trade")
    ask(adas, "Is it?")
    hand_in(adas, bens)
    assert (layer(adas), settled(adas)) == ([], [4, 5])
    answering.resolve(question=Question.objects.get(), is_resolved=True, version=1, actor=sam)
    assert (layer(adas), settled(adas)) == ([(3, 28, 45, ["trade"])], [3, 4, 5])


def test_a_sample_is_settled_by_those_who_drew_it(adas, bens):
    Assignment.objects.filter(pk=bens.pk).update(paragraphs=[paragraphs(adas)[1].pk], probability=0.5)
    bens.refresh_from_db()
    tag(adas, TRADE, "trade")
    hand_in(adas)
    read(bens, paragraphs(adas)[1])
    assigning.hand_in(assignment=bens, actor=bens.coder.user)
    assert (layer(adas), settled(adas)) == ([(3, 28, 45, ["trade"])], [3, 4, 5])


@pytest.mark.parametrize("unit", ["paragraph", "document"])
def test_larger_units_take_the_words_as_they_are(adas, bens, project, sam, unit):
    recounting.change_unit(project=project, unit=unit, version=project.version, actor=None)
    works = [Assignment.objects.with_all().get(pk=each.pk) for each in (adas, bens)]
    tag(works[0], TRADE, "trade")
    tag(works[1], "Security", "trade")
    tag(works[1], "China", "trade")
    hand_in(*works)
    decide(works[0], *(verdict(cell, "yes") for cell in cells(works[0])), actor=sam)
    found = [(3, 0, 5, ["trade"]), (3, 28, 45, ["trade"]), (4, 40, 48, ["trade"])]
    assert (layer(works[0]), settled(works[0])) == (found, [3, 4, 5])
    place = cells(works[0])[0].paragraph
    decide(works[0], Verdict(place, 0, "bri", "yes", "Why.", 0), actor=sam)
    whole = [each for each in layer(works[0]) if each[3] == ["bri"]]
    assert [(ordinal, start) for ordinal, start, _end, _themes in whole] == (
        [(3, 0)] if unit == "paragraph" else [(3, 0), (4, 0), (5, 0)]
    )
    assert list(history_differences(works[0].round.project)) == []


def test_units_of_the_decided_coder_are_counted_as_anybodys(handed_in, sam):
    for cell in cells(handed_in):
        decide(handed_in, verdict(cell, "yes"), actor=sam)
    found = UnitTheme.objects.filter(coder__kind="decided").values_list("paragraph__ordinal", "unit", "theme__slug")
    assert set(found) == {(3, 0, "opening-up"), (3, 1, "trade"), (4, 1, "security")}


def test_a_third_coder_opens_the_document_until_they_hand_in(handed_in, mira, sam):
    miras = assign(handed_in.document, mira, handed_in.round)
    before = layer(handed_in)
    tag(miras, "Nothing", "bri")
    assert layer(handed_in) == before
    hand_in(miras)
    assert [state for *_rest, state in told(handed_in)] == ["open"] * 4
    assert layer(handed_in) == []


def test_the_unit_stays_what_it_is_once_something_is_decided(handed_in, project, sam):
    project.refresh_from_db()
    recounting.change_unit(project=project, unit="paragraph", version=project.version, actor=None)
    project.refresh_from_db()
    assert layer(handed_in) == [(4, 40, 61, ["security"])]
    recounting.change_unit(project=project, unit="sentence", version=project.version, actor=None)
    decide(handed_in, verdict(cells(handed_in)[0], "yes"), actor=sam)
    project.refresh_from_db()
    with pytest.raises(Decided):
        recounting.change_unit(project=project, unit="paragraph", version=project.version, actor=None)


def test_what_is_settled_is_nobodys_reading_of_today(handed_in, sam, ada):
    member = ada.memberships.select_related("project").get()
    started = Operation.objects.order_by("number")[0].at
    assert Reading.objects.filter(coder__kind="decided").count() == 2
    assert read_since(member, started) == 3
    sams = sam.memberships.select_related("project").get()
    deciding.decide_by_rule(round=handed_in.round, document=handed_in.document, rule="agreement", actor=sam)
    decide(handed_in, verdict(cells(handed_in)[0], "yes"), actor=sam)
    assert read_since(sams, started) == 0
