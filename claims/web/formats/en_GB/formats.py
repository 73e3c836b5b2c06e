"""How dates are written in English: the month in full, where Django's own format shortens it."""

DATE_FORMAT = "j F Y"
