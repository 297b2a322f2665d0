"""The words of the product in Dutch: for the page Begrippen, and underlined in the help."""

from __future__ import annotations

from dataclasses import dataclass

from toc_core.i18n import _


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
        _("veranderingstheorie"),
        _("Hoe een programma denkt te werken: van probleem over wat je doet tot wat er verandert."),
    ),
    Term(
        "bouwsteen",
        _("bouwsteen"),
        _("Eén vak van de poster."),
        ("bouwstenen",),
    ),
    Term(
        "interventie",
        _("interventie"),
        _("Wat je doet, zoals een workshop of een gesprek."),
        ("interventies",),
    ),
    Term(
        "output",
        _("output"),
        _("Wat je kan tellen als iets gedaan is."),
    ),
    Term(
        "outcome",
        _("outcome"),
        _("Wat er verandert voor mensen, op korte, middellange of lange termijn."),
        ("outcomes",),
    ),
    Term(
        "impact",
        _("impact"),
        _("De blijvende verandering waaraan het programma bijdraagt."),
    ),
    Term(
        "verband",
        _("verband"),
        _("Een pijl tussen twee bouwstenen: het ene helpt het andere."),
        ("verbanden",),
    ),
    Term(
        "lezing",
        _("onze lezing"),
        _("Zo staat het niet letterlijk in de bron; het team moet het nog bevestigen."),
    ),
    Term(
        "lacune",
        _("lacune"),
        _("Iets wat de bron openlaat, zoals een outcome zonder indicator."),
        ("lacunes",),
    ),
    Term(
        "indicator",
        _("indicator"),
        _("Waaraan je ziet of een bouwsteen klopt. Elk cijfer hoort bij een indicator."),
        ("indicatoren",),
    ),
    Term(
        "cijfer",
        _("cijfer"),
        _("Een uitkomst met alles wat erbij hoort: de bron, het voorbehoud en wat niet meetelt."),
        ("cijfers",),
    ),
    Term(
        "meting",
        _("meting"),
        _("Een cijfer dat iemand noteert, met de periode en de bron."),
        ("metingen",),
    ),
    Term(
        "score",
        _("score"),
        _("Een getal van één deelnemer op één dag, bijvoorbeeld voor en na een traject."),
        ("scores",),
    ),
    Term(
        "doel",
        _("doel"),
        _("Het getal dat je wil halen, of alleen de richting: meer, minder of gelijk."),
        ("doelen",),
    ),
    Term(
        "begin",
        _("beginsituatie"),
        _("Het getal bij het begin, waarmee je later vergelijkt."),
    ),
    Term(
        "voorbehoud",
        _("voorbehoud"),
        _("Wat een lezer moet weten voor hij een cijfer gebruikt. Het reist mee in elk rapport."),
    ),
    Term(
        "blanco",
        _("niets geregistreerd"),
        _("We weten het niet. Dat is iets anders dan nul."),
    ),
    Term(
        "vantot",
        _("van … tot …"),
        _(
            "Zonder codes weten we niet wie dubbel telt. Dan geven we het laagste en het hoogste "
            "aantal."
        ),
    ),
    Term(
        "opsplitsen",
        _("opsplitsen per"),
        _(
            "Een cijfer verdelen, bijvoorbeeld per school of per richting. Wie we niet kennen, "
            "staat bij 'onbekend'."
        ),
    ),
    Term(
        "telt_op",
        _("telt op"),
        _("Cijfers van verschillende perioden mag je optellen."),
    ),
    Term(
        "stand",
        _("stand op een dag"),
        _("Een aantal op één moment. Twee standen tel je niet op."),
    ),
    Term(
        "totaal",
        _("lopend totaal"),
        _("Alles van het begin tot nu."),
    ),
    Term(
        "eenkeer",
        _("iedereen één keer"),
        _("Wie in twee jaren meedoet, telt over die jaren samen maar één keer."),
    ),
    Term(
        "traject",
        _("traject"),
        _("Een reeks activiteiten met één klasgroep, met een begin en een einde."),
        ("trajecten",),
    ),
    Term(
        "activiteit",
        _("activiteit"),
        _("Eén keer iets doen, op één dag."),
        ("activiteiten",),
    ),
    Term(
        "deelnemer",
        _("deelnemer"),
        _("Een leerling, leerkracht of buddy, gekend met een code en zonder naam."),
        ("deelnemers",),
    ),
    Term(
        "code",
        _("code"),
        _("Zeven tekens die niemand kan raden. De school weet wie erachter zit."),
        ("codes",),
    ),
    Term(
        "oefenschool",
        _("oefenschool"),
        _("Een verzonnen school om te oefenen; ze telt nergens mee."),
        ("oefenscholen",),
    ),
    Term(
        "klad",
        _("klad"),
        _("Wat nog niet geldt: een theorie waaraan gewerkt wordt, of rijen die je nog opneemt."),
    ),
    Term(
        "gebruik",
        _("in gebruik"),
        _("De veranderingstheorie die nu geldt."),
    ),
)
