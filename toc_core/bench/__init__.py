"""``toc bench``: how fast figures are, beside the bare driver and beside the usual ways.

Everything is measured on made-up records in a database of its own; what is compared is timed in
turns within one run, so that a busy machine slows all of it alike (``docs/speed.md``).
"""
