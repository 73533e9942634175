"""Choosing among texts by language."""

from collections.abc import Mapping


def best(texts: Mapping[str, str], language: str) -> str:
    """The key of the text for a reader of `language` ("zh-hans" takes "zh"); English, then any, when there is none."""
    wanted = [language.lower(), language.lower().split("-")[0], "en"]
    return next((key for key in wanted if texts.get(key)), next((key for key in texts if texts[key]), ""))


def others(texts: Mapping[str, str], language: str) -> list[tuple[str, str]]:
    """The (language, text) pairs beside the best one."""
    shown = best(texts, language)
    return [(key, text) for key, text in texts.items() if key != shown and text]
