"""The state of each annotated thing as events keep it: plain JSON, ids not names, equal on both databases."""

from typing import Any

from annotations.models import Anchor, Assignment, Decision, Dismissal, Passage, Question, Reading, Round, Slot, Tagging


def about(work: Assignment | Passage | Question) -> str:
    """Under which name the history of one coder's document in one round is kept: document/id/round/coder."""
    return f"document/{work.document_id}/{work.round_id}/{work.coder_id}"


def place_of(about: str) -> dict[str, int] | None:
    """The document, round and coder whose history has this name; None for one that is no coder's."""
    parts = about.split("/")[1:]
    return dict(zip(("document", "round", "coder"), map(int, parts), strict=True)) if len(parts) == 3 else None


def passage_state(passage: Passage, taggings: Any = None) -> dict[str, Any]:
    rows = passage.taggings.order_by("tag_id") if taggings is None else sorted(taggings, key=lambda row: row.tag_id)
    return {
        "round": passage.round_id,
        "coder": passage.coder_id,
        "document": passage.document_id,
        "paragraph": passage.paragraph_id,
        "start": passage.start,
        "end": passage.end,
        "quote": passage.quote,
        "note": passage.note,
        "group": str(passage.group) if passage.group else None,
        "created_at": passage.created_at.isoformat(),
        "version": passage.version,
        "taggings": [_tagging_state(row) for row in rows],
    }


def _tagging_state(row: Tagging) -> dict[str, Any]:
    state = {
        "theme": row.tag_id,
        "is_unsure": row.is_unsure,
        "codebook_version": row.codebook_version_id,
        "origin": row.origin,
        "score": row.score,
    }
    # Only where they are: events from before machines stay equal to the rows they describe.
    why = {"why": row.why} if row.why else {}
    return {**state, **why, **({"suggested_by": row.suggested_by_id} if row.suggested_by_id else {})}


def reading_id(reading: Reading) -> str:
    """Readings are known by what they say, so that one put back is the same one."""
    return f"{reading.round_id}/{reading.coder_id}/{reading.paragraph_id}"


def reading_state(reading: Reading) -> dict[str, Any]:
    return {
        "round": reading.round_id,
        "coder": reading.coder_id,
        "document": reading.document_id,
        "paragraph": reading.paragraph_id,
        "codebook_version": reading.codebook_version_id,
        "version": reading.version,
    }


def dismissal_id(dismissal: Dismissal) -> str:
    """As readings: round/coder, then the id of the suggestion."""
    suggestion = suggestion_id(dismissal.paragraph_id, dismissal.start, dismissal.end, dismissal.theme_id)
    return f"{dismissal.round_id}/{dismissal.coder_id}/{suggestion}"


def dismissal_state(dismissal: Dismissal) -> dict[str, Any]:
    names = ("round_id", "coder_id", "document_id", "paragraph_id", "start", "end", "theme_id")
    return {name.removesuffix("_id"): getattr(dismissal, name) for name in names}


def suggestion_id(paragraph: int, start: int, end: int, theme: int) -> str:
    """What is suggested: a theme for [start, end) of a paragraph, whichever machine says so."""
    return f"{paragraph}/{start}/{end}/{theme}"


def question_state(question: Question) -> dict[str, Any]:
    return {
        "round": question.round_id,
        "coder": question.coder_id,
        "document": question.document_id,
        "paragraph": question.paragraph_id,
        "passage": str(question.passage) if question.passage else None,
        "text": question.text,
        "asked_at": question.asked_at.isoformat(),
        "answer": question.answer,
        "answered_by": question.answered_by_id,
        "answered_at": question.answered_at.isoformat() if question.answered_at else None,
        "resolved_at": question.resolved_at.isoformat() if question.resolved_at else None,
        "version": question.version,
    }


def decision_id(decision: Decision) -> str:
    """As readings: by the cell it is about, with 0 where that has no theme."""
    return f"{decision.round_id}/{decision.paragraph_id}/{decision.unit}/{decision.theme_id or 0}"


def cell_of(decision: str) -> tuple[int, int, int | None]:
    """The paragraph, unit and theme that a decision is about, from its id."""
    _round, paragraph, unit, theme = map(int, decision.split("/"))
    return paragraph, unit, theme or None


def decision_state(decision: Decision) -> dict[str, Any]:
    return {
        "round": decision.round_id,
        "document": decision.document_id,
        "paragraph": decision.paragraph_id,
        "unit": decision.unit,
        "theme": decision.theme_id,
        "outcome": decision.outcome,
        "reason": decision.reason,
        "rule": decision.rule,
        "evidence": decision.evidence,
        "decided_by": decision.decided_by_id,
        "decided_at": decision.decided_at.isoformat(),
        "version": decision.version,
    }


def round_state(round: Round) -> dict[str, Any]:
    plan = {
        "shows_suggestions_of": round.shows_suggestions_of_id,
        "seed": round.seed,
        "codebook_version": round.codebook_version_id,
        "started_at": round.started_at.isoformat() if round.started_at else None,
        "ends_on": round.ends_on.isoformat() if round.ends_on else None,
    }
    # Only where there are any: events from before rounds had plans stay equal to the rows they describe.
    planned = {name: value for name, value in plan.items() if value is not None}
    return {
        "name": round.name,
        "kind": round.kind,
        "is_blind": round.is_blind,
        "opened_at": round.opened_at.isoformat() if round.opened_at else None,
        "locked_at": round.locked_at.isoformat() if round.locked_at else None,
        "version": round.version,
        **planned,
    }


def assignment_state(assignment: Assignment) -> dict[str, Any]:
    state = {
        "round": assignment.round_id,
        "document": assignment.document_id,
        "coder": assignment.coder_id,
        "paragraphs": assignment.paragraphs,
        "probability": assignment.probability,
        "handed_in_at": assignment.handed_in_at.isoformat() if assignment.handed_in_at else None,
        "returned_at": assignment.returned_at.isoformat() if assignment.returned_at else None,
        "version": assignment.version,
    }
    # Only where they are: events from before there were any stay equal to the rows they describe.
    later = {
        "comment": assignment.comment,
        "priority": assignment.priority,
        "given_back_at": assignment.given_back_at.isoformat() if assignment.given_back_at else None,
        "given_back_because": assignment.given_back_because,
    }
    return {**state, **{name: value for name, value in later.items() if value}}


def slot_state(slot: Slot) -> dict[str, Any]:
    return {
        "round": slot.round_id,
        "document": slot.document_id,
        "number": slot.number,
        "paragraphs": slot.paragraphs,
        "probability": slot.probability,
        "priority": slot.priority,
        "taken_by": slot.taken_by_id,
        "taken_at": slot.taken_at.isoformat() if slot.taken_at else None,
        "assignment": slot.assignment_id,
        "version": slot.version,
    }


def anchor_id(anchor: Anchor) -> str:
    """By what it is about: the corrected text, and the words in the current one."""
    return f"{anchor.revision_id}/{anchor.paragraph_id}/{anchor.start}/{anchor.end}"


def anchor_state(anchor: Anchor) -> dict[str, Any]:
    return {
        "outcome": anchor.outcome,
        "to_paragraph": anchor.to_paragraph_id,
        "to_start": anchor.to_start,
        "to_end": anchor.to_end,
        "decided_by": anchor.decided_by_id,
        "decided_at": anchor.decided_at.isoformat(),
        "version": anchor.version,
    }
