"""The set phrases by which furniture and bylines are known, in English and Chinese."""

import re

MENU_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a about account advanced all and back bookmark close comment comments contact content copy email facebook "
        "favorites font for go home in increase link linkedin log login main menu more nav navigation newsletter next "
        "of open page previous print register rss search share sign site sitemap size skip subscribe tags the to "
        "toggle top twitter up us wechat weibo whatsapp",
    )
)


def one_of(*patterns: str) -> str:
    return f"(?:{'|'.join(patterns)})"


def any_of(*patterns: re.Pattern[str]) -> re.Pattern[str]:
    """What begins wherever one of them does, letters of either case: one question instead of several."""
    return re.compile(one_of(*(re.sub(r"\?P<\w+>", "?:", each.pattern) for each in patterns)), re.IGNORECASE)


MENU_CHINESE = re.compile(
    one_of(
        *(
            "首页",
            "主页",
            "导航",
            "搜索",
            "登录",
            "登陆",
            "注册",
            "分享",
            "收藏",
            "打印",
            "字号",
            "字体",
            "大",
            "中",
            "小",
        ),
        *(
            "上一篇",
            "下一篇",
            "返回",
            "顶部",
            "关闭",
            "网站地图",
            "无障碍",
            "繁体",
            "简体",
            "微信",
            "微博",
            r"[\s|>·:：/]",
        ),
    )
    + "+"
)
IMAGE_NAME = re.compile(r"[^\n/]{1,120}\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?)", re.IGNORECASE)
LONGEST_IMAGE_NAME = 125  # characters of which it matches at most
E_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")

TEASER_WORDS = re.compile(
    one_of(
        "read (?:more|also|next)",
        "related(?: (?:articles?|stories|reading|news))?",
        "see also",
        "more on this(?: story)?",
        "recommended(?: (?:reading|for you))?",
        "you may also like",
        "also read",
        *("延伸阅读", "相关阅读", "相关新闻", "相关文章", "阅读更多", "更多阅读", "推荐阅读"),
    ),
    re.IGNORECASE,
)
TEASER = re.compile(TEASER_WORDS.pattern + r"(?P<colon>\s*[:：]\s*)?(?P<title>.*)", re.IGNORECASE)
CONTACT = re.compile(
    one_of(
        *("contact", "write to", "reach", "e-?mail", "联系", "投稿", "邮箱"),
        "for (?:more )?(?:inquiries|enquiries|information)",
    ),
    re.IGNORECASE,
)
SERVICE = re.compile(
    one_of(
        r"(?:download|get|install) (?:our|the|this) .{0,40}\bapp\b",
        r"(?:subscribe|sign up)\b.{0,60}(?:newsletter|e-?mails?|alerts?|updates?|today|now|here)",
        r"(?:follow|like|find) us on\b",
        r"share this\b",
        r"click here\b",
        r"scan (?:the|this) (?:qr )?code",
        *("扫码", "扫描.{0,6}二维码", "长按.{0,8}二维码", "下载.{0,12}(?:客户端|APP)", "关注.{0,20}公众号"),
        "点击.{0,12}(?:阅读|查看|下载)",
    ),
    re.IGNORECASE,
)
RIGHTS = re.compile(
    one_of("©", r"\(c\) ", r"copyright\b", r"all rights reserved", "版权所有", "未经.{0,12}(?:授权|许可)"),
    re.IGNORECASE,
)
EDITOR = re.compile(
    r"[(\[（【]?"
    + one_of(
        r"(?:copy |web |managing |executive |chief |news )?editors?",
        *("edited by", "proofread(?:er| by)", "translators?"),
        *("责任编辑", "责编", "编辑", "网络编辑", "校对", "审核", "翻译", "译者"),
    )
    + r"\s*(?:[:：]|(?<=by)\s)\s*\S.*",
    re.IGNORECASE,
)
EDITORS_NOTE = re.compile(
    r"[(\[（【]?"
    + one_of(r"editor(?:['’]s|s['’]|ial)?\s+note", "disclaimer", "编者按", "编者注", "免责声明", "声明")
    + r"\s*[:：]",
    re.IGNORECASE,
)

NAME = r"[A-Z][\w.'’\-]*(?: (?:[A-Z][\w.'’\-]*|de|del|van|von|der|bin|al|la))*"
NAMES = rf"{NAME}(?:(?:, | and | & |, and ){NAME})*"
LABEL = one_of(
    *("Source", "Updated", "Published", "Date", "Time", "Posted", "Authors?", "Writers?", "Last updated"),
    *("来源", "作者", "时间", "日期", "发布时间", "发布日期", "更新时间", "文章来源"),
)
BY = re.compile(
    rf"(?:By|BY|by)\s+{NAMES}(?=$|\s*[|,/(·—–-]|\s+{LABEL}\s*[:：]|\s+\d)|(?:文|撰文)\s*[/／|｜]\s*\S",
)
LABELLED = re.compile(rf"{LABEL}\s*[:：]", re.IGNORECASE)
AUTHOR = re.compile(
    r"[(\[（【]?(?:(?:About the )?authors?|writers?|by|作者|撰稿人?)\s*[:：]\s*(?P<names>[^,，;；|()（）\n]+)",
    re.IGNORECASE,
)
ABOUT_AUTHOR = re.compile(
    r"[(\[（【]?\s*(?:The (?:author|writer)s?\s+(?:is|are|was|works|serves)\b|作者(?:系|为|是|单位))"
)
APPEARED = re.compile(
    r"[(\[（【]?\s*"
    + one_of(
        r"(?:This article |The article |It )?(?:was )?(?:originally|first) (?:appeared|published|carried)\b",
        r"(?:Originally )?(?:published|appeared) in\b",
        "(?:本文|文章)?(?:原载|原刊|首发|刊载|载|刊)于",
    ),
    re.IGNORECASE,
)
DATE_LINE = re.compile(
    one_of(
        r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}",
        r"\d{4}\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?",
        r"[A-Z][a-z]{2,8}\.? (?:\d{1,2}, )?\d{4}",
        r"\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}",
    )
    + r"(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?"
)
# An outlet and a date, in either order, perhaps with a label after them: "求是网 2024年5月16日 作者：李华".
_OUTLET = one_of(
    r"《?[\u3400-\u9fff][\u3400-\u9fffA-Za-z0-9·“”（）]{1,19}》?", r"(?:The )?[A-Z]\w{1,19}(?: [A-Z&]\w{0,19}){0,5}"
)
_PARTED = r"\s*[|｜,，·]?\s*"
DATED_OUTLET = re.compile(
    rf"(?:(?P<outlet>{_OUTLET}){_PARTED}(?P<date>{DATE_LINE.pattern})|"
    rf"(?P<date_first>{DATE_LINE.pattern}){_PARTED}(?P<outlet_last>{_OUTLET})?)(?:\s*{LABEL}\s*[:：].*)?"
)


def is_image_name(text: str) -> bool:
    """A whole paragraph that is called like the file of a picture."""
    return len(text) <= LONGEST_IMAGE_NAME and bool(IMAGE_NAME.fullmatch(text))
