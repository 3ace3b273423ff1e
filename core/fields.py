"""StreamField whose block definitions stay out of migrations: a changed label makes no migration."""

from wagtail import fields


class StreamField(fields.StreamField):
    """Wagtail's StreamField with a migration of constant size."""

    def deconstruct(self) -> tuple:
        name, _path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        kwargs.pop("block_types", None)
        return name, "core.fields.StreamField", [[]], kwargs
