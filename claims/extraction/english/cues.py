"""Reporting verbs and nouns: which words announce that somebody said or thought something."""

from enum import IntEnum, StrEnum
from typing import NamedTuple

from claims.extraction.english.vocabulary import vocabulary


class Manner(StrEnum):
    """What a cue says of the speaker: that words were uttered, a thought held, a stance taken."""

    SPEECH = "speech"
    THOUGHT = "thought"
    STANCE = "stance"


class Form(StrEnum):
    """The shape of a verb in the text."""

    PAST = "past"
    PRESENT = "present"
    BASE = "base"
    PARTICIPLE = "participle"


class Frame(IntEnum):
    """What may follow a cue as the words said; several are joined as bits of one number."""

    CLAUSE = 1  # said (that) it was late
    QUOTE = 2  # said, "It is late"
    HEARER = 4  # told reporters (that) ...
    INFINITIVE = 8  # promised to go
    OBJECT = 16  # advocated a ban
    THAT = 32  # a clause only after "that" or a question word


class Cue(NamedTuple):
    """One form of a reporting verb. `noun` tells that the same form is also a common noun.

    `frames` holds the bits of every Frame that may follow.
    """

    lemma: str
    form: Form
    frames: int
    manner: Manner
    noun: bool


_C, _Q, _H, _I, _O, _T = (
    Frame.CLAUSE,
    Frame.QUOTE,
    Frame.HEARER,
    Frame.INFINITIVE,
    Frame.OBJECT,
    Frame.THAT,
)

_VERBS: tuple[tuple[Manner, int, str], ...] = (
    (
        Manner.SPEECH,
        _C | _Q,
        "say add argue assert contend anticipate forecast project caution confess grouse moan"
        " intone venture rule declare explain insist maintain note observe stress concede"
        " conclude acknowledge admit allege affirm emphasize emphasise joke lament"
        " proclaim quip remark reiterate retort reason recount relate boast brag gripe grumble"
        " complain muse opine posit stipulate specify underline underscore surmise theorize"
        " speculate exclaim sneer scoff snap concur counter blurt state",
    ),
    (Manner.SPEECH, _C | _Q | _I, "claim"),
    (Manner.SPEECH, _C | _Q | _O, "announce suggest reveal disclose confirm deny report predict"),
    (Manner.SPEECH, _T | _Q | _O, "mention repeat recall describe propose recommend estimate"),
    (Manner.SPEECH, _C | _Q | _H, "tell warn assure reassure remind inform notify convince"),
    (Manner.SPEECH, _Q | _H | _T, "ask advise instruct order request implore counsel admonish"),
    (Manner.SPEECH, _C | _Q | _I, "promise vow pledge swear threaten agree"),
    (Manner.SPEECH, _Q | _I | _H, "urge implore beg"),
    (
        Manner.SPEECH,
        _T | _Q,
        "write tweet post reply respond answer testify read comment continue interject shout"
        " yell chant whisper cry sigh volunteer boom bellow bark thunder vent rant crow tease"
        " fume deadpan interrupt press quote blog text email ponder trumpet groan demand hammer"
        " scrawl elaborate clarify hint signal indicate imply point refer allude object rail"
        " talk speak preach wonder inquire plead scream apologize apologise",
    ),
    (Manner.SPEECH, _T | _O, "highlight outline demonstrate illustrate detail"),
    (
        Manner.THOUGHT,
        _C,
        "believe think feel hope fear suspect assume reckon realize realise understand guess"
        " imagine bet expect worry see",
    ),
    (Manner.THOUGHT, _T | _O, "find discover determine learn doubt contemplate consider"),
    (Manner.THOUGHT, _T, "know show decide fret"),
    (
        Manner.STANCE,
        _O,
        "advocate accuse bemoan assail lambast lambaste ridicule belittle skewer castigate"
        " applaud thank congratulate commend credit oppose champion challenge downplay liken"
        " depict blame call criticize criticise condemn denounce decry deride dismiss"
        " dispute refute rebut rebuke blast slam bash mock praise hail tout label brand dub"
        " characterize characterise portray compare reject attack defend",
    ),
    (Manner.STANCE, _O | _T, "question"),
)

_IRREGULAR: dict[str, tuple[str, str]] = {
    "say": ("said", "saying"),
    "tell": ("told", "telling"),
    "write": ("wrote", "writing"),
    "think": ("thought", "thinking"),
    "feel": ("felt", "feeling"),
    "swear": ("swore", "swearing"),
    "find": ("found", "finding"),
    "know": ("knew", "knowing"),
    "show": ("showed", "showing"),
    "see": ("saw", "seeing"),
    "understand": ("understood", "understanding"),
    "read": ("read", "reading"),
    "bet": ("bet", "betting"),
    "forecast": ("forecast", "forecasting"),
    "admit": ("admitted", "admitting"),
    "brag": ("bragged", "bragging"),
    "quip": ("quipped", "quipping"),
    "concur": ("concurred", "concurring"),
    "beg": ("begged", "begging"),
    "snap": ("snapped", "snapping"),
    "rebut": ("rebutted", "rebutting"),
    "slam": ("slammed", "slamming"),
    "dub": ("dubbed", "dubbing"),
    "refer": ("referred", "referring"),
    "speak": ("spoke", "speaking"),
    "signal": ("signaled", "signaling"),
    "label": ("labeled", "labeling"),
}
_BRITISH = {
    "signalled": "signal",
    "signalling": "signal",
    "labelled": "label",
    "labelling": "label",
}
# Forms that are common nouns too: as a verb they need a subject that agrees, and an object in view.
_ALSO_NOUNS = vocabulary(
    "accounting answer answers appeal appeals attack attacks bet bets blame blog boast boasts"
    " brand brands call calls cast caution challenge challenges chant chants charge charges"
    " cite cites claim claims comment comments counter counters credit cries cry defense"
    " demand demands detail details doubt doubts email emails estimate estimates fear fears"
    " feeling find finding finds fire fires forecast forecasts guess guesses hammer highlight"
    " highlights hint hints hope hopes insult joke jokes label labels lament laments mocking"
    " note notes order orders outline pledge pledges post posting posts praise press project"
    " projects promise promises question questions quote quotes rant rants read reading reads"
    " reason reasons recall remark remarks repeat repeats replies reply report reports request"
    " requests response retort rule rules saying shot shout shouts show shows sigh signal"
    " signals snap state states stress talk talks tease text texts thinking threat tweet"
    " tweets understanding vent vow vows warning whisper whispers worries worry writing"
)


def _forms(lemma: str) -> dict[str, Form]:
    if lemma in _IRREGULAR:
        past, participle = _IRREGULAR[lemma]
    elif lemma.endswith("e"):
        past, participle = lemma + "d", lemma[:-1] + "ing"
    elif lemma.endswith("y") and lemma[-2] not in "aeo":
        past, participle = lemma[:-1] + "ied", lemma + "ing"
    else:
        past, participle = lemma + "ed", lemma + "ing"
    if lemma.endswith(("s", "sh", "ch", "x")):
        present = lemma + "es"
    elif lemma.endswith("y") and lemma[-2] not in "aeo":
        present = lemma[:-1] + "ies"
    else:
        present = lemma + "s"
    return {
        lemma: Form.BASE,
        present: Form.PRESENT,
        participle: Form.PARTICIPLE,
        past: Form.PAST,
    }


def _cues() -> dict[str, Cue]:
    table: dict[str, Cue] = {}
    for manner, frames, lemmas in _VERBS:
        for lemma in lemmas.split():
            for word, form in _forms(lemma).items():
                table[word] = Cue(lemma, form, frames, manner, word in _ALSO_NOUNS)
    # "The state parties": only "states that" and "states:" are the verb for certain.
    for word in ("state", "states"):
        table[word] = table[word]._replace(frames=_T | _Q)
    for word, lemma in _BRITISH.items():
        form = Form.PARTICIPLE if word.endswith("ing") else Form.PAST
        table[word] = table[lemma]._replace(form=form, noun=False)
    return table


CUES = _cues()

# The preposition after which some verbs name what was said: "warned of a flood".
PREPOSITIONAL: dict[str, tuple[str, ...]] = {
    "remind": ("of", "about"),
    "tell": ("of", "about"),
    "ask": ("about",),
    "inform": ("of", "about"),
    "assure": ("of",),
    "talk": ("about", "of"),
    "speak": ("about", "of", "against"),
    "boast": ("about", "of"),
    "brag": ("about",),
    "complain": ("about", "of"),
    "warn": ("about", "of", "against"),
    "joke": ("about",),
    "comment": ("on",),
    "call": ("for",),
    "argue": ("for", "against"),
    "point": ("to",),
    "refer": ("to",),
    "allude": ("to",),
    "object": ("to",),
    "admit": ("to",),
    "hint": ("at",),
    "insist": ("on",),
    "speculate": ("about",),
    "apologize": ("for",),
    "apologise": ("for",),
    "rail": ("against",),
    "worry": ("about",),
}

# Verbs that report only with the word after them: "went on", "shot back", "put it".
PHRASAL: dict[str, str] = {
    form: particle
    for particle, forms in (
        ("on", "go goes went going"),
        ("back", "shoots shot fires fired hits hit"),
        ("in", "chimes chimed weighs weighed"),
        ("out", "cries cried"),
        ("up", "sums summed speaks spoke"),
        ("it", "put puts"),
    )
    for form in forms.split()
}
PHRASAL_CUE = Cue("go on", Form.PAST, _Q, Manner.SPEECH, False)

# Adjectives that hold a thought when "that" follows: "is confident that".
CONVICTIONS = vocabulary(
    "convinced confident sure certain hopeful optimistic worried concerned adamant skeptical"
    " sceptical afraid aware clear positive doubtful unsure"
)

# Nouns that name what somebody said when "that" follows: "his claim that".
UTTERANCES = vocabulary(
    "claim claims assertion assertions statement statements argument arguments allegation"
    " allegations accusation accusations warning warnings promise promises pledge pledges vow"
    " vows belief view opinion contention suggestion suggestions insistence admission"
    " announcement prediction predictions conclusion complaint complaints remark remarks comment"
    " comments charge charges acknowledgment acknowledgement assurance assurances conviction"
    " hope hopes fear fears concern concerns suspicion theory point answer response message"
    " notion idea proposal revelation declaration confession explanation"
)
