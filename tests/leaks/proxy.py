"""A cache such as stands before the site, in memory: it keeps and gives what RFC 9111 lets it."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

STORED = {200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501}
"""Statuses that a shared cache may keep without being told how long."""


@dataclass
class Kept:
    """An answer that is kept: under which headers of the request, and until when."""

    status: int
    headers: dict[str, str]
    body: bytes
    varying: dict[str, str]
    stored_at: int
    fresh_for: int


@dataclass
class Proxy:
    """One cache for all who come by it; `now` is its clock, in seconds."""

    now: int = 0
    kept: dict[str, list[Kept]] = field(default_factory=dict)
    hits: int = 0
    revalidated: int = 0

    def get(self, client: Client, address: str, **headers: str) -> Kept:
        """Answer from what is kept where that is allowed, else ask the site as this client."""
        found = self._of(address, headers)
        if found is not None and self.now - found.stored_at < found.fresh_for:
            self.hits += 1
            return found
        asking = dict(headers)
        if found is not None and "etag" in found.headers:
            asking["If-None-Match"] = found.headers["etag"]
        answer = client.get(address, headers=asking)
        if found is not None and answer.status_code == 304:
            self.revalidated += 1
            found.stored_at = self.now
            return found
        told = _kept(answer, headers, self.now)
        if _may_be_kept(answer, headers):
            others = [one for one in self.kept.get(address, []) if one.varying != told.varying]
            self.kept[address] = [*others, told]
        return told

    def _of(self, address: str, headers: dict[str, str]) -> Kept | None:
        sent = {name.lower(): value for name, value in headers.items()}
        for one in self.kept.get(address, []):
            if all(sent.get(name, "") == value for name, value in one.varying.items()):
                return one
        return None


def _kept(answer: Any, headers: dict[str, str], now: int) -> Kept:
    sent = {name.lower(): value for name, value in headers.items()}
    varying = {name: sent.get(name, "") for name in _listed(answer.get("Vary", ""))}
    told = {name.lower(): value for name, value in answer.items()}
    return Kept(answer.status_code, told, answer.getvalue(), varying, now, _fresh_for(answer))


def _may_be_kept(answer: Any, headers: dict[str, str]) -> bool:
    told = _listed(answer.get("Cache-Control", ""))
    allowed = "public" in told or bool(_fresh_for(answer)) or answer.status_code in STORED
    forbidden = {"no-store", "private"} & set(told) or "*" in _listed(answer.get("Vary", ""))
    signed = any(name.lower() == "authorization" for name in headers) and "public" not in told
    return allowed and not forbidden and not signed


def _fresh_for(answer: Any) -> int:
    told = answer.get("Cache-Control", "")
    for name in ("s-maxage", "max-age"):
        if (found := re.search(rf"\b{name}=(\d+)", told)) and "no-cache" not in told:
            return int(found[1])
    return 0


def _listed(value: str) -> list[str]:
    return [part.strip().lower() for part in value.split(",") if part.strip()]
