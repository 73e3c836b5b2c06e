"""What of a composition the desk decides, apart from what the rest of the record decides."""

import hashlib
from collections.abc import Sequence
from typing import Any

from claims.ledger.canonical import canonical
from claims.publishing.requesting import REQUESTED_BY


def digest_of(content: Any, entities: Sequence[Any] = (), relations: Sequence[Any] = ()) -> str:
    """Return the sha256 of what was decided in a composition of these three."""
    whole = [content, list(entities), list(relations)]
    return hashlib.sha256(canonical(decided(whole))).hexdigest()


def decided(value: Any) -> Any:
    """Return composed JSON without what other claims' releases may change in it.

    That is prefix and suffix of a quote, and the captures and the text of a source. They follow by
    rule from the quotes and from the rights, which stay, and from what is public already: another
    claim's release shall not end an approval. Nor does a request that is accepted meanwhile.
    """
    if isinstance(value, list | tuple):
        return [decided(member) for member in value]
    if not isinstance(value, dict):
        return value
    if "capture_sha256" in value:
        left_out = {"prefix", "suffix"}
    else:
        left_out = {"captures", "text"} if "captures" in value else {REQUESTED_BY}
    return {name: decided(member) for name, member in value.items() if name not in left_out}
