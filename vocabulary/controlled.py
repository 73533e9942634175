"""django-taggit, made to obey a controlled vocabulary. This is the only module that imports it.

taggit creates a tag from every unknown string, removes by name and rewrites what it keeps; a subclass of
ControlledThemes changes only through its `change`, resolves strings only within one project, and never creates.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from taggit.managers import TaggableManager, _TaggableManager
from taggit.models import ItemBase, TagBase

from ledger.problems import Problem

__all__ = ["ControlledThemes", "ItemBase", "RetiredTheme", "TagBase", "ThemesField", "UnknownTheme"]


class UnknownTheme(Problem):
    """A string, or a theme of another project, that is not in this project's vocabulary."""

    rule = "unknown-theme"


class RetiredTheme(Problem):
    """A theme that is no longer given; `current` names its successor."""

    rule = "retired-theme"


class ControlledThemes(_TaggableManager):  # type: ignore[misc]
    """taggit's manager for one object that carries themes of its own project only."""

    def project_id(self) -> int:
        """The project whose vocabulary the object uses."""
        raise NotImplementedError

    def change(self, *, add: Sequence[Any], remove: Sequence[Any], **how: Any) -> None:
        """Add and remove themes in one operation of the ledger."""
        raise NotImplementedError

    def add(self, *tags: Any, through_defaults: Any = None, tag_kwargs: Any = None, **how: Any) -> None:
        self.change(add=self.resolve(tags), remove=[], **(through_defaults or {}), **how)

    def remove(self, *tags: Any, **how: Any) -> None:
        self.change(add=[], remove=self.resolve(tags), **how)

    def set(self, tags: Iterable[Any], *, through_defaults: Any = None, clear: bool = False, **how: Any) -> None:
        """Carry exactly these themes; the rows of those that stay are left alone, also with `clear`."""
        wanted = self.resolve(tags)
        gone = [theme for theme in self.current() if theme not in wanted]
        self.change(add=wanted, remove=gone, **(through_defaults or {}), **how)

    def clear(self, **how: Any) -> None:
        self.change(add=[], remove=self.current(), **how)

    def current(self) -> list[Any]:
        return list(self.through.tag_model().objects.filter(taggings__content_object=self.instance).order_by("pk"))

    def resolve(self, tags: Iterable[Any]) -> list[Any]:
        """Themes from themes, slugs (old ones too) and names; raises UnknownTheme for anything else."""
        tags, model = list(tags), self.through.tag_model()
        strings = [tag.strip() for tag in tags if isinstance(tag, str)]
        known = model.objects.named(self.project_id(), strings) if strings else {}
        found = [known.get(tag.strip().lower()) if isinstance(tag, str) else tag for tag in tags]
        for tag, theme in zip(tags, found, strict=True):
            if not isinstance(theme, model) or theme.project_id != self.project_id():
                raise UnknownTheme(_("“%s” is not a theme of this codebook.") % tag, field="themes")
        return list(dict.fromkeys(found))

    def get_prefetch_querysets(self, instances: Any, querysets: Any = None) -> Any:
        """taggit's prefetch silently finds nothing for UUID keys on SQLite, so it is refused."""
        raise TypeError('prefetch "taggings__tag" instead of "themes"')


class ThemesField(TaggableManager):  # type: ignore[misc]
    """taggit's field with a choice among the vocabulary instead of a text box that would create tags."""

    def formfield(self, project: Any = None, **kwargs: Any) -> forms.Field:
        """A choice of several active themes, of one project when it is named."""
        themes: Any = self.remote_field.through.tag_model().objects.active()
        if project is not None:
            themes = themes.in_project(project)
        return forms.ModelMultipleChoiceField(themes, required=not self.blank, label=self.verbose_name)
