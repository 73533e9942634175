"""The addresses of corpus."""

from django.urls import path

from corpus.views import describing, importing, kinds, reading

urlpatterns = [
    path("documents/", reading.document_list, name="document_list"),
    path("documents/import/", importing.document_import, name="document_import"),
    path("documents/<int:document>/", reading.document_detail, name="document_detail"),
    path("documents/<int:document>/change/", describing.document_change, name="document_change"),
    path("documents/<int:document>/original/", reading.document_original, name="document_original"),
    path("documents/<int:document>/paragraphs/", kinds.paragraph_kinds, name="paragraph_kinds"),
    path("sources/<int:source>/change/", describing.source_change, name="source_change"),
]
