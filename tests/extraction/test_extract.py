"""What holds for any text: spans inside it, quotes equal to it, the same answer twice."""

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims.extraction import Gazetteer, KnownSpeaker, extract, read_article
from claims.extraction.extractor import MOST_CHARACTERS
from tests.extraction.scoring import articles

ROOT = Path(__file__).parents[2]
WORDS = """
said says Trump that “ ” " '' ‘ ’ , . : — ― - according to the The minister he who and but told
reporters ( ) By Kyiv ABC: (@abc) <p> ? ! Mr. U.S. asked by claim As put it while on Monday в 𝄞
2024 Secretary of State November « » — що заявив сказал Зеленський: За словами Как Q: A:
🙂 א״ל العربية ё é \u0301 \u202e \u200d
"""
SCRAPS = st.sampled_from([*WORDS.split(), "1 November 2024", "\n", "\n\n"])
ARTICLES = [row["text"] for row in articles()]
NEWSLIKE = st.lists(SCRAPS, max_size=60).map(" ".join)


def encodable(text):
    return text.encode("utf-8", "replace").decode("utf-8", "replace") == text


def decomposed(text):
    return unicodedata.normalize("NFD", text)


@given(st.one_of(NEWSLIKE, NEWSLIKE.map(decomposed), st.text(max_size=200)))
@example("")
@example("— А, — сказав він, —")
@example("«А, – сказав він, – б, – додав він. – »")
@example("Q: \n\nA: ?")
@example("‘A\n\n‘B’ said C")
@example("“")
@example("“”, said")
@example('"" - A')
@example("Ann said it was late, and")
@example("Two houses have gone, the state broadcaster KTR reported, citing the local gov quoted as")
def test_any_text_gives_sound_spans(text):
    if "\0" in text or not encodable(text):
        return
    extraction = extract(read_article(text))
    text = extraction.article.text
    positions = [(item.start, item.end) for item in extraction.statements]
    assert positions == sorted(set(positions))
    assert len(set(extraction.statements)) == len(extraction.statements)
    for item in extraction.statements:
        assert 0 <= item.start < item.end <= len(text)
        assert extraction.quote(item) == text[item.start : item.end]
        assert 0 <= item.confidence <= 1
        if item.cue_start is not None:
            assert item.cue == text[item.cue_start : item.cue_end]
        if item.speaker_start is not None:
            assert item.speaker == text[item.speaker_start : item.speaker_end]
        for start, end in item.parts:
            assert item.start <= start < end <= item.end
        assert [step.position for step in item.steps] == list(range(len(item.steps)))


LOOSE_ENDS = (
    ", and", ", and ", " —", " (", ": “", ", who", " said", " as", " to", " that", ", citing",
    " according", " according to", " quoted as", ";", ", a", " by", " of",
)  # fmt: skip


@settings(deadline=None)
@given(st.data())
def test_a_text_may_break_off_anywhere(data):
    text = data.draw(st.sampled_from(ARTICLES))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, min(len(text), start + 400)))
    extraction = extract(read_article(text[start:end] + data.draw(st.sampled_from(LOOSE_ENDS))))
    for item in extraction.statements:
        assert item.start < item.end <= len(extraction.article.text)


def test_the_answer_does_not_depend_on_the_hash_seed():
    program = (
        "from pathlib import Path; from claims.extraction.lines import document_lines;"
        "print(*(line for path in sorted(Path('tests/extraction/gold').glob('*.jsonl'))"
        " for line in document_lines(path)), sep='\\n')"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1
    assert answers.pop()


@pytest.mark.parametrize(
    "scrap", ["said ", "X said, ", "Aa ", "“a ", "'a ", "(a ", "according to X, ", "A: ", "“ “ ” "]
)
def test_odd_texts_of_some_length_are_read_to_the_end(scrap):
    extraction = extract(read_article(scrap * 2000))
    assert len(extraction.article.text) == 2000 * len(scrap)


def test_a_gazetteer_sharpens_names_and_adds_nothing():
    text = "Grain deal\n\nHaddad said the talks would resume. The Kremlin said nothing was decided."
    known = Gazetteer(
        (
            KnownSpeaker("Samir Haddad", aliases=("Haddad", "Самир Хаддад")),
            KnownSpeaker("Kremlin", kind="organisation"),
        )
    )
    alone = extract(read_article(text)).statements
    helped = extract(read_article(text), known).statements
    assert [(item.start, item.end) for item in helped] == [(item.start, item.end) for item in alone]
    assert [item.speaker_name for item in helped] == ["Samir Haddad", "Kremlin"]
    assert [item.speaker_kind for item in helped] == ["person", "organisation"]


def test_a_name_of_two_known_speakers_finds_neither():
    known = Gazetteer(
        (KnownSpeaker("Anna Bell"), KnownSpeaker("Bell, Anna", aliases=("Anna Bell",)))
    )
    assert known.find("ANNA BELL") is None
    assert known.find("Bell, Anna") is not None


@given(st.text(max_size=40), st.characters(categories=["Cs"]), st.text(max_size=40))
def test_half_a_character_is_refused_at_the_door(before, half, after):
    with pytest.raises(ValueError, match="holds") as refusal:
        read_article(before + half + after)
    assert "\n" not in str(refusal.value)


def test_the_length_of_a_text_is_bounded():
    longest = "a" * MOST_CHARACTERS
    assert extract(read_article(longest)).statements == ()
    with pytest.raises(ValueError, match="262,145 characters") as refusal:
        extract(read_article(longest + "a"))
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    "text", ["כץ: «א»", "قال", "👩‍👩‍👧‍👦 “🙂,” said Zoë.", "“Zoe\u0308,” said Zoe\u0308."]
)
def test_offsets_count_code_points(text):
    extraction = extract(read_article(text))
    assert extraction.article.text == text
    for item in extraction.statements:
        assert text[item.start : item.end] == extraction.quote(item)
