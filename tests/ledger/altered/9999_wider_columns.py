"""One AlterField on each guarded table, as a later version of the project might have."""

from pathlib import Path

from django.apps import apps
from django.db import migrations, models

from claims.migrations import __path__ as project_migrations

TABLES = {
    "auditentry": "request_id",
    "capture": "media_type",
    "claim": "language",
    "claimstatement": "stance",
    "decision": "target",
    "evidence": "translator",
    "release": "event",
    "releasehead": "hash",
    "statement": "cue",
    "user": "first_name",
}


def _wider(model: str, name: str) -> migrations.AlterField:
    field = apps.get_model("claims", model)._meta.get_field(name).clone()
    assert isinstance(field, models.CharField)
    field.max_length = (field.max_length or 0) + 10
    return migrations.AlterField(model, name, field)


LATEST = max(path.stem for folder in project_migrations for path in Path(folder).glob("[0-9]*.py"))


class Migration(migrations.Migration):
    dependencies = [("claims", LATEST)]
    operations = [_wider(model, name) for model, name in TABLES.items()]
