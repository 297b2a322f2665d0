"""Fixtures for the tests of the core and of every plugin (``tests/`` is on pytest's path)."""

pytest_plugins = ("servers", "planted")
