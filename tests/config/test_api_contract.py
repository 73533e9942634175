"""The API's own description of itself, and the contract's, against what it takes and tells."""

import re
from typing import Any, get_args

import pytest
from django.test import Client

from annotations.api.sent import AnyChange
from annotations.api.told import HandInTold, OutcomeTold, PassagesTold, ProgressTold
from annotations.models import Assignment
from config.api import api
from corpus.api import DocumentRead
from jobs.actions import queueing
from jobs.api import JobTold
from tests.annotations.api_calls import hand_in, new, paragraphs, read_all, send, tagging
from tests.source import ROOT
from vocabulary.api import ThemesRead

CHANGES = get_args(get_args(AnyChange)[0])


@pytest.fixture
def site(client: Client, adas: Assignment) -> Client:
    client.force_login(adas.coder.user)
    return client


def test_contract_names_every_change_with_its_fields() -> None:
    section = (ROOT / "docs" / "contract.md").read_text().split("\n## API\n")[1].split("\n## ")[0]
    rows = {
        row[0]: set(re.findall(r"`(\w+)\??`", row[1])) for row in re.findall(r"^\| `(\w+)` \| (.*) \|$", section, re.M)
    }
    wanted = {get_args(each.model_fields["do"].annotation)[0]: {*each.model_fields} - {"do"} for each in CHANGES}
    assert rows == wanted


def test_every_change_is_made_of_the_fields_that_the_action_takes() -> None:
    wrong = {each for each in CHANGES if {*each.model_fields} - {"do"} != {*each.makes.__dataclass_fields__}}
    assert wrong == set()


def test_description_covers_every_address() -> None:
    addresses = {re.sub(r"<\w+:", "<", f"/api/v1/{pattern.pattern}") for pattern in api.urls[0]}
    described = {path.replace("{", "<").replace("}", ">") for path in api.get_openapi_schema()["paths"]}
    assert addresses - described == {"/api/v1/", "/api/v1/openapi.json"}


@pytest.mark.django_db
def test_answers_are_as_described(site: Client, adas: Assignment) -> None:
    document, project = f"/api/v1/documents/{adas.document_id}", "/api/v1/projects/openness"
    asked = {"do": "ask", "id": new(), "paragraph": paragraphs(adas)[0].pk, "passage": None, "text": "Trade?"}
    job = queueing.enqueue("export", project=adas.round.project, by=adas.coder.user)
    told: list[tuple[Any, Any]] = [
        (OutcomeTold, send(site, adas, tagging(adas, "China", "trade"), asked)),
        (OutcomeTold, read_all(site, adas)),
        (PassagesTold, site.get(f"{document}/passages")),
        (DocumentRead, site.get(document)),
        (ThemesRead, site.get(f"{project}/themes")),
        (ProgressTold, site.get(f"{project}/progress?since=2020-01-01T00:00:00Z")),
        (HandInTold, hand_in(site, adas)),
        (JobTold, site.get(f"/api/v1/jobs/{job.pk}")),
    ]
    for shape, answer in told:
        found = shape.model_validate(answer.json(), extra="forbid")
        assert answer.json() == found.model_dump(mode="json", exclude={"replayed"})
