"""Keeps migrations off the `public` alias, which may only read."""


class PublicIsReadOnly:
    """Database router: nothing is migrated, created or flushed through `public`."""

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool | None:
        """False for `public`; no opinion on any other alias."""
        return False if db == "public" else None
