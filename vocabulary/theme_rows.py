"""The themes of a published codebook as plain data: what the palette finds and the definition pane shows."""

from typing import Any

from vocabulary.entries import Codebook, ThemeEntry

SHAPE = 1  # counts up with every change of what rows say, so that nobody keeps those of an older Tifa
Pieces = list[tuple[str, str | None]]

PLAIN = ("slug", "code", "hue", "key", "position", "is_retired")


def theme_rows(codebook: Codebook) -> list[dict[str, Any]]:
    """Every theme in the order of the codebook, retired ones too; other themes are named by slug."""
    return [_row(codebook, entry) for entry in codebook.entries]


def _row(codebook: Codebook, entry: ThemeEntry) -> dict[str, Any]:
    return {
        **{name: getattr(entry, name) for name in PLAIN},
        "label": entry.labels,
        "parent": _slug(codebook, entry.parent_id),
        "successor": _slug(codebook, entry.successor_id),
        "former_slugs": list(entry.former_slugs),
        "brief": entry.brief_definition,
        "full": entry.full_definition,
        "use_when": [_pieces(codebook, text) for text in entry.use_when],
        "do_not_use_when": [_pieces(codebook, text) for text in entry.do_not_use_when],
        "examples": list(entry.examples),
        "lexicon": [_phrase(each["phrase"], each["lang"]) for each in entry.lexicon],
        "pinyin": _pinyin(next((label for language, label in entry.labels.items() if _is_chinese(language)), "")),
    }


def _slug(codebook: Codebook, pk: int | None) -> str | None:
    return codebook.by_id[pk].slug if pk is not None else None


def _pieces(codebook: Codebook, text: str) -> Pieces:
    """A rule in pieces: words beside None, and beside its slug the theme to which they send on."""
    return [(words, theme.slug if theme else None) for words, theme in codebook.linked(text)]


def _phrase(phrase: str, language: str) -> dict[str, Any]:
    return {"phrase": phrase, "lang": language, "pinyin": _pinyin(phrase) if _is_chinese(language) else []}


def _is_chinese(language: str) -> bool:
    return language.split("-")[0] == "zh"


def _pinyin(chinese: str) -> list[str]:
    """How it sounds, without tones, in full and by initials; nothing for no text."""
    if not chinese:
        return []
    from pypinyin import Style, lazy_pinyin  # inline: its dictionaries take 50 MB, needed once a codebook

    return ["".join(lazy_pinyin(chinese, style)).lower() for style in (Style.NORMAL, Style.FIRST_LETTER)]
