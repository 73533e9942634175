"""The words that the scripts of the annotate page say, in the reader's language; scripts hold no text of their own."""

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    """Every text by the name under which the scripts know it; {name} stands where they put a value."""
    return {**_deeds(), **_places(), **_states(), **_chips()}


def _deeds() -> dict[str, str]:
    """What the coder did."""
    return {
        "tagged": _("{codes}: “{quote}”, ¶ {ordinal}"),
        "accepted": _("{codes} accepted: “{quote}”, ¶ {ordinal}"),
        "dismissed": _("{code} dismissed, ¶ {ordinal}"),
        "untagged": _("{code} taken away from “{quote}”, ¶ {ordinal}"),
        "untagged_noted": _(
            "{code} taken away from “{quote}”, ¶ {ordinal}, and its note with it. Ctrl Z brings both back."
        ),
        "retired_theme": _("{code} is retired and can no longer be given."),
        "nothing_to_repeat": _("No theme was given yet that could be repeated."),
        "unsure_now": _("{code}: unsure"),
        "sure": _("{code}: sure again"),
        "moving": _("Move the ends of “{quote}”: ⇧ and arrows, then Enter; Esc leaves it as it was."),
        "moved": _("Now “{quote}”, ¶ {ordinal}"),
        "not_moved": _("Left as it was."),
        "place_taken": _("Exactly these words are another passage of yours already."),
        "start_moves": _("Now the beginning moves."),
        "end_moves": _("Now the end moves."),
        "reaches": _("“{quote}”"),
        "selected": _("Selected “{quote}”"),
        "noted": _("Note: “{text}”"),
        "note_removed": _("Note removed."),
        "asked": _("Question to the supervisor: “{text}”"),
        "retracted": _("Question taken back."),
        "read": _("¶ {ordinal} is read."),
        "none": _("¶ {ordinal}: no theme here."),
        "unread": _("¶ {ordinal} is not read."),
        "rest": _("{count} paragraphs are read without a theme."),
        "several": _("many changes at once"),
        "undone": _("Undone: {words}"),
        "redone": _("Done again: {words}"),
        "nothing_to_undo": _("There is nothing to undo."),
        "nothing_to_redo": _("There is nothing to redo."),
    }


def _places() -> dict[str, str]:
    """Where the coder is, and what cannot be done there."""
    return {
        "first_paragraph": _("This is the first paragraph to read."),
        "last_paragraph": _("This is the last paragraph to read."),
        "at_unit": _("¶ {ordinal}, sentence {number} of {of}"),
        "at_paragraph": _("¶ {ordinal}"),
        "paragraph_is": _("Paragraph {ordinal} of {total}, {state}"),
        "went_on": _("On to ¶ {ordinal}."),
        "all_read": _("Everything is read. Look at the summary and hand in."),
        "has_tags": _("¶ {ordinal} carries tags. Take them away first, or press Space: it is read."),
        "no_passage": _("There is no passage here. Tag something first."),
        "no_paragraph": _("This document has no paragraph to read."),
        "no_codebook": _("No codebook is published yet: you can ask, but not tag or mark as read."),
        "closed": _("This document is handed in. Nothing changes here until it is reopened."),
        "pinned": _("The definition of {code} stays."),
        "unpinned": _("Definitions change again with the theme."),
        "note_on": _("Note on “{quote}”"),
        "ask_about": _("Question about “{quote}”"),
        "answer_of": _("{name} answers: {answer}"),
    }


def _states() -> dict[str, str]:
    """What is saved, how far the work is, what a paragraph's mark on the map means."""
    return {
        "state_saved": _("✓ Saved"),
        "state_saving": _("{count} not yet saved"),
        "state_offline": _("Offline – {count} waiting"),
        "state_signed_out": _("Signed out – {count} waiting"),
        "state_unkept": _("{count} not yet saved – leave this page open, the browser keeps nothing"),
        "conflict_gone": _("taken back"),
        "refused": _("Not saved: {reason} Taken back: {lost}"),
        "read_of": _("{read} of {asked}"),
        "today": _("{count} today"),
        "map_unread": _("not read"),
        "map_none": _("read, no theme"),
        "map_started": _("tagged, not read yet"),
        "map_tagged": _("tagged"),
    }


def _chips() -> dict[str, str]:
    return {
        "tags_on": _("Tags on paragraph {ordinal}"),
        "whole": _("whole paragraph"),
        "unsure": _("unsure"),
        "note": _("note"),
        "question": _("question"),
        "answered": _("answered"),
        "suggested": _("suggested"),
        "because": _("because of"),
        "no_theme": _("no theme, kept for its note"),
    }
