"""The machines that can propose themes, one file each."""

from annotations.suggesters.base import Proposal, Suggester
from annotations.suggesters.lexicon import LEXICON

SUGGESTERS: tuple[Suggester, ...] = (LEXICON,)

__all__ = ["SUGGESTERS", "Proposal", "Suggester", "named"]


def named(name: str) -> Suggester | None:
    return next((suggester for suggester in SUGGESTERS if suggester.name == name), None)
