"""The formats in which a codebook comes in and goes out, each read and written by its own file."""

from vocabulary.formats import yaml
from vocabulary.formats.base import Format

FORMATS: tuple[Format, ...] = (yaml.FORMAT,)

__all__ = ["FORMATS", "Format", "by_name"]


def by_name(name: str) -> Format:
    """The format of this name; raises KeyError for any other."""
    return {format.name: format for format in FORMATS}[name]
