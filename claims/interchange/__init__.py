"""From a released body to other people's formats: pure functions, no Django.

claimants     who makes a claim, in every format and on every page
claim_review  ClaimReview as schema.org and Google ask for it
data_feed     many ClaimReviews as one DataFeed, a piece at a time
annotations   statements as W3C Web Annotations, with links to their words
fact_check    claims as Google's Fact Check Tools API sends them
field_masks   the partial answers of that API
entries       what a feed tells of a claim and of a correction
atom          feeds as Atom
json_feed     feeds as JSON Feed
tables        rows for spreadsheets
columns       what those rows hold
dates         dates as other formats write them
links         addresses as other formats take them

Bodies are those of the record (`/api/v1/claims/{id}` and its like).
"""
