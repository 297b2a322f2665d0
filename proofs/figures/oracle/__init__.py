"""What every figure must be: docs/figures.md once more, as loops over plain facts.

Shares no code with the engine; only the theory, the calendar and the facts. The modules follow
the order of the page.
"""
