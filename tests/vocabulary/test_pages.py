"""The codebook's pages: to read, to download, to import; for members only, whole, escaped, in few queries."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects.models import Project, User
from tests.vocabulary.codebooks import HOSTILE, SEED, many, seed, themes, without
from vocabulary.actions.importing import import_codebook
from vocabulary.checking import check
from vocabulary.formats import by_name
from vocabulary.models import CodebookVersion, Theme

pytestmark = pytest.mark.django_db
YAML = by_name("yaml")


def text_of(data: object) -> str:
    return YAML.write(check(data)).decode()


def page(client: Client, user: User, name: str, project: Project) -> str:
    client.force_login(user)
    response = client.get(reverse(name, args=[project.slug]))
    assert response.status_code == 200
    return response.content.decode()


def send(client: Client, user: User, project: Project, **sent: object) -> object:
    client.force_login(user)
    return client.post(reverse("codebook_import", args=[project.slug]), {"op": str(uuid.uuid4()), **sent})


def test_codebook_shows_all_parts_of_every_theme(client: Client, ada: User, project: Project) -> None:
    import_codebook(project=project, data=seed(), actor=None)
    html = page(client, ada, "codebook_detail", project)
    version = CodebookVersion.objects.published(project)
    assert version is not None
    words = [
        "对外贸易",
        "Imports, exports, services",
        "tariffs, customs",
        "strong trading nation by",
        "贸易强国",
        version.sha256,
    ]
    assert [word for word in words if word not in html] == []
    assert html.count('<article class="codebook-theme') == 22
    assert 'use <a href="#theme-global-governance"' in html
    assert "code what the sentence says" in html


def test_every_theme_has_its_anchor_and_its_line_in_the_contents(client: Client, ada: User, project: Project) -> None:
    import_codebook(project=project, data=seed(), actor=None)
    html = page(client, ada, "codebook_detail", project)
    slugs = Theme.objects.values_list("slug", flat=True)
    assert [slug for slug in slugs if f'id="theme-{slug}"' not in html or f'href="#theme-{slug}"' not in html] == []


def test_names_follow_the_language_of_the_interface(
    client: Client, ada: User, project: Project, codebook: None
) -> None:
    client.force_login(ada)
    html = client.get(
        reverse("codebook_detail", args=[project.slug]), headers={"accept-language": "zh-hans"}
    ).content.decode()
    assert '<span lang="zh" dir="auto">对外贸易</span>' in html
    assert '<span class="codebook-other" lang="en" dir="auto">Trade</span>' in html


def test_retired_theme_stands_at_the_end_with_its_successor(client: Client, ada: User, project: Project) -> None:
    import_codebook(project=project, data=themes(bri={"status": "retired", "successor": "trade"}), actor=None)
    html = page(client, ada, "codebook_detail", project)
    assert "use instead:" in html
    assert html.count("<article") == 4


def test_old_slug_is_still_an_anchor(client: Client, ada: User, project: Project, codebook: None) -> None:
    data = themes(bri={"slug": "belt-road", "former_slugs": ["bri"]})
    import_codebook(project=project, data=data, actor=None)
    assert '<span id="theme-bri"></span>' in page(client, ada, "codebook_detail", project)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_and_not_run(client: Client, ada: User, project: Project, text: str) -> None:
    example = {"file": text, "start": 0, "end": len(text), "text": text, "because": text}
    fields = {
        "label": {"en": text, "zh": text},
        "code": "<b>",
        "brief_definition": text,
        "full_definition": text,
        "use_when": [text],
        "do_not_use_when": [f"{text}: use trade"],
        "negative_example": example,
        "lexicon": [{"phrase": text, "lang": "en"}],
    }
    data = themes(bri=fields)
    data["codebook"] |= {"title": {"en": text}, "rules": [text], "offsets": text}
    import_codebook(project=project, data=data, actor=None, message=text)
    html = page(client, ada, "codebook_detail", project)
    assert ("<script>alert" in html, "<b>" in html) == (False, False)
    assert text in html.replace("&lt;", "<").replace("&gt;", ">")


def test_without_codebook_the_manager_is_sent_to_import(client: Client, mira: User, project: Project) -> None:
    assert reverse("codebook_import", args=[project.slug]) in page(client, mira, "codebook_detail", project)


def test_without_codebook_others_are_told_who_imports(client: Client, ada: User, project: Project) -> None:
    html = page(client, ada, "codebook_detail", project)
    assert "A manager of the project imports it" in html
    assert reverse("codebook_import", args=[project.slug]) not in html


@pytest.mark.parametrize("count", [1, 30])
def test_codebook_takes_the_same_few_queries(client: Client, ada: User, project: Project, count: int) -> None:
    import_codebook(project=project, data=many(count), actor=None)
    page(client, ada, "codebook_detail", project)
    with CaptureQueriesContext(connection) as queries:
        html = page(client, ada, "codebook_detail", project)
    asked = [query["sql"] for query in queries if "vocabulary_" in query["sql"]]
    assert (html.count("<article"), len(asked)) == (count, 1)


def test_download_is_the_published_codebook(client: Client, rita: User, project: Project) -> None:
    import_codebook(project=project, data=seed(), actor=None)
    client.force_login(rita)
    response = client.get(reverse("codebook_download", args=[project.slug]))
    assert response["Content-Disposition"] == 'attachment; filename="codebook-openness-v1.yaml"'
    assert response.content.decode() == text_of(seed())


def test_download_without_codebook_is_not_found(client: Client, ada: User, project: Project) -> None:
    client.force_login(ada)
    assert client.get(reverse("codebook_download", args=[project.slug])).status_code == 404


@pytest.mark.parametrize("name", ["codebook_detail", "codebook_download", "codebook_import"])
def test_stranger_finds_nothing(client: Client, eve: User, project: Project, codebook: None, name: str) -> None:
    client.force_login(eve)
    assert client.get(reverse(name, args=[project.slug])).status_code == 404


@pytest.mark.parametrize("person", ["ada", "sam", "rita"])
def test_only_managers_import(client: Client, person: str, project: Project, request: pytest.FixtureRequest) -> None:
    response = send(client, request.getfixturevalue(person), project, text=text_of(themes()))
    assert (response.status_code, Theme.objects.count()) == (403, 0)


def test_check_shows_what_would_change_and_stores_nothing(
    client: Client, mira: User, project: Project, codebook: None
) -> None:
    data = without("security")
    data["themes"][3]["brief_definition"] = "Roads and belts."
    response = send(client, mira, project, text=text_of(data), step="check")
    plan = response.context["plan"]
    names = {name: [target.content.slug for target in getattr(plan, name)] for name in ("added", "changed", "retired")}
    assert names == {"added": [], "changed": ["bri"], "retired": ["security"]}
    assert '<ins dir="auto"><span class="layout-unseen">new: </span>Roads and belts.</ins>' in response.content.decode()
    assert CodebookVersion.objects.count() == 1


def test_uploaded_file_is_checked_and_kept_for_the_import(client: Client, mira: User, project: Project) -> None:
    file = SimpleUploadedFile("codebook.yaml", SEED.read_bytes())
    response = send(client, mira, project, file=file, step="import", version=0)
    html = response.content.decode()
    assert (response.status_code, Theme.objects.count()) == (200, 0)
    assert html.count('name="text"') == 2
    assert "Import and publish" in html


def test_confirmed_import_publishes(client: Client, mira: User, project: Project) -> None:
    sent = {"text": text_of(themes()).replace("\n", "\r\n"), "message": "First", "step": "import", "version": 0}
    response = send(client, mira, project, **sent)
    version = CodebookVersion.objects.published(project)
    assert version is not None
    assert response["Location"] == reverse("codebook_detail", args=[project.slug])
    assert (version.number, version.message, version.published_by) == (1, "First", mira)


def test_import_sent_twice_happens_once(client: Client, mira: User, project: Project) -> None:
    sent = {"text": text_of(themes()), "step": "import", "version": 0, "op": str(uuid.uuid4())}
    send(client, mira, project, **sent)
    send(client, mira, project, **sent)
    assert CodebookVersion.objects.count() == 1


def test_import_after_somebody_elses_is_refused_with_the_text_kept(
    client: Client, mira: User, project: Project
) -> None:
    import_codebook(project=project, data=themes(), actor=None)
    text = text_of(without("bri"))
    response = send(client, mira, project, text=text, step="import", version=0)
    assert response.status_code == 409
    assert "Self-reliance" in response.content.decode()
    assert CodebookVersion.objects.count() == 1


def test_import_that_changes_nothing_says_so(client: Client, mira: User, project: Project, codebook: None) -> None:
    response = send(client, mira, project, text=text_of(themes()))
    assert "says all of this already" in response.content.decode()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: [1,\nb: }", "line 2, column 4"),
        ("themes: []", "there are no themes"),
        ("themes:\n- slug: x\n  code: X\n  label: {en: <script>}\n  hue: 9", "hue: must be a whole number from 1 to 8"),
        ("", "Choose a file, or type the codebook here."),
    ],
)
def test_faults_are_shown_with_the_text_kept(
    client: Client, mira: User, project: Project, text: str, words: str
) -> None:
    response = send(client, mira, project, text=text, message="Mine & yours", step="import", version=0)
    html = response.content.decode()
    assert (response.status_code, Theme.objects.count()) == (422, 0)
    assert [
        part
        for part in (words, "Mine &amp; yours", response.context["form"]["text"].value())
        if part not in html.replace("&lt;", "<").replace("&gt;", ">")
    ] == []
    assert "<script>}" not in html


def test_faulty_file_can_be_mended_on_the_page(client: Client, mira: User, project: Project) -> None:
    file = SimpleUploadedFile("mine.yaml", "themes:\n- slug: 贸易\n".encode())
    response = send(client, mira, project, file=file)
    assert response.status_code == 422
    assert "- slug: 贸易" in response.content.decode()


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"a: \x00", b"x" * (2 * 1024 * 1024 + 1)])
def test_file_that_is_no_text_or_too_large_is_refused(client: Client, mira: User, project: Project, raw: bytes) -> None:
    response = send(client, mira, project, file=SimpleUploadedFile("bad.yaml", raw))
    assert response.status_code == 422
    assert "bad.yaml" in response.content.decode()


def test_nul_in_the_text_is_refused(client: Client, mira: User, project: Project) -> None:
    assert send(client, mira, project, text="themes: \x00").status_code == 422
