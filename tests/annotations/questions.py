"""The Questions page used by coders and by those who answer."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.test import Client

from annotations.actions import answering
from annotations.models import Question
from projects.models import User

PAGE = "/projects/openness/questions/"


def opened(client: Client, user: User, **query: Any) -> HttpResponse:
    client.force_login(user)
    page = client.get(PAGE, query)
    assert page.status_code == 200
    return page


def texts(page: HttpResponse) -> list[str]:
    return [asked.question.text for asked in page.context["questions"].rows]


def post(client: Client, user: User, question: Question, what: str = "answer", **fields: Any) -> HttpResponse:
    client.force_login(user)
    address = f"{PAGE}{question.pk}/{what}/"
    return client.post(address, {"op": uuid.uuid4(), "version": question.version, **fields})


def act(question: Question, actor: User, **fields: Any) -> None:
    answering.answer(question=question, actor=actor, **{"answer": "Yes.", "version": question.version, **fields})
    question.refresh_from_db()
