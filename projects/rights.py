"""THE role table: which role holds which right, and which right each page asks for. Pages, API and admin obey it.

A page that stands in no line of ROUTES is refused to everybody (and a test fails).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    ANNOTATOR = "annotator", _("annotator")
    SUPERVISOR = "supervisor", _("supervisor")
    MANAGER = "manager", _("manager")
    READER = "reader", _("reader")


_ANNOTATOR, _SUPERVISOR, _MANAGER, _READER = Role.ANNOTATOR, Role.SUPERVISOR, Role.MANAGER, Role.READER

# fmt: off
RIGHTS: dict[str, frozenset[Role]] = {
    #                                annotator    supervisor    manager    reader
    "read texts":         frozenset({_ANNOTATOR, _SUPERVISOR, _MANAGER, _READER}),
    "code":               frozenset({_ANNOTATOR, _SUPERVISOR, _MANAGER}),
    "see own coding":     frozenset({_ANNOTATOR, _SUPERVISOR, _MANAGER}),
    "see others' coding": frozenset({            _SUPERVISOR, _MANAGER}),
    "assign":             frozenset({            _SUPERVISOR, _MANAGER}),
    "decide":             frozenset({            _SUPERVISOR, _MANAGER}),
    "see figures":        frozenset({            _SUPERVISOR, _MANAGER}),
    "import":             frozenset({                         _MANAGER}),
    "edit themes":        frozenset({                         _MANAGER}),
    "export":             frozenset({            _SUPERVISOR, _MANAGER}),
    "export names":       frozenset({                         _MANAGER}),
    "see history":        frozenset({            _SUPERVISOR, _MANAGER}),
    "manage people":      frozenset({                         _MANAGER}),
}



class Scope(models.TextChoices):
    """What a token is for: it does what its owner's role and one of its scopes allow, nothing more."""

    READ = "read", _("read: texts, themes, passages, figures")
    TAG = "tag", _("tag: one’s own assignments")
    IMPORT = "import", _("import documents")
    EXPORT = "export", _("export datasets")


# The scope by which a token may use a right; rights without a line are for people only.
SCOPES: dict[str, Scope] = {
    "read texts":         Scope.READ,
    "see own coding":     Scope.READ,
    "see others' coding": Scope.READ,
    "see figures":        Scope.READ,
    "code":               Scope.TAG,
    "import":             Scope.IMPORT,
    "export":             Scope.EXPORT,
    "export names":       Scope.EXPORT,
}

# Rights that need no role in a project.
PUBLIC = "public"          # anybody, signed in or not
SIGNED_IN = "signed in"    # anybody with an account
SITE_ADMIN = "site admin"  # the Django admin decides

ROUTES: dict[str, str] = {
    # the site
    "home":                             SIGNED_IN,
    "healthz":                          PUBLIC,
    "readyz":                           PUBLIC,
    "worker":                           PUBLIC,
    "account_login":                    PUBLIC,
    "account_logout":                   PUBLIC,
    "account_change_password":          SIGNED_IN,
    "account_set_password":             SIGNED_IN,
    "account_reset_password":           PUBLIC,
    "account_reset_password_done":      PUBLIC,
    "account_reset_password_from_key":  PUBLIC,
    "account_reset_password_from_key_done": PUBLIC,
    "account_reauthenticate":           SIGNED_IN,
    "account_inactive":                 PUBLIC,
    "invitation_detail":                PUBLIC,
    "preferences_change":               SIGNED_IN,
    "token_list":                       SIGNED_IN,
    "token_create":                     SIGNED_IN,
    "token_withdraw":                   SIGNED_IN,
    # one project: people (projects/)
    "project_detail":                   "read texts",
    "people_list":                      "manage people",
    "invitation_create":                "manage people",
    "invitation_withdraw":              "manage people",
    "membership_change":                "manage people",
    "membership_remove":                "manage people",
    "history_list":                     "see history",
    # texts (corpus/)
    "document_list":                    "read texts",
    "document_detail":                  "read texts",
    "document_import":                  "import",
    "import_detail":                    "import",
    "import_file_create":               "import",
    "import_file_detail":               "import",
    "import_file_encoding":             "import",
    "import_file_change":               "import",
    "import_file_leave":                "import",
    "import_report":                    "import",
    "import_line_change":               "import",
    "import_file_correct":              "import",
    "import_difference":                "import",
    "import_grid":                      "import",
    "import_rule_change":               "import",
    "import_read":                      "import",
    "import_store":                     "import",
    "import_cancel":                    "import",
    "import_undo":                      "import",
    "document_change":                  "import",
    "document_original":                "import",
    "paragraph_kinds":                  "import",
    "source_change":                    "import",
    "revision_create":                  "import",
    "revision_reject":                  "import",
    "habit_forget":                     "import",
    # the codebook (vocabulary/)
    "codebook_detail":                  "read texts",
    "codebook_download":                "read texts",
    "codebook_import":                  "edit themes",
    # coding (annotations/)
    "assignment_list":                  "code",
    "assignment_create":                "assign",
    "distribution_create":              "assign",
    "assignment_change":                "assign",
    "assignment_return":                "assign",
    "pool_detail":                      "assign",
    "pool_fill":                        "assign",
    "pool_empty":                       "assign",
    "idle_return":                      "assign",
    "idle_change":                      "assign",
    "next_create":                      "code",
    "skip_create":                      "code",
    "skip_withdraw":                    "code",
    "round_list":                       "assign",
    "round_create":                     "assign",
    "round_change":                     "assign",
    "round_open":                       "assign",
    "round_lock":                       "assign",
    "round_unlock":                     "assign",
    "annotate_detail":                  "code",
    "coding_detail":                    "code",
    "passage_create":                   "code",
    "passage_change":                   "code",
    "passage_withdraw":                 "code",
    "reading_change":                   "code",
    "coding_undo":                      "code",
    "coding_redo":                      "code",
    "handin_create":                    "code",
    "handin_withdraw":                  "code",
    "revision_detail":                  "import",
    "revision_adopt":                   "import",
    "revision_undo":                    "import",
    "anchor_create":                    "import",
    "anchor_withdraw":                  "import",
    "document_history":                 "see own coding",
    "passage_list":                     "see own coding",
    "passage_detail":                   "see own coding",
    "question_list":                    "see own coding",
    "question_answer":                  "assign",
    "question_resolve":                 "assign",
    "deciding_list":                    "decide",
    "decision_list":                    "decide",
    "decision_create":                  "decide",
    "decision_by_rule":                 "decide",
    "decision_undo":                    "decide",
    # the JSON API (config/api.py)
    "api_docs":                         SIGNED_IN,
    "api:openapi-json":                 SIGNED_IN,
    "api:api-root":                     SIGNED_IN,
    "api:document_read":                "read texts",
    "api:themes_read":                  "read texts",
    "api:document_list":                "read texts",
    "api:document_create":              "import",
    "api:passages_read":                "see own coding",
    "api:passage_list":                 "see own coding",
    "api:passage_create":               "code",
    "api:passage_change":               "code",
    "api:passage_withdraw":             "code",
    "api:reading_change":               "code",
    "api:progress_read":                "see own coding",
    "api:operation_create":             "code",
    "api:operation_undo":               "code",
    "api:handin_create":                "code",
    "api:decisions_read":               "see others' coding",
    "api:decision_create":              "decide",
    "api:decision_undo":                "decide",
    "api:next_create":                  "code",
    "api:skip_create":                  "code",
    "api:export_create":                "export",
    "api:export_read":                  "export",
    "api:job_read":                     "read texts",
    # figures (reports/) and what leaves (datasets/)
    "board_detail":                     "see figures",
    "board_work":                       "see figures",
    "method_detail":                    "see figures",
    "coverage_detail":                  "see figures",
    "unit_list":                        "see figures",
    "agreement_detail":                 "see figures",
    "agreement_download":               "see figures",
    "agreement_units":                  "see figures",
    "saved_view_list":                  "see figures",
    "saved_view_create":                "see figures",
    "saved_view_change":                "see figures",
    "saved_view_remove":                "see figures",
    "trend_detail":                     "see figures",
    "position_detail":                  "see figures",
    "two_groups_detail":                "see figures",
    "cooccurrence_detail":              "see figures",
    "cooccurrence_list":                "see figures",
    "figure_download":                  "see figures",
    "agreement_pairs":                  "see figures",
    "agreement_confusion":              "see figures",
    "agreement_groups":                 "see figures",
    "agreement_sets":                   "see figures",
    "agreement_measure":                "see figures",
    "export_list":                      "export",
    "export_download":                  "export",
    "export_prepare":                   "export",
    "prepared_list":                    "export",
    "prepared_download":                "export",
}

# What is done at an address of the API that takes several methods: it is known by the first one's name.
METHODS: dict[str, dict[str, str]] = {
    "api:document_list":                {"POST": "api:document_create"},
    "api:passage_change":               {"DELETE": "api:passage_withdraw"},
    "api:decisions_read":               {"POST": "api:decision_create"},
}
# fmt: on


def holds(role: str | None, right: str) -> bool:
    """Whether a role (None: no member) holds a right of the table."""
    return role in RIGHTS[right]
