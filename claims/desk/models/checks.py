"""The check constraints of a row, asked of the database together before it is saved."""

from collections.abc import Sequence
from functools import reduce
from operator import and_

from django.core.exceptions import FieldError, ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.constraints import BaseConstraint


class CheckedAtOnce(models.Model):
    """A model whose check constraints cost one query where all hold, and one each where not."""

    class Meta:
        abstract = True

    def get_constraints(self) -> list[tuple[type[models.Model], Sequence[BaseConstraint]]]:
        """Return Django's list, the check constraints of each model as one."""
        return [(model, _together(found)) for model, found in super().get_constraints()]


class _AllChecks(models.CheckConstraint):
    """All check constraints of a model: those that fail are told as each of them tells it."""

    def __init__(self, checks: Sequence[models.CheckConstraint]) -> None:
        condition = reduce(and_, (models.Q(check.condition) for check in checks))
        super().__init__(condition=condition, name="all_checks")
        self.checks = checks

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: set[str] | None = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        """Raise ValidationError with what each says that does not hold.

        As with Django's own, one that speaks of a field in `exclude` is not asked.
        """
        against = instance._get_field_expression_map(meta=model._meta, exclude=exclude)  # type: ignore[attr-defined]
        try:
            if self.condition.check(against, using=using):  # type: ignore[union-attr]
                return
        except FieldError:
            pass
        faults: list[ValidationError] = []
        for check in self.checks:
            try:
                check.validate(model, instance, exclude=exclude, using=using)
            except ValidationError as fault:
                faults.append(fault)
        if faults:
            raise ValidationError(faults)


def _together(constraints: Sequence[BaseConstraint]) -> Sequence[BaseConstraint]:
    checks = [one for one in constraints if isinstance(one, models.CheckConstraint)]
    if len(checks) < 2:
        return constraints
    return [*(one for one in constraints if one not in checks), _AllChecks(checks)]
