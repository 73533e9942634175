"""The tags and filters that every template may use."""

import json
from html.parser import HTMLParser

from config.templatetags.tifa import beginning, data_script


def test_beginning_alters_no_character() -> None:
    decomposed = "Cafe\u0301 " * 20
    assert beginning(decomposed, 10) == f"{decomposed[:10]}…"
    assert beginning("short", 10) == "short"


class Scripts(HTMLParser):
    """Collects what stands in the scripts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script":
            self.found.append(data)


def test_data_for_scripts_cannot_end_its_script() -> None:
    data = {"text": "</script><script>alert(1)</script><!-- & 双循环 \u2028 \" ' \\"}
    page = Scripts()
    page.feed(data_script(data, "data"))
    assert [json.loads(each) for each in page.found] == [data]
