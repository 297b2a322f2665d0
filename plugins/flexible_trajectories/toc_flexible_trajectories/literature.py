"""The publications that the document cites, and the one form in which a rationale names them.

A link of a theory has no place for a source of its own, so its rationale ends with
``Bron: Suh & Suh 2006; Renzulli 2002.`` in the order of the document.
"""

from __future__ import annotations

MISSING = "bron ontbreekt in het document"

# How we name a publication, and how the document prints it.
LITERATURE = {
    "Suh & Suh 2006": "Suh & Suh, 2006",
    "Renzulli & Park 2002": "Renzulli & Park, 2002",
    "Landis & Reschly 2013": "Landis & Reschly, 2013",
    "Sypré e.a. 2021": "Sypré et al., 2021",
    "Reis & McCoach 2020": "Reis & McCoach, 2020",
    "Lavrijsen e.a. 2020": "Lavrijsen et al., 2020",
    "Renzulli 2002": "Renzulli, 2002",
    "Christenson & Thurlow 2004": "Christenson & Thurlow, 2004",
    "Kortering & Braziel 1999": "Kortering & Braziel, 1999",
    "Sahin 2014": "Sahin, 2014",
    "Kanevsky & Kayleigh 2003": "Kanevsky & Kayleigh, 2003",
    "Snyder 2003": "Snyder, 2003",
    "Anderson e.a. 2004": "Anderson et al., 2004",
    "Archambault e.a. 2009": "Archambault et al., 2009",
    "Finn 1989": "Finn, 1989",
    "Appleton e.a. 2006": "Appleton, Christenson, Dongjin, & Reschly, 2006",
    "Reschly & Christenson 2006b": "Reschly & Christenson, 2006b",
    "Reschly & Christenson 2012": "Reschly & Christenson, 2006b, 2012",
    MISSING: "(onderzoek: )",
    "Renzulli & Park 2000": "Renzulli, J. S., & Park, S., 2000",
    "Lavrijsen e.a. 2021": "Lavrijsen et al., 2021",
    "Ryan & Deci 2017": "Ryan & Deci, 2017",
    "Hornstra e.a. 2020": "Hornstra et al., 2020",
}


def with_sources(rationale: str, *names: str) -> str:
    """Return a rationale that ends with the publications it leans on, if any."""
    return f"{rationale} Bron: {'; '.join(names)}." if names else rationale


def sources_in(rationale: str) -> list[str]:
    """Return the publications that a rationale names."""
    _text, found, names = rationale.rpartition(" Bron: ")
    return names.removesuffix(".").split("; ") if found else []
