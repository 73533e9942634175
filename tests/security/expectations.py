"""Who may do what, written down by hand from the rights in docs/contract.md: what the code is measured against.

For the pages of a project: who gets in, and what a bare GET and an empty POST then answer (405: no such method).
Everybody else of the project gets 403, everybody outside it 404, nobody signed in: the sign-in page, of the API 401.
"""

from typing import NamedTuple

ALL = ("ada", "sam", "mira", "rita")
CODERS = ("ada", "sam", "mira")
SUPERVISORS = ("sam", "mira")
MANAGERS = ("mira",)


class Page(NamedTuple):
    who: tuple[str, ...]
    get: int = 405
    post: int = 405
    patch: int = 405
    delete: int = 405


IN_PROJECT: dict[str, Page] = {
    # read texts, codebook, guidelines: everybody
    "project_detail": Page(ALL, get=200),
    "document_list": Page(ALL, get=200),
    "document_detail": Page(ALL, get=200),
    "codebook_detail": Page(ALL, get=200),
    "codebook_download": Page(ALL, get=200),
    # tag, mark, hand in, in one's own assignments
    "assignment_list": Page(CODERS, get=200),
    "annotate_detail": Page(CODERS, get=200),
    "coding_detail": Page(CODERS, get=200),
    "passage_create": Page(CODERS, post=404),  # a POST that names no paragraph of the document
    "passage_change": Page(CODERS, post=422),
    "passage_withdraw": Page(CODERS, post=428),
    "reading_change": Page(CODERS, post=404),  # likewise
    "coding_undo": Page(CODERS, post=302),
    "coding_redo": Page(CODERS, post=409),
    "handin_create": Page(CODERS, post=409),
    "handin_withdraw": Page(CODERS, post=302),
    "next_create": Page(CODERS, post=409),  # no pool
    "skip_create": Page(CODERS, post=422),  # why?
    "skip_withdraw": Page(CODERS, post=302),  # nothing was given back
    "document_history": Page(CODERS, get=200),
    "passage_list": Page(CODERS, get=200),
    "passage_detail": Page(CODERS, get=200),
    "question_list": Page(CODERS, get=200),
    # the same in JSON
    "api:document_read": Page(ALL, get=200),
    "api:document_list": Page(ALL, get=200),
    "api:themes_read": Page(ALL, get=200),
    "api:passages_read": Page(CODERS, get=200),
    "api:job_read": Page(ALL, get=200),  # one's own
    "api:progress_read": Page(CODERS, get=422),  # since when?
    "api:passage_list": Page(CODERS, get=200),
    "api:operation_create": Page(CODERS, post=400),  # a form in place of JSON
    "api:passage_create": Page(CODERS, post=400),
    "api:passage_change": Page(CODERS, patch=422),  # no body
    "api:passage_withdraw": Page(CODERS, delete=422),  # under which op?
    "api:reading_change": Page(CODERS, post=400),
    "api:operation_undo": Page(CODERS, post=400),
    "api:handin_create": Page(CODERS, post=400),
    "api:next_create": Page(CODERS, post=400),
    "api:skip_create": Page(CODERS, post=400),
    "api:document_create": Page(MANAGERS, post=400),
    # assign, return; project figures; export
    "assignment_create": Page(SUPERVISORS, post=422),
    "distribution_create": Page(SUPERVISORS, get=200, post=422),
    "assignment_change": Page(SUPERVISORS, get=200, post=422),
    "assignment_return": Page(SUPERVISORS, post=302),
    "pool_detail": Page(SUPERVISORS, get=200),
    "pool_fill": Page(SUPERVISORS, post=422),
    "pool_empty": Page(SUPERVISORS, post=422),
    "idle_return": Page(SUPERVISORS, post=422),
    "idle_change": Page(SUPERVISORS, post=428),
    "round_list": Page(SUPERVISORS, get=200),
    "round_create": Page(SUPERVISORS, post=422),
    "round_change": Page(SUPERVISORS, get=200, post=422),
    "round_open": Page(SUPERVISORS, get=200, post=428),
    "round_lock": Page(SUPERVISORS, post=428),
    "round_unlock": Page(SUPERVISORS, post=428),
    "question_answer": Page(SUPERVISORS, post=422),
    "question_resolve": Page(SUPERVISORS, post=428),
    "deciding_list": Page(SUPERVISORS, get=200),
    "decision_list": Page(SUPERVISORS, get=200),
    "decision_create": Page(SUPERVISORS, post=422),  # about which cell?
    "decision_by_rule": Page(SUPERVISORS, post=422),
    "decision_undo": Page(SUPERVISORS, post=422),
    "board_detail": Page(SUPERVISORS, get=200),
    "board_work": Page(SUPERVISORS, get=200),
    "method_detail": Page(SUPERVISORS, get=200),
    "coverage_detail": Page(SUPERVISORS, get=200),
    "unit_list": Page(SUPERVISORS, get=200),
    "agreement_detail": Page(SUPERVISORS, get=200),
    "agreement_download": Page(SUPERVISORS, get=200),
    "agreement_units": Page(SUPERVISORS, get=200),
    "saved_view_list": Page(SUPERVISORS, get=200),
    "saved_view_create": Page(SUPERVISORS, post=422),
    "saved_view_change": Page(SUPERVISORS, post=422),
    "saved_view_remove": Page(SUPERVISORS, post=428),
    "trend_detail": Page(SUPERVISORS, get=200),
    "position_detail": Page(SUPERVISORS, get=200),
    "two_groups_detail": Page(SUPERVISORS, get=200),
    "cooccurrence_detail": Page(SUPERVISORS, get=200),
    "cooccurrence_list": Page(SUPERVISORS, get=200),
    "figure_download": Page(SUPERVISORS, get=200),
    "agreement_pairs": Page(SUPERVISORS, get=200),
    "agreement_confusion": Page(SUPERVISORS, get=200),
    "agreement_groups": Page(SUPERVISORS, get=200),
    "agreement_sets": Page(SUPERVISORS, get=200),
    "agreement_measure": Page(SUPERVISORS, post=302),
    "export_list": Page(SUPERVISORS, get=200),
    "export_download": Page(SUPERVISORS, get=200),
    "export_prepare": Page(SUPERVISORS, post=422),
    "prepared_list": Page(SUPERVISORS, get=200),
    "prepared_download": Page(SUPERVISORS, get=200),
    "api:decisions_read": Page(SUPERVISORS, get=200),
    "api:decision_create": Page(SUPERVISORS, post=400),  # a form in place of JSON
    "api:decision_undo": Page(SUPERVISORS, post=400),
    "api:export_create": Page(SUPERVISORS, post=400),
    "api:export_read": Page(SUPERVISORS, get=200),
    "history_list": Page(SUPERVISORS, get=200),
    # import, change kinds and metadata; edit themes; members
    "document_import": Page(MANAGERS, get=200, post=422),
    "import_detail": Page(MANAGERS, get=200),
    "import_file_create": Page(MANAGERS, post=422),  # no files
    "import_file_detail": Page(MANAGERS, get=200),
    "import_file_encoding": Page(MANAGERS, post=409),  # not read yet
    "import_file_change": Page(MANAGERS, post=422),  # without a title
    "import_file_leave": Page(MANAGERS, post=409),
    "import_report": Page(MANAGERS, get=200),
    "import_line_change": Page(MANAGERS, post=409),  # not read yet
    "import_file_correct": Page(MANAGERS, post=422),  # nothing is like it
    "import_difference": Page(MANAGERS, get=200),
    "import_grid": Page(MANAGERS, get=200, post=409),
    "import_rule_change": Page(MANAGERS, post=422),  # which rule?
    "import_read": Page(MANAGERS, post=302),
    "import_store": Page(MANAGERS, post=409),  # not read yet
    "import_cancel": Page(MANAGERS, post=428),  # which version?
    "import_undo": Page(MANAGERS, post=409),  # nothing was stored
    "document_change": Page(MANAGERS, get=200, post=422),
    "document_original": Page(MANAGERS, get=200),
    "paragraph_kinds": Page(MANAGERS, get=200, post=302),
    "source_change": Page(MANAGERS, get=200, post=422),
    "revision_create": Page(MANAGERS, get=200, post=422),
    "revision_detail": Page(MANAGERS, get=200),
    "revision_reject": Page(MANAGERS, post=409),  # nothing waits
    "revision_adopt": Page(MANAGERS, post=409),
    "revision_undo": Page(MANAGERS, post=428),
    "anchor_create": Page(MANAGERS, post=422),
    "anchor_withdraw": Page(MANAGERS, post=409),
    "habit_forget": Page(MANAGERS, post=428),
    "codebook_import": Page(MANAGERS, get=200, post=422),
    "people_list": Page(MANAGERS, get=200),
    "invitation_create": Page(MANAGERS, post=422),
    "invitation_withdraw": Page(MANAGERS, post=302),
    "membership_change": Page(MANAGERS, post=422),
    "membership_remove": Page(MANAGERS, post=428),
}

# What is done at an address of the API that takes several methods, when it is known by another name.
BY_METHOD: dict[tuple[str, str], str] = {
    ("api:document_list", "post"): "api:document_create",
    ("api:document_create", "get"): "api:document_list",
    ("api:document_create", "patch"): "api:document_list",
    ("api:document_create", "delete"): "api:document_list",
    ("api:passage_change", "delete"): "api:passage_withdraw",
    ("api:passage_withdraw", "patch"): "api:passage_change",
    ("api:decisions_read", "post"): "api:decision_create",
    ("api:decision_create", "get"): "api:decisions_read",
    ("api:decision_create", "patch"): "api:decisions_read",
    ("api:decision_create", "delete"): "api:decisions_read",
}

# The scope a token needs beside its owner's role; routes of the API without a line take every token.
TOKENS: dict[str, str] = {
    "api:document_read": "read",
    "api:themes_read": "read",
    "api:passages_read": "read",
    "api:job_read": "read",
    "api:export_create": "export",
    "api:export_read": "export",
    "api:progress_read": "read",
    "api:document_list": "read",
    "api:document_create": "import",
    "api:passage_list": "read",
    "api:passage_create": "tag",
    "api:passage_change": "tag",
    "api:passage_withdraw": "tag",
    "api:reading_change": "tag",
    "api:operation_create": "tag",
    "api:operation_undo": "tag",
    "api:handin_create": "tag",
    "api:decisions_read": "read",
    "api:decision_create": "nobody's",  # people decide
    "api:decision_undo": "nobody's",
    "api:next_create": "tag",
    "api:skip_create": "tag",
}

# The pages of the site: (GET, POST) for nobody, for a member of one project, for a site admin without a project.
SITE: dict[str, tuple[tuple[int, int], tuple[int, int], tuple[int, int]]] = {
    "home": ((302, 302), (302, 405), (200, 405)),
    "healthz": ((200, 405), (200, 405), (200, 405)),
    "readyz": ((503, 405), (503, 405), (503, 405)),  # no worker beside the tests
    "worker": ((200, 405), (200, 405), (200, 405)),
    "account_login": ((200, 200), (302, 302), (302, 302)),
    "account_logout": ((302, 302), (200, 302), (200, 302)),
    "account_inactive": ((200, 405), (200, 405), (200, 405)),
    "account_reauthenticate": ((302, 302), (200, 200), (200, 200)),
    "account_change_password": ((302, 302), (200, 200), (200, 200)),
    "account_set_password": ((302, 302), (302, 302), (302, 302)),
    "account_reset_password": ((200, 200), (200, 200), (200, 200)),
    "account_reset_password_done": ((200, 405), (200, 405), (200, 405)),
    "account_reset_password_from_key": ((200, 200), (200, 200), (200, 200)),
    "account_reset_password_from_key_done": ((200, 405), (200, 405), (200, 405)),
    "invitation_detail": ((200, 422), (200, 409), (200, 302)),
    "api_docs": ((302, 302), (200, 405), (200, 405)),
    "api:openapi-json": ((401, 401), (200, 405), (200, 405)),
    "api:api-root": ((401, 401), (404, 404), (404, 404)),
    "preferences_change": ((302, 302), (200, 422), (200, 422)),
    "token_list": ((302, 302), (200, 405), (200, 405)),
    "token_create": ((302, 302), (405, 422), (405, 422)),
    "token_withdraw": ((302, 302), (405, 404), (405, 404)),  # somebody else's
}

# What (GET, POST) answer a site admin; nobody is sent to sign in, everybody else finds nothing.
ADMIN_SITE: dict[str, tuple[int, int]] = {
    "admin:index": (200, 200),
    "admin:login": (302, 302),
    "admin:logout": (302, 302),
    "admin:password_change": (302, 302),
    "admin:password_change_done": (302, 302),
    "admin:autocomplete": (403, 405),
    "admin:jsi18n": (200, 405),
    "admin:view_on_site": (404, 404),
    "admin:projects_user_change": (200, 302),  # an empty form is a change: not active, no site admin
    "admin:app_list": (200, 200),
    "admin:admin/(?P<url>.*)$": (404, 404),
}
# The same for each model's pages: "kept" things are added and changed there, through their actions.
ADMIN_PAGES: dict[str, dict[str, tuple[int, int]]] = {
    "kept": {
        "changelist": (200, 200), "add": (200, 200), "change": (200, 200), "delete": (403, 403), "history": (200, 200),
    },
    "changed": {
        "changelist": (200, 200), "add": (403, 403), "change": (200, 200), "delete": (403, 403), "history": (200, 200),
    },
    "added": {
        "changelist": (200, 200), "add": (200, 200), "change": (200, 403), "delete": (403, 403), "history": (200, 200),
    },
    "read": {
        "changelist": (200, 200), "add": (403, 403), "change": (200, 403), "delete": (403, 403), "history": (200, 200),
    },
}  # fmt: skip
ADMIN_MODELS: dict[str, str] = {
    "projects_user": "kept",
    "projects_project": "kept",
    "projects_membership": "kept",
    "projects_coder": "read",
    "corpus_document": "changed",
    "corpus_source": "changed",
    "corpus_paragraph": "changed",
    "vocabulary_theme": "changed",
    "vocabulary_themeslug": "read",
    "vocabulary_codebookversion": "read",
    "annotations_round": "kept",
    "annotations_assignment": "added",
    "annotations_passage": "changed",
}
