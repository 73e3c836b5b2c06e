"""The public APIs: read-only, anonymous, over the public record alone.

The REST API under /api/v1/:
views            one class for each address
filters          the parameters each list takes, and what they do to its rows
parameters       how one parameter is written, read and refused
keyset           walking a list by the place of its last row instead of an offset
pages            one page of a list as JSON or CSV, with its links
representations  in which format an address answers
answers          a representation's text -> an answer with validators and caching headers
problems         whatever goes wrong -> RFC 9457 problem details
throttling       how often one client may ask
vocabulary       the words that bodies and parameters use
schema           the OpenAPI document that describes all of this

fact_check_tools the Fact Check Tools API of Google, under /v1alpha1/
"""
