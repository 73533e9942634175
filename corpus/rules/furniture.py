"""Furniture: menus, image names, teasers, contact and app lines, editors' lines: not part of the text."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext_noop as _

from corpus.rules.base import Rule, Verdict
from corpus.rules.shapes import ends_sentence, is_bullet, limit, n_words

_MENU_WORDS = frozenset(
    [
        "a",
        "about",
        "account",
        "advanced",
        "all",
        "and",
        "back",
        "bookmark",
        "close",
        "comment",
        "comments",
        "contact",
        "content",
        "copy",
        "email",
        "facebook",
        "favorites",
        "font",
        "for",
        "go",
        "home",
        "in",
        "increase",
        "link",
        "linkedin",
        "log",
        "login",
        "main",
        "menu",
        "more",
        "nav",
        "navigation",
        "newsletter",
        "next",
        "of",
        "open",
        "page",
        "previous",
        "print",
        "register",
        "rss",
        "search",
        "share",
        "sign",
        "site",
        "sitemap",
        "size",
        "skip",
        "subscribe",
        "tags",
        "the",
        "to",
        "toggle",
        "top",
        "twitter",
        "up",
        "us",
        "wechat",
        "weibo",
        "whatsapp",
    ]
)
_MENU_CHINESE = re.compile(
    r"(?:首页|主页|导航|搜索|登录|登陆|注册|分享|收藏|打印|字号|字体|大|中|小|上一篇|下一篇|返回|顶部|关闭|网站地图|无障碍|繁体|简体|微信|微博|[\s|>·:：/])+"
)
IMAGE_NAME = re.compile(r"[^\n/]{1,120}\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?)", re.IGNORECASE)
_TEASER = re.compile(
    r"(?:read (?:more|also|next)|related(?: (?:articles?|stories|reading|news))?|see also|more on this(?: story)?|"
    r"recommended(?: (?:reading|for you))?|you may also like|also read|延伸阅读|相关阅读|相关新闻|相关文章|阅读更多|更多阅读|推荐阅读)"
    r"(?P<colon>\s*[:：]\s*)?(?P<title>.*)",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:contact|write to|reach|for (?:more )?(?:inquiries|enquiries|information)|e-?mail|联系|投稿|邮箱)", re.I
)
_E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_APP = re.compile(
    r"(?:download|get|install) (?:our|the|caixin|this) .{0,40}\bapp\b|(?:subscribe|sign up)\b.{0,60}(?:newsletter|e-?mails?|alerts?|updates?|today|now|here)|"
    r"(?:follow|like|find) us on\b|share this\b|click here\b|scan (?:the|this) (?:qr )?code|扫码|扫描.{0,6}二维码|长按.{0,8}二维码|"
    r"下载.{0,12}(?:客户端|APP)|关注.{0,20}公众号|点击.{0,12}(?:阅读|查看|下载)",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"(?:©|\(c\) |copyright\b|all rights reserved|版权所有|未经.{0,12}(?:授权|许可))", re.IGNORECASE)
_EDITOR = re.compile(
    r"[(\[（【]?(?:(?:copy |web |managing |executive |chief |news )?editors?|edited by|proofread(?:er| by)|translators?|"
    r"责任编辑|责编|编辑|网络编辑|校对|审核|翻译|译者)\s*(?:[:：]|(?<=by)\s)\s*\S.*",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"[(\[（【]?(?:editor(?:['’]s|s['’]|ial)?\s+note|disclaimer|编者按|编者注|免责声明|声明)\s*[:：]", re.IGNORECASE
)


def is_teaser(text: str) -> bool:
    """A line like "Read more", alone or with the title it points to."""
    match = _TEASER.fullmatch(text)
    return bool(match and limit(text, 30) and (not match["title"] or match["colon"]))


def is_contact(text: str) -> bool:
    """A short line with an e-mail address that says whom to write to."""
    return bool(_E_MAIL.search(text) and _CONTACT.match(text) and limit(text, 40))


def _menu(texts: Sequence[str], number: int) -> Verdict | None:
    text = texts[number]
    words = re.findall(r"[^\W\d_]+", text.lower())
    is_menu = 0 < len(words) <= 8 and _MENU_WORDS.issuperset(words) and not ends_sentence(text)
    if is_menu or _MENU_CHINESE.fullmatch(text):
        return Verdict("furniture", _("Only words of a website's menu."))
    return None


def _image(texts: Sequence[str], number: int) -> Verdict | None:
    if IMAGE_NAME.fullmatch(texts[number]) and n_words(texts[number]) <= 30:
        return Verdict("furniture", _("The name of an image file."))
    return None


def _link(texts: Sequence[str], number: int) -> Verdict | None:
    text = texts[number]
    if is_teaser(text):
        return Verdict("furniture", _("Points to another article."))
    after_teaser = number > 0 and is_teaser(texts[number - 1]) and ":" not in texts[number - 1][-20:-1]
    if after_teaser and limit(text, 25) and text[-1:] not in ".。":
        return Verdict("furniture", _("The title of another article, below a line that points to it."))
    return None


def _service(texts: Sequence[str], number: int) -> Verdict | None:
    text = texts[number]
    if is_contact(text):
        return Verdict("furniture", _("Says whom to write to."))
    if _APP.match(text) and limit(text, 40):
        return Verdict("furniture", _("Advertises an app, a newsletter or an account."))
    if _RIGHTS.match(text) and limit(text, 40):
        return Verdict("furniture", _("A note about rights."))
    return None


def _editors(texts: Sequence[str], number: int) -> Verdict | None:
    text = texts[number]
    if _NOTE.match(text):
        return Verdict("furniture", _("A note of the editors."))
    if _EDITOR.fullmatch(text) and limit(text, 15) and text[-1:] not in ".。":
        return Verdict("furniture", _("Names the editors."))
    return None


def _closing(texts: Sequence[str], number: int) -> Verdict | None:
    """A list that ends the text, of a few words an entry, in capitals or below other furniture."""
    start = len(texts)
    while start > 0 and _is_entry(texts[start - 1]):
        start -= 1
    if number < start or start == 0:
        return None
    below = any(step(texts, start - 1) for step in (_menu, _image, _link, _service, _editors))
    if below or all(text.upper() == text for text in texts[start:]):
        return Verdict("furniture", _("An entry of the list of links that closes the page."))
    return None


def _is_entry(text: str) -> bool:
    return is_bullet(text) and n_words(text) <= 5 and not ends_sentence(text)


RULES = tuple(
    Rule(name, judge)
    for name, judge in {
        "menu": _menu,
        "image": _image,
        "link": _link,
        "service": _service,
        "editors": _editors,
        "closing": _closing,
    }.items()
)


def is_furniture(texts: Sequence[str], number: int) -> bool:
    return any(rule.judge(texts, number) for rule in RULES)
