"""Themes in the admin: a tree with counts, changed through the actions, never typed into being, never deleted."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledger.models import Operation
from ledger.replay import differences
from projects.models import Project, User
from tests.annotations.people import tag
from tests.conftest import make_user
from tests.vocabulary.codebooks import many, themes
from vocabulary.actions.editing import change_theme
from vocabulary.actions.importing import import_codebook
from vocabulary.models import CodebookVersion, Theme, ThemeSlug

pytestmark = pytest.mark.django_db
LIST = "admin:vocabulary_theme_changelist"


@pytest.fixture
def admin(client: Client) -> Client:
    user = make_user("root")
    User.objects.filter(pk=user.pk).update(is_superuser=True, is_staff=True)
    client.force_login(User.objects.get(pk=user.pk))
    return client


def sent(theme: Theme, **changes: object) -> dict[str, object]:
    """What the form of a theme sends."""
    fields = {
        **{name: getattr(theme, name) for name in ("slug", "code", "hue", "position", "key", "version")},
        **{name: getattr(theme, name) for name in ("brief_definition", "full_definition")},
        **{name: json.dumps(getattr(theme, name)) for name in ("labels", "examples", "lexicon")},
        **{name: "\n".join(getattr(theme, name)) for name in ("use_when", "do_not_use_when")},
        "parent": theme.parent_id or "",
        "successor": theme.successor_id or "",
    }
    return {**fields, **changes}


def change(admin: Client, theme: Theme, **changes: object) -> object:
    return admin.post(reverse("admin:vocabulary_theme_change", args=[theme.pk]), sent(theme, **changes))


def test_list_is_a_tree(admin: Client, codebook: None) -> None:
    html = admin.get(reverse(LIST)).content.decode()
    assert "<strong>OPEN</strong> Opening up" in html
    assert "\u2003\u2003<strong>TRD</strong> Trade" in html


def test_list_counts_passages_and_documents(admin: Client, adas: object, project: Project) -> None:
    tag(adas, "Trade grows fast.", "trade")
    tag(adas, "Security comes first.", "trade", "security")
    themes = admin.get(reverse(LIST), {"q": "trade"}).context["cl"].result_list
    assert [(theme.slug, theme.n_passages, theme.n_documents) for theme in themes] == [("trade", 2, 1)]


@pytest.mark.parametrize("name", ["theme", "themeslug", "codebookversion"])
def test_lists_take_the_same_queries_for_1_and_30(
    admin: Client, project: Project, elsewhere: Project, name: str
) -> None:
    counts = []
    for each, count in ((elsewhere, 1), (project, 30)):
        import_codebook(project=each, data=many(count), actor=None)
        with CaptureQueriesContext(connection) as queries:
            assert admin.get(reverse(f"admin:vocabulary_{name}_changelist")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ({"q": "belt"}, ["bri"]),
        ({"q": "a-slug-it-had"}, ["trade"]),
        ({"state": "retired"}, ["security"]),
        ({"state": "active"}, ["opening-up", "trade", "self-reliance", "bri"]),
        ({"project__id__exact": "elsewhere"}, []),
    ],
)
def test_list_searches_and_filters(
    admin: Client, project: Project, elsewhere: Project, query: dict[str, str], slugs: list[str]
) -> None:
    data = themes(security={"status": "retired"}, trade={"former_slugs": ["a-slug-it-had"]})
    import_codebook(project=project, data=data, actor=None)
    asked = {name: str(elsewhere.pk) if value == "elsewhere" else value for name, value in query.items()}
    found = admin.get(reverse(LIST), asked).context["cl"].result_list
    assert [theme.slug for theme in found] == slugs


def test_change_goes_through_the_action(admin: Client, project: Project, codebook: None) -> None:
    trade = Theme.objects.get(slug="trade")
    labels = json.dumps({"en": "Foreign trade", "zh": "外贸"})
    response = change(admin, trade, labels=labels, use_when="imports\nexports\n", slug="foreign-trade")
    assert response.status_code == 302
    trade.refresh_from_db()
    assert (trade.name, trade.use_when, trade.slug, trade.version) == (
        "Foreign trade",
        ["imports", "exports"],
        "foreign-trade",
        2,
    )
    assert Operation.objects.newest_first()[0].verb == "change theme"
    assert list(differences(project)) == []


def test_change_to_nothing_new_writes_nothing(admin: Client, codebook: None) -> None:
    before = Operation.objects.count()
    assert change(admin, Theme.objects.get(slug="trade")).status_code == 302
    assert Operation.objects.count() == before


@pytest.mark.parametrize(
    "changes",
    [
        {"hue": 9},
        {"code": "bri"},
        {"slug": "Not A Slug"},
        {"labels": "{}"},
        {"labels": "[1]"},
        {"examples": '["a"]'},
        {"examples": '[{"file": "a", "start": 0, "end": 5, "text": "a"}]'},
        {"lexicon": '{"phrase": "trade"}'},
        {"lexicon": "not json"},
    ],
)
def test_faults_are_shown_and_nothing_is_stored(admin: Client, codebook: None, changes: dict[str, object]) -> None:
    before = Operation.objects.count()
    response = change(admin, Theme.objects.get(slug="trade"), **changes)
    assert response.status_code == 200
    assert response.context["adminform"].form.errors
    assert Operation.objects.count() == before


def test_change_from_an_outdated_page_is_refused(admin: Client, codebook: None) -> None:
    trade = Theme.objects.get(slug="trade")
    change_theme(theme=trade, version=1, actor=None, brief_definition="Theirs")
    assert change(admin, trade, brief_definition="Mine").status_code == 409
    assert Theme.objects.get(slug="trade").brief_definition == "Theirs"


def test_parent_of_another_project_is_no_choice(admin: Client, codebook: None, elsewhere: Project) -> None:
    import_codebook(project=elsewhere, data=themes(), actor=None)
    theirs = Theme.objects.get(project=elsewhere, slug="bri")
    response = change(admin, Theme.objects.exclude(project=elsewhere).get(slug="trade"), parent=theirs.pk)
    assert response.status_code == 200


def test_retiring_needs_its_box(admin: Client, codebook: None) -> None:
    change(admin, Theme.objects.get(slug="bri"), is_retired="on", successor=Theme.objects.get(slug="trade").pk)
    bri = Theme.objects.get(slug="bri")
    assert (bri.retired_at is not None, bri.successor.slug) == (True, "trade")


def test_drafts_are_published_from_the_list(admin: Client, project: Project, codebook: None) -> None:
    change(admin, Theme.objects.get(slug="trade"), brief_definition="Draft")
    chosen = {"action": "publish", "_selected_action": [Theme.objects.get(slug="trade").pk]}
    admin.post(reverse(LIST), chosen)
    admin.post(reverse(LIST), chosen)
    version = CodebookVersion.objects.published(project)
    assert version is not None
    assert version.number == 2


@pytest.mark.parametrize("model", [Theme, ThemeSlug, CodebookVersion])
def test_nothing_is_added_or_deleted(admin: Client, codebook: None, model: type) -> None:
    name, thing = f"admin:vocabulary_{model._meta.model_name}", model.objects.first()
    assert admin.get(reverse(f"{name}_add")).status_code == 403
    assert admin.post(reverse(f"{name}_delete", args=[thing.pk]), {"post": "yes"}).status_code == 403
    assert admin.get(reverse(f"{name}_change", args=[thing.pk])).status_code == 200


def test_slugs_and_versions_are_read_only(admin: Client, codebook: None) -> None:
    slug = ThemeSlug.objects.get(slug="trade")
    assert admin.post(reverse("admin:vocabulary_themeslug_change", args=[slug.pk]), {"slug": "x"}).status_code == 403
    version = CodebookVersion.objects.get()
    url = reverse("admin:vocabulary_codebookversion_change", args=[version.pk])
    assert admin.post(url, {"number": 9}).status_code == 403


def test_history_shows_the_ledger(admin: Client, codebook: None) -> None:
    trade = Theme.objects.get(slug="trade")
    html = admin.get(reverse("admin:vocabulary_theme_history", args=[trade.pk])).content.decode()
    assert "import codebook" in html
