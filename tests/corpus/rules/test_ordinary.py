"""What looks ordinary is what the rules, asked one by one, make of it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import rules
from corpus.rules.base import Texts
from corpus.rules.ordinary import is_ordinary
from tests.corpus.rules.test_rules import BODY, CHINESE_BODY

LINES = (
    *(
        BODY,
        CHINESE_BODY,
        "1. One.",
        "2. Two is longer.",
        "• A point.",
        "(1) 第一。",
        "Read more: a title",
        "相关阅读",
        "x.jpg",
    ),
    *(
        "By Li Hua",
        "Li Hua is a writer.",
        "Source: Xinhua",
        "Contact us at a@b.cn.",
        "© A Press.",
        "Editor: Wang.",
        "[1] A note.",
    ),
    *(
        "A heading",
        "The text. (Photo: A.",
        "AP/John.",
        "Figure 1. A port.",
        "a | b | c.",
        "Follow us on a page.",
        "A PORT. A PRESS.",
    ),
    *(
        "First published in A Press.",
        "The author is from here.",
        "“It is so.”",
        "港口。图片来源：本报",
        "Home",
        "12",
        "I. One",
    ),
)


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=9))
@settings(deadline=None, max_examples=300)
def test_paragraphs_that_look_ordinary_are_what_the_rules_one_by_one_make_of_them(lines: list[str]) -> None:
    texts = Texts(lines)
    assert rules.guess(lines) == [rules.by_rules(texts, number) for number in range(len(lines))]


def test_running_text_is_known_at_a_glance() -> None:
    texts = Texts(["A title", "The first line below it.", BODY, CHINESE_BODY])
    assert [is_ordinary(texts, number) for number in range(4)] == [False, False, True, True]
