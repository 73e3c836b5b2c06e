"""Ours beside other ways of answering the same questions: `python -m tests.benchmarks.peers`.

dialects    what SQL has another word for on each database           }
schema      the peers' tables                                        }
filling     what fills them from the record's                        } pure
bodies      a claim's JSON, built by the database from those tables  }
making      the peers' tables, made from the record
questions   what is asked, and with which values
contenders  who answers, at which addresses, and what is read out of the answers
comparing   whether all answer alike, before anything is timed
installing  the peers' packages, in a venv of their own
servers     programs that answer, started and stopped
clients     who asks: wrk, or a client of our own
raw         what a loop over the stored bodies asks, without HTTP: the limit
loop        that loop, run as a program
rounds      measuring in turn
goals       what is to be reached
report      the figures as a page and as JSON
running     the whole of it
programs/   what peers are made of, run by the Python of their own venv
"""
