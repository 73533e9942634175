"""A plain select says the same as Django's, and asks for its rows once."""

import pytest
from django import forms
from django.db import connection
from django.test import SimpleTestCase
from django.test.utils import CaptureQueriesContext

from annotations.models import Round
from projects.models import Project
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
