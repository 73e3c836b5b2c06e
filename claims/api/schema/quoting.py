"""Statements and evidence, and what they are made of."""

from claims.api import vocabulary
from claims.api.schema.notation import (
    Schema,
    component,
    flag,
    identity,
    instant,
    link,
    listed,
    number,
    or_null,
    ref,
    sha256,
    text,
    word,
)
from claims.interchange.annotations import CONTEXT

_UTTERANCE: dict[str, Schema] = {
    "kind": word(vocabulary.STATEMENT_KINDS, "How the source gives the words."),
    "said": word(vocabulary.SAID, "Whether the words were really said; not whether they are so."),
    "quote": text("The words, equal to the captured text at the selector's offsets."),
    "language": text("The language of the quote, as a BCP 47 tag."),
    "spoken_language": text("The language the words were said in, where it is another."),
    "translations": listed(ref("Translation")),
    "said_on": or_null(ref("PartialDate"), "When the words were said."),
    "occasion": text("The forum, interview or speech at which they were said."),
    "place": text("Where they were said."),
    "rendering_of": or_null(identity(), "The statement whose words these render."),
    "rendering_note": text("How this rendering differs."),
    "speakers": listed(ref("StatementSpeaker"), "Who said it; several said it jointly."),
    "source": ref("SourceReference"),
    "attribution": listed(
        ref("AttributionStep"), "Through whom the words came, from the source in hand on."
    ),
    "selector": or_null(ref("Selector"), "Where the quote stands; null for a withheld source."),
}

_EVIDENCE: dict[str, Schema] = {
    "id": identity(),
    "stance": word(vocabulary.EVIDENCE_STANCES),
    "kind": word(vocabulary.EVIDENCE_KINDS),
    "origin": text("The independence group: items of one origin count once."),
    "speaker": or_null(ref("SpeakerReference")),
    "counts": flag("False where it is shown and not counted."),
    "quote": text("The passage, equal to the captured text at the selector's offsets."),
    "language": text("As a BCP 47 tag."),
    "translations": listed(ref("Translation")),
    "note": text("What it shows."),
    "source": or_null(ref("SourceReference"), "Null where a statement is the evidence."),
    "statement": or_null(ref("Utterance"), "Null where a source is the evidence."),
    "selector": or_null(ref("Selector"), "Null where no passage is quoted."),
}

COMPONENTS: dict[str, Schema] = {
    "PartialDate": component(
        "A date as exactly as it is known.",
        {
            "value": text(
                "2024, 2024-03, 2024-11-01, or a minute with its offset from UTC.",
                examples=["2024-03", "2024-11-01T16:25+02:00"],
            ),
            "precision": word(vocabulary.PRECISIONS),
        },
    ),
    "Named": component("Something by its id and name.", {"id": identity(), "name": text()}),
    "Translation": component(
        "A translation of a quote.",
        {
            "language": text("Into which language, as a BCP 47 tag."),
            "text": text(),
            "translator": text("Who translated it."),
            "method": word(vocabulary.TRANSLATION_METHODS),
        },
    ),
    "Selector": component(
        "Where a quote stands, as the TextPosition and TextQuote selectors of the W3C's Web "
        "Annotation model have it. Offsets count Unicode code points of the captured text.",
        {
            "start": number("Where the quote begins."),
            "end": number("Where it ends, exclusive."),
            "exact": text("The quote."),
            "prefix": text("The text just before it."),
            "suffix": text("The text just after it."),
            "capture_sha256": sha256("Of the captured text as UTF-8."),
        },
    ),
    "SourceReference": component(
        "A source as statements and evidence name it. A withheld one shows nothing of itself.",
        {
            "id": identity(),
            "title": text(),
            "url": link(),
            "publisher": or_null(ref("Named")),
            "published_on": or_null(ref("PartialDate")),
            "language": text("As a BCP 47 tag."),
            "archive_url": link("An archived copy."),
            "captured_at": or_null(instant("When the desk captured its text.")),
            "availability": word(vocabulary.AVAILABILITIES, "Whether it can still be read there."),
        },
        withheld=flag("Whether the desk withholds it; its own address says why."),
    ),
    "StatementSpeaker": component(
        "Who said it, as the source named them and as the desk knows them.",
        {
            "id": or_null(identity(), "Null for an anonymous speaker."),
            "name": text(),
            "kind": word(vocabulary.SPEAKER_KINDS),
            "role": text("The role held at the time."),
            "as_named": text("The words by which the source names the speaker there."),
            "role_as_named": text("The role as the source gives it."),
            "basis": word([*vocabulary.BASES, ""], "What the attribution rests on."),
            "on_behalf_of": text("For whom they spoke."),
            "wikidata_id": text("A Wikidata item, such as Q42."),
        },
    ),
    "AttributionStep": component(
        "One step between the words and the source in hand.",
        {
            "position": number("0 is the source in hand."),
            "relation": word(vocabulary.STEPS, "What it did with the step that follows."),
            "name": text("The name as printed."),
            "url": link(),
            "seen": flag("Whether the desk saw it itself."),
            "inferred": flag("Whether the step is concluded and not printed."),
        },
    ),
    "Statement": component(
        "What somebody said, and what it does with the claim.",
        {
            "id": identity(),
            "stance": word(vocabulary.STANCES, "What the statement does with the claim."),
            **_UTTERANCE,
        },
    ),
    "Utterance": component(
        "What somebody said, brought as evidence.", {"id": identity(), **_UTTERANCE}
    ),
    "ClaimReference": component(
        "The claim that shows it.",
        {"id": identity(), "url": text("Its status page.", format="uri"), "claim": text()},
    ),
    "ShownStatement": component(
        "What somebody said, and the claim that shows it.",
        {
            "id": identity(),
            "stance": or_null(
                word(vocabulary.STANCES), "What it does with the claim; null as evidence."
            ),
            **_UTTERANCE,
            "claim": ref("ClaimReference"),
        },
    ),
    "Annotation": component(
        "A W3C Web Annotation: the quote's place in its source.",
        {
            "id": text(format="uri"),
            "type": {"const": "Annotation"},
            "motivation": {"const": "identifying"},
            "body": text("The status page of the claim that shows it.", format="uri"),
            "target": {"type": "object"},
        },
        **{"@context": {"const": CONTEXT}},
    ),
    "AnnotationPage": component(
        "Annotations of what a claim's statements quote.",
        {
            "@context": {"const": CONTEXT},
            "id": text(format="uri"),
            "type": {"const": "AnnotationPage"},
            "items": listed(ref("Annotation")),
        },
    ),
    "SpeakerReference": component(
        "Whose word it is.",
        {
            "id": or_null(identity(), "Null for an anonymous speaker."),
            "name": text(),
            "kind": word(vocabulary.SPEAKER_KINDS),
        },
    ),
    "Evidence": component("What speaks for or against a claim, or puts it in context.", _EVIDENCE),
    "ShownEvidence": component(
        "Evidence, and the claim that shows it.",
        {**_EVIDENCE, "claim": ref("ClaimReference")},
    ),
}
