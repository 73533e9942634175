"""The addresses of corpus."""

from django.urls import path

from corpus.views import choosing, correcting, describing, importing, kinds, previewing, reading, switching

FILE = "documents/import/<int:batch>/files/<int:number>/"

urlpatterns = [
    path("documents/", reading.document_list, name="document_list"),
    path("documents/import/", importing.document_import, name="document_import"),
    path("documents/import/<int:batch>/", previewing.import_detail, name="import_detail"),
    path("documents/import/<int:batch>/files/", importing.import_file_create, name="import_file_create"),
    path(FILE, previewing.import_file_detail, name="import_file_detail"),
    path(f"{FILE}encoding/", choosing.import_file_encoding, name="import_file_encoding"),
    path(f"{FILE}change/", choosing.import_file_change, name="import_file_change"),
    path(f"{FILE}leave/", choosing.import_file_leave, name="import_file_leave"),
    path(f"{FILE}correct/", choosing.import_file_correct, name="import_file_correct"),
    path(f"{FILE}difference/", previewing.import_difference, name="import_difference"),
    path(f"{FILE}lines/", switching.import_line_change, name="import_line_change"),
    path(f"{FILE}rules/", switching.import_rule_change, name="import_rule_change"),
    path("documents/import/<int:batch>/grid/", choosing.import_grid, name="import_grid"),
    path("documents/import/<int:batch>/report.<slug:suffix>", previewing.import_report, name="import_report"),
    path("documents/import/<int:batch>/reading/", importing.import_read, name="import_read"),
    path("documents/import/<int:batch>/storing/", importing.import_store, name="import_store"),
    path("documents/import/<int:batch>/cancelling/", importing.import_cancel, name="import_cancel"),
    path("documents/import/<int:batch>/undoing/", importing.import_undo, name="import_undo"),
    path("documents/<int:document>/", reading.document_detail, name="document_detail"),
    path("documents/<int:document>/change/", describing.document_change, name="document_change"),
    path("documents/<int:document>/original/", reading.document_original, name="document_original"),
    path("documents/<int:document>/paragraphs/", kinds.paragraph_kinds, name="paragraph_kinds"),
    path("documents/<int:document>/revision/new/", correcting.revision_create, name="revision_create"),
    path("documents/<int:document>/revision/reject/", correcting.revision_reject, name="revision_reject"),
    path("sources/<int:source>/change/", describing.source_change, name="source_change"),
    path("sources/<int:source>/habits/<int:habit>/forget/", describing.habit_forget, name="habit_forget"),
]
