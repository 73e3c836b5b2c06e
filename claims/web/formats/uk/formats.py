"""How dates are written in Ukrainian: days below ten without a zero before them."""

DATE_FORMAT = "j E Y р."
