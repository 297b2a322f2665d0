"""The admin of toc-core."""
