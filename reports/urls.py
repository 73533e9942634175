"""The addresses of reports."""

from django.urls import path

from reports.views import agreement, board, exploring, figures, files, method, saving

urlpatterns = [
    path("board/", board.board_detail, name="board_detail"),
    path("board/work/", board.board_work, name="board_work"),
    path("method/", method.method_detail, name="method_detail"),
    path("coverage/", figures.coverage_detail, name="coverage_detail"),
    path("coverage/units/", figures.unit_list, name="unit_list"),
    path("agreement/", agreement.agreement_detail, name="agreement_detail"),
    path("agreement/agreement.csv", agreement.agreement_download, name="agreement_download"),
    path("agreement/units/", agreement.agreement_units, name="agreement_units"),
    path("agreement/pairs/", agreement.agreement_pairs, name="agreement_pairs"),
    path("agreement/confusion/", agreement.agreement_confusion, name="agreement_confusion"),
    path("agreement/groups/", agreement.agreement_groups, name="agreement_groups"),
    path("agreement/sets/", agreement.agreement_sets, name="agreement_sets"),
    path("agreement/sets/measure/", agreement.agreement_measure, name="agreement_measure"),
    path("views/", saving.saved_view_list, name="saved_view_list"),
    path("views/save/", saving.saved_view_create, name="saved_view_create"),
    path("views/<int:view>/change/", saving.saved_view_change, name="saved_view_change"),
    path("views/<int:view>/remove/", saving.saved_view_remove, name="saved_view_remove"),
    path("coverage/trends/", exploring.trend_detail, name="trend_detail"),
    path("coverage/positions/", exploring.position_detail, name="position_detail"),
    path("coverage/two-groups/", exploring.two_groups_detail, name="two_groups_detail"),
    path("coverage/co-occurrence/", exploring.cooccurrence_detail, name="cooccurrence_detail"),
    path("coverage/co-occurrence/units/", exploring.cooccurrence_list, name="cooccurrence_list"),
    path("figures/<slug:figure>.<slug:suffix>", files.figure_download, name="figure_download"),
]
