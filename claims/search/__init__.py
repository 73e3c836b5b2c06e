"""Finding rows by words, the same on both databases; desk and record both stand on it.

fields    words kept to be found, and the row that they are the words of
words     texts and names -> the words of a row                 } pure
queries   what a reader typed -> what is looked for             } pure
matching  that, as a condition on rows that have words
marks     where in a text that stands, and snippets around it      } pure
ranking   how well words answer a query                          } pure
similar   rows that say much the same as a text, the likest first
counts    how many rows have a word
common    the words that PostgreSQL knows to be common
index     care for the databases' own indexes
"""
