"""The words of the product in Dutch: for the page Begrippen, and underlined in the help."""

from __future__ import annotations

from dataclasses import dataclass

from toc_core.i18n import later


@dataclass(frozen=True)
class Term:
    """One word: how it is written in a sentence, and what we mean by it."""

    code: str
    word: str
    meaning: str
    forms: tuple[str, ...] = ()

    @property
    def written(self) -> tuple[str, ...]:
        """Return every form in which the word stands in a sentence."""
        return (self.word, *self.forms)


TERMS: tuple[Term, ...] = (
    Term(
        "theorie",
        later("veranderingstheorie"),
        later(
            "Hoe een programma denkt te werken: van probleem over wat je doet tot wat er verandert."
        ),
    ),
    Term(
        "bouwsteen",
        later("bouwsteen"),
        later("Eén vak van de poster."),
        (later("bouwstenen"),),
    ),
    Term(
        "interventie",
        later("interventie"),
        later("Wat je doet, zoals een workshop of een gesprek."),
        (later("interventies"),),
    ),
    Term(
        "output",
        later("output"),
        later("Wat je kan tellen als iets gedaan is."),
    ),
    Term(
        "outcome",
        later("outcome"),
        later("Wat er verandert voor mensen, op korte, middellange of lange termijn."),
        (later("outcomes"),),
    ),
    Term(
        "impact",
        later("impact"),
        later("De blijvende verandering waaraan het programma bijdraagt."),
    ),
    Term(
        "verband",
        later("verband"),
        later("Een pijl tussen twee bouwstenen: het ene helpt het andere."),
        (later("verbanden"),),
    ),
    Term(
        "lezing",
        later("onze lezing"),
        later("Zo staat het niet letterlijk in de bron; het team moet het nog bevestigen."),
    ),
    Term(
        "lacune",
        later("lacune"),
        later("Iets wat de bron openlaat, zoals een outcome zonder indicator."),
        (later("lacunes"),),
    ),
    Term(
        "indicator",
        later("indicator"),
        later("Waaraan je ziet of een bouwsteen klopt. Elk cijfer hoort bij een indicator."),
        (later("indicatoren"),),
    ),
    Term(
        "cijfer",
        later("cijfer"),
        later(
            "Een uitkomst met alles wat erbij hoort: de bron, het voorbehoud en wat niet meetelt."
        ),
        (later("cijfers"),),
    ),
    Term(
        "meting",
        later("meting"),
        later("Een cijfer dat iemand noteert, met de periode en de bron."),
        (later("metingen"),),
    ),
    Term(
        "score",
        later("score"),
        later("Een getal van één deelnemer op één dag, bijvoorbeeld voor en na een traject."),
        (later("scores"),),
    ),
    Term(
        "doel",
        later("doel"),
        later("Het getal dat je wil halen, of alleen de richting: meer, minder of gelijk."),
        (later("doelen"),),
    ),
    Term(
        "begin",
        later("beginsituatie"),
        later("Het getal bij het begin, waarmee je later vergelijkt."),
    ),
    Term(
        "voorbehoud",
        later("voorbehoud"),
        later(
            "Wat een lezer moet weten voor hij een cijfer gebruikt. Het reist mee in elk rapport."
        ),
    ),
    Term(
        "blanco",
        later("niets geregistreerd"),
        later("We weten het niet. Dat is iets anders dan nul."),
    ),
    Term(
        "vantot",
        later("van … tot …"),
        later(
            "Zonder codes weten we niet wie dubbel telt. Dan geven we het laagste en het hoogste "
            "aantal."
        ),
    ),
    Term(
        "opsplitsen",
        later("opsplitsen per"),
        later(
            "Een cijfer verdelen, bijvoorbeeld per school of per richting. Wie we niet kennen, "
            "staat bij 'onbekend'."
        ),
    ),
    Term(
        "telt_op",
        later("telt op"),
        later("Cijfers van verschillende perioden mag je optellen."),
    ),
    Term(
        "stand",
        later("stand op een dag"),
        later("Een aantal op één moment. Twee standen tel je niet op."),
    ),
    Term(
        "totaal",
        later("lopend totaal"),
        later("Alles van het begin tot nu."),
    ),
    Term(
        "eenkeer",
        later("iedereen één keer"),
        later("Wie in twee jaren meedoet, telt over die jaren samen maar één keer."),
    ),
    Term(
        "traject",
        later("traject"),
        later("Een reeks activiteiten met één klasgroep, met een begin en een einde."),
        (later("trajecten"),),
    ),
    Term(
        "activiteit",
        later("activiteit"),
        later("Eén keer iets doen, op één dag."),
        (later("activiteiten"),),
    ),
    Term(
        "deelnemer",
        later("deelnemer"),
        later("Een leerling, leerkracht of buddy, gekend met een code en zonder naam."),
        (later("deelnemers"),),
    ),
    Term(
        "code",
        later("code"),
        later("Zeven tekens die niemand kan raden. De school weet wie erachter zit."),
        (later("codes"),),
    ),
    Term(
        "oefenschool",
        later("oefenschool"),
        later("Een verzonnen school om te oefenen; ze telt nergens mee."),
        (later("oefenscholen"),),
    ),
    Term(
        "klad",
        later("klad"),
        later(
            "Wat nog niet geldt: een theorie waaraan gewerkt wordt, of rijen die je nog opneemt."
        ),
    ),
    Term(
        "gebruik",
        later("in gebruik"),
        later("De veranderingstheorie die nu geldt."),
    ),
)
