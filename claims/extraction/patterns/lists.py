"""Lists of names that belong to one noun: "the leaders of Britain, France and Germany"."""

from claims.extraction.english.titles import GROUP_NOUNS
from claims.extraction.english.vocabulary import vocabulary
from claims.extraction.reading.sentences import Token

# What joins such a noun to its names.
GOVERNING = vocabulary("of in for from")


def end_of_list(tokens: list[Token], first: int, last: int) -> int:
    """Return the last token of "the leaders of Britain, France and Germany", a phrase from `first`.

    `last` is where the phrase ends before its comma; it is returned where no list goes on.
    """
    comma = last + 1
    if comma + 3 >= len(tokens) or tokens[comma].text != "," or not tokens[comma + 1].capital:
        return last
    at = last
    while at > first and tokens[at].capital:
        at -= 1
    if at == last or at <= first or tokens[at].low not in GOVERNING:
        return last
    head = tokens[at - 1]
    if head.low not in GROUP_NOUNS and (head.capital or not head.low.endswith("s")):
        return last
    joined, end = False, comma
    while end + 1 < len(tokens) and (
        tokens[end + 1].capital or tokens[end + 1].text == "," or tokens[end + 1].low == "and"
    ):
        end += 1
        joined = joined or tokens[end].low == "and"
    closed = end + 1 >= len(tokens) or tokens[end + 1].text == "."
    return end if joined and closed and tokens[end].capital else last
