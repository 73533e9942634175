"""Round, Assignment and Reading: who codes which document under which rules, and what was read."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.querysets import HIDING, AssignmentQuerySet, ReadingQuerySet, RoundQuerySet

# What a round is: nobody changes it; coding goes on, unseen by others; what was hidden is shown; nothing ever was.
STATES = {"locked": _("locked"), "hidden": _("hidden"), "opened": _("opened"), "open": _("open")}


class Round(models.Model):
    """A stretch of coding with its rules. A project starts with one open main round.

    `shows_suggestions_of` is the machine whose proposals its coders see; a blind round shows nobody's. `seed` is that
    of its last draw, `codebook_version` what was published when it was started, `ends_on` the day people agreed upon.
    """

    class Kind(models.TextChoices):
        MAIN = "main", _("main")
        PILOT = "pilot", _("pilot")
        DRIFT = "drift", _("drift")
        TRAINING = "training", _("training")
        DECIDED = "decided", _("decided")

    project = models.ForeignKey("projects.Project", on_delete=models.PROTECT, related_name="rounds", db_index=False)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.MAIN)
    is_blind = models.BooleanField(default=False)
    opened_at = models.DateTimeField(null=True, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)
    shows_suggestions_of = models.ForeignKey(
        "projects.Coder", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    seed = models.PositiveBigIntegerField(null=True, blank=True)
    codebook_version = models.ForeignKey(
        "vocabulary.CodebookVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    started_at = models.DateTimeField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="round_name"),
            models.CheckConstraint(
                condition=Q(is_blind=False) | Q(shows_suggestions_of=None), name="round_blind_alone"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def hides_others(self) -> bool:
        """Whether coders' work is still hidden from everybody else: blind, and not opened by a supervisor."""
        return all(getattr(self, name) == value for name, value in HIDING.items())

    @property
    def order_seed(self) -> int:
        """On what the order depends in which documents are taken from its pool, where nothing else decides."""
        return self.pk if self.seed is None else self.seed

    @property
    def state(self) -> str:
        """One of STATES."""
        if self.locked_at:
            return "locked"
        return "hidden" if self.hides_others else "opened" if self.opened_at else "open"

    @property
    def state_in_words(self) -> str:
        return str(STATES[self.state])


class Assignment(models.Model):
    """One document (or the listed paragraphs of it) for one coder in one round.

    It is open, handed in, returned, or given back: skipped by its coder, left idle, or taken away. What was done in it
    stays either way. `probability` is the chance with which a drawn sample included it; None where nothing was drawn.
    `comment` is with what words it came back, or why it was skipped; handing in and taking it up again clear it. Of
    one's open work that of higher `priority` comes first.
    """

    class GivenBack(models.TextChoices):
        NOT = "", _("not given back")
        SKIPPED = "skipped", _("skipped")
        IDLE = "idle", _("idle")
        TAKEN = "taken", _("taken away")

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="assignments", db_index=False)
    document = models.ForeignKey(
        "corpus.Document", on_delete=models.PROTECT, related_name="assignments", db_index=False
    )
    coder = models.ForeignKey("projects.Coder", on_delete=models.PROTECT, related_name="assignments", db_index=False)
    paragraphs = models.JSONField(null=True)
    probability = models.FloatField(null=True)
    assigned_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    comment = models.TextField(blank=True)
    priority = models.IntegerField(default=0)
    given_back_at = models.DateTimeField(null=True)
    given_back_because = models.CharField(max_length=8, choices=GivenBack, default=GivenBack.NOT, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "document", "coder"], name="assignment_once"),
            models.CheckConstraint(
                condition=Q(given_back_at=None, given_back_because="")
                | (Q(given_back_at__isnull=False, handed_in_at=None) & ~Q(given_back_because="")),
                name="assignment_given_back",
            ),
        ]
        indexes = [
            models.Index(fields=["round", "coder", "document"], name="assignment_queue"),
            models.Index(fields=["document", "coder"], name="assignment_document"),
        ]

    def __str__(self) -> str:
        return f"{self.coder_id} reads {self.document_id}"

    @property
    def is_open(self) -> bool:
        """Neither handed in nor given back."""
        return self.handed_in_at is None and self.given_back_at is None

    @property
    def is_workable(self) -> bool:
        """Whether its coder may change anything in it: it is open, in a round that is not locked."""
        return self.is_open and self.round.locked_at is None


class Reading(models.Model):
    """A coder read this paragraph; with no passage on it, it says "no theme applies"."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="readings", db_index=False)
    coder = models.ForeignKey("projects.Coder", on_delete=models.PROTECT, related_name="readings", db_index=False)
    document = models.ForeignKey("corpus.Document", on_delete=models.PROTECT, related_name="readings", db_index=False)
    paragraph = models.ForeignKey("corpus.Paragraph", on_delete=models.PROTECT, related_name="readings", db_index=False)
    codebook_version = models.ForeignKey(
        "vocabulary.CodebookVersion", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    version = models.PositiveIntegerField(default=1)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "coder", "paragraph"], name="reading_once")]
        indexes = [models.Index(fields=["round", "document", "coder"], name="reading_document")]

    def __str__(self) -> str:
        return f"{self.coder_id} read {self.paragraph_id}"
