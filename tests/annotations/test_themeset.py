"""django-taggit for real: `passage.themes` works as its documentation says, within the vocabulary and the ledger."""

import pytest
from django.db import IntegrityError, transaction

from annotations.models import Assignment, Passage, Tagging, UnitTheme
from annotations.problems import NoTheme
from ledger.models import Event, Operation
from projects.models import Project
from tests.annotations.people import slugs, tag
from tests.conftest import THEMES
from vocabulary.actions.importing import import_codebook
from vocabulary.controlled import UnknownTheme
from vocabulary.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def passage(adas: Assignment) -> Passage:
    return tag(adas, "Trade grows fast.", "trade", unsure=("trade",))


def test_passages_are_found_by_theme(passage: Passage) -> None:
    passage.themes.add("bri")
    assert list(Passage.objects.filter(themes__slug="bri")) == [passage]
    assert list(Passage.objects.filter(themes__slug="security")) == []


def test_add_goes_through_the_ledger(passage: Passage) -> None:
    passage.themes.add(Theme.objects.get(slug="bri"))
    passage.refresh_from_db()
    operation = Operation.objects.newest_first()[0]
    event = Event.objects.of("passage", passage.pk).last()
    assert event is not None
    assert (operation.verb, operation.actor, event.operation) == ("retag", passage.coder.user, operation)
    assert (passage.version, event.after["version"]) == (2, 2)
    assert UnitTheme.objects.filter(theme__slug="bri").count() == 1


@pytest.mark.parametrize("name", ["bri", "Belt and Road", "BELT AND ROAD", " bri "])
def test_strings_are_slugs_or_names(passage: Passage, name: str) -> None:
    passage.themes.add(name)
    assert slugs(passage) == ["bri", "trade"]


@pytest.mark.parametrize("act", ["add", "remove"])
def test_unknown_string_raises_and_stores_nothing(passage: Passage, act: str) -> None:
    themes, events = Theme.objects.count(), Event.objects.count()
    with pytest.raises(UnknownTheme):
        getattr(passage.themes, act)("bri", "free text")
    assert (Theme.objects.count(), Event.objects.count(), slugs(passage)) == (themes, events, ["trade"])


def test_unknown_string_in_set_stores_nothing(passage: Passage) -> None:
    with pytest.raises(UnknownTheme):
        passage.themes.set(["bri", "free text"])
    assert slugs(passage) == ["trade"]


@pytest.mark.parametrize("how", ["theme", "slug"])
def test_theme_of_another_project_is_unknown(passage: Passage, elsewhere: Project, how: str) -> None:
    import_codebook(project=elsewhere, data=THEMES, actor=None)
    foreign = Theme.objects.get(project=elsewhere, slug="bri")
    Theme.objects.filter(pk=foreign.pk).update(slug="foreign")
    foreign.slugs.update(slug="foreign")
    with pytest.raises(UnknownTheme):
        passage.themes.add(foreign if how == "theme" else "foreign")
    with pytest.raises(UnknownTheme):
        passage.themes.remove(foreign if how == "theme" else "foreign")


def test_set_keeps_surviving_rows_with_their_fields(passage: Passage) -> None:
    row = passage.taggings.get()
    passage.themes.set(["trade", "bri"], clear=True)
    kept = passage.taggings.get(tag__slug="trade")
    assert (kept.pk, kept.is_unsure, kept.codebook_version_id) == (row.pk, True, row.codebook_version_id)
    assert slugs(passage) == ["bri", "trade"]


def test_remove_takes_one_theme(passage: Passage) -> None:
    passage.themes.add("bri")
    passage.themes.remove("trade")
    assert (slugs(passage), list(UnitTheme.objects.values_list("theme__slug", flat=True))) == (["bri"], ["bri"])


def test_clear_is_refused_where_nothing_would_be_left(passage: Passage) -> None:
    with pytest.raises(NoTheme):
        passage.themes.clear()
    assert slugs(passage) == ["trade"]


def test_two_coders_do_not_disturb_each_other(adas: Assignment, bens: Assignment) -> None:
    hers, his = tag(adas, "Trade grows fast.", "trade"), tag(bens, "Trade grows fast.", "trade")
    hers.themes.add("bri")
    his.themes.set(["security"])
    assert (slugs(hers), slugs(his)) == (["bri", "trade"], ["security"])


def test_names_and_slugs_read(passage: Passage) -> None:
    assert (list(passage.themes.slugs()), list(passage.themes.names())) == (["trade"], ["Trade"])
    assert [theme.slug for theme in passage.themes.all()] == ["trade"]


def test_adding_what_is_there_changes_nothing(passage: Passage) -> None:
    events = Event.objects.count()
    passage.themes.add("trade")
    assert (Event.objects.count(), Passage.objects.get().version) == (events, 1)


def test_prefetch_of_themes_says_what_to_prefetch(passage: Passage) -> None:
    with pytest.raises(TypeError, match="taggings__tag"):
        list(Passage.objects.prefetch_related("themes"))


def test_database_refuses_the_same_theme_twice(passage: Passage) -> None:
    row = passage.taggings.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_form_field_is_a_choice_of_active_themes(passage: Passage) -> None:
    field = Passage._meta.get_field("themes").formfield()
    assert set(field.queryset) == set(Theme.objects.active())
    assert Tagging.tag_model() is Theme


def test_add_looks_at_the_table_and_not_at_what_was_prefetched(passage: Passage) -> None:
    stale = Passage.objects.with_themes().get(pk=passage.pk)
    list(stale.taggings.all())
    passage.themes.add("bri")
    stale.themes.add("bri", "security")
    assert slugs(passage) == ["bri", "security", "trade"]
