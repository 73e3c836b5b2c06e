"""Codes in words: what the record calls things, as readers are told."""

from collections.abc import Mapping


def gettext_noop(text: str) -> str:
    """Return `text`, marked for the catalogues; it is translated where it is shown."""
    return text


_ = gettext_noop

CLAIM_KINDS = {
    "factual": _("Factual claim"),
    "quantity": _("Claim about a quantity"),
    "attribution": _("Claim about what somebody said"),
    "forecast": _("Forecast"),
    "media": _("Claim about an image, video or recording"),
    "opinion": _("Opinion"),
}
STATEMENT_KINDS = {
    "direct": _("Direct quotation"),
    "indirect": _("Reported speech"),
    "mixed": _("Reported speech with quoted words"),
    "headline": _("Headline, in the outlet’s words"),
    "narration": _("The outlet’s own words"),
}
STANCES = {
    "asserts": _("Makes the claim"),
    "denies": _("Denies the claim"),
    "questions": _("Questions the claim"),
    "repeats": _("Repeats the claim"),
    "reports": _("Reports the claim"),
}
SAID = {
    "unverified": _("Not verified by the desk"),
    "confirmed": _("Confirmed by the desk"),
    "disputed": _("Disputed"),
    "denied": _("Denied by the speaker"),
    "misattributed": _("Said by somebody else"),
}
BASES = {
    "named": _("named in the sentence"),
    "pronoun": _("a pronoun in the text"),
    "title": _("a title in the text"),
    "elsewhere": _("named elsewhere in this source or in another"),
    "editor": _("in the desk’s judgement"),
}
STEPS = {"published": _("published"), "citing": _("cited"), "quoting": _("quoted")}
METHODS = {"human": _("by a person"), "machine": _("by a machine")}
SPEAKER_KINDS = {
    "person": _("Person"),
    "organisation": _("Organisation"),
    "office": _("Office"),
    "group": _("Group"),
    "anonymous": _("Not named"),
}
NAME_KINDS = {
    "spelling": _("also spelt"),
    "former": _("formerly"),
    "short": _("in short"),
    "pseudonym": _("pseudonym"),
}
EVIDENCE_KINDS = {
    "primary": _("Primary source"),
    "official": _("Official statement"),
    "expert": _("Expert"),
    "data": _("Data"),
    "fact_check": _("Fact check"),
    "secondary": _("Secondary source"),
}
SOURCE_KINDS = {
    "article": _("Article"),
    "transcript": _("Transcript"),
    "video": _("Video"),
    "image": _("Image"),
    "document": _("Document"),
    "dataset": _("Data set"),
    "social_post": _("Social media post"),
    "report": _("Report"),
    "interview": _("Interview"),
    "correspondence": _("Correspondence"),
    "court_document": _("Court document"),
}
PUBLISHER_KINDS = {
    "news_site": _("News site"),
    "newspaper": _("Newspaper"),
    "broadcaster": _("Broadcaster"),
    "agency": _("News agency"),
    "government": _("Government"),
    "organisation": _("Organisation"),
    "platform": _("Platform"),
    "other": _("Publisher"),
}
# Online is what a reader expects, so that it is not said.
AVAILABILITY = {
    "paywalled": _("Behind a paywall"),
    "changed": _("Changed since the desk captured it"),
    "gone": _("No longer online"),
    "offline": _("Never online"),
}
EVENTS = {
    "publish": _("Published"),
    "update": _("Updated"),
    "clarification": _("Clarified"),
    "correction": _("Corrected"),
    "flag": _("Put under review"),
    "unflag": _("No longer under review"),
    "retraction": _("Retracted"),
    "reinstatement": _("Reinstated"),
    "merge": _("Merged"),
    "unmerge": _("Separated again"),
    "suppression": _("Suppressed"),
}
RELATIONS = {
    "related": _("Related"),
    "contradicts": _("Contradicts"),
    "narrower": _("Narrower than"),
    "broader": _("Broader than"),
    "follows": _("Follows from"),
    "precedes": _("Precedes"),
}
LANGUAGES = {
    "ar": _("Arabic"),
    "be": _("Belarusian"),
    "bg": _("Bulgarian"),
    "bn": _("Bengali"),
    "bs": _("Bosnian"),
    "ca": _("Catalan"),
    "cs": _("Czech"),
    "da": _("Danish"),
    "de": _("German"),
    "el": _("Greek"),
    "en": _("English"),
    "es": _("Spanish"),
    "et": _("Estonian"),
    "fa": _("Persian"),
    "fi": _("Finnish"),
    "fr": _("French"),
    "ga": _("Irish"),
    "he": _("Hebrew"),
    "hi": _("Hindi"),
    "hr": _("Croatian"),
    "hu": _("Hungarian"),
    "hy": _("Armenian"),
    "id": _("Indonesian"),
    "it": _("Italian"),
    "ja": _("Japanese"),
    "ka": _("Georgian"),
    "kk": _("Kazakh"),
    "ko": _("Korean"),
    "ku": _("Kurdish"),
    "lt": _("Lithuanian"),
    "lv": _("Latvian"),
    "mk": _("Macedonian"),
    "nb": _("Norwegian"),
    "nl": _("Dutch"),
    "nn": _("Norwegian"),
    "no": _("Norwegian"),
    "pl": _("Polish"),
    "ps": _("Pashto"),
    "pt": _("Portuguese"),
    "ro": _("Romanian"),
    "ru": _("Russian"),
    "sk": _("Slovak"),
    "sl": _("Slovenian"),
    "sq": _("Albanian"),
    "sr": _("Serbian"),
    "sv": _("Swedish"),
    "sw": _("Swahili"),
    "tr": _("Turkish"),
    "uk": _("Ukrainian"),
    "ur": _("Urdu"),
    "vi": _("Vietnamese"),
    "yi": _("Yiddish"),
    "zh": _("Chinese"),
}
_RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "syr", "ug", "ur", "yi")
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset(("adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"))


def label(words: Mapping[str, str], code: str) -> str:
    """Return the words for a code; a code this version does not know stands for itself."""
    return words.get(code, code.replace("_", " "))


def language_name(tag: str) -> str:
    """Return the English name of a BCP 47 tag's language, the tag where it is not known."""
    return LANGUAGES.get(primary_language(tag), tag)


def primary_language(tag: str) -> str:
    """Return the language of a BCP 47 tag without script and region."""
    return tag.split("-")[0].lower()


def direction(tag: str) -> str:
    """Return "rtl" or "ltr" for the language or script of a BCP 47 tag, "auto" without one."""
    language, *subtags = tag.lower().split("-")
    if not language or language == "und":
        return "auto"
    scripts = [subtag for subtag in subtags if len(subtag) == 4 and subtag.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"
