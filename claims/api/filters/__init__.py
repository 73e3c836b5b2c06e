"""The parameters each list takes, declared once, and what they do to its rows.

lists     what every list takes, and how the parameters of any address are read or refused
claims    the list of claims
quoted    statements and evidence
entities  speakers, sources, publishers, topics
releases  releases and corrections
"""
