"""The tags and filters that every template may use."""

from config.templatetags.tifa import beginning


def test_beginning_alters_no_character() -> None:
    decomposed = "Cafe\u0301 " * 20
    assert beginning(decomposed, 10) == f"{decomposed[:10]}…"
    assert beginning("short", 10) == "short"
