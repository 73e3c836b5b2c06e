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
MOST_LINES = 5

FONTS = Path(__file__).parent / "fonts"
INK, QUIET, GROUND, SURFACE = "#1c1f24", "#575c65", "#faf8f4", "#ffffff"
TONES = {
    "true": "#1b6a41",
    "false": "#a02a22",
    "mixed": "#8a5200",
    "other": "#46506b",
    "open": "#5a5f67",
}
_FALLBACK_SIZES = (56, 48, 42, 36)

Draw = ImageDraw.ImageDraw
Font = ImageFont.FreeTypeFont


def share_image(card: Card, *, desk: str, host: str) -> bytes:
    """Return a PNG of 1200 by 630: verdict, claim, claimant, the desk and the site's host.

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
    _claim(draw, card)
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
    if _drawable(text):
        font = typeface(True, 44)
        draw.text((MARGIN + 96, 84), _fitting(text, font, 960), fill=tone, font=font, anchor="lm")


def _claim(draw: Draw, card: Card) -> None:
    people = card.claimants.people
    who = people[0].name.name if people else ""
    if _drawable(card.text):
        font, lines = _broken(card.text)
        right = card.direction == "rtl"
        left = SIZE[0] - MARGIN if right else MARGIN
        step = round(font.size * 1.28)
        for at, line in enumerate(lines):
            place = (left, 168 + at * step)
            draw.text(place, line, fill=INK, font=font, anchor="ra" if right else "la")
    if who and _drawable(who):
        told = f"{gettext(card.claimants.verb)} {who}"
        font = typeface(False, 30)
        draw.text((MARGIN, 516), _fitting(told, font, 1050), fill=QUIET, font=font, anchor="ls")


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


def _broken(text: str) -> tuple[Font, list[str]]:
    """Return the largest font in which the text fits, and its lines; the rest is cut off."""
    for size in _FALLBACK_SIZES:
        font = typeface(True, size)
        lines = _lines(text, font)
        if len(lines) <= MOST_LINES:
            return font, lines
    kept = lines[: MOST_LINES + 1]
    last = _fitting(" ".join(kept[MOST_LINES - 1 :]), font, SIZE[0] - 2 * MARGIN)
    return font, [*kept[: MOST_LINES - 1], last]


def _lines(text: str, font: Font) -> list[str]:
    width = SIZE[0] - 2 * MARGIN
    lines = [""]
    for word in text[:600].split():
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
