"""taggit, made to obey: strings are resolved in one project's vocabulary and never create a theme."""

import pytest
from django import forms
from django.db import DatabaseError, IntegrityError, transaction

from annotations.models import Passage
from annotations.themeset import ThemeSet
from projects.models import Project
from tests.vocabulary.codebooks import HOSTILE, themes
from vocabulary.actions.importing import import_codebook
from vocabulary.controlled import ItemBase, TagBase, UnknownTheme
from vocabulary.models import CodebookVersion, Theme, ThemeSlug

pytestmark = pytest.mark.django_db


@pytest.fixture
def vocabulary(project: Project, codebook: None) -> ThemeSet:
    """The manager of an object of the project that carries no themes yet."""
    manager: ThemeSet = Passage().themes
    manager.project_id = lambda: project.pk
    return manager


def test_theme_is_a_taggit_tag_and_tagging_a_taggit_item() -> None:
    assert issubclass(Theme, TagBase)
    assert issubclass(Passage.themes.through, ItemBase)


@pytest.mark.parametrize("name", ["unknown", "", " ", "Trade, Security", "trades", *HOSTILE])
def test_unknown_string_raises_and_stores_nothing(vocabulary: ThemeSet, name: str) -> None:
    before = Theme.objects.count()
    with pytest.raises(UnknownTheme):
        vocabulary.resolve([name])
    assert Theme.objects.count() == before


@pytest.mark.parametrize("name", ["trade", "TRADE", " trade ", "Trade"])
def test_slug_and_name_are_resolved_in_any_case(vocabulary: ThemeSet, name: str) -> None:
    assert [theme.slug for theme in vocabulary.resolve([name])] == ["trade"]


def test_theme_given_twice_is_one(vocabulary: ThemeSet) -> None:
    assert len(vocabulary.resolve(["trade", "Trade", Theme.objects.get(slug="trade")])) == 1


def test_theme_of_another_project_is_refused(vocabulary: ThemeSet, elsewhere: Project) -> None:
    import_codebook(project=elsewhere, data=themes(), actor=None)
    theirs = Theme.objects.get(project=elsewhere, slug="trade")
    with pytest.raises(UnknownTheme):
        vocabulary.resolve([theirs])
    assert vocabulary.resolve(["trade"]) == [Theme.objects.exclude(project=elsewhere).get(slug="trade")]


@pytest.mark.parametrize("thing", [None, 1, 1.5, b"trade", ["trade"], Project()])
def test_what_is_no_theme_is_refused(vocabulary: ThemeSet, thing: object) -> None:
    with pytest.raises(UnknownTheme):
        vocabulary.resolve([thing])


def test_prefetch_that_would_find_nothing_is_refused() -> None:
    with pytest.raises(TypeError):
        Passage().themes.get_prefetch_querysets([Passage()])


def _refused(**fields: object) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Theme.objects.create(**fields)


def test_database_refuses_a_theme_without_project() -> None:
    _refused(name="free text", slug="free-text", code="FREE")


@pytest.mark.parametrize("same", [{"slug": "TRADE"}, {"name": "tRADE"}, {"code": "trd"}])
def test_database_refuses_the_same_name_in_another_case(project: Project, codebook: None, same: dict[str, str]) -> None:
    _refused(project=project, **{"name": "New", "slug": "new", "code": "NEW", **same})


def test_database_refuses_an_old_slug_for_another_theme(project: Project, codebook: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ThemeSlug.objects.create(project=project, slug="TRADE", theme=Theme.objects.get(slug="bri"))


@pytest.mark.parametrize("hue", [0, 9])
def test_database_refuses_another_hue(project: Project, hue: int) -> None:
    _refused(project=project, name="New", slug="new", code="NEW", hue=hue)


def test_database_refuses_a_theme_as_its_own_parent(project: Project, codebook: None) -> None:
    trade = Theme.objects.get(slug="trade")
    with pytest.raises(IntegrityError), transaction.atomic():
        Theme.objects.filter(pk=trade.pk).update(parent=trade)


def test_two_projects_may_have_the_same_slug(project: Project, elsewhere: Project) -> None:
    for each in (project, elsewhere):
        Theme.objects.create(project=each, name="Trade", slug="trade", code="TRD")
    assert Theme.objects.filter(slug="trade").count() == 2


def test_database_refuses_to_change_a_published_version(project: Project, codebook: None) -> None:
    for change in (lambda: CodebookVersion.objects.update(number=2), lambda: CodebookVersion.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_form_field_is_a_choice_of_active_themes_of_one_project(project: Project, elsewhere: Project) -> None:
    data = themes(bri={"status": "retired"})
    for each in (project, elsewhere):
        import_codebook(project=each, data=data, actor=None)
    field = Passage._meta.get_field("themes").formfield(project=project)
    assert isinstance(field, forms.ModelMultipleChoiceField)
    assert list(field.queryset) == list(Theme.objects.filter(project=project).exclude(slug="bri").in_order())


def test_form_field_creates_nothing_from_text(project: Project, codebook: None) -> None:
    field = Passage._meta.get_field("themes").formfield(project=project)
    with pytest.raises(forms.ValidationError):
        field.clean(["made up"])
    assert Theme.objects.count() == 5
