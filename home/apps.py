from importlib import import_module

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate, post_save
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Сайт")

    def ready(self) -> None:
        """Cards of pages and of the directory for the search; rights of the groups on models, on branches, with a new section."""
        import_module("home.cards").follow_pages()
        import_module("home.directory_cards").follow_directory()
        rights = import_module("home.rights")
        rights.register_rights()
        post_migrate.connect(rights.grant_branches, sender=apps.get_app_config("people"), dispatch_uid="home.rights")
        for model in ("school.SchoolPage", "home.RegionPage"):
            post_save.connect(rights.grant_new_section, sender=apps.get_model(model), dispatch_uid=f"home.rights.{model}")
