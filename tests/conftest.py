"""Whom and what every test knows: ada and ben annotate, sam supervises, mira manages, rita reads, eve is elsewhere."""

import os
from collections.abc import Iterator

import hypothesis
import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection
from django.test import override_settings

from annotations.actions import assigning
from annotations.models import Assignment, Round
from corpus.actions import importing as corpus_importing
from corpus.models import Document
from projects.actions import founding, people
from projects.models import Coder, Project, User
from tests import database
from tests.annotations.deciding import hand_in
from tests.annotations.people import tag
from vocabulary.actions import importing as codebook_importing
from vocabulary.actions import publishing
from vocabulary.models import Theme

database.install()
# A busy machine is slow, not wrong; in CI the same examples are tried every time.
hypothesis.settings.register_profile(
    "tifa",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture],
)
hypothesis.settings.load_profile("tifa")

DATABASES = {"db", "transactional_db", "live_server"}  # the fixtures by which a test asks for one
THEMES = {
    "codebook": {"id": "test", "version": 1, "languages": ["en", "zh"]},
    "themes": [
        {"slug": slug, "code": code, "parent": parent, "label": {"en": en, "zh": zh}, "hue": hue}
        for slug, code, parent, en, zh, hue in (
            ("opening-up", "OPEN", None, "Opening up", "对外开放", 2),
            ("trade", "TRD", "opening-up", "Trade", "对外贸易", 2),
            ("self-reliance", "SELF", None, "Self-reliance", "自立自强", 4),
            ("bri", "BRI", None, "Belt and Road", "一带一路", 3),
            ("security", "SEC", None, "Security", "安全", 6),
        )
    ],
}
TEXT = """A short article on opening up

By Li Hua

China opens its door wider. Trade grows fast. The Belt and Road connects many countries.

Self-reliance in technology is the aim. Security comes first.

Nothing in this paragraph matters to anybody.
"""


@pytest.fixture(scope="session", autouse=True)
def _unhashed_static_files() -> Iterator[None]:
    """Pages render without `collectstatic`; the browser tests collect for themselves and serve the hashed names."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}):
        yield


@pytest.fixture(scope="session", autouse=True)
def _own_data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The originals that tests import are not kept among the installation's."""
    with override_settings(TIFA_DATA=tmp_path_factory.mktemp("data")):
        yield


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """Hashed as in production, with less work: a tenth of a second for each sign-in is for those who guess."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"time_cost": 1, "memory_cost": 64}.items():
            patch.setattr(Argon2PasswordHasher, name, value)
        yield


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What PostgreSQL has no say in is tried once, with SQLite.

    Browser tests come last: Playwright's event loop stays, and Django refuses the database to tests that follow one.
    """
    items.sort(key=lambda item: "browser" in item.path.parts)
    if connection.vendor == "postgresql":
        once = [item for item in items if not _asks_a_database(item)]
        config.hook.pytest_deselected(items=once)
        items[:] = [item for item in items if _asks_a_database(item)]


def _asks_a_database(item: pytest.Item) -> bool:
    """Whether its answer could be another with another database: not where it has none, or is about the screen."""
    if item.get_closest_marker("screen"):
        return False
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or bool(DATABASES & {*fixtures})


def make_user(name: str) -> User:
    return people.create_user(username=name, password=None, actor=None, email=f"{name}@example.org")


@pytest.fixture
def project(db: None) -> Project:
    return founding.create_project(slug="openness", name="Openness", actor=None)


@pytest.fixture
def elsewhere(db: None) -> Project:
    return founding.create_project(slug="elsewhere", name="Elsewhere", actor=None)


def _member(project: Project, name: str, role: str) -> User:
    user = make_user(name)
    people.add_member(project=project, user=user, role=role, actor=None)
    return user


@pytest.fixture
def ada(project: Project) -> User:
    return _member(project, "ada", "annotator")


@pytest.fixture
def ben(project: Project) -> User:
    return _member(project, "ben", "annotator")


@pytest.fixture
def sam(project: Project) -> User:
    return _member(project, "sam", "supervisor")


@pytest.fixture
def mira(project: Project) -> User:
    return _member(project, "mira", "manager")


@pytest.fixture
def rita(project: Project) -> User:
    return _member(project, "rita", "reader")


@pytest.fixture
def eve(elsewhere: Project) -> User:
    return _member(elsewhere, "eve", "manager")


@pytest.fixture
def codebook(project: Project) -> None:
    codebook_importing.import_codebook(project=project, data=THEMES, actor=None)


@pytest.fixture
def round(project: Project) -> Round:
    """The main round that every project starts with."""
    return Round.objects.get(project=project, name="Main")


@pytest.fixture
def document(project: Project) -> Document:
    """Title, byline and three codable paragraphs of 3, 2 and 1 sentences."""
    return corpus_importing.import_text(project=project, name="short.txt", data=TEXT.encode(), actor=None)


def add_theme(project: Project, number: int) -> str:
    """One more theme, published; its slug is theme-<number>, its code T<number>."""
    slug = f"theme-{number}"
    theme = Theme.objects.create(project=project, name=f"Theme {number}", slug=slug, code=f"T{number}", position=number)
    theme.slugs.create(project=project, slug=slug)
    publishing.publish(project=project, message=slug, actor=None)
    return slug


def assign(document: Document, user: User, round: Round) -> Assignment:
    coder = Coder.objects.get(project=document.project, user=user)
    return assigning.assign(round=round, document=document, coder=coder, actor=None)


@pytest.fixture
def adas(document: Document, ada: User, round: Round, codebook: None) -> Assignment:
    """ada's assignment of the short article."""
    return assign(document, ada, round)


@pytest.fixture
def bens(document: Document, ben: User, round: Round, codebook: None) -> Assignment:
    return assign(document, ben, round)


@pytest.fixture
def handed_in(adas: Assignment, bens: Assignment) -> Assignment:
    """ada's, and ben's beside it: only she says opening-up, both say trade on other words, and agree on security."""
    tag(adas, "China opens its door wider.", "opening-up")
    tag(adas, "Trade grows fast.", "trade")
    tag(bens, "grows fast", "trade")
    for each in (adas, bens):
        tag(each, "Security comes first.", "security")
    hand_in(adas, bens)
    return Assignment.objects.with_all().get(pk=adas.pk)
