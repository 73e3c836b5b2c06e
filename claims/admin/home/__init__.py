"""The home of the desk: what waits for whoever signs in.

waiting     the queues of claims, each also a filter of their list
cards       every queue as the home shows it: how many, since when, which first
keeping     saved filters, and mentions that were seen
subjects    the way from a public id to what bears it
screen      the addresses, and what the home shows
"""
