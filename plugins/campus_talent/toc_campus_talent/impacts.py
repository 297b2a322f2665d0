"""The impact column of the poster.

It has two headings of its own, *Doelgroep* and *Samenleving*. They are no rows of the poster, so
impacts have no level and the heading stands in the text, as it is printed.
"""

from __future__ import annotations

from toc_core import Element, Stage

IMPACTS = (
    Element(
        "positive_learning_careers",
        Stage.IMPACT,
        "Doelgroep: een positieve leerloopbaan voor alle leerlingen zonder uitsluitingen",
        source_text="Doelgroep: Een positieve leerloopbaan voor alle leerlingen zonder "
        "uitsluitingen",
        source_ref="ct.imp.dg",
    ),
    Element(
        "teachers_resilient",
        Stage.IMPACT,
        "Doelgroep: alle leerkrachten ervaren voldoende ondersteuning en persoonlijke veerkracht",
        source_text="Alle leerkrachten ervaren voldoende ondersteuning en persoonlijke veerkracht.",
        source_ref="ct.imp.lk",
    ),
    Element(
        "system_without_exclusions",
        Stage.IMPACT,
        "Samenleving: een onderwijssysteem zonder uitsluitingen",
        source_text="Samenleving: Een onderwijs- systeem zonder uitsluitingen",
        source_ref="ct.imp.sl",
    ),
)
