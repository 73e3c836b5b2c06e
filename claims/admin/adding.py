"""A form for something new that is sent twice makes one thing, by the identity that it has at once.

Whether a save came through is unknown to an editor whose database broke off after it: the form may
be sent again. What it makes has a public id that follows from the form as it was shown, from what
was typed into it, and from nothing that anybody but the server knows.
"""

import json
from base64 import b32encode
from secrets import token_urlsafe
from typing import TypeVar

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from claims.admin.access import editor
from claims.desk.models import Versioned

SHOWN = "shown"
"""The hidden field that tells one showing of a form from all others."""

_BESIDE = ("csrfmiddlewaretoken", "_")
"""How the names of fields begin that are no part of what is typed: the token, and buttons."""

_LENGTH = 12

Kind = TypeVar("Kind", bound=Versioned)


def shown(request: HttpRequest) -> str:
    """Return what tells this showing of a form from others; the same while it is refused."""
    return request.POST.get(SHOWN) or token_urlsafe(16)


def identity(request: HttpRequest, kind: type[Versioned]) -> str:
    """Return the public id of what a form that was sent makes, "" for one that no page showed."""
    if not request.POST.get(SHOWN):
        return ""
    typed = sorted(
        (name, values) for name, values in request.POST.lists() if not name.startswith(_BESIDE)
    )
    told = json.dumps([kind._meta.label_lower, editor(request).pk, typed])
    digest = salted_hmac(__name__, told, algorithm="sha256").digest()
    return b32encode(digest).decode().lower()[:_LENGTH]


def made(request: HttpRequest, kind: type[Kind]) -> Kind | None:
    """Return what the same form made when it was sent before, None where it was not."""
    named = identity(request, kind)
    return kind._default_manager.filter(public_id=named).first() if named else None
