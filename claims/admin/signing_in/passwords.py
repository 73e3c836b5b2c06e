"""Passwords made of words that anybody would try here: the desk's name, the roles, this program."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

from claims.desk.permissions import Role
from claims.text.folding import fold

OWN_WORDS = ("onrecord", "desk", "newsroom", "factcheck", "editor", "password", "admin")
LEFT = 8
"""Characters that a password must have beside such words."""


class NoWordsOfThisDesk:
    """Refuses a password with under eight characters beside words that belong to this desk."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError, in one line, for a password of such words."""
        left = fold(password)
        for word in sorted(_words(), key=len, reverse=True):
            left = left.replace(word, "")
        if len(left) < LEFT:
            raise ValidationError("Beside words that belong to this desk, give eight characters.")

    def get_help_text(self) -> str:
        """Return what an editor is told beforehand."""
        return "Your password can’t be made of the desk’s name, its address or the names of roles."


def _words() -> set[str]:
    host = urlsplit(settings.SITE_URL).hostname or ""
    text = " ".join((settings.DESK_NAME, host, *Role.values, *OWN_WORDS))
    return {word for word in re.findall(r"\w+", fold(text)) if len(word) > 3}
