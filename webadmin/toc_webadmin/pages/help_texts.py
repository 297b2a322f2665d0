"""What "?" says on each page: three sentences, by the page or the kind of view."""

from __future__ import annotations

from collections.abc import Mapping

from toc_core.i18n import _, later

_USERS = (
    later("Hier staat wie mag aanmelden, en nodig je een nieuwe collega uit."),
    later("Je krijgt één link om zelf door te geven: hij werkt één keer, en zeven dagen lang."),
    later("Klik op een naam voor een nieuwe link, andere scholen of om iemand buiten te houden."),
)
_USER = (
    later("Wie zijn wachtwoord kwijt is, geef je hier een nieuwe link."),
    later("Wie weggaat, hou je buiten: wat die noteerde, blijft staan."),
    later("Onderaan lees je wie wat wijzigde aan deze gebruiker."),
)

OF_PAGES: Mapping[str, tuple[str, str, str]] = {
    "home.index": (
        later("Bovenaan staat wat je nu kan noteren en wat aandacht vraagt."),
        later("Daaronder staat per programma hoever je bent in het gekozen schooljaar."),
        later("Klik op een cijfer: dan lees je hoe het berekend is."),
    ),
    "portfolio.page": (
        later("Hier staan alle programma's naast elkaar, met wat ze samen bereiken."),
        later("Wie of wat in meer dan één programma zit, telt maar één keer mee."),
        later(
            "Cijfers die iets anders tellen, krijgen 'niet vergelijkbaar' en worden niet opgeteld."
        ),
    ),
    "portfolio_dashboard.page": (
        later("Hier staat elk programma op een rij, in de volgorde van de portfolio."),
        later("We rangschikken geen programma's en tellen hun cijfers niet op."),
        later("Bij 'niet vergelijkbaar' lees je in woorden wat er verschilt."),
    ),
    "poster.page": (
        later(
            "De poster toont de veranderingstheorie: van het probleem links tot de impact rechts."
        ),
        later("Klik op een bouwsteen om de cijfers, de verhalen en de bron te zien."),
        later("Een stippellijn is onze lezing: het team moet die nog bevestigen."),
    ),
    "dashboard.page": (
        later("Hier staan de cijfers van het programma als beelden, elk met zijn tabel eronder."),
        later("Scholen staan altijd in dezelfde volgorde: we rangschikken ze niet."),
        later("Klik in een tabel op een cijfer om te lezen hoe het berekend is."),
    ),
    "report.page": (
        later("Het rapport toont elk cijfer van het programma per periode, met wat erbij hoort."),
        later("Een streepje betekent: niets geregistreerd. Dat is geen nul."),
        later("Je kan het afdrukken of bewaren als PDF, Excel, CSV, JSON of webpagina."),
    ),
    "explain.page": (
        later("Hier lees je hoe een cijfer berekend is en welke gegevens erachter zitten."),
        later("Je ziet ook wie het doel wijzigde, wanneer en waarom."),
        later("Wat niet meetelt, staat er met de reden."),
    ),
    "history.journal": (
        later("Hier staat wie wat wijzigde en wanneer, het nieuwste eerst."),
        later("Met 'Ongedaan maken' zet je een wijziging terug."),
        later("Wat je terugzet, komt er zelf ook bij te staan."),
    ),
    "history.record": (
        later("Hier staat elke vorige versie van dit gegeven."),
        later("Bij elke wijziging lees je wat er veranderde, door wie en wanneer."),
        later("De oude versies blijven bewaard."),
    ),
    **dict.fromkeys(("users.index", "users.invite"), _USERS),
    **dict.fromkeys(("users.person", "users.link"), _USER),
    "security.change_password": (
        later("Kies een lang wachtwoord dat je nergens anders gebruikt."),
        later("Een zin van vier woorden is makkelijk te onthouden en moeilijk te raden."),
        later("Ben je het kwijt? De coördinator geeft je een link om een nieuw te kiezen."),
    ),
    "school_sheet.page": (
        later("De fiche toont wat één school doet en bereikt in het schooljaar."),
        later("Klik op een cijfer om te lezen hoe het berekend is."),
        later("Onderaan zie je wie wat van jouw school kan lezen."),
    ),
    "school_year.page": (
        later("Hier zet je in één keer een nieuw schooljaar klaar."),
        later("Aangekruist zijn de scholen die vorig jaar meededen; wie stopt, vink je uit."),
        later("Je kan alles samen ongedaan maken."),
    ),
    "jump.page": (
        later("Typ een paar letters van een pagina, een cijfer, een bouwsteen of een klasgroep."),
        later("Ctrl+K brengt je van overal naar dit veld."),
        later("Met de code van een deelnemer ga je naar die deelnemer."),
    ),
    "help.words": (
        later("Deze woorden gebruiken we overal op dezelfde manier."),
        later("Een onderstreept woord in een uitleg brengt je hierheen."),
        later("Mis je een woord? Zeg het aan het team."),
    ),
    "help.about": (
        later("Hier staat welke versie je gebruikt en waarop ze gebouwd is."),
        later("De toegankelijkheidsverklaring zegt voor wie de pagina's bruikbaar zijn."),
        later("Alles is open: iedereen mag de code lezen en verbeteren."),
    ),
    "help.accessibility": (
        later("Deze verklaring zegt hoe toegankelijk de pagina's zijn en wat nog niet lukt."),
        later("Werkt iets niet voor jou? Meld het, dan zoeken we een oplossing."),
        later("De wet vraagt deze verklaring van elke lokale overheid."),
    ),
}

OF_VIEWS: Mapping[str, tuple[str, str, str]] = {
    "participations": (
        later("Een deelname zegt dat een school in een schooljaar meedoet met een programma."),
        later("Het aantal scholen in de cijfers komt hieruit."),
        later("De stad vult deze lijst in."),
    ),
    "trajectories": (
        later(
            "Een traject is een reeks activiteiten met één klasgroep, met een begin en een einde."
        ),
        later(
            "Bij 'Weken en sessies' noteer je in één keer wat doorging en hoeveel mensen er waren."
        ),
        later("Wat gepland is, telt nog niet mee in de cijfers."),
    ),
    "deliveries": (
        later("Een activiteit is één keer iets doen, op één dag."),
        later("Noteer wie er was met codes, of geef alleen aantallen. Niet geteld laat je leeg."),
        later("Een activiteit telt pas mee als ze doorging."),
    ),
    "meetings": (
        later("Hier noteer je elk overleg dat de cijfers tellen."),
        later("Schrijf functies op en geen namen."),
        later("De soorten overleg komen uit het programma."),
    ),
    "observations": (
        later("Een meting is een cijfer dat iemand noteert, uit een bevraging of een verslag."),
        later("Geef altijd de bron, en bij een lege meting de reden."),
        later("Een voorbehoud reist mee met het cijfer, tot in elk rapport."),
    ),
    "scores": (
        later("Een score hoort bij één deelnemer met een code, op één dag."),
        later("Met een score voor en een score na zien we wat er veranderde."),
        later("Wie er maar één heeft, wordt geteld maar niet vergeleken."),
    ),
    "targets": (
        later("Een doel zegt waar je naartoe wil; een beginsituatie waar je begon."),
        later("Een nieuw doel vervangt het vorige, maar het vorige blijft te lezen."),
        later("Schrijf op waarom je het wijzigt."),
    ),
    "stories": (
        later("Een verhaal is wat een leerling of leerkracht zelf vertelt."),
        later("Vraag altijd toestemming; zonder toestemming deelt niemand het."),
        later("Schrijf geen namen in het verhaal."),
    ),
    "groups": (
        later("Een klasgroep hoort bij één school en één schooljaar."),
        later("Trajecten en deelnemers verwijzen ernaar."),
        later("Elk schooljaar maak je nieuwe klasgroepen."),
    ),
    "participants": (
        later("Een deelnemer is een leerling, leerkracht of buddy, gekend met een code alleen."),
        later("De lijst met namen blijft op school en staat niet in deze software."),
        later("Per schooljaar schrijf je iemand in bij een school."),
    ),
    "sites": (
        later("Hier staan de scholen en de plaatsen waar programma's lopen."),
        later("Oefenscholen zijn verzonnen en tellen nergens mee."),
        later("Twee namen voor één school zet je bij Andere namen."),
    ),
    "aliases": (
        later("Soms heeft een school twee namen in de bronnen."),
        later("Bevestig je dat het dezelfde school is, dan telt ze één keer."),
        later("Je kan een beslissing altijd terugnemen."),
    ),
}


def of_action(action: str) -> tuple[str, str, str] | None:
    """Return the sentences of a page that views of several kinds have, whatever their rows are."""
    if action != "grid_view":
        return None
    return (
        _("Hier vul je veel rijen tegelijk in, of plak je ze uit Excel."),
        _("Ze zijn een klad tot je ze opneemt: pas dan tellen ze mee en ziet de stad ze."),
        _("Wat niet klopt, staat in zijn cel; de goede rijen kan je al opnemen."),
    )


def of_view(intro: str, visible_to: str) -> tuple[str, str, str]:
    """Return the sentences of a view that has none of its own, such as a plugin's."""
    return (
        intro or _("Hier staan de gegevens van dit programma."),
        visible_to or _("Zichtbaar voor: jouw school en de stad."),
        _("Wat je wijzigt of verwijdert, kan je ongedaan maken."),
    )
