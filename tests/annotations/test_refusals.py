"""Who and what is refused while coding, beyond what forms would ever send."""

import uuid

import pytest
from django.utils import timezone

from annotations.actions import assigning, coding, undoing
from annotations.actions.changes import Edit, Read, Tag
from annotations.models import Assignment, Passage, Reading, Round
from annotations.problems import NotCodable, OutsideText, PassageExists, RoundLocked, TextRevised
from annotations.text.spans import places_of
from corpus.actions import importing, kinds
from corpus.models import Paragraph, Revision
from ledger.problems import NotAllowed, OpReused, Stale
from projects.actions import people
from projects.models import Membership, Project, User
from tests.annotations.people import do, paragraphs, read, tag, withdraw
from tests.conftest import assign
from vocabulary.controlled import UnknownTheme
from vocabulary.models import Theme

pytestmark = pytest.mark.django_db


def first_word(assignment: Assignment, **more: object) -> Tag:
    paragraph = paragraphs(assignment)[0]
    fields = {"paragraph": paragraph.pk, "start": 0, "end": 5, "quote": "China", "themes": ("trade",)}
    return Tag(**{**fields, **more})  # type: ignore[arg-type]


def lock(round: Round) -> None:
    now = Round.objects.get(pk=round.pk)
    assigning.change_round(round=now, version=now.version, actor=None, locked_at=timezone.now())


def make_caption(paragraph: Paragraph) -> None:
    now = Paragraph.objects.get(pk=paragraph.pk)
    change = kinds.Change(paragraph=now.pk, version=now.version, kind="caption", is_codable=False)
    kinds.change_kinds(document=now.revision.document, changes=[change], actor=None)


def test_coder_made_reader_codes_no_more(adas: Assignment) -> None:
    membership = Membership.objects.get(user=adas.coder.user)
    people.change_role(membership=membership, role="reader", version=membership.version, actor=None)
    with pytest.raises(NotAllowed):
        do(adas, first_word(adas))


def test_reopening_in_a_locked_round_is_refused(adas: Assignment) -> None:
    read(adas)
    assigning.hand_in(assignment=adas, actor=adas.coder.user)
    lock(adas.round)
    with pytest.raises(RoundLocked):
        assigning.reopen(assignment=adas, actor=adas.coder.user)


def test_assigning_in_a_locked_round_is_refused(adas: Assignment, sam: User) -> None:
    lock(adas.round)
    with pytest.raises(RoundLocked):
        assign(adas.document, sam, Round.objects.get(pk=adas.round_id))


def test_corrected_text_is_refused(adas: Assignment) -> None:
    change = first_word(adas)
    Revision.objects.filter(document=adas.document).update(state="former")
    with pytest.raises(TextRevised):
        do(adas, change)


def test_paragraph_outside_the_assignment_is_refused(adas: Assignment) -> None:
    _first, second, _third = paragraphs(adas)
    Assignment.objects.filter(pk=adas.pk).update(paragraphs=[second.pk])
    with pytest.raises(NotCodable):
        do(adas, first_word(adas))


def test_paragraph_of_another_document_is_refused(adas: Assignment, project: Project) -> None:
    other = importing.import_text(project=project, name="o.txt", data=b"Other\n\nBy X\n\nChina again.\n", actor=None)
    foreign = Paragraph.objects.of(other).codable()[0]
    with pytest.raises(OutsideText):
        do(adas, first_word(adas, paragraph=foreign.pk))


def test_id_that_is_taken_is_refused(adas: Assignment) -> None:
    passage = tag(adas, "Trade grows fast.", "trade")
    with pytest.raises(PassageExists):
        do(adas, first_word(adas, id=passage.pk))


def test_theme_that_is_not_published_yet_is_refused(adas: Assignment, project: Project) -> None:
    draft = Theme.objects.create(project=project, name="Draft", slug="draft", code="DRFT")
    draft.slugs.create(project=project, slug="draft")
    with pytest.raises(UnknownTheme):
        do(adas, first_word(adas, themes=("draft",)))


def test_same_paragraph_named_twice_is_marked_once(adas: Assignment) -> None:
    first = paragraphs(adas)[0].pk
    do(adas, Read(paragraphs=(first, first)))
    assert Reading.objects.count() == 1


def test_op_of_another_document_is_not_taken_for_this_one(
    adas: Assignment, ada: User, round: Round, project: Project
) -> None:
    other = importing.import_text(project=project, name="o.txt", data=b"Other\n\nBy X\n\nChina again.\n", actor=None)
    second, op = assign(other, ada, round), uuid.uuid4()
    do(adas, Read(paragraphs=None), op=op)
    with pytest.raises(OpReused):
        do(second, Read(paragraphs=None), op=op)


def test_undo_to_words_that_carry_another_passage_is_refused(adas: Assignment, django_user_model: type) -> None:
    passage = tag(adas, "Trade grows fast.", "trade")
    text = passage.paragraph.text
    do(adas, Edit(id=passage.pk, version=1, start=0, end=5, quote=text[:5]))
    admin = django_user_model.objects.create_superuser("admin")  # type: ignore[attr-defined]
    start = text.index("Trade")
    again = Tag(passage.paragraph_id, start, start + 17, "Trade grows fast.", ("bri",))
    coding.change_document(assignment=adas, changes=[again], actor=admin)
    with pytest.raises(Stale):
        undoing.undo(assignment=adas, actor=adas.coder.user)


def test_undo_brings_nothing_back_to_what_is_not_codable(adas: Assignment) -> None:
    passage = tag(adas, "Trade grows fast.", "trade")
    withdraw(passage, adas)
    make_caption(passage.paragraph)
    with pytest.raises(Stale):
        undoing.undo(assignment=adas, actor=adas.coder.user)
    assert Passage.objects.count() == 0


def test_words_longer_than_the_paragraph_are_not_looked_for() -> None:
    assert places_of("word " * 500_000, "A short paragraph of a few words.") == []
