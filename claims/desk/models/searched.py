"""Words that editors find things of the desk by, kept with every save."""

from collections.abc import Collection, Iterable
from typing import Any, ClassVar

from django.db import models, transaction

from claims.desk.models.base import Child
from claims.search.words import Text, written


class Searched(models.Model):
    """A root that is found by words: `words` leads to them, and every save keeps them up to date.

    What is written without `save()` leaves them behind: `verify_record` finds it.
    """

    WORDED: ClassVar[tuple[str, ...]] = ()
    """The names of those rows of its own whose texts are among its own."""

    class Meta:
        abstract = True

    def save(self, **options: Any) -> None:
        """Save, and keep the words in the same transaction."""
        with transaction.atomic():
            super().save(**options)
            keep_words(type(self), [self.pk])

    def texts(self) -> Iterable[Text]:
        """Return the texts it is found by, each with its language."""
        raise NotImplementedError

    def called(self) -> Iterable[str]:
        """Return the names it is found by, in any spelling and script."""
        return ()


class Wording(Child):
    """A child whose texts are among those that its root is found by."""

    class Meta:
        abstract = True

    def save(self, **options: Any) -> None:
        """Save, and keep the root's words in the same transaction."""
        with transaction.atomic():
            super().save(**options)
            keep_words(type(self.root), [self.root.pk])

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Delete, and keep the root's words in the same transaction."""
        with transaction.atomic():
            gone = super().delete(*args, **options)
            keep_words(type(self.root), [self.root.pk])
        return gone


def words_model(model: type[models.Model]) -> type[models.Model]:
    """Return the model of the words of a model whose rows are found by words."""
    related: Any = model._meta.get_field("words")
    words: type[models.Model] = related.related_model
    return words


def fresh_words(model: type[models.Model], keys: Collection[int]) -> dict[int, str]:
    """Return the words of the rows with these keys, as the rows stand in the database."""
    rows: Any = model._default_manager.filter(pk__in=keys)
    return {
        row.pk: written([(row.public_id, ""), *row.texts()], row.called())
        for row in rows.prefetch_related(*model.WORDED)  # type: ignore[attr-defined]
    }


def stored_words(model: type[models.Model], keys: Collection[int]) -> dict[int, str]:
    """Return the words that are kept of the rows with these keys."""
    rows = words_model(model)._default_manager.filter(pk__in=keys)
    return dict(rows.values_list("pk", "text"))


def keep_words(model: type[models.Model], keys: Collection[int]) -> None:
    """Write the words of the rows with these keys anew where they are not what they should be."""
    words = words_model(model)
    fresh, stored = fresh_words(model, keys), stored_words(model, keys)
    changed = {key for key in {*fresh, *stored} if fresh.get(key) != stored.get(key)}
    if stale := changed & stored.keys():
        words._default_manager.filter(pk__in=stale).delete()
    words._default_manager.bulk_create(
        words(pk=key, text=fresh[key]) for key in sorted(changed & fresh.keys())
    )
