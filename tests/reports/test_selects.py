"""A plain select says the same as Django's, and asks for its rows once."""

import pytest
from django import forms
from django.db import connection
from django.test import Client, SimpleTestCase
from django.test.utils import CaptureQueriesContext

from annotations.actions import assigning
from annotations.models import Round
from projects.models import Project, User
from reports.selects import PlainSelect, RowField

CHOICES = [("", "any"), ("a&b", 'A & "B"'), ("2", "<two>")]


@pytest.mark.parametrize("value", [None, "", "a&b", "2", 2, "nothing"])
def test_plain_select_is_djangos(value: object) -> None:
    plain, djangos = (
        widget(choices=CHOICES).render("x", value, {"id": "id_x"}) for widget in (PlainSelect, forms.Select)
    )
    SimpleTestCase().assertHTMLEqual(plain, djangos)


def test_rows_to_choose_from_are_asked_for_once(project: Project, round: Round) -> None:
    class Asking(forms.Form):
        chosen = RowField(Round.objects.all(), empty_label=None, required=False)

    with CaptureQueriesContext(connection) as asked:
        form = Asking({"chosen": ""})
        assert str(form["chosen"]) == str(form["chosen"])
        assert f'<option value="{round.pk}">Main' in str(form["chosen"])
    assert len(asked) == 1


def test_fallback_stands_where_nothing_was_chosen() -> None:
    select = PlainSelect(choices=CHOICES[1:])
    select.fallback = "2"
    shown = {value: select.render("x", value).count('value="2" selected') for value in (None, "", "a&b", "2")}
    assert shown == {None: 1, "": 1, "a&b": 0, "2": 1}


def test_default_round_is_the_one_that_stands_there(project: Project, round: Round, sam: User, client: Client) -> None:
    """The main round, though another one is the first of the list."""
    assigning.start_round(project=project, name="A pilot", kind="pilot", actor=None)
    client.force_login(sam)
    html = client.get(f"/projects/{project.slug}/coverage/").text
    assert f'<option value="{round.pk}" selected>' in html
