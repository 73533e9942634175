"""What every answer carries: the strict policy, the other guards, a token on every form; nothing inline."""

import re

from projects.rights import PUBLIC
from projects.rights import ROUTES as RIGHTS_OF
from tests.security import expectations, world
from tests.security.pages import read
from tests.security.routes import ADMIN, IN_PROJECT, PAGES, ROUTES
from tests.security.test_access import admin_address, admin_page
from tests.security.world import World

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}

GUARDS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def address(place: World, name: str, person: str | None) -> str:
    return ROUTES[name].address(**world.values(place, name, ROUTES[name].kwargs, "own", person))


def every_page(place: World):
    """(name, answer) of every page that a browser can open, for somebody who may, and the pages of refusals."""
    for name in PAGES:
        person = "mira" if name in IN_PROJECT or name not in expectations.SITE else None
        for who in {person, "mira"}:
            yield name, place.client(who).get(address(place, name, who))
    for name in ADMIN:
        if (admin_page(name) or (0, 0))[0] == 200:
            yield name, place.client("root").get(admin_address(name))
    yield "home without projects", place.client("root").get("/")
    yield "not found", place.client("ada").get("/nothing/")
    yield "no right", place.client("rita").get(address(place, "people_list", None))
    yield "refused", place.client("mira").post(address(place, "membership_remove", None))
    yield "no token", place.fresh_client("mira", enforce_csrf_checks=True).post("/sign-out/")


def policy_of(answer) -> dict[str, str]:
    header = re.sub(r" 'nonce-[^']+'", "", answer.headers["Content-Security-Policy"])
    return dict(part.strip().split(" ", 1) for part in header.split(";") if part.strip())


def test_policy_and_guards_stand_on_every_page(everything):
    wrong = []
    for name, answer in every_page(everything):
        if policy_of(answer) != POLICY:
            wrong.append((name, policy_of(answer)))
        wrong += [(name, key) for key, value in GUARDS.items() if answer.get(key) != value]
    assert wrong == []


def test_nothing_inline_and_a_token_in_every_form_on_every_page(everything):
    wrong = []
    for name, answer in every_page(everything):
        if answer.streaming or "html" not in answer.get("Content-Type", ""):
            continue
        wrong += [(name, danger) for danger in read(answer.text).dangers]
        forms = re.findall(r"<form\b[^>]*method=\"post\".*?</form>", answer.text, re.S)
        wrong += [(name, form) for form in forms if "csrfmiddlewaretoken" not in form]
    assert wrong == []


def test_every_unsafe_request_needs_a_token(everything):
    let_through = []
    for name in PAGES:
        person = "mira" if name in IN_PROJECT else "ada"
        client = everything.fresh_client(person, enforce_csrf_checks=True)
        if client.post(address(everything, name, person)).status_code != 403:
            let_through.append(name)
    root = everything.fresh_client("root", enforce_csrf_checks=True)
    let_through += [name for name in ADMIN if root.post(admin_address(name)).status_code != 403]
    assert let_through == []


def test_session_cookie_is_out_of_reach_of_scripts(everything):
    client = everything.fresh_client(None)
    client.post("/sign-in/", {"login": "ada", "password": "a long enough password"})
    cookie = client.cookies["sessionid"]
    assert (bool(cookie["httponly"]), cookie["samesite"]) == (True, "Lax")


def test_nothing_made_for_a_person_is_kept_by_caches(everything):
    public = {name for name in PAGES if RIGHTS_OF[name] == PUBLIC}
    kept = {(name, answer.get("Cache-Control")) for name, answer in every_page(everything) if name not in public}
    assert {found for found in kept if not re.search(r"\bprivate\b", found[1] or "")} == set()
    themes = {found for found in kept if "no-store" not in found[1]}
    assert themes == {("api:themes_read", "private, no-cache")}


def test_what_was_refused_is_not_kept_by_caches(everything):
    answers = [
        everything.client("ada").post(address(everything, name, "ada")) for name in ("reading_change", "coding_undo")
    ]
    answers.append(everything.client(None).get(address(everything, "api:progress_read", None)))
    assert [answer["Cache-Control"] for answer in answers] == ["private, no-store"] * 3


def test_invitation_and_sign_in_are_not_kept_by_caches(everything):
    for name in ("account_login", "invitation_detail"):
        answer = everything.client(None).get(address(everything, name, None))
        assert "no-store" in answer["Cache-Control"]
