"""The command that gives documents to coders: what it says, what it refuses, and that it can be run again."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from annotations.models import Assignment, Round
from ledger.models import Event


def command(*options):
    said = StringIO()
    call_command("assign_documents", "--project", "openness", "--json", *options, stdout=said)
    return json.loads(said.getvalue().splitlines()[-1])


def test_the_command_gives_each_document_to_its_coders(ada, ben, round, corpus):
    done = command("--annotators", "ada,ben", "--per-document", "2")
    people = [{"coder": name, "documents": 12, "paragraphs": 30} for name in ("ada", "ben")]
    assert done == {
        "round": "Main", "seed": 1, "documents": 12, "assigned": 24, "as_they_are": 0, "coders": people,
    }  # fmt: skip
    assert command("--annotators", "ada,ben", "--per-document", "2")["assigned"] == 0


def test_the_command_starts_a_blind_round_once(ada, ben, round, corpus):
    for _ in range(2):
        command("--annotators", "ada,ben", "--per-document", "1", "--blind", "--seed", "5", "--share", "0.5")
    blind = Round.objects.get(is_blind=True)
    assert (blind.name, blind.seed, blind.assignments.count()) == ("Blind", 5, 6)


def test_the_command_takes_a_round_by_name_or_starts_it(ada, round, corpus):
    assert command("--annotators", "ada", "--per-document", "1", "--round", "Pilot")["round"] == "Pilot"
    assert Event.objects.filter(kind="round", operation__verb="start round").count() == 1


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (["--annotators", "nobody", "--per-document", "1"], 2),
        (["--annotators", "ada", "--per-document", "2"], 2),
        (["--annotators", "ada", "--per-document", "1", "--share", "0"], 2),
        (["--annotators", "ada", "--per-document", "1", "--seed", "-1"], 2),
        (["--annotators", "ada", "--per-document", "1", "--blind", "--round", "Main"], 1),
    ],
)
def test_the_command_refuses_what_cannot_be(ada, round, corpus, options, status):
    with pytest.raises(CommandError) as refused:
        command(*options)
    assert refused.value.returncode == status
    assert not Assignment.objects.exists()
