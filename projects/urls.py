"""The addresses of accounts, invitations, and of a project's front page, people and history."""

from allauth.account import views as account
from django.urls import path, re_path

from projects.accounts import keeps_mails_as_files
from projects.views import front, history, invitations, people, signing_in, tokens

mails = {"keeps_mails_as_files": keeps_mails_as_files}
reset = "account/password/reset/"

urlpatterns = [
    path("sign-in/", signing_in.account_login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("account/password/", account.password_change, name="account_change_password"),
    path("account/password/set/", account.password_set, name="account_set_password"),
    path(reset, account.PasswordResetView.as_view(extra_context=mails), name="account_reset_password"),
    path(
        f"{reset}sent/",
        account.PasswordResetDoneView.as_view(extra_context=mails),
        name="account_reset_password_done",
    ),
    re_path(
        rf"^{reset}(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(f"{reset}done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("account/tokens/", tokens.token_list, name="token_list"),
    path("account/tokens/make/", tokens.token_create, name="token_create"),
    path("account/tokens/<int:pk>/withdraw/", tokens.token_withdraw, name="token_withdraw"),
    path("invitations/<str:secret>/", invitations.invitation_detail, name="invitation_detail"),
    path("projects/<slug:project>/", front.project_detail, name="project_detail"),
    path("projects/<slug:project>/people/", people.people_list, name="people_list"),
    path("projects/<slug:project>/people/invite/", invitations.invitation_create, name="invitation_create"),
    path(
        "projects/<slug:project>/people/invitations/<int:pk>/withdraw/",
        invitations.invitation_withdraw,
        name="invitation_withdraw",
    ),
    path("projects/<slug:project>/people/<int:pk>/", people.membership_change, name="membership_change"),
    path("projects/<slug:project>/people/<int:pk>/remove/", people.membership_remove, name="membership_remove"),
    path("projects/<slug:project>/history/", history.history_list, name="history_list"),
]
