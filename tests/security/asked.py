"""What single pages could be asked about another coder: parameters with names that `blind.queries` fills in."""

DEFAULT: tuple[dict[str, str], ...] = ({"round": "{round}", "coder": "{coder}", "coders": "{coder}"},)
SEARCH = (
    {"q": "canary", "sort": "newest"},
    {"round": "{round}", "coder": "{coder}", "kind": "all", "unsure": "1", "note": "1"},
    {"theme": "{theme}", "document": "{document}", "round": "{round}"},
)
WORKSPACE = ({"round": "{round}"}, {"round": "{round}", "coder": "{coder}", "passage": "{passage}"})
ASKED: dict[str, tuple[dict[str, str], ...]] = {
    "passage_list": SEARCH,
    "api:passage_list": SEARCH,
    "passage_detail": ({"round": "{round}"},),
    "question_list": ({"document": "{document}"}, {"state": "open"}),
    "annotate_detail": WORKSPACE,
    "coding_detail": WORKSPACE,
    "document_history": WORKSPACE,
    "assignment_list": ({"round": "{round}", "sort": "-passages"}, {"round": "{round}", "coder": "{coder}"}),
    "history_list": ({"actor": "{other}", "verb": "tag"}, {"verb": "read"}, {"before": "99999"}),
    **dict.fromkeys(("board_detail", "agreement_confusion", "agreement_sets", "export_list"), ({"round": "{round}"},)),
    "board_work": ({"round": "{round}", "state": "handed-in"}, {"round": "{round}", "coder": "{coder}"}),
    "coverage_detail": ({"round": "{round}", "rows": "coder"}, {"coder": "{coder}", "rows": "round"}),
    "two_groups_detail": ({"a-round": "{round}", "b-round": "{round}", "a-coder": "{coder}"},),
    "unit_list": ({"round": "{round}", "theme": "{theme}"}, {"round": "{round}", "state": "double"}),
    "cooccurrence_list": ({"round": "{round}", "theme": "{theme}", "other": "{theme}"},),
    "agreement_detail": (
        {"round": "{round}"},
        {"round": "{round}", "coders": "{coder}"},
        {"round": "{round}", "unit": "document", "rule": "half"},
    ),
    "agreement_units": (
        {"round": "{round}", "theme": "{theme}"},
        {"round": "{round}", "theme": "{theme}", "state": "alone", "rows": "document", "row": "{document}"},
    ),
    "agreement_pairs": ({"round": "{round}", "theme": "{theme}"},),
    "agreement_groups": ({"round": "{round}", "theme": "{theme}"}, {"round": "{round}", "rows": "document"}),
    "export_download": ({"round": "{round}"}, {"coder": "{coder}"}),
    "document_list": ({"find": "canary"}, {"sort": "changed"}),
    "api:progress_read": ({"since": "2020-01-01T00:00:00Z"},),
}
