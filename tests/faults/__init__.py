"""What desk and record withstand: kills, races, a database away or full, a clock that steps.

What is not a test here takes its sizes as parameters: `tests.soak` runs the same at full size.

database   the database that this process is on, as other processes name it
child      a process that works, tells what it committed, and may be killed
acts       what such a process does: import, publish, correct, restore
standing   what must hold whatever happened
killing    kills at random moments
racing     editors and publishers at once
proxy      a network between site and PostgreSQL that fails as asked
serving    the site in a process of its own
drilling   a backup under load, restored and compared
upgrading  a database of an earlier version
"""
