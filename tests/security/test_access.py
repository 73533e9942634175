"""The access sweep: every route × method × role × object, measured against the table in expectations.py."""

from collections.abc import Iterable, Iterator
from itertools import product

import pytest
from django.apps import apps
from django.urls import reverse

from annotations.models import Assignment, Passage, Question
from ledger.models import Operation
from projects.actions import inviting
from projects.models import Coder
from projects.rights import Scope
from tests.security import expectations, world
from tests.security.routes import ADMIN, IN_PROJECT, PAGES, ROUTES
from tests.security.world import EVERYBODY, OUTSIDERS, World

METHODS = ("get", "post")
ALL_METHODS = (*METHODS, "patch", "delete")  # which the API alone takes
OWN_ONLY = {"api:operation_undo"}  # it names what one did oneself: whoever does nothing finds nothing
SLACK = 64  # bytes by which two answers may differ that must not tell what exists


def has_object(name: str) -> bool:
    return set(ROUTES[name].kwargs) - world.NOT_OBJECTS != set()


API = [name for name in PAGES if ROUTES[name].is_api]
WITH_OBJECT = [name for name in IN_PROJECT if has_object(name)]


def ask(place: World, name: str, person: str | None, method: str, side: str = "own", **instead):
    route = ROUTES[name]
    address = route.address(**{**world.values(place, name, route.kwargs, side, person), **instead})
    client = place.fresh_client(person) if name == "account_logout" else place.client(person)
    answer = getattr(client, method)(address)
    return ("sign in" if is_sign_in(answer) else answer.status_code), answer


def is_sign_in(answer) -> bool:
    return answer.status_code == 302 and answer.url.startswith(f"{reverse('account_login')}?next=")


def alike(one, other) -> bool:
    return abs(len(one.content) - len(other.content)) <= SLACK


def in_project(name: str, person: str | None, method: str) -> int | str:
    """What the table says a person of the project, of another one, or nobody gets for an object of the project."""
    page = line(name, method)
    if person is None:
        return 401 if ROUTES[name].is_api else "sign in"
    if person in OUTSIDERS:
        return 404
    if person not in page.who and name in OWN_ONLY:
        return 404
    return getattr(page, method) if person in page.who else 403


def line(name: str, method: str) -> expectations.Page:
    return expectations.IN_PROJECT[expectations.BY_METHOD.get((name, method), name)]


def methods(name: str) -> tuple[str, ...]:
    return ALL_METHODS if ROUTES[name].is_api else METHODS


def requests(names: Iterable[str], people: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Every route by every method that it may take, by everybody."""
    return ((name, method, person) for name, person in product(names, people) for method in methods(name))


def test_every_route_has_its_line():
    known = {*expectations.IN_PROJECT, *expectations.SITE}
    assert [name for name in PAGES if name not in known] == []


def test_no_route_of_the_admin_is_without_its_line():
    for name in ADMIN:
        assert admin_page(name) is not None, name


@pytest.mark.parametrize("name", IN_PROJECT)
def test_page_of_a_project_admits_exactly_whom_the_table_says(everything, name):
    wrong = []
    for person in EVERYBODY:
        for method in methods(name):
            got, wanted = ask(everything, name, person, method)[0], in_project(name, person, method)
            if got != wanted:
                wrong.append((person, method, {"got": got, "wanted": wanted}))
    assert wrong == []


def test_object_of_another_project_is_not_there_and_answers_like_one_that_is_missing(everything):
    wrong, told = [], []
    for name, method, person in requests(WITH_OBJECT, ("ada", "sam", "mira", "rita")):
        foreign, missing = (ask(everything, name, person, method, side) for side in ("foreign", "missing"))
        page, wanted = line(name, method), in_project(name, person, method)
        if (person in page.who and wanted != 405) or ROUTES[name].is_found_by_object:
            wanted = 404
        if not foreign[0] == missing[0] == wanted:
            wrong.append((name, person, method, {"foreign": foreign[0], "missing": missing[0], "wanted": wanted}))
        if not alike(foreign[1], missing[1]):
            told.append((name, person, method))
    assert wrong == []
    assert told == []


def test_foreign_project_answers_like_one_that_is_not_there(everything):
    told = []
    for name, method, person in requests(IN_PROJECT, OUTSIDERS):
        real = ask(everything, name, person, method)
        side = "missing" if ROUTES[name].is_found_by_object else "own"
        none = ask(everything, name, person, method, side, project="nowhere")
        if not (real[0] == none[0] == 404 and alike(real[1], none[1])):
            told.append((name, method, person, real[0], none[0]))
    assert told == []


@pytest.mark.parametrize("name", sorted(set(PAGES) - set(IN_PROJECT)))
def test_page_of_the_site_admits_exactly_whom_the_table_says(everything, name):
    nobody, member, site_admin = expectations.SITE[name]
    wrong = []
    for person, line in ((None, nobody), ("ada", member), ("rita", member), ("root", site_admin)):
        for method, wanted in zip(METHODS, line, strict=True):
            answer = ask(everything, name, person, method)[1]
            if answer.status_code != wanted:
                wrong.append((person, method, {"got": answer.status_code, "wanted": wanted}))
    assert wrong == []


@pytest.mark.parametrize("method", METHODS)
def test_invitations_that_cannot_be_used_answer_alike(everything, method):
    invitation, secret = world.invitation(everything)
    inviting.withdraw(invitation=invitation, actor=everything.users["mira"])
    for person in EVERYBODY:
        client = everything.client(person)
        answers = [getattr(client, method)(reverse("invitation_detail", args=[s])) for s in (secret, "nothing")]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert alike(*answers)


@pytest.mark.parametrize("scope", Scope.values)
def test_token_does_what_its_owners_role_and_its_scope_allow(everything, scope):
    wrong = []
    for person in ("ada", "mira", "rita"):
        _token, secret = world.token(everything, "own", person, scope)
        program = everything.fresh_client(None, headers={"Authorization": f"Bearer {secret}"}, enforce_csrf_checks=True)
        for name, method in product(API, ALL_METHODS):
            address = ROUTES[name].address(**world.values(everything, name, ROUTES[name].kwargs, "own", person))
            got, wanted = getattr(program, method)(address).status_code, of_a_program(name, person, scope, method)
            if got != wanted:
                wrong.append((name, person, method, {"got": got, "wanted": wanted}))
    assert wrong == []


def of_a_program(name: str, person: str, scope: str, method: str) -> int | str:
    """What the tables say a token of a person with one scope gets."""
    if name in expectations.SITE:
        return dict(zip(METHODS, expectations.SITE[name][1], strict=True)).get(method, 404 if "root" in name else 405)
    by_role = in_project(name, person, method)
    has_right = person in line(name, method).who
    needed = expectations.TOKENS[expectations.BY_METHOD.get((name, method), name)]
    return by_role if scope == needed or not has_right else 403


def test_token_of_another_project_finds_nothing(everything):
    _token, secret = world.token(everything, "foreign", "eve", *Scope.values)
    program = everything.fresh_client(None, headers={"Authorization": f"Bearer {secret}"})
    found = []
    for name, method in product([name for name in API if name in expectations.IN_PROJECT], ALL_METHODS):
        address = ROUTES[name].address(**world.values(everything, name, ROUTES[name].kwargs, "own", "ada"))
        if getattr(program, method)(address).status_code != 404:
            found.append((name, method))
    assert found == []


def admin_page(name: str) -> tuple[int, int] | None:
    """The line of a route of the Django admin."""
    if name in expectations.ADMIN_SITE:
        return expectations.ADMIN_SITE[name]
    if name.endswith("<path:object_id>/"):
        return (302, 302)  # the short address of a change page
    model, _, page = name.removeprefix("admin:").rpartition("_")
    kind = expectations.ADMIN_MODELS.get(model)
    return expectations.ADMIN_PAGES[kind].get(page) if kind else None


def admin_address(name: str) -> str:
    route = ROUTES[name]
    if name == "admin:admin/(?P<url>.*)$":
        return "/admin/nothing/"
    if name.endswith("<path:object_id>/"):
        return f"/{route.pattern.replace('<path:object_id>', '1')}"
    if name == "admin:app_list":
        return "/admin/projects/"
    if name == "admin:view_on_site":
        return reverse(name, args=(1, 1))
    if "object_id" in route.kwargs:
        return reverse(name, args=(any_object(name),))
    return reverse(name)


def any_object(name: str) -> object:
    app, model, _page = name.removeprefix("admin:").split("_", 2)
    thing = apps.get_model(app, model).objects.order_by("pk").first()
    assert thing is not None, f"world.py makes no {model}"
    return thing.pk


def test_admin_is_for_site_admins_only(everything):
    wrong = []
    for person, name in product(EVERYBODY, ADMIN):  # the site admin last: those requests change things
        for method, line in zip(METHODS, admin_page(name) or (0, 0), strict=True):
            answer = getattr(everything.client(person), method)(admin_address(name))
            got = "sign in" if is_sign_in(answer) else answer.status_code
            wanted = line if person == "root" else "sign in" if person is None else 404
            if got != wanted:
                wrong.append((name, person, method, {"got": got, "wanted": wanted}))
    assert wrong == []


def of_ben(place: World, kwarg: str) -> object:
    """What is ben's alone, by the name it has in addresses."""
    coder = Coder.objects.get(project=place.own, user=place.users["ben"])
    made = {"passage": Passage, "question": Question, "assignment": Assignment}
    if kwarg in made:
        return made[kwarg].objects.get(coder=coder).pk
    return Operation.objects.get(actor=coder.user, verb="tag").op if kwarg == "op" else BENS["job"](place, "own", "ben")


BENS = {name: world.MAKERS[name] for name in ("passage", "question", "assignment", "op", "job")}


def test_another_coders_things_answer_an_annotator_like_things_that_are_not_there(everything):
    told = []
    for name in IN_PROJECT:
        for kwarg in BENS.keys() & set(ROUTES[name].kwargs):
            for method in methods(name):
                theirs = ask(everything, name, "ada", method, **{kwarg: of_ben(everything, kwarg)})
                none = ask(everything, name, "ada", method, **{kwarg: world.MISSING.get(kwarg, 999_999)})
                is_taken = in_project(name, "ada", method) not in (
                    403,
                    405,
                    422,
                )  # refused before anything is looked up
                if is_taken and (theirs[0] != none[0] or not alike(theirs[1], none[1])):
                    told.append((name, kwarg, method, theirs[0], none[0]))
    assert told == []


def test_passage_of_another_coder_is_there_only_for_those_who_may_see_it(everything):
    bens = world.MAKERS["passage"](everything, "own", "ben")
    document = world.MAKERS["document"](everything, "own", None)
    page = reverse("passage_detail", args=["openness", bens])
    change = reverse("passage_withdraw", args=["openness", document, bens])
    seen = {name: everything.client(name).get(page).status_code for name in EVERYBODY}
    changed = {name: everything.client(name).post(change, {"version": 1}).status_code for name in EVERYBODY}
    assert seen == {None: 302, "ada": 404, "sam": 200, "mira": 200, "rita": 403, "eve": 404, "root": 404}
    assert changed == {None: 302, "ada": 404, "sam": 404, "mira": 404, "rita": 403, "eve": 404, "root": 404}
