"""The share image: nothing on it stands on anything else, and it says what befell the claim."""

from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from claims.web.addresses import path_to
from claims.web.images import INK, QUIET, share_image
from claims.web.presentation import Card, claim_card
from tests import builders
from tests.web import released

UNDER_THE_VERDICT, OVER_THE_FOOT = 132, 540
VERDICT = (0, 0, 1200, UNDER_THE_VERDICT)
LEAST_GAP = 6
"""Pixels between the claim and the claimant, softened edges of letters left out."""

WORDS = {
    "Latin": "The minister said that Königsberg’s garrison is gone",
    "Cyrillic": "Міністр сказав, що в області немає жодного їхнього війська",
    "Greek": "Ο υπουργός είπε ότι η πόλη είναι άδεια",
    "Arabic": "قال الوزير إن المدينة خالية من الجنود",
    "without spaces": "W" * 200,
    "narrow": "ill i lil",
    "heaped accents": f"Wa{chr(0x30A) * 20}r{chr(0x323) * 20}",
}


@cache
def card() -> Card:
    """Return the card of a claim of the record's; tests change it as they need."""
    return claim_card(released.content(verdict=builders.verdict(label="Overstated")), path_to)


def drawn(told: Card) -> Image.Image:
    written = share_image(told, desk="A desk", host="desk.example")
    return Image.open(BytesIO(written)).convert("RGB")


def rows(image: Image.Image, colour: str) -> list[int]:
    """Return the rows between verdict and foot on which there is something of that colour."""
    wanted = tuple(bytes.fromhex(colour[1:]))
    pixels: Any = image.load()
    return [
        y
        for y in range(UNDER_THE_VERDICT, OVER_THE_FOOT)
        if any(pixels[x, y] == wanted for x in range(40, image.width))
    ]


def ink_in(image: Image.Image) -> bool:
    wanted = tuple(bytes.fromhex(INK[1:]))
    colours = image.getcolors(image.width * image.height) or []
    return any(colour == wanted for _, colour in colours)


@pytest.mark.parametrize("script", WORDS)
@settings(max_examples=12, deadline=None)
@given(times=st.integers(1, 30), kept=st.integers(1, 60))
def test_a_claim_of_any_length_ends_above_its_claimant(script, times, kept):
    text = " ".join([WORDS[script]] * times)[: times * kept].strip()
    direction = "rtl" if script == "Arabic" else "ltr"
    image = drawn(replace(card(), text=text, direction=direction))
    assert image.crop(VERDICT).tobytes() == drawn(card()).crop(VERDICT).tobytes()
    claim, claimant = rows(image, INK), rows(image, QUIET)
    assert claim and claimant
    assert claim[-1] + LEAST_GAP <= claimant[0]


def test_a_claim_without_claimant_ends_above_the_foot():
    nobody = replace(card().claimants, people=())
    image = drawn(replace(card(), text="The claim of nobody known " * 40, claimants=nobody))
    assert rows(image, INK)[-1] + LEAST_GAP <= OVER_THE_FOOT


def test_only_a_claim_that_has_no_room_in_the_smallest_letters_is_cut():
    whole = "The oblast, which had been full of troops, was said to be empty of all of them. " * 4
    first, changed = (drawn(replace(card(), text=whole + end)) for end in ("Now.", "Not."))
    assert first.tobytes() != changed.tobytes()
    longer = (drawn(replace(card(), text=whole * 3 + end)) for end in ("Now.", "Not."))
    assert len({image.tobytes() for image in longer}) == 1


@pytest.mark.parametrize("label", ["Overstated", "Accurate but for all that was left out of it"])
@pytest.mark.parametrize("status", ["released", "under_review", "retracted"])
def test_the_image_says_that_a_claim_was_corrected(label, status):
    verdict = replace(card().verdict, word=label)
    told = replace(card(), verdict=verdict, status=status, corrected=False)
    before, after = drawn(told), drawn(replace(told, corrected=True))
    assert ink_in(before.crop(VERDICT)) is False
    assert ink_in(after.crop(VERDICT)) is True
    assert ink_in(after.crop((1140, *VERDICT[1:]))) is False
