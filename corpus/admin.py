"""Documents, paragraphs and sources for site admins: changed through actions, never typed in, never deleted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from corpus import provenance
from corpus.actions import describing, kinds, sourcing
from corpus.models import Document, Paragraph, Source
from corpus.states import DESCRIPTION
from projects.admin import KeptAdmin, VersionedForm
from projects.ids import is_id


class ImportedAdmin(KeptAdmin):
    """Rows come by import only."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class DocumentForm(VersionedForm):
    source_name = forms.CharField(label=_("Source"), required=False, max_length=provenance.LENGTHS["source"])

    class Meta:
        model = Document
        fields = DESCRIPTION

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["source_name"] = self.instance.source.name if self.instance.source else ""

    def clean(self) -> dict[str, Any]:
        for name in DESCRIPTION:
            try:
                provenance.clean({name: self.cleaned_data.get(name) or ""})
            except provenance.Wrong as wrong:
                self.add_error(name, str(wrong))
        return self.cleaned_data


@admin.register(Document)
class DocumentAdmin(ImportedAdmin):
    form = DocumentForm
    list_display = ("title", "author", "source", "published", "language", "project", "paragraphs")
    list_filter = ("project", "language", "year", "source__authority")
    list_select_related = ("project", "source")
    search_fields = ("title", "author", "source__name", "revisions__file_name")
    readonly_fields = ("project", "extra", "added_at", "withdrawn_at", "paragraphs", "text")
    ordering = ("project__slug", "title", "pk")
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Document]:
        counted: QuerySet[Document] = super().get_queryset(request).with_counts()  # type: ignore[attr-defined]
        return counted

    @admin.display(description=_("paragraphs"))
    def paragraphs(self, document: Any) -> SafeString:
        """How many, linked to them."""
        address = reverse("admin:corpus_paragraph_changelist")
        return format_html('<a href="{}?document={}">{}</a>', address, document.pk, document.n_paragraphs)

    @admin.display(description=_("text"))
    def text(self, document: Document) -> SafeString:
        """The paragraphs with their kinds, to be read; the text never changes."""
        rows = Paragraph.objects.of(document)
        lines = ((row.text, row.get_kind_display()) for row in rows)
        return format_html("<ol>{}</ol>", format_html_join("", "<li>{} <small>({})</small></li>", lines))

    def save_model(self, request: HttpRequest, obj: Document, form: Any, change: bool) -> None:
        fields = {name: form.cleaned_data[name] or "" for name in DESCRIPTION if name in form.changed_data}
        if "source_name" in form.changed_data:
            fields["source"] = form.cleaned_data["source_name"]
        describing.change_document(
            document=obj, fields=fields, version=form.cleaned_data["version"], actor=request.user
        )


class SourceForm(VersionedForm):
    class Meta:
        model = Source
        fields = ("name", "authority")


@admin.register(Source)
class SourceAdmin(ImportedAdmin):
    form = SourceForm
    list_display = ("name", "authority", "project")
    list_filter = ("project", "authority")
    list_select_related = ("project",)
    search_fields = ("name", "authority")
    readonly_fields = ("project",)
    ordering = ("project__slug", "name", "pk")

    def save_model(self, request: HttpRequest, obj: Source, form: Any, change: bool) -> None:
        sent = form.cleaned_data
        said = {"name": sent["name"], "authority": sent["authority"]}
        sourcing.change_source(source=obj, version=sent["version"], actor=request.user, **said)


class DocumentOf(admin.SimpleListFilter):
    """One document's paragraphs; the document's own page links here."""

    title = _("document")
    parameter_name = "document"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        asked = request.GET.get(self.parameter_name, "")
        found = Document.objects.filter(pk=asked).first() if is_id(asked) else None
        return [(asked, found.title)] if found else [("", gettext("all documents"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Paragraph]) -> QuerySet[Paragraph]:
        value = self.value() or ""
        return queryset.filter(revision__document=int(value)) if is_id(value) else queryset


class ParagraphForm(VersionedForm):
    class Meta:
        model = Paragraph
        fields = ("kind", "is_codable")


@admin.register(Paragraph)
class ParagraphAdmin(ImportedAdmin):
    form = ParagraphForm
    list_display = ("ordinal", "excerpt", "kind", "is_codable", "reason", "document")
    list_display_links = ("ordinal", "excerpt")
    list_filter = (DocumentOf, "kind", "is_codable", "revision__document__project")
    list_select_related = ("revision__document",)
    search_fields = ("text",)
    readonly_fields = ("document", "ordinal", "text", "reason", "n_sentences")
    ordering = ("revision__document__title", "revision_id", "ordinal", "pk")
    list_per_page = 100

    def get_queryset(self, request: HttpRequest) -> QuerySet[Paragraph]:
        current: QuerySet[Paragraph] = super().get_queryset(request).filter(revision__state="current")
        return current.defer("revision__text")

    @admin.display(description=_("text"))
    def excerpt(self, paragraph: Paragraph) -> str:
        return paragraph.text[:120]

    @admin.display(description=_("document"))
    def document(self, paragraph: Paragraph) -> Document:
        return paragraph.revision.document

    def save_model(self, request: HttpRequest, obj: Paragraph, form: Any, change: bool) -> None:
        sent = form.cleaned_data
        wanted = kinds.Change(obj.pk, sent["version"], sent["kind"], sent["is_codable"])
        kinds.change_kinds(document=obj.revision.document, changes=[wanted], actor=request.user)
