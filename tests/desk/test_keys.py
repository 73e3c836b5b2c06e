"""Rows of before a key was stored get it by the migration, as a save gives it to later ones."""

from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

import claims.migrations
from claims.desk.models import Claim, Publisher, Source, Speaker, SpeakerName, Topic
from tests import desk_builders as build
from tests.ledger import rows

pytestmark = pytest.mark.django_db

KEYS: dict[Any, tuple[str, ...]] = {
    Claim: ("folded",),
    Publisher: ("folded", "latin"),
    Source: ("folded",),
    Speaker: ("sound",),
    SpeakerName: ("sound",),
    Topic: ("folded", "latin"),
}


def keys() -> dict[str, list[Any]]:
    return {
        model.__name__: list(model.objects.order_by("pk").values_list(*names))
        for model, names in KEYS.items()
    }


def test_the_migration_gives_every_row_its_keys() -> None:
    author = build.user("author", "contributor")
    build.claim(author, "Kaliningrad Oblast is empty.")
    build.topic(author, "Energía")
    build.speaker(author, "Лаурінас Кащюнас", save=(SpeakerName(name="Laurynas Kasčiūnas"),))
    stored = keys()
    folder = Path(str(claims.migrations.__file__)).parent
    name = next(folder.glob("*_working_together.py")).stem
    with rows.unguarded():
        for model, names in KEYS.items():
            model.objects.update(**dict.fromkeys(names, ""))
        assert keys() != stored
        editor = SimpleNamespace(connection=connection)
        import_module(f"claims.migrations.{name}").fill_keys(apps, editor)
    assert keys() == stored
    assert stored["Speaker"][-1] == ("laurinas kascunas",)
    assert stored["SpeakerName"] == [("laurinas kascunas",)]
