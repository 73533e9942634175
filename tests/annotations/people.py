"""Short sentences for what coders do in tests."""

import uuid
from typing import Any

from annotations.actions import coding
from annotations.actions.changes import Ask, Edit, Read, Tag, Unread, Withdraw
from annotations.models import Assignment, Passage, Question
from corpus.models import Paragraph


def paragraphs(assignment: Assignment) -> list[Paragraph]:
    """The codable paragraphs of an assignment's document, in reading order."""
    return list(Paragraph.objects.of(assignment.document).codable())


def do(assignment: Assignment, *changes: Any, op: uuid.UUID | None = None) -> None:
    coding.change_document(assignment=assignment, changes=changes, actor=assignment.coder.user, op=op)


def tag(assignment: Assignment, words: str, *themes: str, op: uuid.UUID | None = None, **more: Any) -> Passage:
    """Tag the first place where these words stand in a codable paragraph."""
    paragraph = next(each for each in paragraphs(assignment) if words in each.text)
    start = paragraph.text.index(words)
    change = Tag(paragraph=paragraph.pk, start=start, end=start + len(words), quote=words, themes=themes, **more)
    do(assignment, change, op=op)
    return Passage.objects.get(pk=change.id)


def edit(passage: Passage, assignment: Assignment, **fields: Any) -> None:
    do(assignment, Edit(id=passage.pk, version=fields.pop("version", passage.version), **fields))
    passage.refresh_from_db()


def withdraw(passage: Passage, assignment: Assignment) -> None:
    do(assignment, Withdraw(id=passage.pk, version=passage.version))


def read(assignment: Assignment, *which: Paragraph) -> None:
    do(assignment, Read(paragraphs=tuple(each.pk for each in which) or None))


def unread(assignment: Assignment, *which: Paragraph) -> None:
    do(assignment, Unread(paragraphs=tuple(each.pk for each in which)))


def ask(assignment: Assignment, text: str, **more: Any) -> Question:
    """Ask about the first codable paragraph."""
    change = Ask(paragraph=paragraphs(assignment)[0].pk, text=text, **more)
    do(assignment, change)
    return Question.objects.get(pk=change.id)


def slugs(passage: Passage) -> list[str]:
    return sorted(passage.taggings.values_list("tag__slug", flat=True))
