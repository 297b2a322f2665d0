"""Heavy demonstrations: each is one function that a test runs small and ``python -m proofs`` whole."""
