"""Django's PostgreSQL for readers: one server or several, of which some may be away.

base         the connection of a thread: which server it goes to, when it changes over
servers      which servers a process knows to be fit, shared by its threads
connections  one connection to one server, which says how far behind it is
cursors      reads that are asked again, elsewhere, where a server breaks off
"""
