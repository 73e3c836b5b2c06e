"""The language that a short text is probably written in, told by its commonest words."""

from claims.text.words import words_of

_SMALL = {
    "en": "the of and to in is that it for was on are with as his has have been by be this not who",
    "de": "der die das und ist nicht ein eine zu mit auf den dem von hat wird sich auch es im",
    "es": "el la los las de que y en un una por con no se del para su al lo es",
    "et": "ja on ei et see oli kui ka mis aga ta oma kes selle nende",
    "fi": "ja on ei etta se oli kun myos mutta han joka ovat ole sen tama",
    "fr": "le la les des et est un une que qui dans pour pas sur du au il ne ce par",
    "it": "il lo la gli di che e un una per non con del della sono al da si nel",
    "lt": "ir yra kad ne i is su nuo del buvo bet tai jis kaip apie prie po uz jo",
    "nl": "de het een en van is dat niet op te zijn met voor aan er die in door ook",
    "pl": "i w z na nie sie jest ze do to o jak za po od przez ale jego oraz",
    "pt": "o a os as de que e do da em um uma para com nao por se no na foi",
    "ru": "и в не на что он с как это по но из от за его к был для о бы",
    "sv": "och att det som en ett ar inte for pa med av den har till om var han de",
    "tr": "ve bir bu da de icin ile olarak daha cok ne gibi var degil ama",
    "uk": "і та в у не на що він з як це до але із від за його був для є",
}
"""The commonest words of languages, folded, by BCP 47 primary subtag."""

_WORDS = {language: frozenset(words.split()) for language, words in _SMALL.items()}


def likely_language(text: str) -> str:
    """Return the primary subtag of the language with most of its small words in a text.

    "" where no language has any of them. Of languages with as many English, then the first by its
    subtag. Only languages of `small_words` are told.
    """
    words = set(words_of(text))
    counts = {language: len(words & small) for language, small in _WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else ""


def small_words(language: str) -> frozenset[str]:
    """Return the words, folded, that a language cannot do without and that tell of nothing."""
    return _WORDS.get(language, frozenset())
