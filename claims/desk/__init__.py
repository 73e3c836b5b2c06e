"""The desk: what editors work on. Private, mutable, guarded; written by `workflow` alone.

models        one file per aggregate: a root and the tables that live and die with it
permissions   roles and which verbs each may call
audit         the append-only, chained account of every editorial change
quotes        re-proving that quotes stand in their captured texts
witness       re-proving decisions, versions and captured texts by the audit
"""
