"""A plain select says the same as Django's."""

import pytest
from django import forms
from django.test import SimpleTestCase

from reports.selects import PlainSelect

CHOICES = [("", "any"), ("a&b", 'A & "B"'), ("2", "<two>")]


@pytest.mark.parametrize("value", [None, "", "a&b", "2", 2, "nothing"])
def test_plain_select_is_djangos(value: object) -> None:
    plain, djangos = (
        widget(choices=CHOICES).render("x", value, {"id": "id_x"}) for widget in (PlainSelect, forms.Select)
    )
    SimpleTestCase().assertHTMLEqual(plain, djangos)
