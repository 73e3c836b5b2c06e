"""One page of every kind on the public record, for the tests that look at them in a browser."""

from typing import Any

from tests import builders
from tests.web import released
from tests.web.released import evidence, numbered, source, speaker, statement

NOTE = "The summary left out the minister's next sentence, which speaks of many troops, not of all."
WORD = "Donaudampfschifffahrtsgesellschaft" * 12
LONG = (
    f"{WORD} \u202eneppirtsrednu\u202c \u2067سلام\u2069 👩‍👩‍👧‍👦🏳️‍🌈"
    f" <script>alert(1)</script> {'word ' * 10_000}"
)
KINDS = (
    "front",
    "search",
    "open",
    "claim",
    "said",
    "under_review",
    "retracted",
    "suppressed",
    "merged",
    "history",
    "arabic",
    "chinese",
    "hostile",
    "speaker",
    "source",
    "publisher",
    "topic",
    "corrections",
    "methodology",
    "report",
    "embed",
    "not_found",
    "ukrainian",
)


def publish() -> dict[str, str]:
    """Release what the pages show and return the path of one page of each of KINDS."""
    released.publish_named()
    claim = _corrected()
    paths = {
        "front": "/",
        "search": "/search?q=troops",
        "open": released.publish(numbered(1), claim="Troops will come back by spring."),
        "claim": claim,
        "said": released.publish(
            numbered(2),
            claim="The minister called the oblast empty.",
            kind="attribution",
            verdict=builders.verdict("supported", value=5, normalised="TRUE"),
        ),
        "under_review": _then(numbered(3), "flag"),
        "retracted": _then(numbered(4), "retraction"),
        "suppressed": _then(numbered(5), "suppression"),
        "merged": _then(numbered(6), "merge", merged_into=released.CLAIM) + "/history",
        "history": f"{claim}/history",
        "arabic": _in_arabic(),
        "chinese": _in_chinese(),
        "hostile": _hostile(),
        "speaker": f"/speakers/{released.SPEAKER}-laurynas-kasciunas",
        "source": f"/sources/{released.SOURCE}-an-article",
        "publisher": f"/publishers/{released.PUBLISHER}-an-outlet",
        "topic": f"/topics/{released.TOPIC}-defence",
        "corrections": "/corrections",
        "methodology": "/methodology",
        "report": f"/uk/claims/{released.CLAIM}/report",
        "embed": f"/embed/{released.CLAIM}",
        "not_found": "/nothing",
        "ukrainian": f"/uk{claim}",
    }
    assert tuple(paths) == KINDS
    return paths


def _corrected() -> str:
    """The whole of a claim page: both sides, a chain, renderings, replies and a correction."""
    released.publish(verdict=builders.verdict("contradicted", value=1, normalised="FALSE"))
    translation = {
        "language": "en",
        "text": "we see that it is empty there",
        "translator": "A. Desk",
        "method": "human",
    }
    return released.publish(
        event="correction",
        note=NOTE,
        context="Kaliningrad Oblast is a Russian exclave between Lithuania and Poland.",
        verdict=builders.verdict(
            summary="Troops were moved out, by the minister's own words many of them, not all.",
            explanation="We asked both armies.\n\n> Many, not all.\n\n1. First\n2. Second",
        ),
        statements=[
            statement(
                quote="бачимо, що там порожньо",
                language="uk",
                translations=[translation],
                attribution=[step(0, "An outlet", "published"), step(1, "An agency", "citing")],
            ),
            statement(
                "statementbbb",
                quote="we see that it's empty over there",
                rendering_of="statementaaa",
                rendering_note="The Ukrainian has no 'over'.",
            ),
            statement("statementccc", kind="headline", quote="Kaliningrad is empty"),
        ],
        evidence=[
            evidence(note="Fewer infantry, air defence unchanged."),
            evidence("evidencebbbb", stance="supports", origin="one agency"),
            evidence("evidencecccc", stance="supports", origin="one agency"),
            evidence("evidencedddd", stance="context", kind="data"),
        ],
        origins={"supports": 1, "contradicts": 1},
        replies=[
            {
                "party": "The ministry",
                "asked_on": "2024-11-04",
                "replied_on": "2024-11-05",
                "reply": "The minister meant the infantry.",
            }
        ],
    )


def step(position: int, name: str, relation: str) -> dict[str, Any]:
    """A step of a chain; the first one was seen by the desk, the others are inferred."""
    return {
        "position": position,
        "relation": relation,
        "name": name,
        "url": "",
        "seen": position == 0,
        "inferred": position > 0,
    }


def _then(id: str, event: str, **overrides: Any) -> str:
    """A reviewed claim to which something happened; a merged one is told by its history."""
    rated: dict[str, Any] = {
        "claim": f"A claim that came to {event}.",
        "verdict": builders.verdict(),
    }
    path = released.publish(id, **rated)
    released.publish(id, event=event, note=NOTE, **rated, **overrides)
    return path


def _in_arabic() -> str:
    quote = "غادرت القوات المنطقة كلها"
    return released.publish(
        numbered(7),
        claim="غادرت القوات الروسية منطقة كالينينغراد بالكامل.",
        language="ar",
        verdict=builders.verdict(summary="غادر كثير من الجنود، لا كلهم.", explanation="سألنا."),
        statements=[statement("statementaar", quote=quote, language="ar")],
        evidence=[evidence("evidenceaaar", note="عدد أقل من المشاة.")],
    )


def _in_chinese() -> str:
    return released.publish(
        numbered(8),
        claim="2024年11月1日，加里宁格勒已经没有俄罗斯军队。",
        language="zh-Hans",
        verdict=builders.verdict(
            summary="许多部队已经离开，但不是全部。", explanation="我们问过。"
        ),
        statements=[statement("statementazh", quote="那里是空的", language="zh-Hans")],
        evidence=[],
    )


def _hostile() -> str:
    """Words that are too long, too many, backwards and markup, wherever words may stand."""
    mine = speaker(name=LONG[:400], as_named=WORD, role_as_named=WORD, on_behalf_of=WORD)
    there = source(title=LONG[:400], publisher={"id": released.PUBLISHER, "name": WORD})
    return released.publish(
        numbered(9),
        claim=LONG[:2000],
        context=LONG,
        why_checked=WORD,
        topics=[{"id": released.TOPIC, "name": WORD}],
        verdict=builders.verdict(label=WORD, meaning=LONG[:600], summary=LONG, explanation=LONG),
        statements=[
            statement(
                "statementahh",
                quote=LONG,
                occasion=WORD,
                place=WORD,
                speakers=[mine],
                source=there,
                attribution=[step(0, WORD, "published"), step(1, LONG[:600], "citing")],
                translations=[
                    {"language": "en", "text": LONG, "translator": WORD, "method": "machine"}
                ],
            ),
            statement("statementbhh", quote=LONG, rendering_of="statementahh", rendering_note=LONG),
        ],
        evidence=[
            evidence("evidenceaahh", quote=LONG, origin=WORD, note=LONG, source=there),
            evidence("evidencebbhh", quote=WORD, origin=WORD, stance="supports"),
        ],
        replies=[
            {"party": WORD, "asked_on": "2024-11-04", "replied_on": "2024-11-05", "reply": LONG}
        ],
    )
