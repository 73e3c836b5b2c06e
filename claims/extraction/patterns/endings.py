"""The words said that stand to the right of a reporting verb: where they end."""

from claims.extraction.english.classes import (
    CONTRACTED,
    DETERMINERS,
    FINITE_BE,
    IRREGULAR_PASTS,
    POSSESSIVES,
    PREPOSITIONS,
    QUESTION_WORDS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIMES,
    is_adverb,
)
from claims.extraction.english.cues import CUES, Form, Frame, Manner
from claims.extraction.english.titles import GROUP_NOUNS, OCCUPATIONS, PERSON_TITLES
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.patterns.phrases import phrase_starting
from claims.extraction.patterns.relatives import fills_gap, is_fronted
from claims.extraction.patterns.verbs import Verb
from claims.extraction.reading.sentences import Token

_DASHES = ("—", "–", "--")
_TAILS = vocabulary(
    "which while after although even though whereas compared prompting despite inciting sparking"
    " drawing triggering raising provoking citing quoting"
)
_CLAUSAL = Frame.CLAUSE | Frame.THAT | Frame.QUOTE | Frame.HEARER
NEAREST_SUBJECT = 9
LONGEST_VERB_GROUP = 5
LONGEST_APPOSITION = 14
LONGEST_REPORT = 12
LONGEST_REMARK = 8
_CITING = ("citing", "quoting")


# Only at these, or after a quotation, can the words said be over.
_SIGNS = frozenset([*_DASHES, ",", ";", "(", ")"]) | vocabulary(
    "according and but while after when as"
)


def content_end(tokens: list[Token], first: int, verb: Verb | None = None) -> int:
    """Return the index of the last token of the words said that begin at `first`.

    They end with the sentence, or where the reporter takes the word back: at another reporting
    verb, at a remark of the reporter's own, after a quotation that closes.
    """
    depth = 0
    plain = verb is not None and not verb.cue.frames & _CLAUSAL
    leading = verb is not None and _leads_in(tokens, verb)
    relative = verb is not None and tokens[verb.subject.first].low in ("who", "which")
    fronted = verb is not None and is_fronted(tokens, verb)
    commas = 0
    gapped = verb is not None and fills_gap(tokens, verb)
    form = verb.cue.form if verb is not None else None
    ahead = verb.subject.first - 1 if verb is not None else -1
    for index in range(first, len(tokens)):
        token = tokens[index]
        if token.low not in _SIGNS and not tokens[index - 1].quotation:
            continue
        if token.text == "(":
            depth += 1
        elif token.text == ")":
            depth -= 1
        elif depth > 0 or index == first:
            continue
        elif (
            _breaks_off(tokens, first, index, form)
            or (plain and _object_ends(tokens, index))
            or (leading and _main_clause(tokens, index))
            or (index == ahead and (token.text == "," or token.low == "by"))
            or (relative and _goes_on(tokens, index))
            or (fronted and not commas and _goes_on(tokens, index))
            or (gapped and tokens[index - 1].quotation and _is_finite(token))
            or _quotation_over(tokens, first, index)
            or (verb is not None and _outweighed(tokens, first, index))
        ):
            return _last_word(tokens, first, index - 1)
        commas += token.text == ","
    return _last_word(tokens, first, len(tokens) - 1)


def _is_finite(token: Token) -> bool:
    low = token.low
    return low in FINITE_BE or low in IRREGULAR_PASTS or low.endswith("ed")


def _last_word(tokens: list[Token], first: int, last: int) -> int:
    while last > first and (
        tokens[last].text in (",", ";")
        or tokens[last].text in _DASHES
        or (tokens[last].low in _JOINING and not tokens[last].quotation)
    ):
        last -= 1
    return last


def _leads_in(tokens: list[Token], verb: Verb) -> bool:
    """Say whether the report is only the opening of its sentence: "While X said ..., Y"."""
    for index in range(verb.at - 1, -1, -1):
        if tokens[index].text == "," and index < verb.first:
            return False
        if tokens[index].low in _OPENERS and index <= verb.first + 2:
            return index == 0 or tokens[index - 1].low in _LEADERS or index <= 3
    return False


_LEADERS = vocabulary("and but even just years days hours weeks months minutes")
_OPENERS = vocabulary(
    "while when after although though since because if once until as whereas unless had having"
    " before"
)


def _main_clause(tokens: list[Token], index: int) -> bool:
    if tokens[index].text != "," or index + 1 >= len(tokens):
        return False
    following = tokens[index + 1]
    return following.text[0].isalnum() and following.low not in _NOT_MAIN


def _goes_on(tokens: list[Token], index: int) -> bool:
    """Say whether the main verb follows: "Smith, who said he was ill, left"."""
    if index + 1 >= len(tokens):
        return False
    if tokens[index].text == ",":
        following = tokens[index + 1]
    elif tokens[index - 1].quotation and tokens[index - 1].text[-1:] == ",":
        following = tokens[index]
    else:
        return False
    cue = CUES.get(following.low)
    if cue is not None and cue.form in (Form.PAST, Form.PRESENT):
        return True
    return _is_finite(following)


def _breaks_off(tokens: list[Token], first: int, index: int, form: Form | None) -> bool:
    """Say whether the reporter takes the word back at `index`."""
    token = tokens[index]
    if token.quotation or index + 1 >= len(tokens):
        return False
    following = tokens[index + 1]
    if token.low == "according" and following.low == "to":
        return True
    if token.low in _JOINING:
        return (
            _speaks_next(tokens, index + 1, form)
            or _other_speaks(tokens, first, index)
            or _leaves(tokens, first, index)
        )
    if token.text == "," and (following.low in _TAILS or remarks_on(tokens, index + 1)):
        return _holds_verb(tokens, first, index)
    if token.text == "," and _closes_with_report(tokens, index + 1):
        return True
    if token.text in (",", ";") or token.text in _DASHES:
        return _adds(tokens, index + 1, form) or _other_speaks(tokens, first, index)
    return False


def _closes_with_report(tokens: list[Token], index: int) -> bool:
    """Say whether nothing but "Tass reported on Monday" follows, which is another's attribution."""
    if len(tokens) - index > LONGEST_REPORT or not tokens[index].text[0].isalnum():
        return False
    for position in range(index + 1, len(tokens)):
        token = tokens[position]
        if token.quotation or token.text == ",":
            return False
        if _reports(tokens, position) or token.low == "say":
            closing = tokens[position + 1 :]
            if len(closing) > 2 and closing[0].text == "," and closing[1].low in _CITING:
                return True
            return all(
                word.text == "." or word.low in TIMES or word.low in ("on", "in")
                for word in closing
            )
        if token.low in FINITE_BE or token.low in CONTRACTED:
            return False
    return False


def remarks_on(tokens: list[Token], index: int) -> bool:
    """Say whether the reporter characterises what was said: "a claim that", "days after"."""
    if index + 1 >= len(tokens):
        return False
    low, following = tokens[index].low, tokens[index + 1]
    if low in ("a", "an", "the") and following.low in _CHARACTERISED:
        return index + 2 < len(tokens) and (
            tokens[index + 2].capital or tokens[index + 2].low in _CLAUSE_OPENERS
        )
    if low == "a" and following.low in _FIGURES:
        ahead = tokens[index + 2 : index + LONGEST_REMARK]
        return any(token.low in _DISPUTING for token in ahead)
    if low == "before":
        return following.low.endswith("ing")
    if low == "only" and following.low == "to":
        return True
    return low in _SPELLS and following.low in ("after", "before")


_CHARACTERISED = vocabulary(
    "claim move remark comment statement assertion allegation accusation charge stance position"
    " suggestion argument promise view reference warning sentiment"
)
_FIGURES = vocabulary("figure sum number amount total debt estimate")
_DISPUTING = vocabulary("disputes disputed denies denied rejects rejected contests contested")
_CLAUSE_OPENERS = vocabulary("that which he she it they the his her their")
_SPELLS = vocabulary("hours days weeks months years minutes")


def _holds_verb(tokens: list[Token], first: int, beyond: int) -> bool:
    """Say whether a clause is complete, or never goes on: then a remark on it follows."""
    resumes = any(token.text == "," for token in tokens[beyond + 1 :])
    return not resumes or _holds_finite(tokens, first, beyond)


def _holds_finite(tokens: list[Token], first: int, beyond: int) -> bool:
    return any(
        token.low in FINITE_BE
        or token.low in CONTRACTED
        or token.low in IRREGULAR_PASTS
        or token.low.endswith("ed")
        for token in tokens[first:beyond]
    )


def _adds(tokens: list[Token], index: int, form: Form | None) -> bool:
    """Say whether ", adding" or ", called her" stands at `index`."""
    index = _past_adverbs(tokens, index)
    cue = CUES.get(tokens[index].low) if index < len(tokens) else None
    if cue is None:
        return False
    stance = cue.manner is Manner.STANCE and not cue.noun
    return cue.form is Form.PARTICIPLE or (stance and cue.form is form is Form.PAST)


def _past_adverbs(tokens: list[Token], index: int) -> int:
    limit = min(len(tokens), index + LONGEST_VERB_GROUP)
    while index < limit and (is_adverb(tokens[index].low) or tokens[index].low in _AUXILIARIES):
        index += 1
    return index


def _speaks_next(tokens: list[Token], index: int, form: Form | None) -> bool:
    """Say whether "and" at the index before joins a second reporting verb to the first.

    The two agree in tense: in "says he came and asked", the asking belongs to what is said.
    """
    at = _past_adverbs(tokens, index)
    if at >= len(tokens) or tokens[at].quotation:
        return False
    if tokens[at].low in _REFUSING:
        return True
    cue = CUES.get(tokens[at].low)
    if cue is None or cue.noun:
        return False
    if cue.form is Form.PARTICIPLE:
        asks = at + 1 < len(tokens) and tokens[at + 1].low in QUESTION_WORDS
        return asks or bool(cue.frames & (Frame.CLAUSE | Frame.HEARER))
    if cue.form is Form.BASE:
        return any(tokens[between].low.startswith(("did", "does")) for between in range(index, at))
    perfect = any(tokens[between].low in ("has", "have", "had") for between in range(index, at))
    return form not in (Form.PAST, Form.PRESENT) or form is cue.form or perfect


def _leaves(tokens: list[Token], first: int, index: int) -> bool:
    """Say whether the speaker walks off after saying of a thing: "it was dead and walked out"."""
    if tokens[index].low != "and" or tokens[index + 1].low not in _LEAVING:
        return False
    subject = phrase_starting(tokens, first)
    if subject is None or not _holds_finite(tokens, first, index):
        return False
    words = tokens[subject.first : subject.last + 1]
    thing = words[0].low in DETERMINERS or words[0].low in POSSESSIVES or words[0].low == "it"
    return thing and not any(word.capital or word.low in _PERSONS for word in words[1:])


_LEAVING = vocabulary("walked stormed hung rang shrugged smiled laughed")
_PERSONS = PERSON_TITLES | OCCUPATIONS | GROUP_NOUNS
_NOT_MAIN = SUBORDINATORS | PREPOSITIONS | frozenset({"and", "or", "but", "including"})
_AUXILIARIES = vocabulary("then has had have did does didn't doesn't")
_REFUSING = vocabulary("declined refused")
_JOINING = vocabulary("and but while")


def _other_speaks(tokens: list[Token], first: int, index: int) -> bool:
    """Say whether a new subject with a reporting verb of its own begins after `index`."""
    at = index + 1
    if tokens[at].low in ("and", "but", "while", "though", "although"):
        at += 1
    elif tokens[index].text == ",":
        return False
    if at >= len(tokens) or tokens[at].low in ("there", "here"):
        return False
    limit = min(len(tokens), at + NEAREST_SUBJECT)
    for position in range(at + 1, limit):
        token = tokens[position]
        if token.text == "," and not token.quotation:
            whole = tokens[first].low == "to" or _holds_finite(tokens, first, index)
            return whole and _speaks_after_apposition(tokens, position)
        if token.quotation or token.text in (";", ":"):
            return False
        if token.low in SUBORDINATORS and token.low != "than":
            return False
        if _reports(tokens, position):
            return True
    return False


def _reports(tokens: list[Token], index: int) -> bool:
    cue = CUES.get(tokens[index].low)
    return (
        cue is not None
        and cue.form in (Form.PAST, Form.PRESENT)
        and not cue.noun
        and cue.manner is Manner.SPEECH
        and bool(cue.frames & (Frame.CLAUSE | Frame.QUOTE))
    )


def _is_finite_cue(tokens: list[Token], index: int) -> bool:
    cue = CUES.get(tokens[index].low)
    return cue is not None and not cue.noun and cue.form in (Form.PAST, Form.PRESENT)


def _speaks_after_apposition(tokens: list[Token], comma: int) -> bool:
    """Say whether a verb follows a name in commas: "Kyiv's mayor, Ann Lee, said"."""
    if comma + 1 >= len(tokens) or tokens[comma + 1].low in _CARRYING:
        return False
    for closing in range(comma + 2, min(len(tokens) - 1, comma + LONGEST_APPOSITION)):
        if tokens[closing].text == "," and not tokens[closing].quotation:
            at = _past_adverbs(tokens, closing + 1)
            return at < len(tokens) and not tokens[at].quotation and _reports(tokens, at)
    return False


_CARRYING = vocabulary("and but or if when because so that he she they it we i")


def _outweighed(tokens: list[Token], first: int, index: int) -> bool:
    """Say whether a remark follows that is longer than the words said: then it is the reporter's.

    Where the words said are the longer part, a clause after a comma mostly belongs to them.
    """
    if tokens[index].text != "," or index - first < 3 or index + 1 >= len(tokens):
        return False
    if tokens[index + 1].low not in _REMARKS:
        return False
    said = tokens[index].start - tokens[first].start
    return tokens[-1].end - tokens[index].end > said


_REMARKS = vocabulary("where he she they then")


def _object_ends(tokens: list[Token], index: int) -> bool:
    """Cut ", inciting outrage" and "after a meeting": what the reporter adds to a thing named."""
    token = tokens[index]
    if token.text == "," and index + 1 < len(tokens):
        return tokens[index + 1].low.endswith("ing") and not tokens[index + 1].capital
    return token.low in ("after", "when", "while", "as") and (
        index + 1 < len(tokens) and tokens[index + 1].low in SUBJECT_PRONOUNS
    )


def _quotation_over(tokens: list[Token], first: int, index: int) -> bool:
    """Say whether the words said ended with the quotation just before `index`."""
    before, token = tokens[index - 1], tokens[index]
    if not before.quotation or token.quotation:
        return False
    if before.text[-1:] == ",":
        return token.low in _AFTER_QUOTATION or token.low in TIMES or token.low.endswith("ing")
    if token.low in ("before", "after", "while", "without") and index + 1 < len(tokens):
        return tokens[index + 1].low.endswith("ing")
    whole = first == index - 1 and before.text[:1].isupper() and before.text.count(" ") > 2
    if whole and before.text[-1] in ".?!" and token.capital:
        ahead = range(index + 1, min(len(tokens), index + NEAREST_SUBJECT))
        return any(_is_finite_cue(tokens, position) for position in ahead)
    return whole and (token.low in PREPOSITIONS or token.low in TIMES or token.low in _WHEN)


_AFTER_QUOTATION = vocabulary("in during at on of when while as after before to about under")
_WHEN = vocabulary("when while as after before")
