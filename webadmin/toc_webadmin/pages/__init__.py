"""The pages that people live in: overview, poster, report and history."""
