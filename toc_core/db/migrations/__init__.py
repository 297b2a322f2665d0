"""The migrations of the core; ``toc_core.db.migrate`` runs them."""
