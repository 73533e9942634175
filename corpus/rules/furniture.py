"""Furniture: menus, image names, teasers, contact and app lines, editors' lines: not part of the text."""

import re

from django.utils.translation import gettext_noop as _

from corpus.rules import phrases
from corpus.rules.base import Rule, Texts, Verdict, once
from corpus.rules.shapes import ends_sentence, is_bullet, limit, n_words


def is_teaser(text: str) -> bool:
    """A line like "Read more", alone or with the title it points to."""
    match = phrases.TEASER.fullmatch(text) if limit(text, 30) else None
    return bool(match and (not match["title"] or match["colon"]))


def is_bare_teaser(text: str) -> bool:
    """A line like "Read more" whose link title, if any, follows in the next paragraph."""
    match = phrases.TEASER.fullmatch(text) if limit(text, 30) else None
    return bool(match and not match["title"])


def is_contact(text: str) -> bool:
    """A short line with an e-mail address that says whom to write to."""
    return bool(limit(text, 40) and "@" in text and phrases.CONTACT.match(text) and phrases.E_MAIL.search(text))


def _menu(texts: Texts, number: int) -> Verdict | None:
    text = texts[number]
    words = re.findall(r"[^\W\d_]+", text.lower()) if len(text) < 100 else []
    is_menu = 0 < len(words) <= 8 and phrases.MENU_WORDS.issuperset(words) and not ends_sentence(text)
    if is_menu or (limit(text, 60) and phrases.MENU_CHINESE.fullmatch(text)):
        return Verdict("furniture", _("Only words of a website's menu."))
    return None


def _image(texts: Texts, number: int) -> Verdict | None:
    if phrases.IMAGE_NAME.fullmatch(texts[number]) and n_words(texts[number]) <= 30:
        return Verdict("furniture", _("The name of an image file."))
    return None


def _link(texts: Texts, number: int) -> Verdict | None:
    text = texts[number]
    if is_teaser(text):
        return Verdict("furniture", _("Points to another article."))
    if number > 0 and is_bare_teaser(texts[number - 1]) and limit(text, 25) and text[-1:] not in tuple(".。"):
        return Verdict("furniture", _("The title of another article, below a line that points to it."))
    return None


def _service(texts: Texts, number: int) -> Verdict | None:
    text = texts[number]
    if is_contact(text):
        return Verdict("furniture", _("Says whom to write to."))
    if limit(text, 40) and phrases.SERVICE.match(text):
        return Verdict("furniture", _("Advertises an app, a newsletter or an account."))
    if limit(text, 40) and phrases.RIGHTS.match(text):
        return Verdict("furniture", _("A note about rights."))
    return None


def _editors(texts: Texts, number: int) -> Verdict | None:
    text = texts[number]
    if phrases.EDITORS_NOTE.match(text):
        return Verdict("furniture", _("A note of the editors."))
    if limit(text, 15) and phrases.EDITOR.fullmatch(text) and text[-1:] not in tuple(".。"):
        return Verdict("furniture", _("Names the editors."))
    return None


def _closing(texts: Texts, number: int) -> Verdict | None:
    """A list that ends the text, of a few words an entry, in capitals or below other furniture."""
    if number >= _closing_list(texts):
        return Verdict("furniture", _("An entry of the list of links that closes the page."))
    return None


@once
def _closing_list(texts: Texts) -> int:
    """Where it begins; the number of paragraphs when there is none."""
    start = len(texts)
    while start > 0 and _is_entry(texts[start - 1]):
        start -= 1
    is_below = start > 0 and any(judge(texts, start - 1) for judge in (_menu, _image, _link, _service, _editors))
    return start if is_below or all(text.upper() == text for text in texts[start:]) else len(texts)


def _is_entry(text: str) -> bool:
    return is_bullet(text) and limit(text, 10) and n_words(text) <= 5 and not ends_sentence(text)


RULES = (
    Rule("menu", _menu),
    Rule("image", _image),
    Rule("link", _link),
    Rule("service", _service),
    Rule("editors", _editors),
    Rule("closing", _closing),
)


@once
def is_furniture(texts: Texts, number: int) -> bool:
    return any(rule.judge(texts, number) for rule in RULES)
