"""Google's Fact Check Tools API (v1alpha1) over this desk's claims, for clients made for it.

query   the parameters of a search, as Google's discovery document declares them
views   the search, and errors in Google's envelope
urls    the addresses under /v1alpha1/
"""
