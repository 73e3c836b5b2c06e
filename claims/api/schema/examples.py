"""Examples of bodies. They are invented; a test holds them to the schema."""

from typing import Any

_SOURCE: dict[str, Any] = {
    "id": "s3ksbmqtd5xa",
    "title": "Council debates the harbour",
    "url": "https://gazette.example/2024/harbour",
    "publisher": {"id": "pm2xkq7dfr4b", "name": "The Harbour Gazette"},
    "published_on": {"value": "2024-03-14", "precision": "day"},
    "language": "en",
    "archive_url": "",
    "captured_at": "2024-03-15T08:20:00Z",
    "availability": "online",
    "withheld": False,
}

_STATEMENT: dict[str, Any] = {
    "id": "q5rtw2zkxm7c",
    "stance": "asserts",
    "kind": "direct",
    "said": "confirmed",
    "quote": "The harbour handled two million tonnes last year",
    "language": "en",
    "spoken_language": "en",
    "translations": [],
    "said_on": {"value": "2024-03-13", "precision": "day"},
    "occasion": "Council meeting",
    "place": "",
    "rendering_of": None,
    "rendering_note": "",
    "speakers": [
        {
            "id": "k7vnd3pqzy2e",
            "name": "Jane Doe",
            "kind": "person",
            "role": "Mayor",
            "as_named": "The mayor",
            "role_as_named": "mayor",
            "basis": "title",
            "on_behalf_of": "",
            "wikidata_id": "",
        }
    ],
    "source": _SOURCE,
    "attribution": [
        {
            "position": 0,
            "relation": "published",
            "name": "The Harbour Gazette",
            "url": "https://gazette.example/2024/harbour",
            "seen": True,
            "inferred": False,
        }
    ],
    "selector": {
        "start": 412,
        "end": 460,
        "exact": "The harbour handled two million tonnes last year",
        "prefix": "The mayor said: “",
        "suffix": "”, and left.",
        "capture_sha256": "5e" * 32,
    },
}

_EVIDENCE: dict[str, Any] = {
    "id": "e4dxm6rnq3ya",
    "stance": "contradicts",
    "kind": "data",
    "origin": "port authority",
    "speaker": None,
    "counts": True,
    "quote": "Total cargo: 1.2 million tonnes",
    "language": "en",
    "translations": [],
    "note": "The port authority's own yearly figure.",
    "source": {
        **_SOURCE,
        "id": "s6hwyq2nbt5d",
        "title": "Annual report of the port authority",
        "url": "https://port.example/report-2023",
        "publisher": {"id": "pz4ntc6wla3q", "name": "Port Authority"},
        "published_on": {"value": "2024-02", "precision": "month"},
    },
    "statement": None,
    "selector": None,
}

_CLAIM: dict[str, Any] = {
    "id": "c2mfx7kwqd5r",
    "url": "https://desk.example/claims/c2mfx7kwqd5r-the-harbour-handled-two-million-tonnes",
    "claim": "The harbour handled two million tonnes of cargo in 2023",
}

EXAMPLES: dict[str, dict[str, Any]] = {
    "Claim": {
        "id": "c2mfx7kwqd5r",
        "url": "https://desk.example/claims/c2mfx7kwqd5r-the-harbour-handled-two-million-tonnes",
        "number": 2,
        "sequence": 31,
        "status": "reviewed",
        "corrected": True,
        "claim": "The harbour handled two million tonnes of cargo in 2023",
        "language": "en",
        "translations": [],
        "context": "",
        "kind": "quantity",
        "about": {
            "from": {"value": "2023", "precision": "year"},
            "to": {"value": "2023", "precision": "year"},
        },
        "topics": [{"id": "t3zqk5wvny6b", "name": "Transport"}],
        "why_checked": "The council votes on the harbour's extension.",
        "first_said_on": {"value": "2024-03-13", "precision": "day"},
        "first_released_at": "2024-03-20T09:00:00Z",
        "released_at": "2024-03-22T15:30:00Z",
        "last_verdict_at": "2024-03-20T09:00:00Z",
        "event": "correction",
        "note": "The first version gave the report's year as 2022; it is 2023.",
        "verdict": {
            "code": "overstated",
            "label": "Overstated",
            "meaning": "The figure is larger than the evidence allows.",
            "value": 2,
            "best": 5,
            "worst": 1,
            "normalised": "MIXTURE",
            "summary": "The port authority counts 1.2 million tonnes.",
            "explanation_html": "<p>The port authority counts 1.2 million tonnes.</p>",
            "as_of": "2024-03-19",
        },
        "statements": [_STATEMENT],
        "evidence": [_EVIDENCE],
        "origins": {"supports": 0, "contradicts": 1},
        "replies": [
            {
                "party": "The mayor's office",
                "asked_on": "2024-03-18",
                "replied_on": None,
                "reply": "",
            }
        ],
        "corrections": [
            {
                "number": 2,
                "event": "correction",
                "note": "The first version gave the report's year as 2022; it is 2023.",
                "released_at": "2024-03-22T15:30:00Z",
                "verdict_before": {"code": "overstated", "label": "Overstated"},
                "verdict_after": {"code": "overstated", "label": "Overstated"},
                "requested_by_kind": "desk",
            }
        ],
        "relations": [],
        "merged_into": None,
        "review": {"second_person": True},
        "publisher": {"name": "The desk", "url": "https://desk.example"},
        "licence": "CC-BY-4.0",
        "digest": "a7" * 32,
    },
    "ShownStatement": {**_STATEMENT, "claim": _CLAIM},
    "ShownEvidence": {**_EVIDENCE, "claim": _CLAIM},
    "CorrectionNotice": {
        "claim": _CLAIM,
        "number": 2,
        "event": "correction",
        "note": "The first version gave the report's year as 2022; it is 2023.",
        "released_at": "2024-03-22T15:30:00Z",
        "verdict_before": {"code": "overstated", "label": "Overstated"},
        "verdict_after": {"code": "overstated", "label": "Overstated"},
        "requested_by_kind": "desk",
    },
    "Difference": {
        "claim": "c2mfx7kwqd5r",
        "from": 1,
        "to": 2,
        "differences": [{"path": "/verdict/code", "before": "false", "after": "overstated"}],
    },
    "Merged": {
        "id": "c2mfx7kwqd5r",
        "merged_into": "c2nbt6wqy3pd",
        "url": "https://desk.example/api/v1/claims/c2nbt6wqy3pd",
    },
    "Count": {"value": 10_000, "exact": False},
    "RecordStats": {
        "claims": 3,
        "by_status": [{"status": "open", "count": 1}, {"status": "reviewed", "count": 2}],
        "by_verdict": [{"code": "false", "label": "False", "normalised": "FALSE", "count": 2}],
        "by_topic": [{"id": "t3zqk5wvny6b", "name": "Transport", "count": 3}],
        "by_month": [{"month": "2024-03", "count": 3}],
    },
    "Problem": {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "The address has parameters that are not accepted here.",
        "errors": [
            {
                "parameter": "normalised",
                "detail": "must be one of TRUE, MIXTURE, FALSE, OTHER",
                "allowed": ["TRUE", "MIXTURE", "FALSE", "OTHER"],
            }
        ],
    },
}
