"""The invented words in practice records; they are stored, so they are not translated.

Each one says of itself that it is practice, since a text can be copied out of its page.
"""

from __future__ import annotations

from toc_core.theory import Role

SOURCE = "Oefengegevens: verzonnen"
CONTACT = "Oefencontact"
NOTE = "Oefentraject: verzonnen"
FIRST_STEP = "Oefenstap: kennismaken met de klas"
MIDDLE_STEP = "Oefenstap: halfweg samen terugkijken"
LAST_DECISION = "Oefenbeslissing: afronden met de klas"
DELIVERED_BY = ("Oefenbegeleider 1", "Oefenbegeleider 2")
PRESENT = ("oefencoördinator, oefenschool", "oefencoördinator, twee oefenleerkrachten")
AGREEMENTS = (
    "Oefenafspraak: volgende keer de planning bekijken.",
    "Oefenafspraak: de school kiest de klas voor het volgende traject.",
    "",
)
MESSAGE = "Oefenboodschap: luister eerst."
STORIES = {
    Role.PUPIL: (
        "Oefenverhaal: een verzonnen leerling vertelt dat de groepswerkjes leuker werden.",
        "Oefenverhaal: een verzonnen leerling wil graag meer tijd om iets te tonen.",
    ),
    Role.TEACHER: (
        "Oefenverhaal: een verzonnen leerkracht leerde een leerling anders kennen.",
        "Oefenverhaal: een verzonnen leerkracht zoekt nog hoe dit in het rooster past.",
    ),
}
