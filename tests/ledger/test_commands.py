"""Every command that speaks JSON speaks it when it refuses, too."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

COMMANDS = {
    "import_documents": ["."],
    "import_codebook": ["codebook.yaml"],
    "export_dataset": ["--format", "csv", "--output", "x.csv"],
    "verify_events": [],
    "verify_examples": [],
    "change_unit": ["--unit", "paragraph"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_unknown_project_is_usage_and_the_last_line_is_json(command: str, db: None) -> None:
    out = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command(command, *COMMANDS[command], "--project", "nowhere", "--json", stdout=out)
    assert refused.value.returncode == 2
    assert json.loads(out.getvalue()) == {
        "error": {"rule": "not-found", "message": "There is no project 'nowhere'.", "field": "project"}
    }


def test_without_json_a_refusal_is_a_sentence_only(db: None) -> None:
    out = StringIO()
    with pytest.raises(CommandError, match="There is no project"):
        call_command("verify_events", "--project", "nowhere", stdout=out)
    assert out.getvalue() == ""
