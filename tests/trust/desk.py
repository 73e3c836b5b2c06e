"""A desk with one thing of every kind, and an address of every screen about it."""

import re
from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.urls import URLPattern, URLResolver, get_resolver

from claims.admin.signing_in.gate import ADMIN
from claims.desk.models import Claim, ClaimRelation, CorrectionRequest, User
from claims.workflow import comment, revise, save_filter, submit
from tests import desk_builders as make

ROLES = ("contributor", "reviewer", "publisher", "admin", "auditor")
LEAVES = (f"{ADMIN}logout/", f"{ADMIN}login/leave/", f"{ADMIN}login/with/")
"""Addresses that end a session or go to the provider; each has tests of its own."""


def furnish() -> dict[str, Any]:
    """Make one thing of every model that has pages, and return them by the model's name."""
    anna, paul = make.user("anna", "contributor"), make.user("paul", "publisher")
    claim = make.published(anna, paul)
    statement = claim.claim_statements.get().statement
    other = make.claim(anna, "Another claim.", made_by=statement)
    revise(ClaimRelation(from_claim=claim, to_claim=other), by=anna)
    submit(other, by=anna)
    CorrectionRequest(claim=claim.public_id, wrong="The date is wrong.").save()
    comment(other, by=anna, text="Look.", mentioned=[anna])
    save_filter(by=anna, name="Hers", path="/admin/claims/claim/", query="")
    make.topic(anna)
    make.ratings()
    found = {
        str(model._meta.model_name): model._default_manager.order_by("-pk").first()
        for model in admin.site._registry
    }
    return found | {"claim": other, "statement": statement}


def somebody(role: str) -> User:
    """Return an account that holds this role alone."""
    return make.user(f"the-{role}", role)


def screens(things: dict[str, Any]) -> list[str]:
    """Return an address of every route of the admin, about these things, sorted."""
    found = (_filled(route, things) for route in _routes(get_resolver().url_patterns, "/"))
    return sorted(set(found))


def claims_of(things: dict[str, Any]) -> Claim:
    """Return the claim in review that the screens are about."""
    return Claim.objects.get(pk=things["claim"].pk)


def _routes(patterns: list[Any], before: str) -> Iterator[str]:
    for each in patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _routes(each.url_patterns, route)
        elif isinstance(each, URLPattern) and route.startswith(ADMIN):
            yield route


def _filled(route: str, things: dict[str, Any]) -> str:
    route = route.replace("^(?P<app_label>claims)/$", "claims/").replace("(?P<url>.*)$", "nowhere/")
    named = re.match(r"/admin/claims/(\w+)/", route)
    thing = things.get(named[1]) if named else None
    known = {"kind": "claim", "public_id": things["claim"].public_id, "verb": "submit"}
    if "/article/" in route:
        known["statement"] = str(things["statement"].pk)
    other = str(thing.pk) if thing is not None else str(things["capture"].pk)
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda key: known.get(key[1], other), route)
