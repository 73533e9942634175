"""Figures as files: every figure in every format, for those who may see it; what is hidden or unknown is not there."""

from typing import Any

import pytest
from django.test import Client

from annotations.actions import assigning
from annotations.models import Round
from projects.models import Project, User
from reports import downloads, figures
from tests.annotations.people import read, tag
from tests.conftest import assign
from tests.reports import study

FILES = "/projects/openness/figures/"


@pytest.fixture
def coded(project: Project, codebook: None, ada: User, ben: User, round: Round) -> list[Any]:
    """Two dated documents of two sources, and one without a date that nobody read."""
    metadata = {"doors.txt": {"source": "Qiushi", "date": "2020-03-01"}, "roads.txt": {"date": "2021"}}
    texts = {"doors.txt": study.DOORS, "roads.txt": study.ROADS, "men.txt": study.CHINESE}
    documents = [study.add(project, text, name, **metadata.get(name, {})) for name, text in texts.items()]
    study.work_of_ada(documents[0], ada, round)
    bens = assign(documents[1], ben, round)
    tag(bens, "Trade follows the roads.", "trade", "bri")
    tag(bens, "Security is kept.", "security")
    read(bens)
    read(assign(documents[1], ada, round))
    return documents


@pytest.mark.parametrize("suffix", figures.FORMATS)
@pytest.mark.parametrize("name", downloads.FIGURES)
def test_every_figure_leaves_in_every_format(name: str, suffix: str, coded: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    answer = client.get(f"{FILES}{name}.{suffix}", ASKED.get(name, {}))
    assert (answer.status_code, answer["Content-Type"]) == (200, figures.FORMATS[suffix].media_type)
    assert answer["Content-Disposition"].startswith(f'attachment; filename="{name}-openness-round-')
    assert b"nan" not in answer.content or suffix in ("png", "xlsx")


@pytest.mark.parametrize(
    "path", ["themes.exe", "nothing.csv", "themes.csv?round=x", "themes.csv?round=99999999999999999999"]
)
def test_other_files_do_not_exist(path: str, coded: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    assert client.get(FILES + path).status_code == 404


@pytest.mark.parametrize("name", downloads.FIGURES)
def test_hidden_round_has_no_figures(
    name: str, project: Project, codebook: None, ada: User, sam: User, client: Client
) -> None:
    blind = assigning.start_round(project=project, name="Blind", actor=None, is_blind=True)
    document = study.add(project, study.DOORS, "doors.txt")
    study.work_of_ada(document, ada, blind)
    client.force_login(sam)
    rounds = dict.fromkeys(("round", "a-round", "b-round"), blind.pk)
    assert client.get(f"{FILES}{name}.csv", {**ASKED.get(name, {}), **rounds}).status_code == 404


def test_project_without_a_round_has_no_figures(project: Project, sam: User, client: Client) -> None:
    project.rounds.all().delete()
    client.force_login(sam)
    assert client.get(FILES + "themes.csv").status_code == 404


def test_table_of_themes_as_csv(coded: Any, sam: User, client: Client) -> None:
    client.force_login(sam)
    lines = client.get(FILES + "themes.csv").content.decode().splitlines()
    assert lines[0] == ",".join(THEMES_HEAD)
    assert [line.split(",")[:5] for line in lines[1:]] == [
        ["OPEN Opening up", "2", "2", "10", "0.2"],
        ["OPEN Opening up with its sub-themes", "3", "3", "10", "0.3"],
        ["TRD Trade", "2", "2", "10", "0.2"],
        ["SELF Self-reliance", "0", "0", "10", "0.0"],
        ["BRI Belt and Road", "2", "2", "10", "0.2"],
        ["SEC Security", "2", "1", "10", "0.1"],
    ]


THEMES_HEAD = (
    "Theme",
    "Passages",
    "Units with it",
    "Units read",
    "Share",
    "Mean of document shares",
    "Of all codes",
    "Without unsure tags",
    "Documents",
    "Of the text",
)

# What a figure must be asked for to be there.
ASKED = {"two-groups": {"a-year": "2020", "b-year": "2021"}}
