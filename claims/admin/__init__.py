"""The editors' screens, on the stock Django admin. Every save is a call of the workflow.

site          the desk's admin site: which models have pages, and the order of the index
access        who sees and changes what, by role
base          lists, pages and inlines; a save is one `workflow.revise`, a refusal a message
forms         the form of a desk model; fields: its inputs; autocomplete: choosing among many
conflicts     what two editors changed, brought together without losing either
passages      words found in a captured text; marking: how that text is shown
history       the audit of one thing, readable
verbs, bulk   the verbs as buttons and as actions; preview: the page to decide on
standing      where a claim stands; queue: the claims that wait for a second person
filters       list filters by a thing chosen among many

The other modules mirror `claims.desk.models`: accounts, claims, evidence, ratings, sources,
speakers, statements; records holds what is only read. Nothing is imported here: the site is made
while Django looks for admin modules, and registers its pages itself.
"""
