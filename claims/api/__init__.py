"""The REST API under /api/v1/: read-only, anonymous, JSON, over the public record alone.

views        one class for each address
filters      the parameters each list takes, and what they do to its rows
parameters   how one parameter is written, read and refused
keyset       walking a list by the place of its last row instead of an offset
pages        one page of a list as JSON text, with its links
answers      JSON text -> an answer with validators and caching headers
problems     whatever goes wrong -> RFC 9457 problem details
vocabulary   the words that bodies and parameters use
schema       the OpenAPI document that describes all of this
"""
