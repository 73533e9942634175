"""The site of the Django admin: for site admins only, nothing is ever deleted there."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class SiteAdmin(AdminSite):
    site_header = site_title = _("Tifa site administration")
    index_title = _("Everything Tifa stores")

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_superuser)
