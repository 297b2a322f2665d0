"""Proof that the figures are right: random records, counted a second time by plain loops."""
