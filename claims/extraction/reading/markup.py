"""Saved HTML before any parser sees it: its encoding, and how large and how deep it is."""

import codecs
import re
from collections import Counter

MOST_TAGS = 20_000
MOST_DEPTH = 256
MOST_CHARACTERS = 200_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED_WITHIN = 2048
_DECLARED = re.compile(rb"<(?:meta|\?xml)\b[^>]{0,400}?(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.I)  # fmt: skip # noqa: E501
# Only character sets of the web: others decode slowly or run further rules on the bytes.
_ALLOWED = re.compile(
    r"utf-8|utf-16(-[lb]e)?|utf-32(-[lb]e)?|ascii|cp(125\d|866|874|932|949)|iso8859-\d{1,2}"
    r"|koi8-[ru]|mac-(cyrillic|roman)|gbk|gb2312|gb18030|big5(hkscs)?|euc_(jp|kr)|shift_jis"
    r"|iso2022_jp|tis-620"
)
# Each reads the small letters of another as capitals, or as other signs.
_CYRILLIC = ("cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866", "mac-cyrillic")
_LETTERS = re.compile("[\u0400-\u04ff]")
_SMALL_WORDS = re.compile(r"\b(?:и|в|на|не|что|по|за|это|і|у|з|що|та|до|від)\b")
_FEWEST_WORDS = 3
_REFERENCE = re.compile(r"&#(?:[xX]0{0,8}([0-9a-fA-F]{1,6})|0{0,8}([0-9]{1,7}))(?![0-9a-fA-F]);?")
_NO_CHARACTERS = re.compile(
    "[\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(n << 16 | 0xFFFE) + chr(n << 16 | 0xFFFF) for n in range(1, 17))
    + "]"
)
_AS_THE_WEB_MEANS = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030"}
_TAG = re.compile(r"<(/?)([a-z][a-z0-9:-]{0,40})|<!--", re.IGNORECASE)
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()  # noqa: SIM905
)
_RAW = frozenset({"script", "style"})
_ENDS = {
    "li": frozenset({"li", "p"}),
    "dt": frozenset({"dt", "dd", "p"}),
    "dd": frozenset({"dt", "dd", "p"}),
    "tr": frozenset({"tr", "td", "th", "p"}),
    "td": frozenset({"td", "th", "p"}),
    "th": frozenset({"td", "th", "p"}),
    "option": frozenset({"option"}),
} | {
    name: frozenset({"p"})
    for name in ("p", "div", "ul", "ol", "dl", "table", "h1", "h2", "h3", "h4", "blockquote")
}


class UnreadablePage(Exception):
    """A saved page that is not read; the message is one line that says why and what to do."""


def decoded(data: bytes, encoding: str = "") -> str:
    """Return the markup as text, without its byte order mark.

    The encoding is the one given or, without one, that of the byte order mark, the one that the
    page declares, or UTF-8, which also goes before a declaration that the bytes belie. Raises
    UnreadablePage where the bytes are no text in it, or plainly a text in another one.
    """
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    declared = "" if encoding or marked else _declared(data)
    name = _codec(encoding or marked or declared or "utf-8")
    belied = belying(data, name)
    if belied and encoding:
        raise UnreadablePage(misnamed("page", name, belied))
    name = belied or name
    try:
        text = data.decode(name)
        text.encode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadablePage(_undecodable(data, error, declared)) from error
    except UnicodeError as error:
        raise UnreadablePage(f"the page is not valid {name}") from error
    if "\0" in text:
        raise UnreadablePage(
            "the page holds a NUL character: it is binary or in another encoding; name its encoding"
        )
    return text.removeprefix("\ufeff")


def belying(data: bytes, encoding: str) -> str:
    """Return the encoding that bytes are plainly in although another is named; "" where none is.

    Wide encodings fill a text with NUL bytes or carry a mark; hardly any text in another encoding
    happens to be valid UTF-8 beyond ASCII; and Cyrillic in one of its old encodings reads as
    capitals without small words in another.
    """
    if encoding.startswith(("utf-16", "utf-32")):
        marked = any(data.startswith(mark) for mark, name in _MARKS if name != "utf-8")
        return "" if marked or b"\0" in data or not data else "utf-8"
    if encoding in ("utf-8", "utf-8-sig", "iso2022_jp") or data.isascii():
        return ""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _other_cyrillic(data, encoding) if encoding in _CYRILLIC else ""
    return "utf-8"


def _other_cyrillic(data: bytes, encoding: str) -> str:
    """Return the Cyrillic encoding in which bytes make sense that make none in the one named."""
    text = data.decode(encoding, "replace")
    if _sense(text) or not any(byte > 127 for byte in data):
        return ""
    readings = ((name, data.decode(name, "replace")) for name in ("cp1251", "koi8-u", "cp866"))
    return next((name for name, reading in readings if _sense(reading)), "")


def _sense(text: str) -> bool:
    """Say whether most Cyrillic letters are small ones and some of the commonest words occur."""
    letters = _LETTERS.findall(text)
    small = sum(letter.islower() for letter in letters)
    return 2 * small > len(letters) and len(_SMALL_WORDS.findall(text)) >= _FEWEST_WORDS


def without_noncharacters(markup: str) -> str:
    """Return markup without what Unicode says is no character, written out or as a reference."""
    return _REFERENCE.sub(_kept, _NO_CHARACTERS.sub("", markup))


def _kept(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    gone = 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or _NO_CHARACTERS.match(chr(code))
    return "" if gone else match[0]


def misnamed(what: str, encoding: str, found: str) -> str:
    """Return the refusal of a text that is not in the encoding it is said to be in."""
    return f"the {what} is not {encoding} but {found}; name no encoding, or --encoding {found}"


def _declared(data: bytes) -> str:
    match = _DECLARED.search(data[:_DECLARED_WITHIN])
    name = match[1].decode("ascii", "replace") if match else ""
    # What could be read as ASCII so far is not in UTF-16, whatever it says.
    return "utf-8" if name.lower().startswith(("utf-16", "utf-32")) else name


def _codec(name: str) -> str:
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError) as error:
        raise UnreadablePage(_unknown(name)) from error
    if not _ALLOWED.fullmatch(known):
        raise UnreadablePage(_unknown(name))
    return _AS_THE_WEB_MEANS.get(known, known)


def _unknown(name: str) -> str:
    return f"unknown encoding {name[:40]!r}; name one such as utf-8, windows-1252 or koi8-u"


def _undecodable(data: bytes, error: UnicodeDecodeError, declared: str) -> str:
    line = data.count(b"\n", 0, error.start) + 1
    said = "which the page says it is in" if declared else "name its encoding"
    further = "; name the right one" if declared else ""
    return (
        f"line {line}: byte 0x{data[error.start]:02x} at offset {error.start} is not "
        f"{error.encoding}{', ' if declared else '; '}{said}{further}"
    )


def check_size(markup: str) -> None:
    """Raise UnreadablePage where there are too many tags, too deep a nesting or too much text.

    Takes time in proportion to the length, whatever the markup.
    """
    open_tags: list[str] = []
    counts: Counter[str] = Counter()
    tags = characters = at = 0
    closings: dict[str, int] = {}
    while match := _TAG.search(markup, at):
        characters += match.start() - at
        _refuse_text(characters)
        if match[2] is None:
            at = _beyond(markup, "-->", match.end(), closings)
            continue
        name = match[2].lower()
        at = _beyond(markup, ">", match.end(), closings)
        if match[1]:
            _close(name, open_tags, counts)
            continue
        tags += 1
        if tags > MOST_TAGS:
            raise UnreadablePage(f"the page has more than {MOST_TAGS:,} tags")
        if name in _RAW:
            at = _beyond(markup, f"</{name}", at, closings)
        elif name not in _VOID and markup[at - 2 : at] != "/>":
            _open(name, open_tags, counts)
    _refuse_text(characters + len(markup) - at)


def _refuse_text(characters: int) -> None:
    if characters > MOST_CHARACTERS:
        raise UnreadablePage(
            f"the page holds more than {MOST_CHARACTERS:,} characters of text; at most these are "
            "read"
        )


def _beyond(markup: str, ending: str, start: int, closings: dict[str, int]) -> int:
    """Return where to read on after `ending`; at `start` where nothing closes.

    `closings` keeps the last answers, so that nothing is searched for twice.
    """
    found = closings.get(ending, 0)
    if found >= 0 and found < start:
        found = closings[ending] = markup.find(ending, start)
    return found + len(ending) if found >= 0 else start


def _open(name: str, open_tags: list[str], counts: Counter[str]) -> None:
    implied = _ENDS.get(name, frozenset())
    while open_tags and open_tags[-1] in implied:
        counts[open_tags.pop()] -= 1
    open_tags.append(name)
    counts[name] += 1
    if len(open_tags) > MOST_DEPTH:
        raise UnreadablePage(f"the page's tags are nested more than {MOST_DEPTH} deep")


def _close(name: str, open_tags: list[str], counts: Counter[str]) -> None:
    if not counts[name]:
        return
    while True:
        last = open_tags.pop()
        counts[last] -= 1
        if last == name:
            return
