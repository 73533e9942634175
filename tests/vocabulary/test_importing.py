"""Importing a codebook: what comes, changes, is retired or stays, and the version that is published."""

import uuid

import pytest
from django.contrib.auth import get_user_model

from ledger.models import Event, Operation
from ledger.problems import Replayed, Stale
from ledger.replay import differences
from projects.models import Project
from tests.vocabulary.codebooks import seed, themes, without
from vocabulary import codebook as codebooks
from vocabulary.actions.importing import import_codebook
from vocabulary.models import CodebookVersion, Theme, ThemeSlug
from vocabulary.problems import InvalidCodebook
from vocabulary.rows import rows_of

pytestmark = pytest.mark.django_db
ALL = ["opening-up", "trade", "self-reliance", "bri", "security"]


def run(project: Project, data: object, **how: object) -> dict[str, object]:
    report = import_codebook(project=project, data=data, actor=None, **how)
    return {name: value for name, value in report.items() if value}


def test_first_import_adds_everything_and_publishes(project: Project) -> None:
    assert run(project, themes()) == {"added": ALL, "number": 1}
    assert list(Theme.objects.in_order().values_list("slug", flat=True)) == ALL
    assert Theme.objects.get(slug="trade").parent.slug == "opening-up"
    assert set(Theme.objects.values_list("changed_in", flat=True)) == {1}


def test_second_import_changes_and_writes_nothing(project: Project, codebook: None) -> None:
    before = Operation.objects.count()
    assert run(project, themes()) == {"unchanged": ALL}
    assert (Operation.objects.count(), CodebookVersion.objects.count()) == (before, 1)


def test_exported_starter_codebook_imports_as_unchanged(project: Project) -> None:
    run(project, seed())
    content = codebooks.current_content(project)
    assert content is not None
    assert list(run(project, rows_of(content))) == ["unchanged"]


def test_changed_theme_makes_a_new_version(project: Project, codebook: None) -> None:
    unchanged = [slug for slug in ALL if slug != "trade"]
    report = run(project, themes(trade={"brief_definition": "Imports and exports."}))
    assert report == {"changed": ["trade"], "unchanged": unchanged, "number": 2}
    assert Theme.objects.get(slug="trade").changed_in == 2
    assert Theme.objects.get(slug="bri").changed_in == 1


def test_order_and_hue_do_not_change_what_a_theme_means(project: Project, codebook: None) -> None:
    assert run(project, themes(bri={"hue": 7}))["changed"] == ["bri"]
    assert Theme.objects.get(slug="bri").changed_in == 1


def test_theme_left_out_is_retired_not_deleted(project: Project, codebook: None) -> None:
    assert run(project, without("bri"))["retired"] == ["bri"]
    assert Theme.objects.get(slug="bri").retired_at is not None
    assert run(project, without("bri")) == {"unchanged": [slug for slug in ALL if slug != "bri"] + ["bri"]}


def test_theme_that_comes_back_is_the_same_one(project: Project, codebook: None) -> None:
    pk = Theme.objects.get(slug="bri").pk
    run(project, without("bri"))
    assert run(project, themes())["changed"] == ["bri", "security"]  # security stands one place later again
    assert Theme.objects.get(slug="bri", retired_at=None).pk == pk


def test_theme_retired_in_the_file_points_to_its_successor(project: Project, codebook: None) -> None:
    report = run(project, themes(bri={"status": "retired", "successor": "trade"}))
    assert report["retired"] == ["bri"]
    assert Theme.objects.get(slug="bri").successor.slug == "trade"


def test_renamed_slug_is_the_same_theme_and_the_old_one_resolves(project: Project, codebook: None) -> None:
    pk = Theme.objects.get(slug="bri").pk
    assert run(project, themes(bri={"slug": "belt-road", "former_slugs": ["bri"]}))["changed"] == ["belt-road"]
    assert Theme.objects.get(slug="belt-road").pk == pk
    assert Theme.objects.named(project, ["bri"])["bri"].pk == pk
    assert set(ThemeSlug.objects.filter(theme=pk).values_list("slug", flat=True)) == {"bri", "belt-road"}


def test_old_slug_in_a_file_finds_its_theme(project: Project, codebook: None) -> None:
    run(project, themes(bri={"slug": "belt-road", "former_slugs": ["bri"]}))
    assert run(project, themes())["changed"] == ["bri"]
    assert Theme.objects.count() == 5


def test_two_themes_can_swap_names_codes_and_slugs(project: Project, codebook: None) -> None:
    swapped = themes(
        bri={"code": "SEC", "label": {"en": "Security", "zh": "安全"}},
        security={"code": "BRI", "label": {"en": "Belt and Road", "zh": "一带一路"}},
    )
    assert run(project, swapped)["changed"] == ["bri", "security"]
    assert Theme.objects.get(slug="bri").code == "SEC"


def test_code_of_a_retired_theme_is_not_given_again(project: Project, codebook: None) -> None:
    data = without("bri")
    data["themes"].append({"slug": "new", "code": "bri", "parent": None, "label": {"en": "New", "zh": "新"}, "hue": 1})
    with pytest.raises(InvalidCodebook) as caught:
        run(project, data)
    assert [(fault.field, fault.rule) for fault in caught.value.faults] == [("code", "duplicate")]


def test_old_slug_is_not_given_to_another_theme(project: Project, codebook: None) -> None:
    run(project, themes(bri={"slug": "belt-road", "former_slugs": ["bri"]}))
    data = themes(bri={"slug": "belt-road"})
    data["themes"].append({"slug": "bri", "code": "NEW", "parent": None, "label": {"en": "New", "zh": "新"}, "hue": 1})
    with pytest.raises(InvalidCodebook):
        run(project, data)


def test_invalid_codebook_stores_nothing(project: Project) -> None:
    before = Operation.objects.count()
    with pytest.raises(InvalidCodebook):
        run(project, themes(bri={"hue": 9}))
    assert (Theme.objects.count(), Operation.objects.count()) == (0, before)


def test_dry_run_tells_and_stores_nothing(project: Project) -> None:
    before = Operation.objects.count()
    assert run(project, themes(), dry_run=True) == {"added": ALL}
    assert (Theme.objects.count(), CodebookVersion.objects.count(), Operation.objects.count()) == (0, 0, before)


def test_first_version_keeps_the_number_of_its_file(project: Project) -> None:
    data = {**themes(), "codebook": {"version": 7, "languages": ["en", "zh"]}}
    assert run(project, data)["number"] == 7
    assert run(project, {**themes(bri={"hue": 5}), "codebook": data["codebook"]})["number"] == 8


def test_change_of_the_rules_alone_makes_a_version(project: Project, codebook: None) -> None:
    data = {**themes(), "codebook": {**themes()["codebook"], "rules": ["Read twice."]}}
    assert run(project, data) == {"unchanged": ALL, "number": 2}


def test_same_codebook_has_the_same_checksum_in_every_project(project: Project, elsewhere: Project) -> None:
    run(project, themes())
    run(elsewhere, themes())
    assert len(set(CodebookVersion.objects.values_list("sha256", flat=True))) == 1
    assert Theme.objects.filter(slug="trade").count() == 2


def test_repeated_operation_is_done_once(project: Project) -> None:
    op = uuid.uuid4()
    run(project, themes(), op=op)
    with pytest.raises(Replayed):
        run(project, themes(), op=op)


def test_import_from_an_outdated_page_is_refused(project: Project, codebook: None) -> None:
    with pytest.raises(Stale):
        run(project, without("bri"), version=0)
    assert Theme.objects.active().count() == 5


def test_import_is_one_operation_whose_events_replay(project: Project, codebook: None) -> None:
    run(project, without("bri"))
    run(project, themes(bri={"slug": "belt-road", "former_slugs": ["bri"]}))
    assert list(differences(project)) == []
    operations = Operation.objects.filter(verb="import codebook")
    assert operations.count() == 3
    assert Event.objects.filter(kind="codebook_version").count() == 3


def test_import_runs_as_its_actor(project: Project) -> None:
    mira = get_user_model().objects.create_user("mira")
    import_codebook(project=project, data=themes(), actor=mira, message="First")
    version = CodebookVersion.objects.published(project)
    assert (version.published_by, version.message) == (mira, "First")
