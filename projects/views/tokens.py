"""One's own tokens: which there are, making one, withdrawing one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from projects.access import MemberRequest
from projects.actions import tokens
from projects.forms import OperationForm, TokenForm
from projects.models import ApiToken


@require_safe
def token_list(request: MemberRequest) -> HttpResponse:
    """What programs use in one's place, in all of one's projects."""
    page = {"tokens": ApiToken.objects.of(request.user).newest_first(), "form": TokenForm(user=request.user)}
    return render(request, "projects/token_list.html", page)


@never_cache
@require_POST
def token_create(request: MemberRequest) -> HttpResponse:
    """Make a token and show it once, in this answer: it is stored nowhere, so there is no page to redirect to."""
    form = TokenForm(request.POST, user=request.user)
    if not form.is_valid():
        return render(request, "projects/token_create.html", {"form": form}, status=422)
    given = form.cleaned_data
    token, secret = tokens.make_token(
        project=given["project"],
        user=request.user,
        name=given["name"],
        scopes=given["scopes"],
        valid_for=given["days"],
        actor=request.user,
        op=given["op"],
    )
    return render(request, "projects/token_create.html", {"token": token, "secret": secret})


@require_POST
def token_withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    """Make one of one's tokens useless."""
    token = get_object_or_404(ApiToken.objects.of(request.user).newest_first(), pk=pk)
    tokens.withdraw_token(token=token, actor=request.user, op=OperationForm(request.POST).checked()["op"])
    messages.success(request, _("The token “%s” is withdrawn.") % token.name)
    return redirect("token_list")
