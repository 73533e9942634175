"""Style sheets and scripts of a page: one file a bundle, one import map, names that may be kept for ever."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.template import Context, Template
from django.test import Client, RequestFactory, override_settings

from config import settings as production
from config.bundles import BUNDLES, components
from projects.models import Project, User

STATIC = settings.BASE_DIR / "static"
HREF = re.compile(r'href="/static/([^"]*)"')


@pytest.fixture
def collected(tmp_path: Path) -> Iterator[Path]:
    """The folder of static files as an installation serves them."""
    with override_settings(STORAGES=production.STORAGES, STATIC_ROOT=tmp_path):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield tmp_path


def render(tag: str) -> str:
    request = RequestFactory().get("/")
    request.csp_nonce = "abc"
    return Template(tag).render(Context({"request": request}))


def import_map(html: str) -> dict[str, str]:
    found = re.search(r'<script type="importmap" nonce="abc">(.*?)</script>', html)
    assert found
    return json.loads(found[1])["imports"]


def test_every_component_of_a_bundle_is_there() -> None:
    names = [name for bundle in BUNDLES for name in components(bundle)]
    assert [name for name in names if not (STATIC / name).is_file()] == []


def test_components_are_linked_one_by_one_where_nothing_is_collected() -> None:
    assert HREF.findall(render('{% styles "coding" %}')) == components("coding")


def test_first_component_declares_the_order_of_the_layers() -> None:
    assert "@layer base, layout, components;" in (STATIC / components("site")[0]).read_text()


def test_collected_bundle_is_its_components_in_their_order(collected: Path) -> None:
    (name,) = HREF.findall(render('{% styles "site" %}'))
    assert re.fullmatch(r"css/site\.bundle\.[0-9a-f]{12}\.css", name)
    assert (collected / name).read_text() == "".join((STATIC / part).read_text() for part in components("site"))


def test_collected_bundle_is_compressed(collected: Path) -> None:
    (name,) = HREF.findall(render('{% styles "site" %}'))
    assert (collected / f"{name}.gz").stat().st_size < (collected / name).stat().st_size / 2


def test_bundle_is_written_anew_when_a_component_changed(collected: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = render('{% styles "coding" %}')
    monkeypatch.setitem(BUNDLES, "coding", BUNDLES["coding"][1:])
    call_command("collectstatic", interactive=False, verbosity=0)
    assert render('{% styles "coding" %}') != before


def test_every_page_loads_one_style_sheet_for_the_site(
    collected: Path, project: Project, ada: User, client: Client
) -> None:
    client.force_login(ada)
    head = client.get(f"/projects/{project.slug}/").content.decode()
    assert [name for name in HREF.findall(head) if name.endswith(".css")] == HREF.findall(render('{% styles "site" %}'))


def test_import_map_names_every_module_of_the_page_and_the_shared_ones() -> None:
    paths = [*(STATIC / "js" / "annotate").glob("*.js"), *(STATIC / "js" / "lib").glob("*.js")]
    bare = {f"{path.parent.name}/{path.stem}": f"/static/js/{path.parent.name}/{path.name}" for path in paths}
    assert import_map(render('{% modules "annotate" %}')) == bare


def test_collected_modules_are_one_script(collected: Path) -> None:
    html = render('{% modules "annotate" %}')
    found = re.fullmatch(r'<script type="module" src="/static/(js/annotate\.bundle\.[0-9a-f]{12}\.js)"></script>', html)
    assert found
    said = re.findall(r"(?m)^// (annotate/\w+)$", (collected / found[1]).read_text())
    assert sorted(said) == sorted(f"annotate/{path.stem}" for path in (STATIC / "js" / "annotate").glob("*.js"))


def test_annotate_page_makes_few_requests_for_little(collected: Path) -> None:
    html = render('{% styles "site" %}{% styles "annotate" %}{% modules "annotate" %}')
    names = re.findall(r'(?:href|src)="/static/([^"]*)"', html)
    assert len(names) == 3
    assert sum((collected / f"{name}.gz").stat().st_size for name in names) <= 60_000


def test_import_map_comes_before_what_needs_it() -> None:
    html = render('{% modules "annotate" %}')
    kinds = re.findall(r'<(?:script type|link rel)="(\w+)"', html)
    own = len(list((STATIC / "js" / "annotate").glob("*.js")))
    assert kinds == ["importmap", *["modulepreload"] * own, "module"]
