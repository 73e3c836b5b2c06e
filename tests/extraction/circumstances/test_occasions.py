"""On what occasion and where something was said, wherever the sentence tells it."""

import pytest

from claims.extraction import extract, read_article


def told(sentence: str) -> tuple[str, str]:
    (item,) = extract(read_article(sentence)).statements
    return item.occasion, item.place


@pytest.mark.parametrize(
    ("sentence", "occasion", "place"),
    [
        ("Speaking at the Elm Security Conference, Ann Lee said it was late.",
         "Elm Security Conference", ""),
        ("At the Elm summit, Ann Lee said it was late.", "Elm summit", ""),
        ("At a rally in Norton on Saturday, Ann Lee said it was late.",
         "rally in Norton", "Norton"),
        ("Ann Lee, speaking at a hearing in Norton, said it was late.",
         "hearing in Norton", "Norton"),
        ("Ann Lee told a news conference that it was late.", "news conference", ""),
        ("“It is late,” Ann Lee told a rally in Norton.", "rally in Norton", "Norton"),
        ("Ann Lee told the Elm General Assembly that it was late.", "Elm General Assembly", ""),
        ("In a post on Telegram, Ann Lee said it was late.", "post on Telegram", ""),
        ("“It is late,” Ann Lee said in a statement on Monday.", "statement", ""),
        ("“It is late,” Ann Lee wrote on Facebook.", "Facebook", ""),
        ("During a visit to Norton, Ann Lee said it was late.", "visit to Norton", ""),
        ("Ann Lee told the Norton daily Post in an interview that it was late.", "interview", ""),
        ("Ann Lee said in an interview with Danish newspaper Post that it was late.",
         "interview with Danish newspaper Post", ""),
        ("Speaking on condition of anonymity because talks go on, an aide said it was late.", "",
         ""),
        ("Speaking in Norton, Ann Lee said it was late.", "", "Norton"),
        ("Ann Lee told reporters in Norton that it was late.", "", "Norton"),
    ],
)  # fmt: skip
def test_wherever_the_sentence_tells_it(sentence: str, occasion: str, place: str) -> None:
    assert told(sentence) == (occasion, place)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann Lee said in English that it was late.",
        "Ann Lee, who lives in Norton, said it was late.",
        "Ann Lee, a farmer in Norton, said it was late.",
        "“It is late,” said Ann Lee, who was at a rally in Norton.",
        "“It is late,” said a farmer in Norton.",
        "Ann Lee said that it was late at the rally in Norton.",
        "Ann Lee said in May that it was late.",
    ],
)
def test_what_tells_of_the_speaker_or_the_words_is_no_occasion(sentence: str) -> None:
    assert told(sentence) == ("", "")
