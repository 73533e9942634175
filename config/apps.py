"""The site itself as an app, and the Django admin as Tifa's site admins use it."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class SiteConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from config import checks  # noqa: F401  inline: registers the checks once the apps are there


class SiteAdminConfig(AdminConfig):
    default_site = "config.admin.SiteAdmin"
