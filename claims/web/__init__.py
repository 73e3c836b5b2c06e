"""The public pages, read-only, over the record.

presentation  a body -> what a page shows, pure
views         one function per address
listing       cards of claims, a page at a time
feeds         claims and corrections for feed readers, reviews for those who gather them
scales        words for the verdicts on claims about what somebody said, before a correction too
merging       a merged claim, with the words of the one in its place
framing       the card for other people's pages, and how high it is
countries     the names of countries, in the language of the page
structured_data  what search engines find in a page
answers       how every page is sent: rendered without the request, tagged, cacheable, no cookie
health        whether the process runs, and whether the site is ready
"""
