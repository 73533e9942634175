"""The page to which one is led back is one of this site."""

import pytest
from django.test import RequestFactory
from django.urls import resolve

from projects.access import way_back

HOME = "/"


def back(next: str = "", referer: str = "") -> str:
    request = RequestFactory().post("/", {"next": next}, headers={"Referer": referer})
    request.resolver_match = resolve("/")
    return way_back(request)


def test_way_back_is_the_page_the_form_or_the_browser_names() -> None:
    assert back(next="/projects/p/?page=2", referer="http://testserver/other/") == "/projects/p/?page=2"
    assert back(referer="http://testserver/projects/p/?page=2#row") == "/projects/p/?page=2#row"


FOREIGN = [
    "https://evil.example/projects/p/",
    "//evil.example/",
    "http://testserver.evil.example/",
    "http://testserver@evil.example/",
    "http://testserver//evil.example/",
    "javascript:alert(1)",
    "/\\evil.example/",
    "people",
    "?page=2",
]


@pytest.mark.parametrize("address", FOREIGN)
def test_way_back_leads_to_no_other_site(address: str) -> None:
    assert (back(next=address), back(referer=address)) == (HOME, HOME)
