"""The public record: append-only releases, and the read tables projected from them.

models      releases, read tables and search tables
releases    appending a release to the chain, and reading the chain
projection  a subject's releases -> what the public is sent
search      finding rows of the read tables by words
rebuild     the read and search tables again, from releases alone
verify      re-proving chain, read tables and search tables
counting    how many claims there are of what
differing   what two contents say differently
reading     what public code may ask, through the database alias `public`
"""
