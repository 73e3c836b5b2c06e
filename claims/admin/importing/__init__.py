"""Importing an article: pasted or uploaded, looked at before anything is written, then confirmed.

forms     what is asked for
parcel    what travels between the two steps, signed, so that nothing is stored before
screen    the two steps
"""
