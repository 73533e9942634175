"""What an outlet's name looks like, and which outlet an e-mail address belongs to."""

import re

NAMES = {
    "caixin.com": "Caixin Global",
    "cgtn.com": "CGTN",
    "chinadaily.com.cn": "China Daily",
    "economist.com": "The Economist",
    "ft.com": "Financial Times",
    "globaltimes.com.cn": "Global Times",
    "news.cn": "Xinhua",
    "people.cn": "People's Daily Online",
    "qstheory.cn": "Qiushi",
    "reuters.com": "Reuters",
    "scmp.com": "South China Morning Post",
    "sixthtone.com": "Sixth Tone",
    "thepaper.cn": "The Paper",
    "xinhuanet.com": "Xinhua",
    "yicai.com": "Yicai",
}
# Addresses there say nothing about an outlet.
MAIL_PROVIDERS = frozenset(
    re.findall(
        r"\S+",
        "126.com 139.com 163.com aliyun.com foxmail.com gmail.com hotmail.com icloud.com outlook.com proton.me qq.com "
        "sina.cn sina.com sohu.com yahoo.com yeah.net",
    )
)
_DOMAIN = re.compile(r"@([\w-]+(?:\.[\w-]+)+)")

_ENDS_LIKE_ONE = re.compile(
    r".*(?:网|报|社|刊|杂志|在线|客户端|新闻|周刊|月刊|时评|电视台|电台|求是|财新|澎湃|频道|》|"
    r"News|Daily|Times|Journal|Post|Press|Agency|Magazine|Review|Weekly|Online|Xinhua|Qiushi|CGTN)"
)


def is_outlet(name: str) -> bool:
    """Whether a name alone shows that it is an outlet's, as 求是网 does and 北京 does not."""
    return name in NAMES.values() or bool(_ENDS_LIKE_ONE.fullmatch(name))


def outlet_of(text: str) -> str:
    """The outlet of the first e-mail address in a line; its domain when the outlet is not listed; "" without one."""
    for domain in _DOMAIN.findall(text.lower()):
        listed = next((name for known, name in NAMES.items() if f".{domain}".endswith(f".{known}")), "")
        if listed or domain not in MAIL_PROVIDERS:
            return listed or domain
    return ""
