"""The public record: append-only releases, and the read tables projected from them.

models      releases and read tables
releases    appending a release to the chain, and reading the chain
projection  a subject's releases -> what the public is sent
rebuild     the read tables again, from releases alone
verify      re-proving chain and read tables
reading     what public code may ask, through the database alias `public`
"""
