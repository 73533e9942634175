"""Furniture: menus, image names, teasers, contact and app lines, editors' lines: not part of the text."""

import re

from django.utils.translation import gettext_noop as _

from corpus.rules import phrases
from corpus.rules.base import Rule, Texts, Verdict, once
from corpus.rules.shapes import ends_sentence, is_bullet, is_longer, limit, n_words

_LETTERS = re.compile(r"[^\W\d_]+")
_FULL_STOPS = tuple(".。")


def is_teaser(text: str) -> bool:
    """A line like "Read more", alone or with the title it points to."""
    match = None if is_longer(text, 30) else phrases.TEASER.fullmatch(text)
    return bool(match and (not match["title"] or match["colon"]) and limit(text, 30))


def is_bare_teaser(text: str) -> bool:
    """A line like "Read more" whose link title, if any, follows in the next paragraph."""
    match = None if is_longer(text, 30) else phrases.TEASER.fullmatch(text)
    return bool(match and not match["title"] and limit(text, 30))


def is_contact(text: str) -> bool:
    """A short line with an e-mail address that says whom to write to."""
    if is_longer(text, 40) or "@" not in text:
        return False
    return bool(phrases.CONTACT.match(text) and limit(text, 40) and phrases.E_MAIL.search(text))


def _menu(texts: Texts, number: int) -> Verdict | None:
    text = texts[number]
    words = _LETTERS.findall(text.lower()) if len(text) < 100 else []
    is_menu = 0 < len(words) <= 8 and phrases.MENU_WORDS.issuperset(words) and not ends_sentence(text)
    if is_menu or (not is_longer(text, 60) and phrases.MENU_CHINESE.fullmatch(text) and limit(text, 60)):
        return Verdict("furniture", _("Only words of a website's menu."))
    return None


def _image(texts: Texts, number: int) -> Verdict | None:
    if phrases.is_image_name(texts[number]) and n_words(texts[number]) <= 30:
        return Verdict("furniture", _("The name of an image file."))
    return None


def _link(texts: Texts, number: int) -> Verdict | None:
    text = texts[number]
    if is_teaser(text):
        return Verdict("furniture", _("Points to another article."))
    if number > 0 and text[-1:] not in _FULL_STOPS and is_bare_teaser(texts[number - 1]) and limit(text, 25):
        return Verdict("furniture", _("The title of another article, below a line that points to it."))
    return None


def _service(texts: Texts, number: int) -> Verdict | None:
    text = texts[number]
    if is_contact(text):
        return Verdict("furniture", _("Says whom to write to."))
    if is_longer(text, 40):
        return None
    if phrases.SERVICE.match(text) and limit(text, 40):
        return Verdict("furniture", _("Advertises an app, a newsletter or an account."))
    if phrases.RIGHTS.match(text) and limit(text, 40):
        return Verdict("furniture", _("A note about rights."))
    return None


def _editors(texts: Texts, number: int) -> Verdict | None:
    text = texts[number]
    if phrases.EDITORS_NOTE.match(text):
        return Verdict("furniture", _("A note of the editors."))
    if text[-1:] not in _FULL_STOPS and limit(text, 15) and phrases.EDITOR.fullmatch(text):
        return Verdict("furniture", _("Names the editors."))
    return None


def _closing(texts: Texts, number: int) -> Verdict | None:
    """A list that ends the text, of a few words an entry, in capitals or below other furniture."""
    if is_bullet(texts[number]) and number >= _closing_list(texts):
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
