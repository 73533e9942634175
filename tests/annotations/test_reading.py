"""Read marks, handing in and reopening."""

import pytest
from django.utils import timezone

from annotations.actions import assigning
from annotations.models import Assignment, Reading
from annotations.problems import HandedIn, NotAllRead, NotCodable
from annotations.states import reading_id
from corpus.models import Paragraph
from ledger.models import Event, Operation
from ledger.problems import NotAllowed
from projects.models import User
from tests.annotations.people import paragraphs, read, tag, unread

pytestmark = pytest.mark.django_db


def marked(assignment: Assignment) -> list[int]:
    marks = Reading.objects.by(assignment.coder).in_round(assignment.round)
    return list(marks.order_by("paragraph__ordinal").values_list("paragraph__ordinal", flat=True))


def test_read_mark_says_which_codebook_was_used(adas: Assignment) -> None:
    first = paragraphs(adas)[0]
    read(adas, first)
    mark = Reading.objects.get()
    assert (mark.paragraph, mark.codebook_version.number, mark.version) == (first, 1, 1)


def test_tag_alone_is_no_read_mark(adas: Assignment) -> None:
    tag(adas, "Trade grows fast.", "trade")
    assert marked(adas) == []


def test_rest_of_the_document_is_one_step(adas: Assignment) -> None:
    read(adas, paragraphs(adas)[1])
    before = Operation.objects.count()
    read(adas)
    assert marked(adas) == [each.ordinal for each in paragraphs(adas)]
    assert Operation.objects.count() == before + 1


def test_marking_twice_marks_once(adas: Assignment) -> None:
    first = paragraphs(adas)[0]
    read(adas, first)
    read(adas, first)
    assert (marked(adas), Event.objects.filter(kind="reading").count()) == ([first.ordinal], 1)


def test_mark_put_back_has_a_higher_version(adas: Assignment) -> None:
    first = paragraphs(adas)[0]
    read(adas, first)
    unread(adas, first)
    read(adas, first)
    mark = Reading.objects.get()
    assert (mark.version, Event.objects.last_version("reading", reading_id(mark))) == (2, 2)


def test_titles_are_not_marked(adas: Assignment) -> None:
    title = Paragraph.objects.of(adas.document).filter(is_codable=False)[0]
    with pytest.raises(NotCodable):
        read(adas, title)


def test_hand_in_needs_every_codable_paragraph_read(adas: Assignment) -> None:
    first, *rest = paragraphs(adas)
    read(adas, first)
    with pytest.raises(NotAllRead) as refusal:
        assigning.hand_in(assignment=adas, actor=adas.coder.user)
    assert refusal.value.current == {"unread": [each.ordinal for each in rest]}


def test_hand_in_and_reopen(adas: Assignment) -> None:
    read(adas)
    assigning.hand_in(assignment=adas, actor=adas.coder.user)
    adas.refresh_from_db()
    assert (adas.is_open, adas.version) == (False, 2)
    assigning.reopen(assignment=adas, actor=adas.coder.user)
    adas.refresh_from_db()
    assert (adas.is_open, adas.returned_at, adas.version) == (True, None, 3)


def test_supervisor_returns_work(adas: Assignment, sam: User) -> None:
    read(adas)
    assigning.hand_in(assignment=adas, actor=adas.coder.user)
    assigning.reopen(assignment=adas, actor=sam)
    adas.refresh_from_db()
    assert (adas.is_open, adas.returned_at is not None) == (True, True)


def test_coder_cannot_reopen_in_a_blind_round(adas: Assignment) -> None:
    assigning.change_round(round=adas.round, version=1, actor=None, is_blind=True)
    read(adas)
    assigning.hand_in(assignment=adas, actor=adas.coder.user)
    with pytest.raises(HandedIn):
        assigning.reopen(assignment=adas, actor=adas.coder.user)
    assigning.change_round(round=adas.round, version=2, actor=None, opened_at=timezone.now())
    assigning.reopen(assignment=adas, actor=adas.coder.user)


@pytest.mark.parametrize("who", ["ben", "rita", "eve"])
def test_others_cannot_reopen(adas: Assignment, who: str, request: pytest.FixtureRequest) -> None:
    read(adas)
    assigning.hand_in(assignment=adas, actor=adas.coder.user)
    with pytest.raises(NotAllowed):
        assigning.reopen(assignment=adas, actor=request.getfixturevalue(who))


def test_assigning_twice_keeps_what_is_there(adas: Assignment, sam: User) -> None:
    again = assigning.assign(round=adas.round, document=adas.document, coder=adas.coder, actor=sam)
    assert (again.pk, Assignment.objects.count()) == (adas.pk, 1)
