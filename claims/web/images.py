"""The image that stands for a claim where its address is shared, drawn here without a browser."""

import unicodedata
from functools import cache
from io import BytesIO
from pathlib import Path

from django.utils.translation import gettext
from PIL import Image, ImageDraw, ImageFont

from claims.web.presentation import Card

SIZE = (1200, 630)
MARGIN = 72

FONTS = Path(__file__).parent / "fonts"
INK, QUIET, GROUND, SURFACE = "#1c1f24", "#575c65", "#faf8f4", "#ffffff"
TONES = {
    "true": "#1b6a41",
    "false": "#a02a22",
    "mixed": "#8a5200",
    "other": "#46506b",
    "open": "#5a5f67",
}
_SIZES = (56, 48, 42, 36, 32)
_VERDICT_BOTTOM, _CLAIM_TOP, _WHO_TOP, _FOOT_TOP = 132, 168, 486, 544
_GAP = 12
_READ = 600
"""Letters of a claim that are tried; the smallest size has room for fewer."""

Draw = ImageDraw.ImageDraw
Font = ImageFont.FreeTypeFont


def share_image(card: Card, *, desk: str, host: str) -> bytes:
    """Return a PNG of 1200 by 630: verdict, claim, claimant, the desk and the site's host.

    Beside the verdict stands whether the claim was corrected. The claim is set as large as it fits
    above the claimant, and ends with an ellipsis where it does not fit in the smallest size either.
    The same card gives the same bytes. Where the font has no letters for a text (Han, Kana,
    Hangul...) that text is left out rather than drawn as boxes.
    """
    image = Image.new("RGB", SIZE, GROUND)
    draw = ImageDraw.Draw(image)
    kind = "open" if card.withdrawn else card.verdict.tone
    tone = TONES.get(kind, TONES["other"])
    draw.rectangle((0, 0, 24, SIZE[1]), fill=tone)
    _mark(draw, kind, tone)
    _verdict(draw, card, tone)
    _claim(image, draw, card)
    _foot(draw, desk, host)
    written = BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


@cache
def typeface(bold: bool, size: int) -> Font:
    """Return the font that images are drawn in; of Latin, Greek, Cyrillic and Arabic."""
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return ImageFont.truetype(FONTS / name, size)


def _verdict(draw: Draw, card: Card, tone: str) -> None:
    word = gettext(card.verdict.word) if card.verdict.fixed else card.verdict.word
    flag = gettext(card.flag) if card.flag else ""
    text = ": ".join(part for part in (flag, "" if card.withdrawn else word) if part)
    aside = f" · {gettext('Corrected')}" if card.corrected else ""
    place, font, small = MARGIN + 96, typeface(True, 44), typeface(True, 34)
    if _drawable(text):
        shown = _fitting(text, font, 960 - round(small.getlength(aside)))
        draw.text((place, 84), shown, fill=tone, font=font, anchor="lm")
        place += round(font.getlength(shown))
    above, below = font.getmetrics()
    draw.text((place, 84 + (above - below) // 2), aside, fill=INK, font=small, anchor="ls")


def _claim(image: Image.Image, draw: Draw, card: Card) -> None:
    people = card.claimants.people
    who = people[0].name.name if people else ""
    named = bool(who) and _drawable(who)
    if _drawable(card.text):
        _words(image, card, (_WHO_TOP if named else _FOOT_TOP) - _GAP)
    if named:
        told = f"{gettext(card.claimants.verb)} {who}"
        font = typeface(False, 30)
        draw.text((MARGIN, 516), _fitting(told, font, 1050), fill=QUIET, font=font, anchor="ls")


def _words(image: Image.Image, card: Card, bottom: int) -> None:
    """Draw the claim on ground of its own, which heaped accents do not leave."""
    font, lines = _broken(card.text, bottom - _CLAIM_TOP)
    right = card.direction == "rtl"
    left = SIZE[0] - 2 * MARGIN if right else 0
    ground = Image.new("RGB", (SIZE[0] - MARGIN, bottom - _VERDICT_BOTTOM), GROUND)
    draw = ImageDraw.Draw(ground)
    for at, line in enumerate(lines):
        place = (left, _CLAIM_TOP - _VERDICT_BOTTOM + at * _step(font))
        draw.text(place, line, fill=INK, font=font, anchor="ra" if right else "la")
    image.paste(ground, (MARGIN, _VERDICT_BOTTOM))


def _foot(draw: Draw, desk: str, host: str) -> None:
    draw.line((MARGIN, 544, SIZE[0] - MARGIN, 544), fill="#dbd6cb", width=2)
    font = typeface(True, 28)
    if _drawable(desk):
        draw.text((MARGIN, 584), _fitting(desk, font, 680), fill=INK, font=font, anchor="lm")
    place = (SIZE[0] - MARGIN, 584)
    draw.text(place, host, fill=QUIET, font=typeface(False, 28), anchor="rm")


def _mark(draw: Draw, tone: str, colour: str) -> None:
    """Draw the verdict's shape, as the pages show it, beside its word."""
    x, y, r = MARGIN + 36, 84, 34
    corners = [(x + dx * r, y + dy * r) for dx, dy in _CORNERS.get(tone, ())]
    if corners:
        draw.polygon(corners, fill=colour)
    elif tone == "true":
        draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)
    else:
        draw.ellipse((x - r, y - r, x + r, y + r), outline=colour, width=5)
    for line in _LINES.get(tone, ()):
        points = [(x + dx, y + dy) for dx, dy in line]
        draw.line(points, fill=colour if tone == "open" else SURFACE, width=7, joint="curve")


_CORNERS = {
    "mixed": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "other": ((0, -1), (0.87, -0.5), (0.87, 0.5), (0, 1), (-0.87, 0.5), (-0.87, -0.5)),
    "false": (
        (-0.41, -1),
        (0.41, -1),
        (1, -0.41),
        (1, 0.41),
        (0.41, 1),
        (-0.41, 1),
        (-1, 0.41),
        (-1, -0.41),
    ),
}
_LINES = {
    "true": [[(-15, 2), (-4, 13), (16, -11)]],
    "false": [[(-12, -12), (12, 12)], [(12, -12), (-12, 12)]],
    "mixed": [[(-14, 2), (-5, -5), (5, 5), (14, -2)]],
    "other": [[(-12, 0), (12, 0)]],
    "open": [[(-14, 0), (-10, 0)], [(-2, 0), (2, 0)], [(10, 0), (14, 0)]],
}


def _broken(text: str, height: int) -> tuple[Font, list[str]]:
    """Return the largest font in which the text fits that height, and its lines.

    What has no room in the smallest one is cut off with an ellipsis.
    """
    for size in _SIZES:
        font = typeface(True, size)
        lines = _lines(text, font)
        most = 1 + (height - sum(font.getmetrics())) // _step(font)
        if len(lines) <= most:
            return font, lines
    last = _fitting(" ".join(lines[most - 1 : most + 1]), font, SIZE[0] - 2 * MARGIN)
    return font, [*lines[: most - 1], last]


def _step(font: Font) -> int:
    """Return the pixels from one line to the next."""
    return round(font.size * 1.28)


def _lines(text: str, font: Font) -> list[str]:
    width = SIZE[0] - 2 * MARGIN
    lines = [""]
    shown = text if len(text) <= _READ else f"{text[:_READ]}…"
    for word in shown.split():
        whole = f"{lines[-1]} {word}".strip()
        if font.getlength(whole) <= width:
            lines[-1] = whole
        elif lines[-1]:
            lines.append(_fitting(word, font, width))
        else:
            lines[-1] = _fitting(word, font, width)
    return lines


def _fitting(text: str, font: Font, width: int) -> str:
    """Return the text, cut with an ellipsis where it is wider than `width`."""
    if font.getlength(text) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if font.getlength(f"{text[:middle].rstrip()}…") <= width:
            low = middle
        else:
            high = middle - 1
    return f"{text[:low].rstrip()}…"


def _drawable(text: str) -> bool:
    """Tell whether the font has a letter for every one of the text."""
    missing = _glyph("\U0010ffff")
    return all(
        character.isspace()
        or unicodedata.category(character) in ("Mn", "Cf")
        or _glyph(character) != missing
        for character in set(text)
    )


@cache
def _glyph(character: str) -> bytes:
    return bytes(typeface(True, 16).getmask(character))
