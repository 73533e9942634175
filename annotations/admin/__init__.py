"""Rounds, assignments and passages for site admins: every change is an action, nothing is deleted.

Themes of a passage (Tagging) and what is derived from them (UnitTheme) are written by the actions only.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from annotations.actions import assigning, coding
from annotations.admin.correcting import AssignmentForm, Moment, PassageForm, RoundForm
from annotations.admin.filters import StateFilter, ThemeFilter, UnsureFilter
from annotations.histories.names import Names
from annotations.models import Assignment, Passage, Round
from annotations.passage_page import story
from ledger.problems import NotAllowed, Problem
from projects.admin import KeptAdmin


class RefusingAdmin(KeptAdmin):
    """What an action refuses comes back as an error of the form, with everything that was typed."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Problem as problem:
            request.problem = problem  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.problem = getattr(request, "problem", None)  # type: ignore[attr-defined]
        return form


@admin.register(Round)
class RoundAdmin(RefusingAdmin):
    form = RoundForm
    formfield_overrides = {models.DateTimeField: {"form_class": forms.SplitDateTimeField, "widget": Moment}}
    list_display = ("name", "project", "kind", "is_blind", "opened_at", "locked_at")
    list_filter = ("project", "kind", "is_blind")
    list_select_related = ("project",)
    search_fields = ("name",)
    ordering = ("project__name", "pk")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("project",) if obj else ("opened_at", "locked_at", "shows_suggestions_of")

    def save_model(self, request: HttpRequest, obj: Round, form: Any, change: bool) -> None:
        given = dict(form.cleaned_data)
        version = given.pop("version")
        if change:
            assigning.change_round(round=obj, version=version, actor=request.user, **given)
            return
        made = assigning.start_round(actor=request.user, **given)
        obj.__dict__.update(made.__dict__)


@admin.register(Assignment)
class AssignmentAdmin(RefusingAdmin):
    form = AssignmentForm
    list_display = ("document", "coder", "round", "state", "assigned_at")
    list_filter = (StateFilter, "round__project", "round", "coder", "document")
    list_select_related = ("document", "coder", "round")
    search_fields = ("document__title", "coder__name")
    ordering = ("-assigned_at", "-pk")

    @admin.display(description=_("state"))
    def state(self, assignment: Assignment) -> str:
        if assignment.handed_in_at:
            return _t("handed in")
        if assignment.given_back_at:
            return assignment.get_given_back_because_display()
        return _t("returned") if assignment.returned_at else _t("open")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Assignment, form: Any, change: bool) -> None:
        given = form.cleaned_data
        place = {name: given[name] for name in ("round", "document", "coder")}
        obj.__dict__.update(assigning.assign(actor=request.user, **place).__dict__)


@admin.register(Passage)
class PassageAdmin(RefusingAdmin):
    form = PassageForm
    list_display = ("words", "codes", "coder", "round", "where", "created_at")
    list_filter = (ThemeFilter, UnsureFilter, "round__project", "round", "coder", "document")
    list_select_related = ("paragraph", "document", "coder", "round")
    list_per_page = 50
    search_fields = ("quote", "note")
    ordering = ("-created_at", "pk")
    readonly_fields = ("document", "coder", "round", "in_paragraph", "what_happened")
    fields = (
        *("document", "coder", "round", "in_paragraph", "start", "end", "words", "themes", "unsure"),
        *("note", "keep_note", "version", "op", "what_happened"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Passage]:
        return super().get_queryset(request).prefetch_related("taggings__tag")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """None of the form's fields is the model's: only the action writes the passage and its themes."""
        return super().get_form(request, obj, change, **{**kwargs, "fields": ()})

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description=_("words"))
    def words(self, passage: Passage) -> str:
        return str(passage)

    @admin.display(description=_("themes"))
    def codes(self, passage: Passage) -> str:
        rows = sorted(passage.taggings.all(), key=lambda row: row.tag.position)
        return ", ".join(f"{row.tag.code}{' ?' if row.is_unsure else ''}" for row in rows)

    @admin.display(description=_("document"), ordering="document__title")
    def where(self, passage: Passage) -> str:
        return f"{passage.document.title[:48]}, {passage.paragraph}"

    @admin.display(description=_("paragraph"))
    def in_paragraph(self, passage: Passage) -> SafeString:
        text = passage.paragraph.text
        parts = text[: passage.start], passage.quote, text[passage.end :]
        return format_html("{}<mark>{}</mark>{}", *parts)

    @admin.display(description=_("history"))
    def what_happened(self, passage: Passage) -> SafeString:
        names = Names(passage.round.project, [passage.document_id])
        lines = (
            (entry.who, entry.operation.at.strftime("%Y-%m-%d %H:%M:%S"), line.words)
            for entry in story(passage, names)
            for line in entry.lines
        )
        return format_html("<ol>{}</ol>", format_html_join("", "<li><b>{}</b> {}: {}</li>", lines))

    def save_model(self, request: HttpRequest, obj: Passage, form: Any, change: bool) -> None:
        assignments = Assignment.objects.in_round(obj.round_id).on(obj.document_id).with_all()
        assignment = assignments.filter(coder=obj.coder_id).first()
        if assignment is None:
            raise NotAllowed(_t("Nobody was given this document, so its passages stay as they are."))
        op = form.cleaned_data["op"]
        coding.change_document(assignment=assignment, changes=[form.edit()], actor=request.user, op=op)
