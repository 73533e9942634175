"""A codebook as the plain data of its file: what `vocabulary.checking` reads, in the order in which people read it."""

from dataclasses import asdict
from typing import Any

from vocabulary.content import CodebookContent, ThemeContent, by_language, ordered

Row = dict[str, Any]


def rows_of(content: CodebookContent) -> Row:
    """The whole file as data; `check(rows_of(content)) == content`."""
    about = asdict(content.about)
    about["title"] = by_language(content.about.title, content.about.languages)
    head = {"id": about.pop("id"), "version": content.number, **about}
    order = ("id", "version", "languages", "title", "offsets", "themes_per_unit", "rules")
    return {
        "codebook": {name: head[name] for name in order if head[name]},
        "themes": [row_of(theme, content.about.languages) for theme in content.themes],
    }


def row_of(theme: ThemeContent, languages: list[str]) -> Row:
    """One theme, its names in the order of `languages`; what is empty and may be left out is left out."""
    row: Row = {"slug": theme.slug}
    row |= {"former_slugs": theme.former_slugs} if theme.former_slugs else {}
    row |= {"code": theme.code, "parent": theme.parent, "label": by_language(theme.labels, languages)}
    row |= {"hue": theme.hue, "position": theme.position}
    row |= {"key": theme.key} if theme.key else {}
    row |= {"status": theme.status}
    row |= {"successor": theme.successor} if theme.successor else {}
    for name in ("brief_definition", "full_definition", "use_when", "do_not_use_when"):
        row |= {name: getattr(theme, name)} if getattr(theme, name) else {}
    row |= _examples(theme, "example", is_negative=False)
    row |= _examples(theme, "negative_example", is_negative=True)
    row |= {"lexicon": [ordered(phrase) for phrase in theme.lexicon]} if theme.lexicon else {}
    return row


def _examples(theme: ThemeContent, name: str, *, is_negative: bool) -> Row:
    """One example stands under its name, several under the plural of it."""
    examples = [
        {key: value for key, value in ordered(example).items() if key != "is_negative"}
        for example in theme.examples
        if example.get("is_negative", False) == is_negative
    ]
    if not examples:
        return {}
    return {name: examples[0]} if len(examples) == 1 else {f"{name}s": examples}
