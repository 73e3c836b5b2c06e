"""The secret of a new app as a square that a telephone reads."""

from dataclasses import dataclass

from qrcode import QRCode


@dataclass(frozen=True)
class Square:
    """The drawing: how wide it is in modules, and the dark ones as the path of an SVG."""

    size: int
    path: str


def square(text: str) -> Square:
    """Draw a text as a QR code, with the light border that readers need."""
    code = QRCode()
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    dark = ((x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return Square(size=len(rows), path="".join(f"M{x} {y}h1v1h-1z" for x, y in dark))
