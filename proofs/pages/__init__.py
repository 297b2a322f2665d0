"""Every page of the admin, seen in a real browser: found by its links, held against our bars."""
