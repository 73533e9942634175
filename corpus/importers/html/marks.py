"""What the elements of a page are for, by their tags, roles and the names their authors gave them."""

import re
from functools import lru_cache

from django.utils.translation import gettext_noop as _
from lxml.html import HtmlElement

from corpus.rules.base import Verdict

TAGS = {
    "nav": _("The page's navigation."),
    "footer": _("The foot of the page."),
    "aside": _("Set aside from the text by the page."),
    "form": _("A form of the page."),
    "dialog": _("A window over the page."),
}
ROLES = {
    "navigation": TAGS["nav"],
    "contentinfo": TAGS["footer"],
    "banner": _("The head of the page."),
    "complementary": TAGS["aside"],
    "search": TAGS["form"],
    "dialog": TAGS["dialog"],
    "alertdialog": TAGS["dialog"],
    "menu": TAGS["nav"],
}
COMMENTS = _("Comments of readers.")
_WORDS = (
    (_("About cookies or consent."), "cookie cookies consent gdpr ccpa onetrust privacy"),
    (
        _("For sharing or following."),
        "share sharing shares social socials addthis bdsharebuttonbox follow qrcode weixin wechat weibo",
    ),
    (
        _("Points to other articles."),
        "related relate recommend recommended recommendations teaser teasers promo readmore read-more popular trending "
        "ranking rank latest mostread most-read more-stories morenews tuijian xgxw also-read next-article prev-next "
        "sidebar widget",
    ),
    (COMMENTS, "comment comments commentlist disqus respond pinglun comentarios commentaires kommentare"),
    (
        _("Advertises something."),
        "ad ads advert adverts advertisement sponsor sponsored banner outbrain taboola guanggao",
    ),
    (
        _("For subscribers, apps or contacts."),
        "newsletter subscribe subscription signup paywall donate app-download appdownload download-app contact "
        "contact-us",
    ),
    (_("Keywords of the page."), "tags tag-list taglist article-tags post-tags keywords"),
    (
        TAGS["nav"],
        "nav navbar navigation menu menus breadcrumb breadcrumbs crumb crumbs topbar masthead toolbar pagination pager "
        "skip-link sitemap tools article-tools fontsize",
    ),
    (TAGS["footer"], "footer foot copyright site-footer colophon"),
)
REASONS = {word: reason for reason, words in _WORDS for word in words.split()}
ANYWHERE = {word for word, reason in REASONS.items() if reason == COMMENTS}
NOTES = {"footnote", "footnotes", "endnote", "endnotes", "fn", "references", "doc-footnote", "doc-endnotes"}
CAPTIONS = {
    "caption",
    "wp-caption-text",
    "figcaption",
    "img-caption",
    "image-caption",
    "photo-caption",
    "credit",
    "picture-desc",
}
BYLINES = {
    "byline", "author", "authors", "dateline", "pubdate", "published", "date", "source", "article-meta", "post-meta",
    "entry-meta", "meta", "info", "article-info", "time", "datetime",
}  # fmt: skip
KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), ("heading", _("A heading of the page."))),
    **dict.fromkeys(("li", "dt", "dd"), ("list_item", _("An item of a list of the page."))),
    "blockquote": ("quotation", _("Set as a quotation by the page.")),
    "tr": ("table_row", _("A row of a table of the page.")),
    **dict.fromkeys(("figcaption", "caption"), ("caption", _("A caption of the page."))),
}


def names(element: HtmlElement) -> frozenset[str]:
    """The words of class, id and role: whole names, and their first and last parts between hyphens or humps.

    Of comments they tell in the middle, too ("visitors_comment_content").
    """
    return _names(f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"[:500])


@lru_cache(maxsize=4096)
def _names(text: str) -> frozenset[str]:
    whole = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", text).lower().replace("_", "-").split()
    parts = [name.split("-") for name in whole]
    middle = {each for some in parts for each in some} & ANYWHERE
    return frozenset([*whole, *(each for some in parts for each in (some[0], some[-1])), *middle])


def aside(element: HtmlElement) -> str:
    """Why what stands in an element is no part of the text; "" when nothing says so."""
    named = names(element)
    if named & NOTES or element.tag in {"html", "body", "main", "article", "h1"}:
        return ""
    if element.tag in TAGS or element.get("role") in ROLES:
        return TAGS.get(element.tag) or ROLES[element.get("role", "")]
    return next((REASONS[name] for name in sorted(named) if name in REASONS), "")


def kind(element: HtmlElement, top: HtmlElement) -> Verdict | None:
    """The kind that the nearest telling element gives its text, notes before all; None where none does."""
    found = None
    for each in (element, *element.iterancestors()):
        if names(each) & NOTES:
            return Verdict("footnote", _("A note of the page."))
        if found is None and each.tag in KINDS and (each is element or each.tag != "tr"):
            found = Verdict(*KINDS[each.tag])
        elif found is None and names(each) & CAPTIONS and each.tag != "body":
            found = Verdict(*KINDS["caption"])
        if each is top:
            break
    return found


def is_byline(element: HtmlElement) -> bool:
    around = (element, element.getparent())
    return any(each is not None and each.tag != "body" and names(each) & BYLINES for each in around)
