"""The seed data set loaded once, looked at, and rolled back."""

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from claims.desk.models import Claim, Statement, User
from claims.record.models import PublishedClaim
from claims.workflow import revise

ARTICLE = Path(__file__).resolve().parents[2] / "seeds" / "article.txt"

Dump = dict[str, list[dict[str, Any]]]


def dump() -> Dump:
    """Every row of every table."""
    return {
        model._meta.label: list(model._default_manager.using("default").order_by("pk").values())
        for model in apps.get_models()
        if not model._meta.proxy
    }


def load_seeds() -> str:
    out = io.StringIO()
    call_command("load_seeds", stdout=out)
    return out.getvalue()


@dataclass(frozen=True)
class Loaded:
    """What one load printed and left behind, and what later runs did to it."""

    printed: str
    proved: str
    bodies: dict[str, dict[str, Any]]
    stages: dict[str, str]
    statements: list[Statement]
    passwords: dict[str, bool]
    again: str
    unchanged: bool
    unchanged_after_edit: bool
    imported_again: dict[str, Any]


@pytest.fixture(scope="session")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Loaded:
    with django_db_blocker.unblock(), transaction.atomic():
        found = _look()
        transaction.set_rollback(True)
    return found


def _look() -> Loaded:
    printed = load_seeds()
    before = dump()
    again = load_seeds()
    unchanged = dump() == before
    proved, imported = io.StringIO(), io.StringIO()
    call_command("verify_record", stdout=proved)
    about = {"url": _article_url(), "dry_run": True, "format": "json"}
    call_command("import_article", ARTICLE, stdout=imported, **about)
    bodies = [json.loads(row.body) for row in PublishedClaim.objects.order_by("first_sequence")]
    return Loaded(
        printed=printed,
        proved=proved.getvalue(),
        bodies={body["claim"]: body for body in bodies},
        stages=dict(Claim.objects.values_list("text", "stage")),
        statements=_statements(),
        passwords=_passwords(printed),
        again=again,
        unchanged=unchanged,
        unchanged_after_edit=_stays_after_an_edit(),
        imported_again=json.loads(imported.getvalue()),
    )


def _article_url() -> str:
    return Statement.objects.earliest("id").capture.source.url


def _statements() -> list[Statement]:
    related = ("capture__source__publisher", "speaker", "rendering_of")
    found = Statement.objects.select_related(*related).prefetch_related("steps__publisher")
    return list(found.order_by("id"))


def _passwords(printed: str) -> dict[str, bool]:
    words = [line.split() for line in printed.splitlines() if line.startswith("  ")]
    accounts = {user.username: user for user in User.objects.all()}
    return {name: accounts[name].check_password(password) for name, password in words}


def _stays_after_an_edit() -> bool:
    draft = Claim.objects.get(stage=Claim.Stage.DRAFT)
    draft.text = "An editor has rewritten this claim."
    revise(draft, by=User.objects.get(username="contributor"))
    before = dump()
    load_seeds()
    return dump() == before
