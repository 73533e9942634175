"""Signing in: what lets one in, what slows guessing down, what ends a session."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import caches
from django.test import Client
from django.urls import NoReverseMatch, reverse

from ledger.models import Operation
from ledger.replay import differences
from projects.actions import accounts, people
from projects.models import User

PASSWORD = "a long enough password"
NEW = "an even longer password"


@pytest.fixture
def nora(db) -> User:
    return people.create_user(username="nora", password=PASSWORD, actor=None, email="Nora@Example.org")


def sign_in(client: Client, login: str, password: str, address: str = "127.0.0.1"):
    return client.post(reverse("account_login"), {"login": login, "password": password}, REMOTE_ADDR=address)


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("home")).status_code == 200


def fail(client: Client, times: int, login: str = "nora", address: str = "127.0.0.1") -> list[int]:
    return [sign_in(client, login, "wrong", address).status_code for _ in range(times)]


@pytest.mark.parametrize("login", ["nora", "NORA", "nora@example.org"])
def test_right_password_signs_in(client, nora, login):
    assert sign_in(client, login, PASSWORD).status_code == 302
    assert is_signed_in(client)


def test_sign_in_goes_on_to_the_page_asked_for(client, nora):
    answer = client.post(reverse("account_login"), {"login": "nora", "password": PASSWORD, "next": "/invitations/x/"})
    assert answer.url == "/invitations/x/"


def test_sign_in_does_not_go_on_to_another_site(client, nora):
    answer = client.post(
        reverse("account_login"), {"login": "nora", "password": PASSWORD, "next": "https://evil.example/"}
    )
    assert answer.url == reverse("home")


def test_wrong_password_and_unknown_name_answer_alike(client, nora):
    known, unknown = sign_in(client, "nora", "wrong"), sign_in(client, "nobody", "wrong")
    hidden = re.compile(r'value="(nora|nobody)"|name="csrfmiddlewaretoken" value="[^"]+"')
    assert known.status_code == unknown.status_code == 200
    assert hidden.sub("", known.text) == hidden.sub("", unknown.text)


def test_inactive_account_is_told_so(client, nora):
    accounts.change_account(user=nora, actor=None, is_active=False)
    assert sign_in(client, "nora", PASSWORD).url == reverse("account_inactive")
    assert not is_signed_in(client)


def test_sixth_attempt_waits_even_with_the_right_password(client, nora):
    fail(client, 5)
    answer = sign_in(client, "nora", PASSWORD)
    assert "Too many failed attempts. Try again in 5 minutes." in answer.text
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "300")
    assert not is_signed_in(client)


def test_failed_attempt_before_the_pause_is_no_429(client, nora):
    assert fail(client, 6) == [200] * 5 + [429]


def test_pause_counts_username_and_email_as_one_account(client, nora):
    fail(client, 3, "nora")
    fail(client, 2, "nora@example.org")
    assert "Too many failed attempts" in sign_in(client, "NORA", PASSWORD).text


def test_pause_is_for_this_account_only(client, nora, ada):
    fail(client, 5, "ada")
    assert sign_in(client, "nora", PASSWORD).status_code == 302


def test_pause_is_for_this_address_only(client, nora):
    fail(client, 5, address="192.0.2.1")
    assert "Too many failed attempts" in sign_in(client, "nora", PASSWORD, "192.0.2.1").text
    assert sign_in(client, "nora", PASSWORD, "192.0.2.2").status_code == 302


def test_pause_covers_a_whole_ipv6_network(client, nora):
    for host in range(5):
        fail(client, 1, address=f"2001:db8::{host + 1}")
    assert "Too many failed attempts" in sign_in(client, "nora", PASSWORD, "2001:db8::99").text


def test_one_address_cannot_guess_over_many_accounts(client, nora):
    for number in range(30):
        fail(client, 1, f"guess{number}", "192.0.2.1")
    assert "Too many failed attempts" in sign_in(client, "nora", PASSWORD, "192.0.2.1").text


def test_right_password_works_after_the_pause(client, nora, monkeypatch):
    fail(client, 5)
    assert "Try again in 5 minutes." in sign_in(client, "nora", PASSWORD).text
    later = time.time() + 301
    monkeypatch.setattr(time, "time", lambda: later)
    assert sign_in(client, "nora", PASSWORD).status_code == 302


def test_right_passwords_do_not_count(client, nora):
    for _ in range(7):
        assert sign_in(Client(), "nora", PASSWORD).status_code == 302


def test_forwarded_address_counts_only_behind_a_proxy(client, nora, settings):
    def attempt(forwarded: str, password: str):
        given = {"login": "nora", "password": password}
        return client.post(reverse("account_login"), given, HTTP_X_FORWARDED_FOR=forwarded)

    for number in range(5):
        attempt(f"192.0.2.{number}", "wrong")
    assert "Too many failed attempts" in attempt("192.0.2.77", PASSWORD).text
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert attempt("192.0.2.78", PASSWORD).status_code == 302


def test_admin_has_no_sign_in_of_its_own(client, nora):
    answer = client.post("/admin/login/?next=/admin/", {"username": "nora", "password": PASSWORD})
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def change(client: Client, old: str = PASSWORD, new: str = NEW):
    return client.post(reverse("account_change_password"), {"oldpassword": old, "password1": new, "password2": new})


def test_password_change_ends_all_other_sessions(client, nora):
    elsewhere = Client()
    for each in (client, elsewhere):
        sign_in(each, "nora", PASSWORD)
    assert change(client).status_code == 302
    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)
    assert sign_in(elsewhere, "nora", NEW).status_code == 302


def test_password_change_is_an_operation_of_its_person(client, nora):
    sign_in(client, "nora", PASSWORD)
    change(client)
    operation = Operation.objects.get(verb="change password")
    assert (operation.actor, operation.project) == (nora, None)
    assert list(differences(None)) == []


@pytest.mark.parametrize("new", ["short", "password123", "nora@example"])
def test_weak_password_is_refused(client, nora, new):
    sign_in(client, "nora", PASSWORD)
    assert change(client, new=new).status_code == 200
    assert User.objects.get(pk=nora.pk).check_password(PASSWORD)


def test_password_change_needs_the_old_one(client, nora):
    sign_in(client, "nora", PASSWORD)
    assert change(client, old="wrong").status_code == 200
    assert User.objects.get(pk=nora.pk).check_password(PASSWORD)


def link_in_mail() -> str:
    return re.search(r"http://\S+", mail.outbox[-1].body)[0]


def ask_for_link(client: Client, email: str = "nora@example.org"):
    return client.post(reverse("account_reset_password"), {"email": email})


def reset(client: Client, link: str):
    page = client.get(link, follow=True)
    return client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})


def test_reset_by_mail_sets_a_new_password_and_ends_sessions(client, nora):
    sign_in(client, "nora", PASSWORD)
    anywhere = Client()
    ask_for_link(anywhere)
    assert reset(anywhere, link_in_mail()).url == reverse("account_reset_password_from_key_done")
    assert not is_signed_in(client)
    assert sign_in(client, "nora", NEW).status_code == 302
    assert Operation.objects.filter(verb="change password").count() == 1
    assert list(differences(None)) == []


def test_reset_link_works_once(client, nora):
    ask_for_link(client)
    link = link_in_mail()
    reset(client, link)
    assert "This link does not work" in client.get(link, follow=True).text


def test_reset_writes_nothing_past_the_history(client, nora):
    ask_for_link(client)
    reset(client, link_in_mail())
    assert not EmailAddress.objects.exists()


def test_reset_of_an_unknown_address_answers_alike_and_mails_nobody(client, nora):
    assert ask_for_link(client, "nobody@example.org").url == ask_for_link(client).url
    assert [message.to for message in mail.outbox] == [["nora@example.org"]]


def test_reset_page_says_where_mails_go_without_a_mail_server(client, settings, db):
    pages = [reverse("account_reset_password"), reverse("account_reset_password_done")]
    assert not any("TIFA_DATA/mail" in client.get(page).text for page in pages)
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    assert all("TIFA_DATA/mail" in client.get(page).text for page in pages)


def test_mail_is_kept_as_a_file_without_a_mail_server(client, nora, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    ask_for_link(client)
    assert "/account/password/reset/" in next((tmp_path / "mail").iterdir()).read_text()


def test_account_without_password_may_set_one(client, ada):
    client.force_login(ada)
    assert client.get(reverse("account_change_password")).url == reverse("account_set_password")
    client.post(reverse("account_set_password"), {"password1": NEW, "password2": NEW})
    assert User.objects.get(pk=ada.pk).check_password(NEW)
    assert list(differences(None)) == []


@pytest.mark.parametrize("route", ["account_signup", "account_email", "account_confirm_email", "account_change_phone"])
def test_nobody_can_sign_up_or_change_the_address_by_allauth(route):
    with pytest.raises(NoReverseMatch):
        reverse(route)


def test_sign_out_needs_a_post(client, nora):
    sign_in(client, "nora", PASSWORD)
    assert client.get(reverse("account_logout")).status_code == 200
    assert is_signed_in(client)
    client.post(reverse("account_logout"))
    assert not is_signed_in(client)


def test_link_in_the_mail_leads_to_this_installation_whatever_host_was_asked(client, nora, settings):
    settings.TIFA_ORIGIN = "https://tifa.example.org"
    client.post(reverse("account_reset_password"), {"email": "nora@example.org"}, headers={"Host": "localhost:9999"})
    links = re.findall(r"https?://[^/]+/account/password/reset/", mail.outbox[-1].body)
    assert links == ["https://tifa.example.org/account/password/reset/"]


def test_sixth_mail_for_one_account_in_an_hour_waits(client, nora):
    assert [ask_for_link(client).status_code for _ in range(6)] == [302] * 5 + [429]
    assert len(mail.outbox) == 5


def test_one_address_asks_for_twenty_mails_in_an_hour(client, nora):
    answers = [ask_for_link(client, f"nobody{number}@example.org").status_code for number in range(21)]
    assert answers == [302] * 20 + [429]


def test_one_address_signs_in_120_times_a_minute(client, db):
    def attempt(login: str) -> int:
        return client.post(reverse("account_login"), {"login": login, "password": ""}).status_code

    assert [attempt(f"person{number}") for number in range(121)] == [200] * 120 + [429]


def test_failures_from_many_networks_push_no_counter_out(db):
    table = caches.create_connection("default")
    for number in range(400):
        table.set(f"network-{number}", 1)
    assert table.get("network-0") == 1
