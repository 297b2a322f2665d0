"""Heavy demonstrations: one function each, run small by a test, whole by ``python -m proofs``."""
