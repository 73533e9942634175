"""What a file says about itself: title and author; when it was made, and with what, is told beside."""

import re
from collections.abc import Mapping

from corpus import dates

_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")
_NO_TITLE = re.compile(
    r"(?:Microsoft (?:Word|PowerPoint|Excel) - .*|.*\.(?:docx?|odt|rtf|pdf|html?|txt|pptx?|xlsx?|wps|indd|qxd|tex|dvi)|"
    r"untitled\d*|(?:PowerPoint|Word) (?:Presentation|Document)|(?:document|slide|title|文档|无标题|幻灯片) ?\d*|https?://.*|about:.*)",
    re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"(?:administrator|admin|user|owner|unknown|author|微软用户|用户|作者|microsoft|root|pc|lenovo|\W+)\d*",
    re.IGNORECASE,
)


def said(info: Mapping[str, str]) -> dict[str, str]:
    """Title and author, unless they are names that programs put there."""
    title, author = _line(info.get("Title", "")), _line(info.get("Author", ""))
    found = {
        "title": "" if _NO_TITLE.fullmatch(title) else title,
        "author": "" if _NO_AUTHOR.fullmatch(author) else author,
    }
    return {name: value for name, value in found.items() if value}


def beside(info: Mapping[str, str], n_pages: int) -> dict[str, str]:
    """The day on which the file was made is not that of its publication."""
    found = {
        "subject": _line(info.get("Subject", "")),
        "keywords": _line(info.get("Keywords", "")),
        "file created": _day(info.get("CreationDate", "")),
        "program": _line(info.get("Creator", "") or info.get("Producer", "")),
        "pages": str(n_pages),
    }
    return {name: value for name, value in found.items() if value}


def _line(text: str) -> str:
    return " ".join(re.sub("[\0\ud800-\udfff\ufffd]", "", text).split())


def _day(text: str) -> str:
    """2024-11-12 of D:20241112093000+08'00'; "" for what is no date."""
    match = _DATE.match(text)
    try:
        return dates.check("-".join(part for part in match.groups() if part)) if match else ""
    except ValueError:
        return ""
