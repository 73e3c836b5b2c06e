"""One scene, and what each of many queries finds there: the same on both databases."""

from typing import Any

import pytest

from claims.record import reading
from claims.record.search import matching
from tests import builders as build
from tests.record.bodies import publish

pytestmark = pytest.mark.django_db

SPEAKERS = {
    "kasciunas": ("Laurynas Kasčiūnas", []),
    "lukashenko": ("Аляксандр Лукашэнка", ["Александр Лукашенко"]),
    "zelensky": ("Володимир Зеленський", ["Volodymyr Zelenskyy"]),
    "xi": ("習近平", ["Xi Jinping"]),
    "muller": ("Heiner Müller", []),
    "obrien": ("Michael O’Brien", []),
    "tsipras": ("Αλέξης Τσίπρας", []),
    "saakash": ("მიხეილ სააკაშვილი", []),
    "putin": ("Vladimir Putin", []),
}
CLAIMS = {
    "gap": ("en", "The Suwałki Gap is 65 km wide; it's narrow."),
    "munich": ("de", "In München wurden 50 % der Straßen gesperrt."),
    "vaccines": ("en", "COVID-19 vaccines were given to 50% of the U.S. population."),
    "vaccinated": ("en", "Everybody in Vilnius was vaccinated in 2021."),
    "taiwan": ("zh", "中国人民解放军在台湾海峡演习。"),
    "minsk": ("be", "Лукашенка і Зяленскі сустрэліся ў Мінску."),
    "german": ("de", "Lukaschenko traf Putin in Sotschi."),
    "lithuanian": ("lt", "Putinas ir Zelenskis nesusitiko; vakcinos neveikia."),
    "korean": ("ko", "서울에서는 눈이 내렸다."),
    "greek": ("el", "Ο Τσίπρας μίλησε στην Αθήνα."),
    "georgian": ("ka", "სააკაშვილი თბილისშია."),
}
# By each query the claims that it finds, then the speakers; each finds its speaker's statement.
QUERIES: dict[str, tuple[set[str], set[str]]] = {
    "Kasciunas": (set(), {"kasciunas"}),
    "Kasčiūnas": (set(), {"kasciunas"}),
    "KASČIŪNAS": (set(), {"kasciunas"}),
    "Кащюнас": (set(), {"kasciunas"}),
    '"laurynas kasciunas"': (set(), {"kasciunas"}),
    '"kasciunas laurynas"': (set(), set()),
    "Suwalki": ({"gap"}, set()),
    "Suwałki": ({"gap"}, set()),
    "suwal*": ({"gap"}, set()),
    "Лукашенко": ({"minsk", "german"}, {"lukashenko"}),
    "Лукашэнка": ({"minsk", "german"}, {"lukashenko"}),
    "Lukashenko": ({"minsk", "german"}, {"lukashenko"}),
    "Lukashenka": ({"minsk", "german"}, {"lukashenko"}),
    "Lukaschenko": ({"minsk", "german"}, {"lukashenko"}),
    "Łukaszenka": ({"minsk", "german"}, {"lukashenko"}),
    "-Лукашенко putin": ({"lithuanian"}, {"putin"}),
    "Зеленський": ({"lithuanian"}, {"zelensky"}),
    "Зеленский": ({"lithuanian"}, {"zelensky"}),
    "Zelensky": ({"lithuanian"}, {"zelensky"}),
    "Zelenskyy": ({"lithuanian"}, {"zelensky"}),
    "zelenskis": ({"lithuanian"}, {"zelensky"}),
    "Putin": ({"german", "lithuanian"}, {"putin"}),
    "Путин": ({"german", "lithuanian"}, {"putin"}),
    "Putinas": ({"german", "lithuanian"}, {"putin"}),
    "習近平": (set(), {"xi"}),
    "习近平": (set(), {"xi"}),
    '"Xi Jinping"': (set(), {"xi"}),
    "xi": (set(), {"xi"}),
    "München": ({"munich"}, set()),
    "Munchen": ({"munich"}, set()),
    "MÜNCHEN": ({"munich"}, set()),
    "Müller": (set(), {"muller"}),
    "Muller": (set(), {"muller"}),
    "Mueller": (set(), {"muller"}),
    "straße": (set(), set()),
    "strasse*": ({"munich"}, set()),
    "straßen": ({"munich"}, set()),
    "strassen": ({"munich"}, set()),
    "O'Brien": (set(), {"obrien"}),
    "O’Brien": (set(), {"obrien"}),
    "o`brien": (set(), {"obrien"}),
    "obrien": (set(), {"obrien"}),
    "Tsipras": ({"greek"}, {"tsipras"}),
    "τσιπρας": ({"greek"}, {"tsipras"}),
    "Saakashvili": ({"georgian"}, {"saakash"}),
    "სააკაშვილი": ({"georgian"}, {"saakash"}),
    "中国": ({"taiwan"}, set()),
    "解放军": ({"taiwan"}, set()),
    "解军": (set(), set()),
    "台湾 演习": ({"taiwan"}, set()),
    "서울": ({"korean"}, set()),
    "눈이": ({"korean"}, set()),
    "covid-19": ({"vaccines"}, set()),
    "19-covid": (set(), set()),
    "50%": ({"munich", "vaccines"}, set()),
    "U.S.": ({"vaccines"}, set()),
    "it's": ({"gap"}, set()),
    "vaccines": ({"vaccines"}, set()),
    "vaccine": (set(), set()),
    "vilnius -vaccinated": (set(), set()),
    '"65 km wide"': ({"gap"}, set()),
    '"km 65"': (set(), set()),
    "gap OR covid": (set(), set()),
    "— !!": (set(), set()),
}
STEMMED: dict[tuple[str, str], set[str]] = {
    ("vaccine", "en"): {"vaccines", "vaccinated"},
    ("vaccine", "de"): set(),
    ('"vaccine"', "en"): set(),
    ("vakcina", "lt"): {"lithuanian"},
    ("VAKCINĄ", "lt"): {"lithuanian"},
    ("Straße", "de"): {"munich"},
    ("strasse", "de-AT"): {"munich"},
    ("wide -vaccination", "en"): {"gap"},
    ("gap", "xx"): {"gap"},
}


@pytest.fixture
def scene(db: None) -> None:
    alone: dict[str, Any] = {"topics": [], "statements": [], "evidence": [], "first_said_on": None}
    for id, (language, text) in CLAIMS.items():
        publish(id=id, claim=text, language=language, **alone)
    for id, (name, others) in SPEAKERS.items():
        names = [
            {"name": other, "language": "", "script": "", "kind": "spelling"} for other in others
        ]
        build.release("speaker", build.speaker_content(id, name=name, names=names, roles=[]))
        statement = build.statement_content(
            f"s-{id}",
            quote="Nothing of note.",
            occasion="",
            speakers=[build.speaker_reference(id, name=name)],
            source=None,
        )
        publish(id=f"o-{id}", claim="Nothing.", **alone | {"statements": [statement]})


def test_each_query_finds_what_it_should(scene: None) -> None:
    wrong = {}
    for q, (texts, people) in QUERIES.items():
        claims = set(matching(reading.claims(), q).values_list("public_id", flat=True))
        statements = set(matching(reading.statements(), q).values_list("public_id", flat=True))
        speakers = matching(reading.entities("speaker"), q).values_list("public_id", flat=True)
        expected = (texts | {f"o-{id}" for id in people}, {f"s-{id}" for id in people}, people)
        if (claims, statements, set(speakers)) != expected:
            wrong[q] = (claims, statements, set(speakers))
    assert wrong == {}


def test_other_forms_of_a_word_are_found_where_they_are_asked_for(scene: None) -> None:
    found = {
        (q, language): set(
            matching(reading.claims(), q, stemming=language).values_list("public_id", flat=True)
        )
        for q, language in STEMMED
    }
    assert found == STEMMED


def test_a_word_that_is_still_typed_is_only_begun(scene: None) -> None:
    for typed in ("kasči", "Kasci", "кащюн", "lukashe", "Zelens", "o'br", "obri", "習"):
        found = matching(reading.entities("speaker"), typed, typing=True)
        assert len(found) == 1, typed
    assert not matching(reading.entities("speaker"), "kasci ", typing=True)
