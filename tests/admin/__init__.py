"""Tests of the editors' screens."""
