"""What a page states about itself: in JSON for search engines, in its meta elements, in marked-up words."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from corpus import dates

MOST = 200_000  # characters of one JSON
DEEPEST = 6
_ARTICLE = re.compile(r"Article|Report|BlogPosting|WebPage|Opinion|Review", re.IGNORECASE)
_TITLES = ("headline", "citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title", "articletitle")
_AUTHORS = ("citation_author", "author", "article:author", "dc.creator", "dcterms.creator", "byl", "sailthru.author")
_DATES = (
    "article:published_time", "citation_publication_date", "citation_date", "datepublished", "pubdate", "publishdate",
    "publish-date", "publish_date", "publishtime", "og:published_time", "dc.date.issued", "dcterms.issued", "dc.date",
    "dcterms.created", "date", "firstpublishedtime", "parsely-pub-date",
)  # fmt: skip
_SOURCES = ("citation_journal_title", "og:site_name", "dc.publisher", "source", "contentsource", "application-name")
_LABEL = re.compile(r"^(?:来源|作者|稿源|Source|Author|By)\s*[:：]?\s+|^(?:来源|作者|稿源)\s*[:：]\s*")
_ENDING = re.compile(r"\s*(?:[|｜]|[-–—_](?=\s|[\u3400-\u9fff])|_+|\s[-–—]\s|--+|»|::)\s*")
_TIME = re.compile(r"\s+\d{1,2}[:.]\d{2}\b")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?")


def titles(root: HtmlElement) -> list[str]:
    """Every form of the title that the page gives, the plainest first."""
    meta, data = _meta(root), _data(root)
    stated = [str(data.get("headline") or ""), *(value for name in _TITLES for value in meta.get(name, []))]
    stated += ["".join(each.itertext()) for each in root.iter("title")][:1]
    return [" ".join(each.split()) for each in stated if each.strip()]


def state(root: HtmlElement, address: str = "") -> tuple[dict[str, str], dict[str, str]]:
    """What the fields of a document hold, and what else is stated; only what the page says, nothing from its text."""
    meta, data = _meta(root), _data(root)
    source = _name(data.get("publisher")) or _first(meta, _SOURCES)
    author = _authors(data.get("author")) or _several(meta, _AUTHORS)
    published = [data.get("datePublished"), *(each for name in _DATES for each in meta.get(name, []))]
    published += [each.get("content") or each.get("datetime") for each in _itemprops(root, "datePublished")]
    published += [each.get("datetime") for each in root.iter("time") if each.get("pubdate") is not None]
    said = {
        "author": "" if author.startswith("http") else _LABEL.sub("", author),
        "source": _LABEL.sub("", source),
        "published": next((found for each in published if isinstance(each, str) and (found := _date(each))), ""),
        "language": _language(root, meta),
        "url": _address(root, meta, address),
        "licence": next(
            (each.get("href") or "" for each in root.iter("link", "a") if each.get("rel") == "license"), ""
        ),
    }
    extra = {
        name: _first(meta, keys) for name, keys in {"section": ("article:section",), "keywords": ("keywords",)}.items()
    }
    return {name: value for name, value in said.items() if value}, {
        name: value for name, value in extra.items() if value
    }


def title(stated: list[str], shown: str, source: str) -> str:
    """The title as the page shows it, where that begins what it states; else what it states without the site's name."""
    if shown and (not stated or any(_squeezed(each).startswith(_squeezed(shown)) for each in stated)):
        return " ".join(shown.split())
    if not stated:
        return ""
    parts = _ENDING.split(stated[0])
    is_site = len(parts) > 1 and (len(stated) == 1 or _squeezed(parts[-1]) == _squeezed(source))
    return parts[0] if is_site else stated[0]


def _meta(root: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in root.iter("meta"):
        name = each.get("name") or each.get("property") or each.get("itemprop") or ""
        content = (each.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), []).append(content)
    return found


def _data(root: HtmlElement) -> dict[str, Any]:
    """The first JSON-LD object that speaks of an article."""
    objects = [each for script in root.iter("script") for each in _objects(script)]
    return next((each for each in objects if "headline" in each), objects[0] if objects else {})


def _objects(script: HtmlElement) -> Iterator[dict[str, Any]]:
    if (script.get("type") or "").lower() != "application/ld+json" or len(script.text or "") > MOST:
        return
    try:
        value = json.loads(script.text or "", strict=False)
    except (ValueError, RecursionError):
        return
    for each in _flat(value):
        if _ARTICLE.search(str(each.get("@type", ""))):
            yield each


def _flat(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(value, list) and depth < DEEPEST:
        for each in value:
            yield from _flat(each, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _flat(value.get("@graph", []), depth + 1)


def _name(value: Any) -> str:
    if isinstance(value, list):
        return next((name for each in value if (name := _name(each))), "")
    return str(value.get("name") or "").strip() if isinstance(value, dict) else str(value or "").strip()


def _authors(value: Any) -> str:
    return ", ".join(name for each in (value if isinstance(value, list) else [value]) if (name := _name(each)))


def _first(meta: dict[str, list[str]], names: tuple[str, ...]) -> str:
    return next((meta[name][0] for name in names if name in meta), "")


def _several(meta: dict[str, list[str]], names: tuple[str, ...]) -> str:
    return next((", ".join(dict.fromkeys(meta[name])) for name in names if name in meta), "")


def _itemprops(root: HtmlElement, name: str) -> list[HtmlElement]:
    return [each for each in root.iter() if each.get("itemprop") == name]


def marked_author(root: HtmlElement) -> str:
    """The words of the first element that is marked up as an author, at most a line of them."""
    found = [*_itemprops(root, "author"), *(each for each in root.iter("a") if each.get("rel") == "author")]
    words = (_TIME.split(" ".join("".join(each.itertext()).split()))[0] for each in found)
    return next((each for each in words if 0 < len(each) < 100), "")


def _date(text: str) -> str:
    compact = _COMPACT.fullmatch(text.strip())
    return dates.find("-".join(compact.groups())) if compact else dates.find(text.strip())


def _language(root: HtmlElement, meta: dict[str, list[str]]) -> str:
    stated = root.get("lang") or root.get("xml:lang") or _first(meta, ("content-language", "dc.language", "og:locale"))
    base, *rest = stated.strip().replace("_", "-").lower().split("-")
    if base == "zh":
        return "zh-Hant" if {"tw", "hk", "mo", "hant"} & set(rest) else "zh"
    return base if re.fullmatch(r"[a-z]{2,3}", base) else ""


def _address(root: HtmlElement, meta: dict[str, list[str]], address: str) -> str:
    links = [each.get("href") or "" for each in root.iter("link") if (each.get("rel") or "").lower() == "canonical"]
    stated = [*links, *meta.get("og:url", []), address]
    return next((each.strip() for each in stated if _is_web(each.strip())), "")


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\W]+", "", text)
