"""Headlines: who speaks before a colon or after a dash, and what is only a topic."""

import pytest

from claims.extraction import extract, read_article


def spoken(headline: str, body: str) -> list[tuple[str, str]]:
    statements = extract(read_article(f"{headline}\n\n{body}")).statements
    return [(item.speaker, item.speaker_name) for item in statements if item.pattern == "headline"]


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("Premier League: Norton win again", "The match was played on Monday."),
        ("Exclusive: Norton wins again", "The match was played on Monday."),
        ("Live: Storm hits the coast", "The wind is strong."),
        ("Norland war: capital hit by missiles", "Many died in the Norland war on Monday."),
        ("Norland: thousands flee", "Many fled from Norland on Monday."),
        ("Storm Elma: thousands without power", "Storm Elma hit the coast on Monday."),
        ("General election: Norton votes", "The general election was held on Monday."),
        ("Six Towns 2024 – Norton win", "Norton won on Monday."),
        ("Council Tax: what happens next?", "The tax is high."),
    ],
)
def test_a_topic_does_not_speak(headline: str, body: str) -> None:
    assert spoken(headline, body) == []


@pytest.mark.parametrize(
    ("headline", "body", "speaker", "name"),
    [
        ("Haddad: dam will hold", "President Samir Haddad saw the dam.", "Haddad", "Samir Haddad"),
        ("Orlo: dam will hold", "The dam will hold, Orlo said.", "Orlo", "Orlo"),
        ("Dam will hold – Norland defence minister",
         "Norland Defence Minister Ann Lee came. Ann Lee left.",
         "Norland defence minister", "Ann Lee"),
        ("“Dam will hold” – mayor", "Mayor Ann Lee came on Monday.", "mayor", "Ann Lee"),
        ("Dam will hold - Lee", "Mayor Ann Lee came on Monday.", "Lee", "Ann Lee"),
        ("Lee on the dam: it will hold", "Mayor Ann Lee came on Monday.", "Lee on the dam", ""),
    ],
)  # fmt: skip
def test_a_speaker_does(headline: str, body: str, speaker: str, name: str) -> None:
    ((who, resolved),) = spoken(headline, body)
    assert who == speaker
    assert not name or resolved == name


@pytest.mark.parametrize("label", ["Interview", "Exclusive", "Opinion"])
def test_a_papers_own_label_does_not_speak(label: str) -> None:
    assert spoken(f"{label}: “We will not close the mill this year”", "The mill is old.") == []
