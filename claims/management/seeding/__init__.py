"""The seed data set, brought in and worked on with the verbs that every editor uses.

dataset      the files of seeds/
accounts     the demo accounts
session      who loads, and what is loaded already
entities     the scale, speakers, publishers and topics
sources      the article through the importer, and excerpts of other pages
statements   what extraction found put right, and what it does not find
claims       draft claims made whole, and relations
review       submitted, decided, published
loading      all of that in one transaction
"""
