"""What a post or message says, without what only its medium put there."""

import re
from dataclasses import dataclass

_ADDRESS = re.compile(r"https?://\S*|\bwww\.\S+|\bpic\.twitter\.com/\S*")
# An address may follow a word without a space.
_GLUED = re.compile(r"(?=https?://|pic\.twitter\.com/)")
_REPEATED = re.compile(r"^\s*RT\s+(?=@)")
_TAG = re.compile(r"[#@＃＠](\w+)")
_SEAM = re.compile(
    r"_+|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])"
    r"|(?<=[A-ZÀ-ÖØ-Þ])(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ])|(?<=[а-яёіїєґ])(?=[А-ЯЁІЇЄҐ])"
)
_SIGNED = re.compile(
    r"\s(?:—|–|--)\s*(?P<who>[^\n—]{0,80}?)\s*\((?P<handle>@\w{1,40})\)(?P<when>[^\n]{0,40})$"
)


@dataclass(frozen=True, slots=True)
class Post:
    """The words of a post, and under them who sent it and when, as an embedded post is signed."""

    said: str
    signed: str


def read(text: str) -> Post:
    """Return what a text says: without addresses and repeating marks, its tags as their words.

    `#CamelCase` and `@someBody2` become the words they are made of. A text that is no post is
    itself, with nothing signed. Never raises.
    """
    bare = _REPEATED.sub(" ", _ADDRESS.sub(" ", _GLUED.sub(" ", text))).strip()
    signature = _SIGNED.search(bare)
    if signature is None:
        return Post(_untagged(bare), "")
    signed = " ".join(signature.groups())
    return Post(_untagged(bare[: signature.start()]), _untagged(signed))


def _untagged(text: str) -> str:
    return _TAG.sub(lambda tag: f" {_SEAM.sub(' ', tag[1])} ", text)
