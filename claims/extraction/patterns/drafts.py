"""What a pattern hands on: one statement in the making, in offsets of the text."""

from dataclasses import dataclass

from claims.extraction.english.cues import Manner
from claims.extraction.reading.paragraphs import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """Words said, the cue and the speaker's mention, and the rule that put them together.

    `sentence` is the number of the sentence that holds the cue; `adjunct` is the text between cue
    and content, where occasion, place, hearer and date stand. `finite` is false where the verb only
    tells what might be said ("would say"), `negated` where nobody is told to have said it ("did not
    say", "could say", "if he said"). `through` is the mention of who passed the words on, where the
    pattern knows: the agency in "the agency quoted Lee as saying". `whole` is false where a denial
    names a mere thing and no proposition ("denied bribes"). `hearsay` is true where the
    reporter does not vouch that it was said ("allegedly told").
    """

    content: Span
    cue: Span | None
    speaker: Span | None
    pattern: str
    sentence: int
    adjunct: Span | None = None
    manner: Manner = Manner.SPEECH
    finite: bool = True
    negated: bool = False
    through: Span | None = None
    whole: bool = True
    hearsay: bool = False
