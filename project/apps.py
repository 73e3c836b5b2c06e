"""Brings the deployment's system checks into Django."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ProjectConfig(AppConfig):
    """The deployment itself; it has no models."""

    name = "project"
    verbose_name = "Deployment"

    def ready(self) -> None:
        """Register the checks."""
        from project import checks  # noqa: F401


class DeskAdminConfig(AdminConfig):
    """Django's admin with the desk's own site."""

    default_site = "claims.admin.site.DeskSite"
