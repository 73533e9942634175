"""Names of languages as readers know them."""

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext


def name_of(code: str) -> str:
    """The name in the reader's language; the code itself when it is not known."""
    info = LANG_INFO.get({"zh": "zh-hans"}.get(code, code.lower()), {})
    return "中文" if code == "zh" else gettext(str(info.get("name", code)))
