"""The editors' screens, on the stock Django admin. Every save is a call of the workflow.

site          the desk's admin site: which models have pages, and the order of the index
access        who sees and changes what, by role
base          lists, pages and inlines; a save is one `workflow.revise`, a refusal a message
forms         the form of a desk model; fields: its inputs; autocomplete: choosing among many
conflicts     what two editors changed, brought together without losing either
passages      words found in a captured text; marking: how that text is shown
history       the audit of one thing, and the way back; readable: its entries in words
reviewed      the pages of what is reviewed and released: verbs, preview, notes, merging
verbs, bulk   the verbs as buttons and as actions; approving: several at once, as they were shown
preview       the page to decide on; differences: what a release would change, for reading
suggesting    other words for a claim in review; merging: two things into one
board         who says a claim, and its evidence side by side; alike: what may be here twice
talking       notes, whom they call, who works on a claim
tampering     forms that bring what no page offers; confirming: one's own password again
standing      where a thing stands; queue: the claims that wait for a second person
filters       list filters by a thing chosen among many
duplicates    what may be there already, told while somebody types
home          what waits for whoever signs in; article: a text with its statements side by side
importing     an article pasted or uploaded; corrections: what readers ask to be corrected

The other modules mirror `claims.desk.models`: accounts, claims (with claim_rows and claim_filters),
evidence, ratings, sources, speakers, statements, topics; records holds what is only read. Nothing
is imported here: the site is made while Django looks for admin modules, and registers its pages.
"""
