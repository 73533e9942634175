"""The addresses of annotations."""

from django.urls import include, path

from annotations.views import (
    annotating,
    asking,
    assigning,
    coding,
    deciding,
    distributing,
    handing_in,
    history,
    passages,
    pooling,
    reading,
    reassigning,
    revising,
    rounds,
    taking,
    undoing,
)

CODING = [
    path("", coding.coding_detail, name="coding_detail"),
    path("passages/", coding.passage_create, name="passage_create"),
    path("passages/<uuid:passage>/change/", coding.passage_change, name="passage_change"),
    path("passages/<uuid:passage>/withdraw/", coding.passage_withdraw, name="passage_withdraw"),
    path("readings/", reading.reading_change, name="reading_change"),
    path("undo/", undoing.coding_undo, name="coding_undo"),
    path("redo/", undoing.coding_redo, name="coding_redo"),
    path("handin/", handing_in.handin_create, name="handin_create"),
    path("handin/withdraw/", handing_in.handin_withdraw, name="handin_withdraw"),
    path("skip/", taking.skip_create, name="skip_create"),
    path("skip/withdraw/", taking.skip_withdraw, name="skip_withdraw"),
]

DECIDING = [
    path("", deciding.decision_list, name="decision_list"),
    path("decide/", deciding.decision_create, name="decision_create"),
    path("rule/", deciding.decision_by_rule, name="decision_by_rule"),
    path("undo/", deciding.decision_undo, name="decision_undo"),
]

REVISING = [
    path("", revising.revision_detail, name="revision_detail"),
    path("adopt/", revising.revision_adopt, name="revision_adopt"),
    path("undo/", revising.revision_undo, name="revision_undo"),
    path("places/", revising.anchor_create, name="anchor_create"),
    path("places/gone/", revising.anchor_withdraw, name="anchor_withdraw"),
]

urlpatterns = [
    path("deciding/", deciding.deciding_list, name="deciding_list"),
    path("documents/<int:document>/annotate/", annotating.annotate_detail, name="annotate_detail"),
    path("documents/<int:document>/coding/", include(CODING)),
    path("documents/<int:document>/deciding/", include(DECIDING)),
    path("documents/<int:document>/history/", history.document_history, name="document_history"),
    path("documents/<int:document>/revision/", include(REVISING)),
    path("passages/", passages.passage_list, name="passage_list"),
    path("passages/<uuid:passage>/", passages.passage_detail, name="passage_detail"),
    path("questions/", asking.question_list, name="question_list"),
    path("questions/<uuid:question>/answer/", asking.question_answer, name="question_answer"),
    path("questions/<uuid:question>/resolution/", asking.question_resolve, name="question_resolve"),
    path("rounds/", rounds.round_list, name="round_list"),
    path("rounds/start/", rounds.round_create, name="round_create"),
    path("rounds/<int:round>/", rounds.round_change, name="round_change"),
    path("rounds/<int:round>/opening/", rounds.round_open, name="round_open"),
    path("rounds/<int:round>/lock/", rounds.round_lock, name="round_lock"),
    path("rounds/<int:round>/lock/withdraw/", rounds.round_unlock, name="round_unlock"),
    path("work/", assigning.assignment_list, name="assignment_list"),
    path("work/distribution/", distributing.distribution_create, name="distribution_create"),
    path("work/assign/", assigning.assignment_create, name="assignment_create"),
    path("work/<int:assignment>/", reassigning.assignment_change, name="assignment_change"),
    path("work/next/", taking.next_create, name="next_create"),
    path("work/pool/", pooling.pool_detail, name="pool_detail"),
    path("work/pool/fill/", pooling.pool_fill, name="pool_fill"),
    path("work/pool/empty/", pooling.pool_empty, name="pool_empty"),
    path("work/pool/idle/", pooling.idle_return, name="idle_return"),
    path("work/pool/idle/days/", pooling.idle_change, name="idle_change"),
    path("work/<int:assignment>/return/", assigning.assignment_return, name="assignment_return"),
]
