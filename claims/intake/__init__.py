"""The public's one way in: requests for correction; no session, no cookie, no account.

forms     what is asked of whoever writes
limits    how much one address, and everybody together, may write in a day
views     the page of the form, and what becomes of what is sent
urls      where it is

It writes the desk's CorrectionRequest and knows nothing else of the desk or the record: that a
claim is public is told by `published`, which the deployment gives with the addresses.
"""
