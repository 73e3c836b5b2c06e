"""Signing in: every page behind the second factor, and nobody locked out."""
