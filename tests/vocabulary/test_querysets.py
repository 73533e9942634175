"""Named questions to the vocabulary."""

import pytest

from projects.models import Project
from tests.vocabulary.codebooks import themes
from vocabulary.actions.importing import import_codebook
from vocabulary.models import CodebookVersion, Theme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("codebook")]


def test_active_leaves_retired_themes_out_and_keeps_the_order(project: Project) -> None:
    import_codebook(project=project, data=themes(trade={"status": "retired"}), actor=None)
    slugs = [theme.slug for theme in Theme.objects.in_project(project).active()]
    assert slugs == ["opening-up", "self-reliance", "bri", "security"]


def test_named_finds_slugs_old_slugs_and_names_in_any_case(project: Project) -> None:
    data = themes(bri={"slug": "belt-road", "former_slugs": ["bri"]})
    import_codebook(project=project, data=data, actor=None)
    found = Theme.objects.named(project, ["BRI", "Belt-Road", "Self-Reliance", "belt and road", "nothing"])
    assert {name: theme.code for name, theme in found.items()} == {
        "bri": "BRI",
        "belt-road": "BRI",
        "self-reliance": "SELF",
        "belt and road": "BRI",
    }


def test_named_finds_names_in_any_script(project: Project) -> None:
    import_codebook(project=project, data=themes(bri={"label": {"en": "Économie ÉTÉ", "zh": "一"}}), actor=None)
    assert list(Theme.objects.named(project, ["économie été"])) == ["économie été"]


def test_slug_says_more_than_a_name(project: Project) -> None:
    import_codebook(project=project, data=themes(bri={"label": {"en": "opening-up", "zh": "一"}}), actor=None)
    assert Theme.objects.named(project, ["opening-up"])["opening-up"].code == "OPEN"


def test_named_looks_in_its_project_only(elsewhere: Project) -> None:
    assert Theme.objects.named(elsewhere, ["trade", "Trade"]) == {}


def test_slugs_take_one_query(project: Project, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        Theme.objects.named(project, ["trade", "bri", "security"])


def test_published_is_the_latest_version(project: Project) -> None:
    import_codebook(project=project, data=themes(bri={"hue": 8}), actor=None)
    version = CodebookVersion.objects.published(project)
    assert version is not None
    assert version.number == 2
