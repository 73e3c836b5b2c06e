"""One class for each address: it finds the row and sends its body as it is stored.

base       what all addresses have in common
claims     claims, one of them, its statements as annotations
releases   releases of a claim, corrections, everything in sequence
quoted     statements and evidence
entities   speakers, sources, publishers and topics
figures    counts
documents  the description of this API
"""
