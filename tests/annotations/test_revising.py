"""A corrected text is adopted together with everything that was done on the one before."""

import pytest

from annotations.actions import coding, recounting, revising
from annotations.actions.changes import Ask, Dismiss, Tag
from annotations.models import Anchor, Assignment, Decision, Dismissal, Passage, Question, Reading, UnitTheme
from annotations.problems import NotAllAnchored, PlaceTaken, TextRevised
from corpus.models import Document
from ledger.problems import Stale
from ledger.replay import differences
from reports.verifying import verify
from tests.annotations.deciding import cells, decide, verdict
from tests.annotations.people import ask, paragraphs, read, slugs, tag
from tests.annotations.revised import (
    LAST,
    NOTHING,
    adopt,
    corrected,
    plan,
    propose,
    put,
    quotes,
    read_ordinals,
    take_back,
    version,
)
from tests.conftest import TEXT

pytestmark = pytest.mark.django_db


@pytest.fixture
def tagged(adas: Assignment, bens: Assignment) -> Document:
    """ada and ben tag; ada has read everything."""
    tag(adas, "Trade grows fast.", "trade")
    tag(adas, "Self-reliance in technology", "self-reliance")
    tag(bens, "Security comes first.", "security", unsure=("security",))
    read(adas)
    return adas.document


def units() -> list[tuple[int, int, int, int]]:
    rows = UnitTheme.objects.values_list("paragraph__ordinal", "unit", "theme", "n")
    return sorted(rows)


def test_what_lies_on_unchanged_text_goes_along(tagged: Document) -> None:
    before = (quotes(tagged), units(), Passage.objects.count())
    corrected(tagged, NOTHING, LAST)
    assert adopt(tagged) == 3
    assert (quotes(tagged), units(), Passage.objects.count()) == before
    assert set(Passage.objects.values_list("paragraph__revision__state", flat=True)) == {"current"}
    assert tagged.revisions.current().get().number == 2
    assert list(differences(tagged.project)) == list(verify(tagged.project)) == []


def test_a_paragraph_that_was_put_before_moves_them(tagged: Document) -> None:
    propose(tagged, TEXT.replace("China opens", f"{LAST}\n\nChina opens"))
    adopt(tagged)
    assert quotes(tagged) == [
        (4, "Trade grows fast."),
        (5, "Security comes first."),
        (5, "Self-reliance in technology"),
    ]


def test_read_marks_of_changed_paragraphs_are_taken_back(tagged: Document, adas: Assignment) -> None:
    corrected(tagged, NOTHING, LAST)
    adopt(tagged)
    assert read_ordinals(tagged, adas.coder) == [3, 4]


def test_handed_in_work_comes_back_where_something_is_to_be_read(handed_in: Assignment) -> None:
    corrected(handed_in.document, NOTHING, LAST)
    adopt(handed_in.document)
    handed_in.refresh_from_db()
    assert (handed_in.is_open, handed_in.comment) == (True, "The text was corrected: 1 paragraph is to be read.")


def test_handed_in_work_stays_where_nothing_is(handed_in: Assignment) -> None:
    corrected(handed_in.document, "By Li Hua", "By Li Hui")
    adopt(handed_in.document)
    handed_in.refresh_from_db()
    assert handed_in.is_open is False


def test_a_place_that_is_not_certain_blocks_the_adoption(tagged: Document) -> None:
    corrected(tagged, "Trade grows fast.", "Trade grows very fast.")
    [place] = plan(tagged).waiting
    assert (place.quote, place.n_passages, place.found.outcome) == ("Trade grows fast.", 1, "doubtful")
    with pytest.raises(NotAllAnchored):
        adopt(tagged)
    assert tagged.revisions.current().get().number == 1


def test_a_place_that_somebody_chose(tagged: Document, adas: Assignment) -> None:
    corrected(tagged, "Trade grows fast.", "Trade grows very fast.")
    [place] = plan(tagged).waiting
    put(tagged, place, "Trade grows very fast")
    adopt(tagged)
    passage = Passage.objects.get(quote="Trade grows very fast", coder=adas.coder)
    assert (slugs(passage), passage.version, passage.taggings.get().paragraph) == (["trade"], 2, passage.paragraph)
    assert list(differences(tagged.project)) == []


def test_what_is_withdrawn_stays_in_the_history(tagged: Document) -> None:
    corrected(tagged, "Trade grows fast. ", "")
    [place] = plan(tagged).waiting
    put(tagged, place)
    passage = Passage.objects.get(quote="Trade grows fast.")
    adopt(tagged)
    assert not Passage.objects.filter(pk=passage.pk).exists()
    assert list(differences(tagged.project)) == []
    take_back(tagged)
    assert Passage.objects.get(pk=passage.pk).quote == "Trade grows fast."


def test_all_that_is_gone_is_withdrawn_at_once(tagged: Document) -> None:
    propose(tagged, TEXT.replace("Self-reliance in technology is the aim. Security comes first.", LAST))
    assert revising.withdraw_gone(document=tagged, version=version(tagged), actor=None) == 2
    assert adopt(tagged) == 1


def test_passages_tagged_meanwhile_block_it_too(tagged: Document, bens: Assignment) -> None:
    corrected(tagged, NOTHING, LAST)
    tag(bens, "Nothing in this paragraph", "bri")
    with pytest.raises(NotAllAnchored):
        adopt(tagged)


def test_two_passages_of_one_coder_never_share_their_words(tagged: Document, adas: Assignment) -> None:
    tag(adas, "Trade grows", "trade")
    corrected(tagged, "Trade grows fast.", "Commerce grew slowly.")
    first, second = plan(tagged).waiting
    put(tagged, first, "Commerce")
    with pytest.raises(PlaceTaken):
        put(tagged, second, "Commerce")


def test_an_answer_from_an_older_page_is_refused(tagged: Document) -> None:
    corrected(tagged, "Trade grows fast.", "Trade grows very fast.")
    [place] = plan(tagged).waiting
    put(tagged, place, "Trade grows very fast")
    with pytest.raises(Stale):
        put(tagged, place)
    assert Anchor.objects.get().outcome == "moved"


def test_questions_follow_their_passages_and_paragraphs(tagged: Document, adas: Assignment) -> None:
    question = ask(adas, "Is this trade?")
    corrected(tagged, NOTHING, LAST)
    adopt(tagged)
    question.refresh_from_db()
    assert question.paragraph == paragraphs(adas)[0]


def test_a_question_about_a_paragraph_that_is_gone_is_taken_back(tagged: Document, adas: Assignment) -> None:
    coding.change_document(assignment=adas, changes=[Ask(paragraphs(adas)[2].pk, "And this?")], actor=adas.coder.user)
    propose(tagged, TEXT.replace(NOTHING, ""))
    adopt(tagged)
    assert Question.objects.count() == 0


def test_dismissals_follow_their_words(tagged: Document, adas: Assignment) -> None:
    first, _second, third = paragraphs(adas)
    for paragraph in (first, third):
        coding.change_document(assignment=adas, changes=[Dismiss(paragraph.pk, 0, 7, "trade")], actor=adas.coder.user)
    corrected(tagged, NOTHING, LAST)
    adopt(tagged)
    assert [each.paragraph for each in Dismissal.objects.all()] == [paragraphs(adas)[0]]
    assert list(differences(tagged.project)) == []


def test_decisions_about_unchanged_paragraphs_hold(differing: Assignment) -> None:
    document = differing.document
    for cell in cells(differing):
        decide(differing, verdict(cell, "yes", reason="So it says."))
    before = [(cell.ordinal, cell.unit, cell.state) for cell in cells(differing)]
    assert {state for _ordinal, _unit, state in before} == {"decided"}
    corrected(document, "By Li Hua", "By Li Hui")
    adopt(document)
    assert [(cell.ordinal, cell.unit, cell.state) for cell in cells(differing)] == before
    assert list(differences(document.project)) == []


def test_decisions_about_changed_paragraphs_are_taken_back(differing: Assignment) -> None:
    document = differing.document
    decide(differing, *[verdict(cell, "yes", reason="So it says.") for cell in cells(differing)])
    corrected(document, "many countries.", "many countries, and many people.")
    for place in plan(document).waiting:
        put(document, place)
    adopt(document)
    assert Decision.objects.count() == 0


def test_writes_for_the_former_text_are_told_where_it_stands_now(tagged: Document, adas: Assignment) -> None:
    first = paragraphs(adas)[0]
    corrected(tagged, "wider. Trade grows", "wider. And trade grows")
    for place in plan(tagged).waiting:
        put(tagged, place)
    adopt(tagged)
    change = Tag(paragraph=first.pk, start=0, end=5, quote="China", themes=("trade",))
    with pytest.raises(TextRevised) as refused:
        coding.change_document(assignment=adas, changes=[change], actor=adas.coder.user)
    assert refused.value.current == {"paragraph": paragraphs(adas)[0].pk}


def test_samples_name_the_paragraphs_of_the_new_text(tagged: Document, adas: Assignment) -> None:
    first, second, _third = paragraphs(adas)
    Assignment.objects.filter(pk=adas.pk).update(paragraphs=[first.pk, second.pk])
    propose(tagged, TEXT.replace("China opens", f"{LAST}\n\nChina opens"))
    adopt(tagged)
    adas.refresh_from_db()
    _new, first, second, _third = paragraphs(adas)
    assert adas.paragraphs == [first.pk, second.pk]


@pytest.mark.parametrize("unit", ["sentence", "paragraph", "document"])
def test_taking_the_adoption_back_brings_everything_back(handed_in: Assignment, unit: str) -> None:
    document = handed_in.document
    recounting.change_unit(project=document.project, unit=unit, version=document.project.version, actor=None)
    rows = [_rows(model) for model in (Passage, Reading, UnitTheme, Question, Dismissal, Decision, Assignment)]
    corrected(document, "Trade grows fast. ", "")
    for place in plan(document).waiting:
        put(document, place)
    adopt(document)
    assert list(differences(document.project)) == list(verify(document.project)) == []
    take_back(document)
    assert list(differences(document.project)) == list(verify(document.project)) == []
    assert document.revisions.pending().get().number == 2
    assert document.revisions.current().get().number == 1
    again = [_rows(model) for model in (Passage, Reading, UnitTheme, Question, Dismissal, Decision, Assignment)]
    assert again == rows
    adopt(document)
    assert document.revisions.current().get().number == 2


def _rows(model) -> list:
    fields = [each.attname for each in model._meta.local_concrete_fields if each.attname not in {"id", "version"}]
    return sorted(map(str, model.objects.values_list(*fields)))


def test_work_on_the_corrected_text_keeps_it(tagged: Document, bens: Assignment) -> None:
    corrected(tagged, NOTHING, LAST)
    adopt(tagged)
    tag(bens, "One more paragraph", "trade")
    with pytest.raises(Stale):
        take_back(tagged)
    assert tagged.revisions.current().get().number == 2
