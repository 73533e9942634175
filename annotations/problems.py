"""What can be wrong with a passage, a read mark or an assignment (rules and statuses of docs/contract.md)."""

from ledger.problems import Problem


class OutsideText(Problem):
    rule = "outside-text"


class EmptySpan(Problem):
    rule = "empty-span"


class WrongQuote(Problem):
    rule = "wrong-quote"


class NotCodable(Problem):
    rule = "not-codable"


class NoTheme(Problem):
    rule = "no-theme"


class TooManyThemes(Problem):
    """More themes on one passage than anybody means."""

    rule = "too-many-themes"


class PassageExists(Problem):
    status, rule = 409, "passage-exists"


class WrongWords(Problem):
    """A question, an answer or a comment that says nothing, too much, or what no database keeps."""

    rule = "wrong-value"


class NoSuchQuestion(Problem):
    status, rule = 404, "not-found"


class QuestionExists(Problem):
    status, rule = 409, "question-exists"


class Answered(Problem):
    """The supervisor has answered or resolved the question; its words stay."""

    status, rule = 409, "answered"


class HandedIn(Problem):
    status, rule = 409, "handed-in"


class GivenBack(Problem):
    """Its coder skipped the document, or left it idle, so that somebody else may take it."""

    status, rule = 409, "given-back"


class PoolEmpty(Problem):
    """There is nothing in the pool that this coder may take."""

    status, rule = 409, "pool-empty"


class TooManySlots(Problem):
    """More slots at once than one operation makes."""

    rule = "too-many-slots"


class RoundNeeded(Problem):
    """The coder has this document in several open rounds; `current` lists them."""

    rule = "round-needed"


class RoundNameTaken(Problem):
    """Another round of the project has this name."""

    status, rule = 409, "round-name-taken"


class BlindRound(Problem):
    """Coders of a blind round see nobody's codes, a machine's neither."""

    status, rule = 409, "round-blind"


class AssignmentExists(Problem):
    """The coder has this document in this round already."""

    status, rule = 409, "assignment-exists"


class RoundBegun(Problem):
    """Work was given in the round, so its rules stay as they were promised."""

    status, rule = 409, "round-begun"


class NotAllHandedIn(Problem):
    """Somebody is still at work."""

    status, rule = 409, "not-all-handed-in"


class TooFewCoders(Problem):
    """A document needs more different coders than were chosen."""

    rule = "too-few-coders"


class RoundLocked(Problem):
    status, rule = 409, "round-locked"


class TextRevised(Problem):
    status, rule = 409, "text-revised"


class NotAllRead(Problem):
    """Handing in needs every codable paragraph marked read; `current` lists the ordinals that are not."""

    status, rule = 409, "not-all-read"


class RoundHidden(Problem):
    """The round still hides its coders from one another: nothing in it is compared or decided."""

    status, rule = 409, "round-hidden"


class NotCompared(Problem):
    """Fewer than two coders were given the document in this round."""

    status, rule = 409, "not-compared"


class UnknownCell(Problem):
    """There is no such unit, nobody read it, or nobody gave it this theme."""

    rule = "unknown-cell"


class ReasonNeeded(Problem):
    """Whoever decides against what all who read it say, says why."""

    rule = "reason-needed"


class Decided(Problem):
    """Decisions name the units that figures count; other units would not be those that were decided about."""

    status, rule = 409, "decided"


class NotAllAnchored(Problem):
    """Passages of the current text are waiting for somebody to say where they stand in the corrected one."""

    status, rule = 409, "not-all-anchored"


class PlaceTaken(Problem):
    """Two passages of one coder would lie on exactly the same words."""

    status, rule = 409, "place-taken"


class NoSuchPlace(Problem):
    """No passage lies there, or its words are found exactly, so that nothing is to be said about it."""

    rule = "unknown-place"
