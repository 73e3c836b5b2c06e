"""Folding, partial dates and spans: what every other part says about text, in pure functions."""
