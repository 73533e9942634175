"""The cells of a document: which there are, of which kind, what each coder says there, and what is left to decide."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.actions import answering, assigning, coding
from annotations.actions.changes import Withdraw
from annotations.cells import decidable, differences, differences_of
from annotations.comparing import kept
from annotations.models import Assignment, Question
from corpus.actions import importing
from projects.models import Project
from tests.annotations.deciding import cells, hand_in, told
from tests.annotations.people import ask, paragraphs, read, tag
from tests.conftest import add_theme, assign
from vocabulary.actions import publishing

TRADE = "Trade grows fast."


def values(work: Assignment) -> list[list[str]]:
    """What ada, then ben, … say in each cell."""
    return [[cell.values[pk] for pk in sorted(cell.values)] for cell in cells(work)]


def test_where_nobody_tags_there_is_nothing(adas, bens):
    hand_in(adas, bens)
    assert cells(adas) == ()


def test_the_same_words_with_the_same_theme_are_agreed(adas, bens):
    for work in (adas, bens):
        tag(work, TRADE, "trade")
    hand_in(adas, bens)
    assert told(adas) == [(3, 1, "trade", "agreed", "agreed")]
    assert values(adas) == [["yes", "yes"]]


def test_what_one_carries_and_the_other_does_not_is_only_theirs(adas, bens):
    tag(adas, TRADE, "trade")
    hand_in(adas, bens)
    assert told(adas) == [(3, 1, "trade", "only", "open")]
    assert values(adas) == [["yes", "no"]]


def test_other_words_of_the_same_sentence_overlap(adas, bens):
    tag(adas, TRADE, "trade")
    tag(bens, "grows fast", "trade")
    hand_in(adas, bens)
    assert told(adas) == [(3, 1, "trade", "overlapping", "open")]


def test_of_two_sentences_only_the_one_that_differs_is_left_to_decide(adas, bens):
    tag(adas, f"China opens its door wider. {TRADE}", "trade")
    tag(bens, TRADE, "trade")
    hand_in(adas, bens)
    assert told(adas) == [(3, 0, "trade", "only", "open"), (3, 1, "trade", "agreed", "agreed")]


def test_a_part_of_a_word_carries_nothing(adas, bens):
    tag(adas, TRADE, "trade")
    tag(bens, f"{TRADE} Th", "trade")
    hand_in(adas, bens)
    assert told(adas) == [(3, 1, "trade", "agreed", "agreed")]


def test_what_somebody_doubts_is_left_to_decide(adas, bens):
    tag(adas, TRADE, "trade", unsure=("trade",))
    tag(bens, TRADE, "trade")
    hand_in(adas, bens)
    assert told(adas) == [(3, 1, "trade", "unsure", "open")]
    assert values(adas) == [["unsure", "yes"]]


def test_a_question_makes_its_askers_value_missing_until_it_is_resolved(adas, bens):
    mine = tag(adas, TRADE, "trade")
    tag(bens, TRADE, "trade")
    tag(bens, "China", "bri")
    asked = ask(adas, "Is this trade?", passage=mine.pk)
    hand_in(adas, bens)
    assert told(adas) == [(3, 0, "bri", "only", "open"), (3, 1, "trade", "question", "open")]
    assert values(adas) == [["no", "yes"], ["missing", "yes"]]
    answering.answer(question=asked, answer="It is.", version=1, actor=None)
    assert told(adas)[1] == (3, 1, "trade", "question", "open")
    answering.resolve(question=Question.objects.get(), is_resolved=True, version=2, actor=None)
    assert told(adas)[1] == (3, 1, "trade", "agreed", "agreed")


def test_a_question_about_a_paragraph_without_themes_is_one_cell_without_theme(adas, bens):
    ask(adas, "What is this?")
    hand_in(adas, bens)
    assert told(adas) == [(3, 0, None, "question", "open")]
    assert values(adas) == [["missing", "no"]]


def test_a_question_about_a_passage_that_is_gone_is_about_its_paragraph(adas, bens):
    mine = tag(adas, TRADE, "trade")
    ask(adas, "Is this trade?", passage=mine.pk)
    changes = [Withdraw(mine.pk, mine.version)]
    coding.change_document(assignment=adas, changes=changes, actor=adas.coder.user)
    hand_in(adas, bens)
    assert told(adas) == [(3, 0, None, "question", "open")]


def test_what_was_not_read_says_nothing(adas, bens):
    tag(adas, TRADE, "trade")
    tag(bens, "Security", "security")
    read(adas)
    read(bens, paragraphs(bens)[0])
    assert told(adas) == [(3, 1, "trade", "only", "open")]


def test_a_tag_alone_is_no_value(adas, bens):
    tag(adas, TRADE, "trade")
    assert cells(adas) == ()


def test_a_theme_that_a_reader_could_not_choose_is_missing(adas, bens, project):
    read(bens)
    newest = add_theme(project, 7)
    tag(adas, TRADE, newest)
    hand_in(adas, bens)
    assert told(adas) == [(3, 1, newest, "agreed", "agreed")]
    assert values(adas) == [["yes", "missing"]]


def test_of_three_coders_each_is_heard(adas, bens, mira):
    miras = assign(adas.document, mira, adas.round)
    for work in (adas, miras):
        tag(work, TRADE, "trade")
    hand_in(adas, bens, miras)
    assert told(adas) == [(3, 1, "trade", "only", "open")]
    assert values(adas) == [["yes", "no", "yes"]]
    assert cells(adas)[0].votes == (2, 3)


def test_one_coder_agrees_with_themself(adas):
    tag(adas, TRADE, "trade")
    hand_in(adas)
    assert told(adas) == [(3, 1, "trade", "agreed", "agreed")]


def test_who_has_other_paragraphs_says_nothing_about_these(adas, bens):
    others = paragraphs(adas)[1:]
    Assignment.objects.filter(pk=bens.pk).update(paragraphs=[each.pk for each in others], probability=0.5)
    bens.refresh_from_db()
    tag(adas, TRADE, "trade")
    tag(bens, "Security", "security")
    read(bens, *others)
    assigning.hand_in(assignment=bens, actor=bens.coder.user)
    hand_in(adas)
    assert told(adas) == [(3, 1, "trade", "agreed", "agreed"), (4, 1, "security", "only", "open")]
    assert values(adas) == [["yes", "missing"], ["no", "yes"]]


@pytest.mark.parametrize(("unit", "found"), [("paragraph", [(3, 0)]), ("document", [(1, 0)])])
def test_larger_units_are_compared_as_a_whole(adas, bens, project, unit, found):
    Project.objects.filter(pk=project.pk).update(unit=unit)
    adas.round.project.unit = bens.round.project.unit = unit
    tag(adas, TRADE, "trade")
    tag(bens, "China", "trade")
    hand_in(adas, bens)
    assert told(adas) == [(*found[0], "trade", "overlapping", "open")]
    found = differences(adas.round, adas.document)
    [cell] = found.cells
    assert {row.paragraph for row in cell.evidence} == {paragraphs(adas)[0].pk}
    offset = paragraphs(adas)[0].start if unit == "document" else 0
    assert kept(found.given, cell) == {
        str(adas.coder_id): [[28 + offset, 45 + offset, False]],
        str(bens.coder_id): [[0 + offset, 5 + offset, False]],
    }


def test_chinese_sentences_are_units_as_any(project, round, codebook, ada, ben):
    text = "标题\n\n作者\n\n中国的大门越开越大。贸易增长很快！“安全第一。”他说。\n".encode()
    document = importing.import_text(project=project, name="zh.txt", data=text, actor=None)
    adas, bens = (assign(document, user, round) for user in (ada, ben))
    tag(adas, "贸易增长很快！", "trade")
    tag(bens, "贸易", "trade")
    tag(bens, "越开越大。贸易", "opening-up")
    hand_in(adas, bens)
    rows = [(unit, theme, kind) for _ordinal, unit, theme, kind, _state in told(adas)]
    assert rows == [(0, "opening-up", "only"), (1, "opening-up", "only"), (1, "trade", "overlapping")]


def test_machines_and_what_was_decided_are_not_compared(adas, bens, suggestions):
    hand_in(adas, bens)
    assert cells(adas) == ()
    assert [coder.name for coder in differences(adas.round, adas.document).coders] == ["ada", "ben"]


def test_a_theme_that_was_retired_since_is_compared_as_it_was_given(adas, bens, project):
    tag(adas, TRADE, "trade")
    hand_in(adas, bens)
    project.themes.filter(slug="trade").update(retired_at=adas.assigned_at)
    publishing.publish(project=project, message="without trade", actor=None)
    assert told(adas) == [(3, 1, "trade", "only", "open")]


def test_decidable_is_what_two_or_more_handed_in_in_a_round_that_hides_nothing(adas, bens):
    assert list(decidable(adas.round)) == []
    hand_in(adas)
    assert list(decidable(adas.round)) == []
    hand_in(bens)
    assert list(decidable(adas.round)) == [adas.document]
    adas.round.is_blind = True
    assert list(decidable(adas.round)) == []


def test_cells_cost_the_same_for_one_and_for_thirty_documents(project, round, codebook, ada, ben):
    def fill(n: int) -> list[int]:
        made: list[int] = []
        for _ in range(n):
            number = project.documents.count()
            data = f"T\n\nBy X\n\nText {number} grows. More of it.\n".encode()
            document = importing.import_text(project=project, name=f"{number}.txt", data=data, actor=None)
            work = [assign(document, user, round) for user in (ada, ben)]
            tag(work[0], "grows", "trade")
            tag(work[1], "More", "bri")
            ask(work[1], "Is it?")
            hand_in(*work)
            made.append(document.pk)
        return made

    differences_of(round, fill(1))
    counts = []
    for pks in (fill(1), fill(30)):
        with CaptureQueriesContext(connection) as queries:
            found = differences_of(round, pks)
        assert [each.n_to_decide for each in found.values()] == [2] * len(pks)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10
