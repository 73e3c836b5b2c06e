"""Editors of every role, signed in, and their screens."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse

from claims.desk.models import User
from tests import signing_in
from tests.admin.forms import Data, sent_by
from tests.desk_builders import user


@dataclass
class Desk:
    """One account at the admin."""

    account: User
    client: Client

    def get(self, where: str, **query: str) -> Any:
        return self.client.get(where, query)

    def open(self, thing: models.Model) -> Data:
        """The change form of a thing, as it would be sent back untouched."""
        answer = self.client.get(change_page(thing))
        assert answer.status_code == 200
        return sent_by(answer.text, f"{thing._meta.model_name}_form")

    def save(self, thing: models.Model, data: dict[str, str], **changes: str) -> Any:
        """Send the form with some fields changed; the answer, after redirects."""
        return self.client.post(change_page(thing), data | changes, follow=True)

    def blank(self, model: type[models.Model]) -> Data:
        """The empty add form."""
        page = self.client.get(add_page(model)).text
        return sent_by(page, f"{model._meta.model_name}_form")

    def add(self, model: type[models.Model], data: Data | None = None, **values: str) -> Any:
        """Fill an add form and send it; the answer, after redirects."""
        data = self.blank(model) if data is None else data
        return self.client.post(add_page(model), data | values, follow=True)

    def choose(self, model: str, field: str, term: str = "") -> Any:
        """What a field offers to somebody who has typed a term."""
        query = {"app_label": "claims", "model_name": model, "field_name": field, "term": term}
        return self.client.get("/admin/autocomplete/", query)

    def do(self, claim: models.Model, verb: str, /, **said: str) -> Any:
        """Press the button of a verb; the answer, after redirects."""
        where = reverse("admin:claims_claim_do", args=[claim.pk, verb])
        return self.client.post(where, said, follow=True)


def change_page(thing: models.Model) -> str:
    return reverse(f"admin:claims_{thing._meta.model_name}_change", args=[thing.pk])


def add_page(model: type[models.Model]) -> str:
    return reverse(f"admin:claims_{model._meta.model_name}_add")


def list_page(model: type[models.Model]) -> str:
    return reverse(f"admin:claims_{model._meta.model_name}_changelist")


def told(answer: Any) -> list[str]:
    """The messages that an answer shows."""
    return [str(message) for message in answer.context["messages"]]


@pytest.fixture
def at_desk(db: None) -> Callable[..., Desk]:
    """Sign an account of this name and these roles in."""

    def sign_in(name: str, *roles: str, **fields: Any) -> Desk:
        account = user(name, *roles)
        for field, value in fields.items():
            setattr(account, field, value)
        if fields:
            account.save()
        client = Client()
        signing_in.sign_in(client, account)
        return Desk(account, client)

    return sign_in


@pytest.fixture
def anna(at_desk: Callable[..., Desk]) -> Desk:
    """A contributor."""
    return at_desk("anna", "contributor")


@pytest.fixture
def paul(at_desk: Callable[..., Desk]) -> Desk:
    """A publisher."""
    return at_desk("paul", "publisher")
