"""Undo and redo of many things at once: right in every mixture, and as many statements for thirty as for one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.actions import coding, undoing
from annotations.actions.changes import Ask, Edit, Read, Tag, Unread, Withdraw
from annotations.models import Assignment, Passage, Question, Reading, Round, Tagging, UnitTheme
from annotations.states import passage_state
from corpus.actions import importing
from corpus.models import Paragraph
from ledger.problems import Stale
from ledger.replay import differences
from projects.models import Project, User
from tests.annotations.people import do, paragraphs, read, tag, withdraw
from tests.conftest import assign

pytestmark = pytest.mark.django_db


@pytest.fixture
def long(project: Project, ada: User, round: Round, codebook: None) -> Assignment:
    """ada's assignment of a document of thirty paragraphs."""
    lines = [f"Number {number} is a sentence of its own, and it says so." for number in range(30)]
    text = "\n\n".join(["A long text", *lines]).encode()
    return assign(importing.import_text(project=project, name="long.txt", data=text, actor=None), ada, round)


def undo(assignment: Assignment) -> None:
    undoing.undo(assignment=assignment, actor=assignment.coder.user)


def redo(assignment: Assignment) -> None:
    undoing.redo(assignment=assignment, actor=assignment.coder.user)


def statements(act: Callable[..., None], *what: Any) -> int:
    with CaptureQueriesContext(connection) as queries:
        act(*what)
    return len(queries)


def whole(paragraph: Paragraph, *themes: str) -> Tag:
    return Tag(paragraph.pk, 0, paragraph.n_chars, paragraph.text, themes or ("trade",))


def states() -> dict[str, dict[str, Any]]:
    """All passages by id, versions aside."""
    return {str(each.pk): {**passage_state(each), "version": 0} for each in Passage.objects.all()}


def units() -> list[tuple[Any, ...]]:
    return sorted(UnitTheme.objects.values_list("paragraph", "unit", "theme", "n", "n_sure"))


def test_read_marks_take_the_same_statements_for_one_and_for_thirty(long: Assignment) -> None:
    counts = []
    for marks in (paragraphs(long)[:1], paragraphs(long)):
        read(long, *marks)
        unmarked = Unread(tuple(each.pk for each in marks))
        counts.append([statements(undo, long), statements(redo, long), statements(do, long, unmarked)])
        undo(long)
        assert Reading.objects.count() == len(marks)
        undo(long)
    assert counts[0] == counts[1]


def test_passages_take_the_same_statements_for_one_and_for_thirty(long: Assignment) -> None:
    counts = []
    for marked in (paragraphs(long)[:1], paragraphs(long)):
        do(long, *[whole(each, "trade", "bri") for each in marked])
        counts.append([statements(undo, long), statements(redo, long)])
        edits = [Edit(each.pk, each.version, themes=("trade", "security")) for each in Passage.objects.all()]
        do(long, *edits)
        counts[-1].append(statements(undo, long))
        undo(long)
        assert Passage.objects.count() == 0
    assert counts[0] == counts[1]


def test_questions_take_the_same_statements_for_one_and_for_thirty(long: Assignment) -> None:
    counts = []
    for asked in (paragraphs(long)[:1], paragraphs(long)):
        do(long, *[Ask(each.pk, "Why?") for each in asked])
        counts.append([statements(undo, long), statements(redo, long)])
        assert Question.objects.count() == len(asked)
        undo(long)
    assert counts[0] == counts[1]


def test_everything_at_once_goes_back_and_forth(long: Assignment) -> None:
    one, two, three, four = paragraphs(long)[:4]
    do(long, whole(one, "trade", "bri"), whole(two), whole(three), Read((one.pk,)))
    moved, gone, edited = Passage.objects.order_by("paragraph__ordinal")
    rows = dict(Tagging.objects.filter(content_object=edited).values_list("tag", "pk"))
    before, counted = states(), units()
    do(
        long,
        Edit(moved.pk, 1, start=0, end=6, quote=one.text[:6], themes=("bri", "security"), unsure=("bri",)),
        Withdraw(gone.pk, 1),
        Edit(edited.pk, 1, note="why", themes=("trade", "self-reliance")),
        whole(four, "opening-up"),
        Read((two.pk,)),
        Unread((one.pk,)),
        Ask(four.pk, "Why?"),
    )
    after, recounted = states(), units()
    for _turn in range(2):
        undo(long)
        assert (states(), units(), Question.objects.count()) == (before, counted, 0)
        assert list(Reading.objects.values_list("paragraph", flat=True)) == [one.pk]
        redo(long)
        assert (states(), units(), Question.objects.count()) == (after, recounted, 1)
        assert list(Reading.objects.values_list("paragraph", flat=True)) == [two.pk]
    assert Tagging.objects.get(content_object=edited, tag__slug="trade").pk in rows.values()
    assert list(differences(long.round.project)) == []


def test_words_change_hands_and_back(long: Assignment) -> None:
    first = paragraphs(long)[0]
    old = tag(long, first.text[:6], "trade")
    do(long, Withdraw(old.pk, 1), Tag(first.pk, 0, 6, first.text[:6], ("bri",)))
    undo(long)
    assert Passage.objects.get().pk == old.pk
    redo(long)
    assert Passage.objects.get().pk != old.pk


def test_passage_goes_back_to_words_that_another_left(long: Assignment) -> None:
    first = paragraphs(long)[0]
    one, two = tag(long, first.text[:6], "trade"), tag(long, first.text[:8], "bri")
    before = states()
    do(
        long,
        Edit(one.pk, 1, start=0, end=3, quote=first.text[:3]),
        Edit(two.pk, 1, start=0, end=6, quote=first.text[:6]),
    )
    undo(long)
    assert states() == before


def test_passages_that_changed_places_are_not_put_back(long: Assignment) -> None:
    first = paragraphs(long)[0]
    one, two = tag(long, first.text[:6], "trade"), tag(long, first.text[:8], "bri")
    do(
        long,
        Edit(one.pk, 1, start=0, end=3, quote=first.text[:3]),
        Edit(two.pk, 1, start=0, end=6, quote=first.text[:6]),
        Edit(one.pk, 2, start=0, end=8, quote=first.text[:8]),
    )
    after = states()
    with pytest.raises(Stale, match="another passage"):
        undo(long)
    assert states() == after


def test_words_that_another_passage_took_are_not_given_back(long: Assignment, django_user_model: Any) -> None:
    first = paragraphs(long)[0]
    passage = tag(long, first.text[:6], "trade")
    withdraw(passage, long)
    admin = django_user_model.objects.create_superuser("admin")
    coding.change_document(assignment=long, changes=[Tag(first.pk, 0, 6, first.text[:6], ("bri",))], actor=admin)
    with pytest.raises(Stale, match="another passage") as refused:
        undo(long)
    assert refused.value.current["id"] == str(Passage.objects.get().pk)


def test_nothing_comes_back_to_a_paragraph_that_is_no_longer_coded(long: Assignment) -> None:
    first = paragraphs(long)[0]
    do(long, whole(first), Read((first.pk,)), Ask(first.pk, "Why?"))
    undo(long)
    Paragraph.objects.filter(pk=first.pk).update(is_codable=False)
    with pytest.raises(Stale, match="not codable"):
        redo(long)
    assert (Passage.objects.count(), Reading.objects.count(), Question.objects.count()) == (0, 0, 0)
