"""Which column of a table holds what: known by its name, in English or Chinese."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from corpus.importers.base import Unreadable

NAMES = {
    "text": "text content body fulltext article paragraph paragraphtext articletext 正文 内容 文本 全文 段落",
    "title": "title headline 标题 题目 题名 篇名",
    "author": "author authors byline writer 作者",
    "source": "source outlet newspaper journal publication media publisher 来源 媒体 报刊 出处 刊名 来源媒体",
    "published": "date published publicationdate pubdate publishdate publishedat datepublished "
    "日期 发布日期 发表日期 时间 发布时间 发表时间",
    "language": "language lang 语言 语种",
    "url": "url link address href 链接 网址",
    "licence": "licence license 许可",
    "document": "document documentid docid articleid textid 文档编号 文章编号 文档 文档id 文章id",
    "external_id": "id externalid uid 编号 序号",
}


def recognised(header: Sequence[str]) -> dict[str, int]:
    """The number of the column of each field, by the likeliest name. Raises Unreadable when none holds the text."""
    names = [re.sub(r"[\W_]", "", name.lower()) for name in header]
    found: dict[str, int] = {}
    for field, known in NAMES.items():
        number = next((names.index(name) for name in known.split() if name in names), None)
        if number is not None:
            found[field] = number
    if "text" not in found:
        message = _("No column is named as the text. Name one “text”; its columns are: %(columns)s.")
        raise Unreadable(message % {"columns": ", ".join(header)[:300]}, rule="columns", line=1)
    return found


def refuse_doubtful(header: Sequence[str]) -> None:
    """Raise Unreadable for names that stand twice."""
    named = [name for name in header if name]
    twice = next((name for name in named if named.count(name) > 1), "")
    if twice:
        raise Unreadable(_("Two columns are named “%(name)s”.") % {"name": twice}, rule="columns", line=1)
