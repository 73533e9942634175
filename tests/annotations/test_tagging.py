"""Making, changing and taking back passages."""

import uuid

import pytest
from django.utils import timezone

from annotations.actions import assigning, coding
from annotations.actions.changes import Edit, Tag, Withdraw
from annotations.models import Assignment, Passage, Tagging, UnitTheme
from annotations.problems import (
    EmptySpan,
    HandedIn,
    NotCodable,
    NoTheme,
    OutsideText,
    PassageExists,
    RoundLocked,
    WrongQuote,
)
from corpus.models import Paragraph
from ledger.models import Event
from ledger.problems import NotAllowed, OpReused, Replayed, Stale, VersionNeeded
from projects.models import Project, User
from tests.annotations.people import do, edit, paragraphs, read, slugs, tag, withdraw
from vocabulary.actions import publishing, retiring
from vocabulary.controlled import RetiredTheme, UnknownTheme
from vocabulary.models import Theme

pytestmark = pytest.mark.django_db


def units(assignment: Assignment) -> list[tuple[str, int, int, int]]:
    rows = UnitTheme.objects.filter(coder=assignment.coder).order_by("theme__slug", "unit")
    return [(row.theme.slug, row.unit, row.n, row.n_sure) for row in rows.select_related("theme")]


def wrong(assignment: Assignment, **fields: object) -> Tag:
    paragraph = paragraphs(assignment)[0]
    good = {"paragraph": paragraph.pk, "start": 0, "end": 5, "quote": "China", "themes": ("trade",)}
    return Tag(**{**good, **fields})  # type: ignore[arg-type]


def test_tag_stores_the_words_and_their_themes(adas: Assignment) -> None:
    passage = tag(adas, "Trade grows fast.", "trade", "opening-up", unsure=("trade",), note="clear")
    assert (passage.quote, passage.note, passage.version, slugs(passage)) == (
        "Trade grows fast.",
        "clear",
        1,
        ["opening-up", "trade"],
    )
    assert units(adas) == [("opening-up", 1, 1, 1), ("trade", 1, 1, 0)]


def test_tag_is_one_event(adas: Assignment) -> None:
    passage = tag(adas, "Trade grows fast.", "trade")
    event = Event.objects.of("passage", passage.pk).get()
    assert (event.before, event.after["quote"], event.operation.verb) == (None, "Trade grows fast.", "tag")


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"start": 5, "end": 5, "quote": ""}, EmptySpan),
        ({"start": 5, "end": 2, "quote": ""}, EmptySpan),
        ({"start": 0, "end": 10_000, "quote": "China"}, OutsideText),
        ({"start": -1, "end": 4}, OutsideText),
        ({"quote": "china"}, WrongQuote),
        ({"themes": ("no-such-theme",)}, UnknownTheme),
        ({"themes": ()}, NoTheme),
        ({"themes": ("trade",), "unsure": ("bri",)}, UnknownTheme),
        ({"codebook_version": 99}, UnknownTheme),
        ({"paragraph": 10_000_000}, OutsideText),
    ],
)
def test_wrong_tag_stores_nothing(adas: Assignment, fields: dict[str, object], problem: type[Exception]) -> None:
    events = Event.objects.count()
    with pytest.raises(problem):
        do(adas, wrong(adas, **fields))
    assert (Passage.objects.count(), Tagging.objects.count(), UnitTheme.objects.count()) == (0, 0, 0)
    assert Event.objects.count() == events


def test_headings_are_not_codable(adas: Assignment) -> None:
    title = Paragraph.objects.of(adas.document).filter(is_codable=False)[0]
    with pytest.raises(NotCodable):
        do(adas, wrong(adas, paragraph=title.pk, start=0, end=1, quote=title.text[0]))


def retire_trade(project: Project) -> None:
    bri, trade = Theme.objects.get(slug="bri"), Theme.objects.get(slug="trade")
    retiring.retire_theme(theme=trade, version=trade.version, actor=None, successor=bri)


def test_retired_theme_is_refused_with_its_successor(adas: Assignment, project: Project) -> None:
    retire_trade(project)
    publishing.publish(project=project, message="Trade goes", actor=None)
    with pytest.raises(RetiredTheme) as refusal:
        do(adas, wrong(adas))
    assert refusal.value.current == {"theme": "trade", "successor": "bri"}


def test_theme_is_given_until_its_retirement_is_published(adas: Assignment, project: Project) -> None:
    retire_trade(project)
    assert slugs(tag(adas, "Trade grows fast.", "trade")) == ["trade"]


def test_same_words_twice_are_refused(adas: Assignment) -> None:
    first = tag(adas, "Trade grows fast.", "trade")
    with pytest.raises(PassageExists) as refusal:
        tag(adas, "Trade grows fast.", "bri")
    assert refusal.value.current["id"] == str(first.pk)


def test_double_click_is_stored_once(adas: Assignment) -> None:
    op, change = uuid.uuid4(), wrong(adas)
    do(adas, change, op=op)
    with pytest.raises(Replayed):
        do(adas, change, op=op)
    with pytest.raises(OpReused):
        do(adas, wrong(adas, themes=("bri",)), op=op)
    assert Passage.objects.count() == 1


def test_two_coders_tag_the_same_words(adas: Assignment, bens: Assignment) -> None:
    hers, his = tag(adas, "Trade grows fast.", "trade"), tag(bens, "Trade grows fast.", "trade")
    withdraw(his, bens)
    assert list(Passage.objects.all()) == [hers]
    assert units(adas) == [("trade", 1, 1, 1)]
    assert units(bens) == []


def test_edit_changes_only_what_was_sent(adas: Assignment) -> None:
    passage = tag(adas, "Trade grows fast.", "trade", note="why")
    edit(passage, adas, themes=("trade", "bri"))
    assert (slugs(passage), passage.note, passage.quote, passage.version) == (
        ["bri", "trade"],
        "why",
        "Trade grows fast.",
        2,
    )


def test_edit_keeps_the_rows_of_themes_that_stay(adas: Assignment) -> None:
    passage = tag(adas, "Trade grows fast.", "trade", "opening-up", unsure=("trade",))
    row = passage.taggings.get(tag__slug="trade")
    edit(passage, adas, themes=("trade", "bri"))
    kept = passage.taggings.get(tag__slug="trade")
    assert (kept.pk, kept.is_unsure) == (row.pk, True)


def test_moving_the_ends_moves_the_units(adas: Assignment) -> None:
    passage = tag(adas, "Trade grows fast.", "trade")
    text = paragraphs(adas)[0].text
    edit(passage, adas, start=0, end=len(text), quote=text)
    assert (passage.quote, units(adas)) == (text, [("trade", 0, 1, 1), ("trade", 1, 1, 1), ("trade", 2, 1, 1)])


def test_unsure_counts_as_the_tag_but_not_as_sure(adas: Assignment) -> None:
    passage = tag(adas, "Trade grows fast.", "trade")
    edit(passage, adas, unsure=("trade",))
    assert units(adas) == [("trade", 1, 1, 0)]


def test_second_of_two_edits_from_one_version_is_refused(adas: Assignment) -> None:
    passage = tag(adas, "Trade grows fast.", "trade")
    edit(passage, adas, note="mine")
    with pytest.raises(Stale) as refusal:
        edit(passage, adas, version=1, note="late")
    assert refusal.value.current["note"] == "mine"


def test_edit_without_version_is_refused(adas: Assignment) -> None:
    passage = tag(adas, "Trade grows fast.", "trade")
    with pytest.raises(VersionNeeded):
        do(adas, Edit(id=passage.pk, version=None, note="x"))


def test_edit_that_changes_nothing_keeps_the_version(adas: Assignment) -> None:
    passage = tag(adas, "Trade grows fast.", "trade")
    edit(passage, adas, themes=("trade",), note="")
    assert passage.version == 1


def test_last_theme_goes_only_when_the_note_may_stay(adas: Assignment) -> None:
    passage = tag(adas, "Trade grows fast.", "trade", note="think again")
    with pytest.raises(NoTheme):
        edit(passage, adas, themes=())
    edit(passage, adas, themes=(), keep_note=True)
    assert (slugs(passage), passage.note, units(adas)) == ([], "think again", [])


def test_withdrawn_passage_lives_on_in_its_history(adas: Assignment) -> None:
    passage = tag(adas, "Trade grows fast.", "trade")
    withdraw(passage, adas)
    last = Event.objects.of("passage", passage.pk).last()
    assert last is not None
    assert (Passage.objects.count(), units(adas), last.before["quote"], last.after) == (
        0,
        [],
        "Trade grows fast.",
        None,
    )


def test_all_changes_of_one_call_happen_or_none(adas: Assignment) -> None:
    with pytest.raises(UnknownTheme):
        do(adas, wrong(adas), wrong(adas, start=6, end=11, quote="opens", themes=("nonsense",)))
    assert Passage.objects.count() == 0


def test_handed_in_work_is_frozen(adas: Assignment) -> None:
    passage = tag(adas, "Trade grows fast.", "trade")
    read(adas)
    assigning.hand_in(assignment=adas, actor=adas.coder.user)
    for change in (wrong(adas), Withdraw(id=passage.pk, version=1)):
        with pytest.raises(HandedIn):
            do(adas, change)


def test_locked_round_is_frozen(adas: Assignment) -> None:
    assigning.change_round(round=adas.round, version=1, actor=None, locked_at=timezone.now())
    with pytest.raises(RoundLocked):
        do(adas, wrong(adas))


@pytest.mark.parametrize("who", ["ben", "sam", "mira", "rita", "eve"])
def test_nobody_tags_in_anothers_name(adas: Assignment, who: str, request: pytest.FixtureRequest) -> None:
    actor: User = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        coding.change_document(assignment=adas, changes=[wrong(adas)], actor=actor)


def test_passage_of_another_coder_is_not_there(adas: Assignment, bens: Assignment) -> None:
    his = tag(bens, "Trade grows fast.", "trade")
    with pytest.raises(Exception, match="no such passage"):
        do(adas, Withdraw(id=his.pk, version=1))


def test_group_joins_one_selection_over_paragraphs(adas: Assignment) -> None:
    group, (first, second, _third) = uuid.uuid4(), paragraphs(adas)
    parts = [
        Tag(paragraph=each.pk, start=0, end=each.n_chars, quote=each.text, themes=("bri",), group=group)
        for each in (first, second)
    ]
    do(adas, *parts)
    assert Passage.objects.filter(group=group).count() == 2
    assert Event.objects.filter(kind="passage").values("operation").distinct().count() == 1
