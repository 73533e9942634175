"""The Passages page and the page of one passage: only what the member may see is there."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotations.passage_page import PassagePage
from annotations.passage_search import PassageSearch
from projects.access import MemberRequest


@require_safe
def passage_list(request: MemberRequest) -> HttpResponse:
    """The passages behind any number, with the words around them."""
    search = PassageSearch(request.member, request.GET)
    return render(request, "annotations/passage_list.html", {"search": search})


@require_safe
def passage_detail(request: MemberRequest, passage: uuid.UUID) -> HttpResponse:
    """One passage in its paragraph, its themes, and its whole history; also after it was taken back."""
    return render(request, "annotations/passage_detail.html", {"page": PassagePage(request.member, passage)})
