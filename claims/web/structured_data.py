"""What programs find in a page: JSON-LD that no text can break out of."""

import json
from typing import Any

_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}


def script_text(thing: dict[str, Any] | None) -> str:
    """Return a thing as JSON that may stand inside a script element as it is; "" for None."""
    if thing is None:
        return ""
    return json.dumps(thing, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
