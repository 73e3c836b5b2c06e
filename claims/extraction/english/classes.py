"""Closed classes of English words by which phrases and clauses are told apart."""

from claims.extraction.english.vocabulary import vocabulary

DETERMINERS = vocabulary(
    "the a an this that these those some many most several both all each every any no another"
    " other such few two three four five six seven eight nine ten dozens hundreds one"
)
NUMBERS = vocabulary(
    "one two three four five six seven eight nine ten half dozens hundreds thousands third"
)
QUANTIFIERS = vocabulary("some many all both others most few several each one any")
POSSESSIVES = vocabulary("his her its their my our your whose")
SUBJECT_PRONOUNS = vocabulary("he she they i we you it who")
CONTRACTED = vocabulary(
    "he's she's it's they're we're you're i'm i've we've they've you've he'd she'd they'd i'd"
    " we'd you'd it'd he'll she'll they'll i'll we'll you'll it'll there's that's who's here's"
)
PREPOSITIONS = vocabulary(
    "about above across after against ahead along amid among around as at before behind below"
    " beneath beside besides between beyond by concerning despite during except for from in"
    " inside into like near of off on onto out outside over past per regarding since through"
    " throughout to toward towards under until unlike up upon via with within without following"
)
SUBORDINATORS = vocabulary(
    "although because if once since so than that though unless until when whenever where"
    " whereas wherever whether while which who whom whose why how what lest"
)
QUESTION_WORDS = vocabulary("how why what whether who when where which if")
CONJUNCTIONS = vocabulary("and but or nor yet")
AUXILIARIES = vocabulary(
    "has have had do does did will would can could may might must shall should is are was were"
    " be been being am isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't"
    " won't wouldn't can't couldn't cannot shouldn't 've 'd 'll 's"
)
FINITE_BE = vocabulary(
    "is are was were am has have had will would can could may might must should does did do"
    " isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't"
    " can't couldn't cannot shouldn't"
)
IRREGULAR_PASTS = vocabulary(
    "became began broke brought built came chose cost did drew fell fought gave got grew had"
    " held hid kept knew led left lost made meant met paid put ran rose sat sent set shot sold"
    " spent stood struck took understood was were went won"
)
NEGATIONS = vocabulary(
    "not never n't didn't doesn't don't hasn't haven't hadn't won't wouldn't couldn't can't"
    " cannot hardly neither nor no"
)
ADVERBS = vocabulary(
    "also again always already then later even ever never not now once often still too soon"
    " just further furthermore instead twice simply rather quite perhaps maybe first once"
    " yesterday today here there earlier thus hence meanwhile nonetheless nevertheless back only"
    " long however moreover additionally likewise"
)
SPELLS = vocabulary(
    "hour hours day days week weeks month months year years decade decades minute minutes"
)
WEEKDAYS = vocabulary("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
    "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
    "oct": 10, "nov": 11, "dec": 12, "jan.": 1, "feb.": 2, "mar.": 3, "apr.": 4, "jun.": 6,
    "jul.": 7, "aug.": 8, "sep.": 9, "sept.": 9, "oct.": 10, "nov.": 11, "dec.": 12,
}  # fmt: skip
TIMES = WEEKDAYS | vocabulary(
    "today yesterday tonight tomorrow morning afternoon evening night week month year last"
    " earlier late early recently later previously"
)


def is_adverb(low: str) -> bool:
    """Say whether a word may stand between a subject and its verb without changing either."""
    return low in ADVERBS or (low.endswith("ly") and len(low) > 4 and low not in _NOT_ADVERBS)


_NOT_ADVERBS = vocabulary(
    "family reply supply assembly rally ally july italy bully monopoly early daily weekly"
    " monthly yearly friendly likely elderly"
)
