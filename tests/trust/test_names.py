"""R16: names in letters of two scripts, and names that only look like others, are told."""

import pytest

from claims.admin.duplicates import mixed_scripts, warnings_of
from claims.desk import duplicates
from claims.desk.models import Speaker
from claims.text import lookalikes
from claims.text.folding import fold
from tests import desk_builders as make
from tests.trust.names import NAMES, names

MIXED = [
    "Vl\u0430dimir Putin",
    "\u041b\u0430urynas Kas\u010di\u016bnas",
    "\u041e'Bri\u0435n",
    "Nig\u0435l Farage",
    "\u039dikol Pashinyan",
    "Gitana\u0455 Naus\u0117da",
    "\u0421lin\u0442on",
    "Ma\u03b9a Sandu",
    "\uff36ladimir Putin",
    "\U0001d415ladimir Putin",
    "V\u217cadimir Putin",
    "\u13aanna Smith",
    "Emm\u0251nuel M\u0430cron",
    "\u0531nna Smith",
    "\u0570elen",
    "Зеленсьk\u0438й",
    "\u0412\u043eлодимир З\u0065ленський",
    "Ann\u0430",
]
"""Written in letters of two scripts, or in other forms of them, within one word."""

DRAWN_ALIKE = [
    ("\u0421\u043e\u0441\u043e", "Coco"),
    ("Coco", "\u0421\u043e\u0441\u043e"),
    ("\u0410\u043d\u043da \u0421\u043eх", "A\u043d\u043da Cox"),
    ("Vl\u0430dimir Putin", "Vladimir Putin"),
    ("lvan Petrov", "Ivan Petrov"),
    ("Vo1odymyr Zelenskyy", "Volodymyr Zelenskyy"),
    ("J0hn Doe", "John Doe"),
    ("\u0391\u039d\u039d\u0391", "ANNA"),
    ("\u0585\u0578\u0578", "onn"),
]
"""What somebody writes, and who it would be taken for."""


def test_two_hundred_real_names_in_eight_scripts_warn_of_nothing() -> None:
    told = names()
    assert (len(told), len(NAMES)) == (200, 8)
    assert [name for name in told if mixed_scripts(name)] == []
    known = {fold(name): name for name in told}
    like = [(name, known.get(fold(twin))) for name in told for twin in lookalikes.twins(name)]
    assert [(name, other) for name, other in like if other not in (None, name)] == []


@pytest.mark.parametrize("name", MIXED)
def test_a_name_in_letters_of_two_scripts_is_told(name: str) -> None:
    assert "is it spelled as its bearer does?" in mixed_scripts(name)


@pytest.mark.parametrize(("name", "known"), DRAWN_ALIKE)
@pytest.mark.django_db
def test_a_name_that_only_looks_like_a_known_one_is_told(name: str, known: str) -> None:
    by = make.user("author", "contributor")
    speaker = make.speaker(by, known)
    told = warnings_of(Speaker, name)
    assert f"“{name}” looks like “{known}” in other letters." in told
    assert not any("looks like" in line for line in warnings_of(Speaker, known, speaker))


@pytest.mark.django_db
def test_every_real_name_may_stand_beside_the_others() -> None:
    by = make.user("author", "contributor")
    for name in names()[::25]:
        make.speaker(by, name)
    assert [name for name in names() if duplicates.speakers_drawn_like(name)] == []
