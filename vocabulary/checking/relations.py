"""How the themes of one codebook stand to each other: unique names, parents, hues, successors."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from vocabulary.content import ACTIVE, RETIRED, ThemeContent
from vocabulary.problems import Fault

BySlug = dict[str, ThemeContent]


def with_inherited_hues(themes: list[ThemeContent]) -> list[ThemeContent]:
    """A theme without a hue gets that of its top-level theme (1 when that has none)."""
    by_slug = {theme.slug: theme for theme in themes}
    return [theme if theme.hue else replace(theme, hue=_top(theme, by_slug).hue or 1) for theme in themes]


def faults(themes: list[ThemeContent]) -> Iterator[Fault]:
    """Everything that is wrong between the themes, kind by kind."""
    yield from clashes(themes)
    by_slug = {theme.slug: theme for theme in themes}
    for theme in themes:
        yield from _parent_faults(theme, by_slug)
        yield from _successor_faults(theme, by_slug)
        yield from _example_faults(theme, themes)


def clashes(themes: list[ThemeContent]) -> Iterator[Fault]:
    """Slugs (old ones too), codes, names and keys that two themes would share."""
    yield from _doubles(themes, "slug", lambda theme: [theme.slug, *theme.former_slugs])
    yield from _doubles(themes, "code", lambda theme: [theme.code])
    yield from _doubles(themes, "label", lambda theme: [name_of(theme.labels)])
    yield from _doubles(themes, "key", lambda theme: [theme.key] if theme.status == ACTIVE else [])


def name_of(labels: dict[str, str]) -> str:
    """The name a theme goes by: its English label, else that of the first language by its code."""
    return labels.get("en") or next((labels[language] for language in sorted(labels)), "")


def _doubles(themes: list[ThemeContent], field: str, values: Callable[[ThemeContent], list[str]]) -> Iterator[Fault]:
    """Upper and lower case are the same; keys are told apart by case."""
    seen: dict[str, str] = {}
    for theme in themes:
        for value in filter(None, values(theme)):
            key = value if field == "key" else value.casefold()
            if key in seen:
                message = _("“%(value)s” is taken by “%(other)s”") % {"value": value, "other": seen[key]}
                yield Fault(theme.slug, field, "duplicate", message)
            seen.setdefault(key, theme.slug)


def _parent_faults(theme: ThemeContent, by_slug: BySlug) -> Iterator[Fault]:
    if theme.parent is None:
        return
    parent = by_slug.get(theme.parent)
    if parent is None:
        yield Fault(theme.slug, "parent", "unknown-parent", _("there is no theme “%s”") % theme.parent)
    elif _is_in_cycle(theme, by_slug, "parent"):
        yield Fault(theme.slug, "parent", "cycle", _("a theme cannot stand below itself"))
    elif theme.hue != parent.hue:
        yield Fault(theme.slug, "hue", "hue-of-parent", _("must be the hue of its parent, %s") % parent.hue)
    elif theme.status == ACTIVE and parent.status == RETIRED:
        yield Fault(theme.slug, "parent", "retired-parent", _("the theme “%s” is retired") % theme.parent)


def _successor_faults(theme: ThemeContent, by_slug: BySlug) -> Iterator[Fault]:
    if theme.successor is None:
        return
    if theme.status == ACTIVE:
        yield Fault(theme.slug, "successor", "not-retired", _("only a retired theme has a successor"))
    elif theme.successor not in by_slug:
        yield Fault(theme.slug, "successor", "unknown-theme", _("there is no theme “%s”") % theme.successor)
    elif _is_in_cycle(theme, by_slug, "successor"):
        yield Fault(theme.slug, "successor", "cycle", _("a theme cannot succeed itself"))


def _example_faults(theme: ThemeContent, themes: list[ThemeContent]) -> Iterator[Fault]:
    known = {slug for other in themes for slug in (other.slug, *other.former_slugs)}
    for slug in (slug for example in theme.examples for slug in example.get("also_coded", [])):
        if slug not in known:
            yield Fault(theme.slug, "example.also_coded", "unknown-theme", _("there is no theme “%s”") % slug)


def _is_in_cycle(theme: ThemeContent, by_slug: BySlug, relation: str) -> bool:
    seen, slug = {theme.slug}, getattr(theme, relation)
    while slug in by_slug:
        if slug in seen:
            return True
        seen.add(slug)
        slug = getattr(by_slug[slug], relation)
    return False


def _top(theme: ThemeContent, by_slug: BySlug) -> ThemeContent:
    """The nearest theme above (or itself) with a hue, else the uppermost one."""
    seen: set[str] = set()
    while not theme.hue and theme.parent in by_slug and theme.slug not in seen:
        seen.add(theme.slug)
        theme = by_slug[theme.parent]
    return theme
