"""Choices as database constraints: a value that no form offers is refused by the database too."""

from typing import Any, TypeVar

from django.db import models
from django.db.models import Q

Model = TypeVar("Model", bound=models.Model)


def constrained_choices(model: type[Model]) -> type[Model]:
    """Add, to a model class, a check constraint `{model}_{field}_valid` for each field of choices.

    A decorator rather than lines in Meta, because a class body cannot see the choices declared in
    the class around it, and because none is forgotten this way.
    """
    found = [_constraint(model, field) for field in model._meta.local_fields if field.choices]
    model._meta.constraints = [*model._meta.constraints, *found]
    model._meta.original_attrs["constraints"] = model._meta.constraints
    return model


def _constraint(
    model: type[models.Model], field: "models.Field[Any, Any]"
) -> models.CheckConstraint:
    values = [value for value, _ in field.flatchoices]
    allowed = [*values, ""] if field.blank else values
    return models.CheckConstraint(
        condition=Q(**{f"{field.name}__in": allowed}),
        name=f"{model._meta.model_name}_{field.name}_valid",
    )
