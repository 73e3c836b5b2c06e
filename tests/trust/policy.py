"""What every answer must carry, and what no page may hold."""

from html.parser import HTMLParser
from typing import Any

DIRECTIVES = {
    *("default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'"),
    *("font-src 'self'", "connect-src 'self'", "form-action 'self'", "base-uri 'none'"),
}
"""`object-src` and all that is not named fall back to `default-src`."""

DATA = {"application/json", "application/ld+json"}


FRAMES = {"'none'": "DENY", "'self'": "SAMEORIGIN", "*": None}
"""X-Frame-Options by who may frame an answer."""


def missing(answer: Any, *, framed_by: str = "'none'", secure: bool = False) -> list[str]:
    """Return what an answer lacks of the header policy, which says who may frame it."""
    directives = set(answer.get("Content-Security-Policy", "").split("; "))
    ancestors = {each for each in directives if each.startswith("frame-ancestors")}
    found = sorted(DIRECTIVES - directives)
    if ancestors != {f"frame-ancestors {framed_by}"}:
        found.append(f"frame-ancestors: {ancestors}")
    if any("unsafe" in each or "data:" in each for each in directives):
        found.append("unsafe sources")
    if answer.get("X-Content-Type-Options") != "nosniff":
        found.append("X-Content-Type-Options")
    if answer.get("Referrer-Policy") not in ("strict-origin-when-cross-origin", "no-referrer"):
        found.append("Referrer-Policy")
    if answer.get("Cross-Origin-Opener-Policy") != "same-origin":
        found.append("Cross-Origin-Opener-Policy")
    if answer.get("X-Frame-Options") != FRAMES[framed_by]:
        found.append("X-Frame-Options")
    if secure and "max-age=31536000; includeSubDomains" not in answer.get(
        "Strict-Transport-Security", ""
    ):
        found.append("Strict-Transport-Security")
    if not answer.get("X-Request-Id"):
        found.append("X-Request-Id")
    return found


def inline(page: str) -> list[str]:
    """Return the scripts, styles and handlers that stand in a page itself."""
    seen = _Inline()
    seen.feed(page)
    return seen.found


class _Inline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "style" or (tag == "script" and not self._may_stand(told)):
            self.found.append(f"<{tag}>")
        for name, value in told.items():
            where = name in ("href", "src", "action", "formaction")
            if name == "style" or name.startswith("on"):
                self.found.append(f"{tag} {name}")
            elif where and value.strip().lower().startswith(("javascript:", "data:", "vbscript:")):
                self.found.append(f"{tag} {name}={value[:20]}")

    @staticmethod
    def _may_stand(told: dict[str, str]) -> bool:
        return bool(told.get("src")) or told.get("type") in DATA
