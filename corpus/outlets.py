"""Which outlet an e-mail address belongs to."""

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


def outlet_of(text: str) -> str:
    """The outlet of the first e-mail address in a line; its domain when the outlet is not listed; "" without one."""
    for domain in _DOMAIN.findall(text.lower()):
        listed = next((name for known, name in NAMES.items() if f".{domain}".endswith(f".{known}")), "")
        if listed or domain not in MAIL_PROVIDERS:
            return listed or domain
    return ""
