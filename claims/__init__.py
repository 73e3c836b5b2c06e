"""Onrecord: who said what, what evidence stands for and against it, and what the desk found.

The rooms, from the ground up (see docs and README): text and ledger; extraction; desk; record;
publishing; workflow; interchange; intake; admin, api, web and the commands.
"""
