"""Contents of the made record's claims, with their statements and evidence."""

import random
from datetime import timedelta
from typing import Any

from tests.benchmarks.data import entities, names
from tests.benchmarks.data.entities import MEANING, RATINGS, Content, count
from tests.benchmarks.data.words import EVERYWHERE, LANGUAGES, Language, language

STANCES = ("asserts",) * 7 + ("denies", "repeats", "questions", "reports")
KINDS = ("factual",) * 5 + ("quantity", "quantity", "attribution", "forecast", "media")
SAID = ("confirmed",) * 8 + ("unverified", "disputed", "denied", "misattributed")
STATEMENT_KINDS = ("direct", "direct", "indirect", "mixed", "headline")
EVIDENCE_STANCES = ("contradicts", "contradicts", "supports", "supports", "context")
EVIDENCE_KINDS = ("primary", "official", "expert", "data", "fact_check", "secondary")

# What desks write about how they found it repeats itself from claim to claim, as this does.
EXPLANATIONS = tuple(
    f"The desk compared the words with **{what}**.\n\n"
    f"- It asked for the figures and had them after {days} days.\n"
    f"- It read the [original](https://archive.example/method/{days}).\n\n"
    f"> What was said differs from what the record shows.\n\n"
    f"The difference {effect}; the desk therefore keeps to its method, step {days}."
    for days in range(2, 10)
    for what in ("official statistics", "the full recording", "court files")
    for effect in ("changes what a reader would understand", "is one of rounding")
)


def claim(seed: int, number: int, edition: int = 1) -> Content:
    """Return the content of a claim; each `edition` after the first says more and rates anew."""
    rng = names.rng_of(seed, "claim", number)
    spoken = language(rng)
    at = names.moment(number)
    said = _said_on(rng, number)
    id = names.public_id(seed, "claim", number)
    topics = {int(count("topic", number) * rng.random() ** 2) for _ in range(rng.choice((1, 1, 2)))}
    rating = RATINGS[int(rng.random() * 6)] if rng.random() < 0.8 else None
    statements = _statements(seed, number, rng, spoken, said)
    evidence = [_evidence(seed, number, at_, rng) for at_ in range(rng.choice((1, 2, 3, 3, 4, 5)))]
    context = spoken.text(rng, 8, 16) if rng.random() < 0.4 else ""
    if edition > 1:
        rating = RATINGS[(number + edition) % 6] if edition == 2 else rating
        context = f"{context} {spoken.text(rng, 4, 8)} {edition}".strip()
    return {
        "id": id,
        "claim": _text(rng, spoken),
        "language": spoken.code,
        "translations": _translations(rng, spoken, 0.2),
        "context": context,
        "kind": KINDS[int(rng.random() * len(KINDS))],
        "about": {"from": {"value": said["value"][:7], "precision": "month"}, "to": None},
        "topics": [_named(entities.topic(seed, one)) for one in sorted(topics)],
        "why_checked": "",
        "first_said_on": said if rng.random() < 0.95 else None,
        "verdict": _verdict(rng, rating, spoken, at) if rating else None,
        "statements": statements,
        "evidence": evidence,
        "origins": {
            way: sum(1 for one in evidence if one["stance"] == way and one["counts"])
            for way in ("supports", "contradicts")
        },
        "replies": [],
        "merged_into": None,
        "review": {"second_person": True},
        "publisher": {"name": "Desk of the benchmarks"},
        "licence": "CC-BY-4.0",
    }


def relation(seed: int, number: int, other: int) -> Content:
    """Return the content of the relation that a claim has to an earlier one."""
    return {
        "id": names.public_id(seed, "relation", number),
        "kind": ("related", "contradicts", "narrower", "follows")[number // 50 % 4],
        "from": names.public_id(seed, "claim", number),
        "to": names.public_id(seed, "claim", other),
        "withdrawn": False,
    }


def _text(rng: random.Random, spoken: Language) -> str:
    text = spoken.text(rng, 7, 13)
    if rng.random() < 0.35:
        text = f"{text} {int(10 ** (5 * rng.random()))}"
    if spoken.code == "en" and rng.random() < 0.75:
        text = f"{EVERYWHERE} {text}"
    return text[0].upper() + text[1:]


def _said_on(rng: random.Random, number: int) -> Content:
    if rng.random() < 0.03:
        return {"value": names.BUSY_DAY, "precision": "day"}
    day = names.moment(number) - timedelta(days=1 + int(60 * rng.random() ** 3))
    if rng.random() < 0.1:
        return {"value": f"{day:%Y-%m}", "precision": "month"}
    return {"value": f"{day:%Y-%m-%d}", "precision": "day"}


def _verdict(rng: random.Random, rating: Any, spoken: Language, at: Any) -> Content:
    code, label, value, normalised = rating
    return {
        "code": code,
        "label": label,
        "meaning": MEANING,
        "value": value,
        "best": 5,
        "worst": 1,
        "normalised": normalised,
        "summary": f"{spoken.text(rng, 10, 24)}.",
        "explanation": EXPLANATIONS[int(rng.random() * len(EXPLANATIONS))],
        "as_of": f"{at:%Y-%m-%d}",
    }


def _translations(rng: random.Random, spoken: Language, how_often: float) -> list[Content]:
    if spoken.code == "en" or rng.random() > how_often:
        return []
    text = LANGUAGES["en"].text(rng, 8, 14)
    return [{"language": "en", "text": text, "translator": "The desk"}]


def _statements(
    seed: int, number: int, rng: random.Random, spoken: Language, said: Content
) -> list[Content]:
    found = [
        {"id": statement["id"], "stance": STANCES[int(rng.random() * len(STANCES))], **statement}
        for statement in (
            _statement(seed, number, at, said if at == 0 else None)
            for at in range(rng.choice((1, 1, 1, 1, 1, 1, 2, 2, 2, 3)))
        )
    ]
    if number % 20 == 3:
        # Two claims in one breath: the same statement makes them both.
        again = _statement(seed, number - 1, 0, None)
        found.append({"id": again["id"], "stance": "asserts", **again})
    return found


def _statement(seed: int, number: int, at: int, said: Content | None) -> Content:
    rng = names.rng_of(seed, "statement", number, at)
    source = _source(seed, number, rng)
    spoken = LANGUAGES[source["language"]]
    quote = spoken.text(rng, 8, 22)
    before = spoken.text(rng, 3, 5)
    start = int(rng.random() * 4_000)
    headline = STATEMENT_KINDS[int(rng.random() * len(STATEMENT_KINDS))]
    return {
        "id": names.public_id(seed, "statement", number, at),
        "kind": headline,
        "said": SAID[int(rng.random() * len(SAID))],
        "quote": quote,
        "language": spoken.code,
        "spoken_language": spoken.code,
        "translations": [{**one, "method": "human"} for one in _translations(rng, spoken, 0.4)],
        "said_on": said or _said_on(rng, number),
        "occasion": f"Forum {number % 977}" if rng.random() < 0.3 else "",
        "place": "",
        "rendering_of": None,
        "rendering_note": "",
        "speakers": [_speaker(seed, number, rng)],
        "source": source,
        "attribution": [
            {
                "position": 0,
                "relation": "published",
                "name": source["publisher"]["name"],
                "url": "",
                "seen": True,
                "inferred": False,
            }
        ],
        "selector": _selector(quote, before, start, number),
    }


def _speaker(seed: int, number: int, rng: random.Random) -> Content:
    at = _picked("speaker", number, rng, 3)
    content = entities.speaker(seed, at)
    role = content["roles"][0]["title"]
    return {
        "id": content["id"],
        "name": content["name"],
        "kind": content["kind"],
        "role": role,
        "as_named": content["name"],
        "role_as_named": "",
        "basis": "named",
        "on_behalf_of": "",
        "wikidata_id": content["wikidata_id"],
    }


def _source(seed: int, number: int, rng: random.Random) -> Content:
    content = entities.source(seed, _picked("source", number, rng, 2))
    return {
        "id": content["id"],
        "title": content["title"],
        "url": content["url"],
        "publisher": content["publisher"],
        "published_on": content["published_on"],
        "language": content["language"],
        "archive_url": content["archive_url"],
        "captured_at": content["captures"][0]["captured_at"],
        "availability": "online",
        "withheld": False,
    }


def _picked(kind: str, number: int, rng: random.Random, skew: int) -> int:
    """Return the number of one of a kind: often a famous one, and first of all what is new."""
    if new := entities.made_in(kind, number):
        return rng.choice(new)
    return int(count(kind, number) * rng.random() ** skew)


def _evidence(seed: int, number: int, at: int, rng: random.Random) -> Content:
    own = _statement(seed, number, 10 + at, None) if rng.random() < 0.15 else None
    source = None if own else _source(seed, number, rng)
    spoken = LANGUAGES[source["language"]] if source else names.LATIN
    quote = spoken.text(rng, 6, 18) if source else ""
    speaker = _speaker(seed, number, rng) if rng.random() < 0.3 else None
    return {
        "id": names.public_id(seed, "evidence", number, at),
        "stance": EVIDENCE_STANCES[int(rng.random() * len(EVIDENCE_STANCES))],
        "kind": EVIDENCE_KINDS[int(rng.random() * len(EVIDENCE_KINDS))],
        "origin": "",
        "speaker": speaker and {key: speaker[key] for key in ("id", "name", "kind")},
        "counts": rng.random() < 0.85,
        "quote": quote,
        "language": spoken.code if source else "",
        "translations": [],
        "note": "" if source else names.LATIN.text(rng, 4, 8),
        "source": source,
        "statement": own,
        "selector": _selector(quote, "", at * 100, number) if source else None,
    }


def _selector(quote: str, before: str, start: int, number: int) -> Content:
    return {
        "start": start,
        "end": start + len(quote),
        "exact": quote,
        "prefix": before,
        "suffix": "",
        "capture_sha256": names.salt(number, "capture"),
    }


def _named(content: Content) -> Content:
    return {"id": content["id"], "name": content["name"]}
