"""The public's one way in: requests for correction; no session, no cookie, no account.

forms     what is asked of whoever writes
limits    how much one address, and everybody together, may write in a day
views     the page of the form, and what becomes of what is sent
urls      where it is

It writes the desk's CorrectionRequest and knows nothing else of the desk, the record or the pages:
that a claim is public is told by `published`, what stands around a page by `placed`; the deployment
gives both with the addresses, which stand under the prefix of each language too.
"""
