"""Versions: no edit of a root or its children is lost, by whatever way it is written."""

from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from django.db.models import F

from claims.desk.models import Claim, StaleEdit
from claims.desk.models.base import Child, Versioned
from tests.ledger import rows

pytestmark = pytest.mark.django_db

every_root = pytest.mark.parametrize("model", rows.ROOTS)
every_child = pytest.mark.parametrize("model", rows.CHILDREN)


def _subclasses(base: type[models.Model]) -> set[type[models.Model]]:
    found = set(base.__subclasses__())
    return found | {deeper for model in found for deeper in _subclasses(model)}


def test_no_model_is_forgotten_here() -> None:
    concrete = {model for model in _subclasses(Versioned) if not model._meta.abstract}
    assert concrete == set(rows.ROOTS)
    concrete = {model for model in _subclasses(Child) if not model._meta.abstract}
    assert concrete == set(rows.CHILDREN)


@every_root
def test_a_save_goes_up_by_one_and_the_stale_one_is_told(model: type[models.Model]) -> None:
    mine = rows.ROOTS[model]()
    theirs = model._default_manager.get(pk=mine.pk)
    theirs.save()
    assert rows.columns(theirs)["version"] == 2
    with pytest.raises(StaleEdit) as refusal:
        mine.save()
    assert mine.version == 1
    assert refusal.value.stale is mine
    assert refusal.value.current == theirs
    assert rows.columns(mine)["version"] == 2


@every_root
@pytest.mark.parametrize(
    ("values", "welcome"),
    [
        ({"version": F("version") + 1}, True),
        ({"version": F("version")}, False),
        ({"version": F("version") + 2}, False),
        ({"version": F("version") - 1}, False),
        ({"version": F("version") + 1, "public_id": "stolenstolen"}, False),
        ({"public_id": "stolenstolen"}, False),
        ({"version": F("version") + 1, "id": F("id") + 1}, False),
    ],
)
def test_an_update_goes_up_by_one_and_keeps_the_identity(
    model: type[models.Model], values: dict[str, Any], welcome: bool
) -> None:
    rows.ROOTS[model]()
    manager = model._default_manager
    only = manager.filter(pk=manager.order_by("-pk").values_list("pk", flat=True)[0])
    assert rows.allowed(lambda: only.update(**values)) == welcome


def test_bulk_update_without_the_next_version_is_refused() -> None:
    claim = rows.claim()
    claim.text = "Changed."
    assert not rows.allowed(lambda: Claim.objects.bulk_update([claim], ["text"]))
    claim.version = 2
    assert rows.allowed(lambda: Claim.objects.bulk_update([claim], ["text", "version"]))


@every_root
def test_an_upsert_over_a_root_is_refused(model: type[models.Model]) -> None:
    root = rows.ROOTS[model]()
    after = f"ON CONFLICT (id) DO UPDATE SET version = {model._meta.db_table}.version + 1"
    values = rows.columns(root)
    assert not rows.allowed(lambda: rows.insert(model._meta.db_table, values, after=after))


@every_root
def test_a_new_root_begins_at_version_1(model: type[models.Model]) -> None:
    root = rows.ROOTS[model]()
    values = rows.columns(root)
    with transaction.atomic():
        rows.sql(f"DELETE FROM {model._meta.db_table} WHERE id = %s", root.pk)
        again = values | {"version": 2}
        assert not rows.allowed(lambda: rows.insert(model._meta.db_table, again))
        assert rows.allowed(lambda: rows.insert(model._meta.db_table, values))
        transaction.set_rollback(True)


@every_child
def test_a_child_is_written_at_its_roots_version_only(model: type[models.Model]) -> None:
    child = rows.CHILDREN[model]()
    for wrong in (0, 2):
        child.root_version = wrong
        assert not rows.allowed(child.save)
    child.root_version = 1
    assert rows.allowed(child.save)


@every_child
def test_a_child_does_not_change_behind_its_roots_back(model: type[models.Model]) -> None:
    child = rows.CHILDREN[model]()
    child.save()
    manager = model._default_manager
    changes = (
        child.save,
        child.delete,
        lambda: manager.update(root_version=F("root_version")),
        lambda: manager.update(root_version=F("root_version") + 1),
        lambda: manager.bulk_update([child], [child.ROOT]),
        lambda: rows.sql(f"DELETE FROM {model._meta.db_table}"),
        lambda: rows.sql(f"UPDATE {model._meta.db_table} SET id = id + 1, root_version = 2"),
    )
    for change in changes:
        assert not rows.allowed(change)

    child.root.save()
    assert not rows.allowed(child.save), "it still says that it was written at version 1"
    child.root_version = 2
    assert rows.allowed(child.save)


@every_child
def test_a_child_is_removed_in_two_steps_after_its_root_moved_on(
    model: type[models.Model],
) -> None:
    child = rows.CHILDREN[model]()
    child.save()
    own = model._default_manager.filter(pk=child.pk)
    delete = f"DELETE FROM {model._meta.db_table} WHERE id = %s"
    assert not rows.allowed(lambda: own.update(root_version=0))
    child.root.save()
    for removal in (child.delete, own.delete, lambda: rows.sql(delete, child.pk)):
        assert not rows.allowed(removal)
    own.update(root_version=0)
    assert not rows.allowed(lambda: own.update(root_version=2)), "it is only there to be deleted"
    assert not rows.allowed(lambda: own.update(root_version=0))
    assert rows.allowed(lambda: rows.sql(delete, child.pk))
    assert rows.allowed(own.delete)


@every_child
def test_marking_a_child_for_removal_moves_it_nowhere(model: type[models.Model]) -> None:
    child = rows.CHILDREN[model]()
    child.save()
    child.root.save()
    other = rows.ROOTS[type(child.root)]()
    other.save()
    own = model._default_manager.filter(pk=child.pk)
    assert not rows.allowed(lambda: own.update(**{"root_version": 0, child.ROOT: other}))
    assert not rows.allowed(lambda: own.update(root_version=0, id=F("id") + 1))


@every_child
def test_a_child_stays_with_its_root(model: type[models.Model]) -> None:
    child = rows.CHILDREN[model]()
    child.save()
    child.root.save()
    other = rows.ROOTS[type(child.root)]()
    other.save()
    assert other.version == child.root.version
    values = {child.ROOT: other, "root_version": 2}
    assert not rows.allowed(lambda: model._default_manager.filter(pk=child.pk).update(**values))


def test_of_two_children_written_at_once_the_second_sees_the_roots_new_version() -> None:
    claim = rows.claim()
    mine, theirs = (Claim.objects.get(pk=claim.pk) for _ in range(2))
    theirs.save()
    with pytest.raises(StaleEdit), transaction.atomic():
        mine.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        mine.translations.create(language="uk", text="Порожньо.", root_version=mine.version)
    theirs.translations.create(language="uk", text="Порожньо.", root_version=theirs.version)
