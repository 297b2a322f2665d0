"""Buddy, as a plugin of toc-core."""
