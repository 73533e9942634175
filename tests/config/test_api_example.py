"""The example in docs/api.md, run as it stands there against a server."""

import os
import re
import subprocess
import sys

import pytest
from pytest_django.live_server_helper import LiveServer

from annotations.models import Assignment, Passage, Reading
from projects.actions import tokens
from tests.annotations.people import paragraphs
from tests.source import ROOT

[EXAMPLE] = re.findall(r"^```python\n(.*?)^```", (ROOT / "docs" / "api.md").read_text(), re.M | re.S)


def test_example_is_short_and_needs_nothing_but_python() -> None:
    modules = {name.strip() for line in re.findall(r"^import (.*)$", EXAMPLE, re.M) for name in line.split(",")}
    assert len(EXAMPLE.splitlines()) <= 30
    assert {name.split(".")[0] for name in modules} <= sys.stdlib_module_names


@pytest.mark.django_db(transaction=True)
def test_example_codes_a_document(live_server: LiveServer, adas: Assignment) -> None:
    project, user = adas.round.project, adas.coder.user
    _token, secret = tokens.make_token(project=project, user=user, name="x", scopes=["read", "tag"], actor=user)
    told = {"TIFA_SITE": live_server.url, "TIFA_PROJECT": project.slug, "TIFA_TOKEN": secret, "THEME": "trade"}
    run = subprocess.run([sys.executable, "-c", EXAMPLE], env={**os.environ, **told}, capture_output=True, text=True)
    assert (run.stdout, run.stderr) == ("1 passages, 3 paragraphs read\n", "")
    assert [passage.quote for passage in Passage.objects.all()] == ["Trade"]
    assert Reading.objects.count() == len(paragraphs(adas))
