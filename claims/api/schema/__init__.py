"""The OpenAPI 3.1 document, written by drf-spectacular from the views and completed here.

document      the document as text, and the hooks that complete it
operations    what all lists and all single things have in common: parameters, headers, refusals
notation      short ways to write JSON Schema
claims        the body of a claim
quoting       statements, evidence and what they are made of
entities      the bodies of speakers, sources, publishers and topics
figures       counts
releases      releases, what they changed, and problems
examples      examples of bodies
"""
