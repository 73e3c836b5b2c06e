"""`python -m tests.soak [PART...]`: what `tests.faults` proves, at full size, on both databases.

parts     each part at its full size, in a process of its own on a database of its own
loading   readers at the site while an editor saves; readers who read one byte a second
report    docs/soak.md, made of what every part found when it ran last
"""
