"""The annotated articles: what extraction reaches on them must not fall by more than a point."""

import pytest

from tests.extraction.scoring import articles, score

REACHED = {"words": 99.3, "exact": 96.2, "with_speaker": 98.1}


def test_the_annotation_is_sound():
    documents = articles()
    assert len(documents) >= 30
    for document in documents:
        for statement in document["statements"]:
            words = " ".join(
                document["text"][start:end] for start, end in statement["content_spans"]
            )
            assert words == statement["content"]
            assert statement["content_spans"][0][0] == statement["content_start"]
            assert statement["content_spans"][-1][1] == statement["content_end"]


@pytest.mark.parametrize("measure", REACHED)
def test_extraction_keeps_what_it_reached(measure):
    assert getattr(score(articles()), measure) >= REACHED[measure] - 1
