"""What people write to each other (questions, answers, comments): it says something, and every database keeps it."""

from django.utils.translation import gettext as _

from annotations.problems import WrongWords

LONGEST = 4000  # code points


def checked(words: str, field: str, *, may_be_empty: bool = False) -> str:
    """The words with LF as line ends and no white space around them; raises WrongWords, naming the field."""
    kept = words.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(kept) > LONGEST:
        raise WrongWords(_("At most %d characters, please.") % LONGEST, field=field)
    if any(each == "\0" or "\ud800" <= each <= "\udfff" for each in kept):
        raise WrongWords(_("This has a character that cannot be kept."), field=field)
    if not may_be_empty and not any(each.isprintable() and not each.isspace() for each in kept):
        raise WrongWords(_("Write something first."), field=field)
    return kept
