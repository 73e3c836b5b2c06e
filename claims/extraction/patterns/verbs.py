"""A reporting verb in its sentence: whether it is one, and who its subject is."""

from typing import NamedTuple

from claims.extraction.english.classes import (
    CONJUNCTIONS,
    DETERMINERS,
    NEGATIONS,
    NUMBERS,
    POSSESSIVES,
    PREPOSITIONS,
    QUANTIFIERS,
    TIMES,
)
from claims.extraction.english.cues import CUES, Cue, Form, Frame, Manner
from claims.extraction.english.titles import (
    ANONYMOUS_NOUNS,
    GROUP_NOUNS,
    OCCUPATIONS,
    ORGANISATION_NOUNS,
    PERSON_TITLES,
)
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.patterns.groups import verb_group_start
from claims.extraction.patterns.phrases import (
    Phrase,
    main_subject,
    phrase_starting,
    subject_before,
)
from claims.extraction.reading.sentences import Token

_BE = vocabulary("is are was were be been being 's 're")
_SPEAKING_ON = vocabulary(
    "go goes going went gone continue continues continued continuing begin begins began proceed"
    " proceeds proceeded refuse refuses refused decline declines declined want wants wanted seem"
    " seems seemed appear appears appeared rush rushed hasten hastened try tries tried like"
    " likes used quick careful first fail fails failed likely twitter facebook paused"
)
_POSSIBLY = vocabulary("could can may might would will should must")
_NOBODY = vocabulary("no nobody none neither nor few")
_LEADING_IN = vocabulary("by after before")
_ANYBODY = vocabulary("anyone anybody everyone everybody those somebody someone people nobody one")
# What leads a clause that tells no fact: "if she said", "nor did she say", "whether he said".
_LEADING_OUT = vocabulary("if unless whether nor neither lest")
_SUPPOSING_AUXILIARIES = vocabulary("had should were")
_MERELY_POSSIBLE = vocabulary("could can may might should must couldn't can't cannot shouldn't")
_WISHING = vocabulary(
    "want wants wanted expected likely hopes hoped ready set due able free reluctant willing"
    " plans planned intends intended supposed"
)
_REFUSING = vocabulary("refused refuses declined declines failed fails yet")
_BE_ENDINGS = ("'s", "'re", "'m")
_SAID_ABOVE = (["that", ","], ["this", ","], ["so", ","])
_TO_COME = vocabulary("will would shall 'll")
_IN_THE_EVENT = vocabulary("later then eventually often always subsequently repeatedly frequently")
_UNKNOWING = vocabulary(
    "clear unclear known unknown know knows knew sure unsure certain asked asks ask wonder wonders"
    " wondered remember recall remembers guess establish established"
)
_NARRATOR = vocabulary("i we you")


class Verb(NamedTuple):
    """A reporting verb at token `at`, its verb group from `group` on, and its subject.

    A `loose` participle hangs on a noun or a preposition ("a report saying", "for claiming"), so
    that only words that something announces are surely what it reports.
    """

    at: int
    cue: Cue
    group: int
    subject: Phrase
    inverted: bool
    loose: bool = False

    @property
    def finite(self) -> bool:
        """Whether the verb says what was said, not what might be: not "would say"."""
        if self.cue.form is Form.BASE:
            return self.group == self.at
        return self.cue.form is not Form.PARTICIPLE

    @property
    def last(self) -> int:
        """The last token of the verb and of a subject that follows it at once."""
        return self.subject.last if self.inverted else self.at

    @property
    def first(self) -> int:
        """The first token of verb and subject together."""
        return min(self.group, self.subject.first)


def read_verb(tokens: list[Token], at: int, cue: Cue, earlier: Phrase | None) -> Verb | None:
    """Return the verb at `at` with its subject; None where it is a noun or reports nothing.

    `earlier` is the subject of the reporting verb before it in the sentence, which a second verb
    without a subject shares.
    """
    if at == 0:
        return _opening(tokens, cue)
    if _is_noun(tokens, at, cue) or _is_name(tokens, at):
        return None
    group = verb_group_start(tokens, at)
    if cue.form is Form.PAST and any(tokens[index].low in _BE for index in range(group, at)):
        return _passive(tokens, at, cue, group)
    if _stands_inverted(tokens, at, group, cue):
        subject = phrase_starting(tokens, at + 1)
        if subject is not None:
            return Verb(at, cue, group, subject, True)
    subject = _subject(tokens, at, group, cue, earlier)
    if subject is None or _narrates(tokens, subject, cue):
        return None
    if cue.manner is Manner.THOUGHT and any(
        tokens[index].low in _POSSIBLY for index in range(group, at)
    ):
        return None
    alone = cue.form is Form.BASE and group == at and tokens[at - 1].low not in _SHARING
    if alone and not _is_plural(tokens, subject):
        return None
    return Verb(at, cue, group, subject, False, _is_loose(tokens, group, at, cue))


def _passive(tokens: list[Token], at: int, cue: Cue, group: int) -> Verb | None:
    """Read "was asked by Smith whether" and "was called mad by Smith": who speaks is after "by"."""
    by = _by(tokens, at)
    if by is None or by + 1 >= len(tokens):
        return None
    subject = phrase_starting(tokens, by + 1)
    if subject is None:
        return None
    described = by > at + 1 or tokens[min(subject.last + 1, len(tokens) - 1)].low == "as"
    if not cue.frames & Frame.HEARER and not (described and cue.lemma in DESCRIBING):
        return None
    return Verb(at, cue, group, subject, False, True)


def _by(tokens: list[Token], at: int) -> int | None:
    """Return where "by" stands after a passive, at once or after "as" and the words quoted."""
    start = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].low == "as")
    if start < len(tokens) and tokens[start].quotation:
        start += 1
    return start if start < len(tokens) and tokens[start].low == "by" else None


DESCRIBING = vocabulary(
    "describe call brand label dub characterize characterise dismiss hail praise denounce condemn"
)


def _opening(tokens: list[Token], cue: Cue) -> Verb | None:
    """Read 'Said Smith, "..."'."""
    if cue.form is Form.PARTICIPLE:
        subject = main_subject(tokens)
        return Verb(0, cue, 0, subject, False, True) if subject and subject.first > 2 else None
    subject = phrase_starting(tokens, 1) if cue.form is Form.PAST else None
    return Verb(0, cue, 0, subject, True) if subject and tokens[subject.first].capital else None


def _is_loose(tokens: list[Token], group: int, at: int, cue: Cue) -> bool:
    if cue.form is not Form.PARTICIPLE or group == 0:
        return False
    before = tokens[group - 1]
    progressive = any(tokens[index].low in _BE for index in range(group, at))
    joined = before.text == "," or before.low in CONJUNCTIONS or before.low.endswith(_BE_ENDINGS)
    return not progressive and not joined and not before.quotation


def unsaid(tokens: list[Token], verb: Verb) -> bool:
    """Say whether the sentence does not tell that it was said.

    It is denied ("did not say", "nobody said", "declined to say"), or only supposed, possible or
    wished: "if she said", "should have said", "could say", "wants to say".
    """
    subject = verb.subject
    first = tokens[subject.first].low
    if first in _NOBODY:
        return True
    if subject.first and tokens[subject.first - 1].low in _LEADING_OUT:
        return True
    if subject.first == 1 and tokens[0].low in _SUPPOSING_AUXILIARIES:
        return True
    if first == "who" and subject.first and _is_anybody(tokens, subject.first):
        return True
    between = range(_own_first(tokens, verb), verb.at)
    if any(tokens[index].low in NEGATIONS or tokens[index].low in _REFUSING for index in between):
        return True
    if any(tokens[index].low in _MERELY_POSSIBLE for index in range(verb.group, verb.at)):
        return True
    group = {tokens[index].low for index in range(verb.group, verb.at)}
    promised = not group.isdisjoint(_TO_COME) or tokens[subject.last].low.endswith("'ll")
    if promised and group.isdisjoint(_IN_THE_EVENT):
        return True
    perfect = any(tokens[index].low == "have" for index in range(verb.group, verb.at))
    if perfect and any(tokens[index].low == "would" for index in range(verb.group, verb.at)):
        return True
    infinitive = verb.cue.form is Form.BASE and tokens[verb.at - 1].low == "to"
    return infinitive and any(tokens[index].low in _WISHING for index in between)


def _own_first(tokens: list[Token], verb: Verb) -> int:
    """Return where the words between subject and verb begin that belong to this verb alone.

    Of "declined to comment and said", the refusal belongs to the first verb; what commas insert
    is no part of either.
    """
    if verb.cue.form is Form.PARTICIPLE:
        return verb.group
    first = min(verb.subject.last + 1, verb.at)
    for index in range(verb.at - 1, first - 1, -1):
        joins = tokens[index].low in CONJUNCTIONS and tokens[index].low not in _NOBODY
        if joins or tokens[index].text == ",":
            return index + 1
    return first


def _is_anybody(tokens: list[Token], who: int) -> bool:
    """Say whether "who" means no one in particular: "anyone who", "not known who"."""
    return tokens[who - 1].low in _ANYBODY or tokens[who - 1].low in _UNKNOWING


def _is_noun(tokens: list[Token], at: int, cue: Cue) -> bool:
    before = tokens[at - 1]
    if before.quotation:
        return False
    low = before.low
    if low in DETERMINERS and low not in QUANTIFIERS and low not in NUMBERS:
        return True
    if low in POSSESSIVES:
        return True
    if not cue.noun:
        return False
    if cue.form is Form.PRESENT and at > 1 and low.endswith("ed") and not before.capital:
        return True  # "rejected claims that"
    other = CUES.get(low)
    if other is not None and other.form in (Form.PAST, Form.PRESENT) and not other.noun:
        return not before.capital  # "rejects claim that"
    if cue.form is Form.PARTICIPLE and low in _LEADING_IN:
        return False
    return (low in PREPOSITIONS and low != "to") or low.endswith(("'s", "s'"))


def _is_name(tokens: list[Token], at: int) -> bool:
    """Say whether the word is part of a name: "West Point". In headlines all words are capital."""
    if at == 0 or not tokens[at].capital:
        return False
    words = [token for token in tokens if token.text[0].isalpha()]
    return 2 * len([token for token in words if token.capital]) < len(words) + 1


def _stands_inverted(tokens: list[Token], at: int, group: int, cue: Cue) -> bool:
    """Say whether the verb follows words said and precedes its subject: '..., said X'."""
    if group != at or at == 0 or at + 1 >= len(tokens) or not cue.frames & Frame.QUOTE:
        return False
    if cue.form not in (Form.PAST, Form.PRESENT):
        return False
    before = tokens[at - 1]
    if before.quotation:
        return at == 1 or before.text.count(" ") >= 3 or _closes_with_speaker(tokens, at)
    if before.text not in (",", "—", "–", "--", "?", "!") or tokens[at + 1].low == "that":
        return False
    if at >= 2 and tokens[at - 2].quotation:
        return True
    if cue.lemma == "say" and _closes_with_speaker(tokens, at):
        return True
    return _is_plain_clause(tokens, at - 1)


def _closes_with_speaker(tokens: list[Token], at: int) -> bool:
    """Say whether nothing but a speaker, a time or a place follows: '..., said Smith Monday'."""
    subject = phrase_starting(tokens, at + 1)
    if subject is None or at < 4:
        return False
    if not _may_speak(tokens[subject.first : subject.last + 1]):
        return False
    after = subject.last + 1
    return after >= len(tokens) or tokens[after].text in ".," or tokens[after].low in TIMES


def _may_speak(words: list[Token]) -> bool:
    """Say whether some words in small letters are a noun: "union leaders", not "bees dream"."""
    first, last = words[0].low, words[-1].low
    if len(words) == 1 or any(word.capital for word in words):
        return True
    if first in DETERMINERS or first in POSSESSIVES or first in NUMBERS or first in QUANTIFIERS:
        return True
    return last.endswith("s") or last in _SPEAKERS or any(word.low == "of" for word in words)


def _is_plain_clause(tokens: list[Token], end: int) -> bool:
    """Say whether the sentence up to a comma is one clause without commas of its own."""
    return (
        end >= 4
        and tokens[end].text == ","
        and not any(tokens[index].text == "," for index in range(end))
    )


def _subject(
    tokens: list[Token], at: int, group: int, cue: Cue, earlier: Phrase | None
) -> Phrase | None:
    if group == 0:
        return None
    before = tokens[group - 1]
    if before.low in CONJUNCTIONS or (before.text == "," and tokens[group].low == "then"):
        return earlier or main_subject(tokens)
    if cue.form is Form.PARTICIPLE and (
        before.text in (",", "—", "–", "--") or before.quotation or before.low in PREPOSITIONS
    ):
        return earlier or main_subject(tokens)
    if before.low == "having":
        if [token.low for token in tokens[at + 1 : at + 3]] in _SAID_ABOVE:
            return None
        return earlier or main_subject(tokens)
    if before.low == "to":
        return _infinitive_subject(tokens, group, earlier)
    return subject_before(tokens, group)


def _infinitive_subject(tokens: list[Token], to: int, earlier: Phrase | None) -> Phrase | None:
    """Return the subject of "went on to say"."""
    if any(tokens[index].low in _SPEAKING_ON for index in range(max(0, to - 4), to)):
        return earlier or main_subject(tokens)
    return None


def _is_plural(tokens: list[Token], subject: Phrase) -> bool:
    """Say whether "say" or "claim" can be the verb of this subject; else it is a noun."""
    for index in range(subject.first, subject.last + 1):
        low = tokens[index].low
        if low == "of":
            continue
        if index > subject.first and (low in PREPOSITIONS or low in ("who", "that", "which")):
            return low in ("who", "that", "which")
        if low.endswith("s") and not low.endswith(("'s", "ss", "us")):
            return True
        if low in _PLURALS or low in NUMBERS or low in QUANTIFIERS or low[:1].isdigit():
            return True
    return False


_SPEAKERS = PERSON_TITLES | OCCUPATIONS | GROUP_NOUNS | ORGANISATION_NOUNS | ANONYMOUS_NOUNS
_SHARING = CONJUNCTIONS | {"to"}
_PLURALS = vocabulary(
    "and percent they we i you who which people police men women children others both many few"
    " most some republicans democrats media family staff percent respondents majority team"
)


def _narrates(tokens: list[Token], subject: Phrase, cue: Cue) -> bool:
    """Say whether the writer only thinks aloud: "I think", "you see"."""
    return tokens[subject.last].low in _NARRATOR and (
        cue.manner is not Manner.SPEECH or cue.form is Form.BASE
    )
