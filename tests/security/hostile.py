"""Texts that would do harm where they are not escaped, quoted or bound."""

from collections.abc import Iterable

SEPARATE = [
    "=1+1|cmd",  # first, where a spreadsheet would run it
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</option></select><img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '" onmouseover="alert(1)',
    "' autofocus onfocus='alert(1)",
    "<style>*{display:none}</style>",
    "<iframe src=//evil.example></iframe>",
    "<!--<script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "{{ 7|add:7 }}{% now 'Y' %}",
    "%(name)s %s {0} ${7*7}",
    "javascript:alert(1)",
    "\u202egnp.exe\u202c",
    "مرحبا שלום",
    "𠀀𪛖 自立自强",
    "👩🏽‍🚀🇨🇳 e\u0301\u0323",
    "a\u00adb\u200bc\u00a0d\ufeffe".lower(),
    "'; DROP TABLE projects_user;--",
]
MOST = 80  # characters of one text: the history shows no more of it


def packed(strings: Iterable[str]) -> list[str]:
    """As few texts as hold them all, each string whole: every text is written and read on every page that shows it."""
    texts = [""]
    for each in strings:
        joined = f"{texts[-1]} {each}".strip(" ")
        texts[-1:] = [joined] if len(joined) <= MOST else [texts[-1], each]
    return texts


HOSTILE = packed(SEPARATE)
