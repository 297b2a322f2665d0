"""The admin as a plugin of the host: that is how its ``migrations/versions`` are found.

It has no hooks and imports nothing, so that commands which need no web stay quick.
"""
