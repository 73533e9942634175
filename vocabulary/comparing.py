"""What a codebook file would change: which themes come, change, are retired or stay."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypedDict

from vocabulary.content import ACTIVE, RETIRED, ThemeContent
from vocabulary.differences import Difference, between

Outcome = Literal["added", "changed", "retired", "unchanged"]
OUTCOMES: tuple[Outcome, ...] = ("added", "changed", "retired", "unchanged")


class Outcomes(TypedDict):
    """Slugs of themes by what happens to them."""

    added: list[str]
    changed: list[str]
    retired: list[str]
    unchanged: list[str]


@dataclass(frozen=True)
class Target:
    """One theme as it should become; `now` is what it is (None: it is new), `pk` its database id."""

    content: ThemeContent
    now: ThemeContent | None = None
    pk: int | None = None

    @property
    def outcome(self) -> Outcome:
        if self.now is None:
            return "added"
        if self.now == self.content:
            return "unchanged"
        return "retired" if (self.now.status, self.content.status) == (ACTIVE, RETIRED) else "changed"

    def differences(self) -> list[Difference]:
        """Field by field of a theme that is there already."""
        return between(self.now, self.content) if self.now else []


def compare(now: dict[int, ThemeContent], wanted: Iterable[ThemeContent]) -> list[Target]:
    """Match the themes of a file to those that are there (by id): by slug, else by a slug that either once had.

    Slugs are never forgotten; a theme that the file leaves out is retired and keeps everything else.
    """
    matched: set[int] = set()
    targets = []
    for content in wanted:
        pk = next((pk for pk in _candidates(content, now) if pk not in matched), None)
        if pk is None:
            targets.append(Target(content))
            continue
        matched.add(pk)
        targets.append(Target(_with_slugs(content, now[pk]), now[pk], pk))
    left_out = [(pk, content) for pk, content in now.items() if pk not in matched]
    return targets + [Target(replace(content, status=RETIRED), content, pk) for pk, content in left_out]


def report(targets: Iterable[Target]) -> Outcomes:
    """Slugs by outcome."""
    outcomes: Outcomes = {"added": [], "changed": [], "retired": [], "unchanged": []}
    for target in targets:
        outcomes[target.outcome].append(target.content.slug)
    return outcomes


def _candidates(content: ThemeContent, now: dict[int, ThemeContent]) -> list[int]:
    slugs = {content.slug, *content.former_slugs}
    exact = [pk for pk, theme in now.items() if theme.slug == content.slug]
    return exact or [pk for pk, theme in now.items() if theme.slug in slugs or content.slug in theme.former_slugs]


def _with_slugs(content: ThemeContent, now: ThemeContent) -> ThemeContent:
    slugs = {*content.former_slugs, *now.former_slugs, now.slug} - {content.slug}
    return replace(content, former_slugs=sorted(slugs))
