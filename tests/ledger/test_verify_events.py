"""`manage.py verify_events` finds what is in the tables without events, and the other way round."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from annotations.models import Passage, Reading, Tagging
from projects.models import User
from tests.annotations.people import edit, read, tag, withdraw
from tests.database import triggers_lifted


def verify(*args):
    """(exit status, what was printed)"""
    out = StringIO()
    try:
        call_command("verify_events", *args, stdout=out)
    except CommandError as error:
        return error.returncode, out.getvalue()
    return 0, out.getvalue()


@pytest.fixture
def passage(adas, bens):
    """Some work of every kind, with one passage left."""
    kept = tag(adas, "Trade grows", "trade")
    edit(kept, adas, themes=("trade", "bri"), unsure=("bri",))
    withdraw(tag(bens, "Trade grows", "trade"), bens)
    read(adas)
    return kept


def test_tables_that_are_as_the_events_say_pass(passage):
    status, said = verify()
    assert status == 0
    assert said.endswith("events replayed: the tables hold exactly what they say.\n")


def test_json_ends_with_one_line(passage):
    status, said = verify("--json")
    assert (status, json.loads(said.splitlines()[-1])["differences"]) == (0, [])


def test_a_row_changed_behind_the_ledger_is_named(passage):
    Passage.objects.update(note="forged")
    assert verify() == (
        1,
        f"openness: passage {passage.pk} differs:\n  note: the events say '', the table says 'forged'\n",
    )


def test_a_row_that_no_event_made_is_named(passage, adas):
    Passage.objects.create(
        round=adas.round,
        coder=adas.coder,
        document=adas.document,
        paragraph=passage.paragraph,
        start=0,
        end=5,
        quote="China",
        created_at=passage.created_at,
    )
    status, said = verify()
    assert status == 1
    assert said.endswith("is in the tables, but no event made it\n")


def test_a_row_that_was_lost_is_named(passage):
    mark = Reading.objects.order_by("pk").first()
    name = f"{mark.round_id}/{mark.coder_id}/{mark.paragraph_id}"
    mark.delete()
    expected = f"openness: reading {name} is missing in the tables, though no event took it away\n"
    assert verify("--project", "openness") == (1, expected)


def test_a_lost_theme_is_in_the_json(passage):
    Tagging.objects.filter(tag__slug="bri").delete()
    status, said = verify("--json")
    [difference] = json.loads(said.splitlines()[-1])["differences"]
    assert status == 1
    assert (difference["project"], difference["kind"], difference["id"]) == ("openness", "passage", str(passage.pk))
    assert len(difference["replayed"]["taggings"]) - len(difference["stored"]["taggings"]) == 1


def test_the_site_is_verified_too(passage):
    User.objects.filter(username="ada").update(email="forged@example.org")
    status, said = verify()
    assert (status, said.startswith("(site): user ")) == (1, True)


def test_one_project_is_verified_alone(passage, elsewhere):
    Passage.objects.update(note="forged")
    assert verify("--project", "elsewhere")[0] == 0
    assert verify("--project", "openness")[0] == 1


def test_an_unknown_project_is_a_wrong_use(db):
    assert verify("--project", "nowhere") == (2, "")


def forge(statement, *values):
    """Change a row as somebody with the database's password could, past the triggers."""
    with triggers_lifted(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE corpus_paragraph SET text = 'forged' WHERE ordinal = 4", "paragraph"),
        ("UPDATE corpus_revision SET text = 'forged'", "revision"),
        (
            "UPDATE vocabulary_codebookversion SET snapshot = REPLACE(snapshot{as_text}, 'OPEN', 'SHUT'){as_json}",
            "codebook_version",
        ),
        ("UPDATE ledger_event SET before = NULL WHERE kind = 'passage' AND before IS NOT NULL", "passage"),
        ("DELETE FROM ledger_event WHERE id = (SELECT MIN(id) FROM ledger_event WHERE kind = 'passage')", "passage"),
    ],
)
def test_what_was_forged_past_the_triggers_is_named(passage, statement, kind):
    is_sqlite = connection.vendor == "sqlite"
    as_text, as_json = ("", "") if is_sqlite else ("::text", "::jsonb")
    forge(statement.replace("{as_text}", as_text).replace("{as_json}", as_json))
    status, said = verify()
    assert status == 1
    assert f"openness: {kind} " in said
