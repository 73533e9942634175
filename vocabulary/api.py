"""The codebook as JSON."""

import gzip
from functools import lru_cache
from typing import Any

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from ninja import Router, Schema

from projects.access import MemberRequest
from projects.wire import Number, takes_gzip
from vocabulary import codebook
from vocabulary.entries import Codebook
from vocabulary.theme_rows import SHAPE, Pieces, theme_rows

FOREVER = "private, max-age=31536000, immutable"
ASK_AGAIN = "private, no-cache"

router = Router(tags=["codebook"])


class Phrase(Schema):
    """Words to look for; `pinyin` of a Chinese phrase is its sound in full and by initials."""

    phrase: str
    lang: str
    pinyin: list[str]


class ThemeRead(Schema):
    """One theme; in `use_when` and `do_not_use_when` a piece beside a slug is a theme to use instead."""

    slug: str
    code: str
    label: dict[str, str]
    hue: int
    key: str
    position: int
    parent: str | None
    is_retired: bool
    successor: str | None
    former_slugs: list[str]
    brief: str
    full: str
    use_when: list[Pieces]
    do_not_use_when: list[Pieces]
    examples: list[dict[str, Any]]
    lexicon: list[Phrase]
    pinyin: list[str]


class ThemesRead(Schema):
    version: int
    items: list[ThemeRead]


@router.get("/projects/{project}/themes", response=ThemesRead)
def themes_read(request: MemberRequest, project: str, version: Number | None = None) -> HttpResponse:
    """The themes of the published codebook; with `version`, of that one: it never changes, so it is kept for ever."""
    found = codebook.current(request.project) if version is None else codebook.numbered(request.project, version)
    if found is None:
        raise Http404("No such codebook is published.")
    return _answer(request, found, FOREVER if version is not None else ASK_AGAIN)


def _answer(request: HttpRequest, found: Codebook, caching: str) -> HttpResponse:
    etag = f'W/"{SHAPE}-{found.version_id}-{found.sha256[:32]}"'
    whole = HttpResponse(_body(found), content_type="application/json")
    if takes_gzip(request):
        whole = HttpResponse(_zipped(found), content_type="application/json", headers={"Content-Encoding": "gzip"})
    answer = get_conditional_response(request, etag=etag, response=whole) or whole
    answer.headers["Cache-Control"], answer.headers["ETag"] = caching, etag
    patch_vary_headers(answer, ["Accept-Encoding"])
    return answer


@lru_cache(maxsize=16)
def _body(found: Codebook) -> bytes:
    return orjson.dumps({"version": found.number, "items": theme_rows(found)})


@lru_cache(maxsize=16)
def _zipped(found: Codebook) -> bytes:
    """Compressed once a version; it holds nothing of the person who asks, so its length tells nothing."""
    return gzip.compress(_body(found), mtime=0)
