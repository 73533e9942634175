"""The words that the scripts of the annotate page say, in the reader's language; scripts hold no text of their own."""

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    """Every text by the name under which the scripts know it; {name} stands where they put a value."""
    return {
        "saved": _("Saved"),
    }
