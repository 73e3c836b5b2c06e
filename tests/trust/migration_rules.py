"""What a migration may do once others run the version before it: rules read from its operations."""

import ast
import inspect
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import migrations, models
from django.db.migrations.operations.base import Operation

GROWING = (
    migrations.AddConstraint,
    migrations.AddField,
    migrations.AddIndex,
    migrations.AlterModelManagers,
    migrations.AlterModelOptions,
    migrations.CreateModel,
    migrations.RemoveConstraint,
    migrations.RemoveIndex,
    migrations.RunPython,
)
"""Operations after which the code of before still finds all that it reads and writes."""

APPEND_ONLY = {
    *("Release", "ReleaseHead", "AuditEntry", "AuditHead", "Decision", "Capture", "Submission"),
}
"""Models whose rows no migration rewrites."""


def faults(migration: Any) -> Iterator[str]:
    """Give what a migration does that the running version before it, or the record, suffers from.

    `migration` is a Migration or anything with `operations`.
    """
    operations = list(flat(migration.operations))
    made = {each.name.lower() for each in operations if isinstance(each, migrations.CreateModel)}
    for operation in operations:
        name = type(operation).__name__
        if isinstance(operation, migrations.AlterField):
            if not _widens(operation.field):
                yield f"{name} {operation.model_name}.{operation.name}: narrower for older code"
        elif not isinstance(operation, GROWING):
            yield f"{name}: older code would miss what it takes away"
        elif isinstance(operation, migrations.AddField):
            of_old_table = operation.model_name.lower() not in made
            if of_old_table and not _older_code_may_leave_it_out(operation.field):
                yield f"{name} {operation.model_name}.{operation.name}: needs null or db_default"


def flat(operations: Iterable[Operation]) -> Iterator[Operation]:
    """Give the operations, those inside SeparateDatabaseAndState in place of it."""
    for operation in operations:
        if isinstance(operation, migrations.SeparateDatabaseAndState):
            yield from flat(operation.database_operations)
        else:
            yield operation


def rewritten(source: str) -> set[str]:
    """Return the append-only models that the code of a migration asks for, or names in SQL."""
    asked = {
        str(call.args[1].value)
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call) and len(call.args) == 2
        if getattr(call.func, "attr", "") == "get_model" and isinstance(call.args[1], ast.Constant)
    }
    texts = " ".join(
        node.value.lower()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    changed = {
        model
        for model in APPEND_ONLY
        for verb in ("update", "delete from", "insert into", "truncate")
        if f"{verb} claims_{model.lower()} " in f"{texts} "
    }
    return (asked & APPEND_ONLY) | changed


def source_of(migration: Any) -> str:
    """Return the text of the module that holds a migration."""
    return inspect.getsource(inspect.getmodule(migration))  # type: ignore[arg-type]


def _older_code_may_leave_it_out(field: models.Field) -> bool:
    many = isinstance(field, models.ManyToManyField)
    return many or field.null or field.db_default is not models.NOT_PROVIDED


def _widens(field: models.Field) -> bool:
    # That its own migration says so: what the field was before stands in another one.
    return field.null or isinstance(field, models.TextField)
