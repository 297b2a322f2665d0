"""What "?" says on each page: three sentences, by the page or the kind of view."""

from __future__ import annotations

from collections.abc import Mapping

from toc_core.i18n import _

_USERS = (
    _("Hier staat wie mag aanmelden, en nodig je een nieuwe collega uit."),
    _("Je krijgt één link om zelf door te geven: hij werkt één keer, en zeven dagen lang."),
    _("Klik op een naam voor een nieuwe link, andere scholen of om iemand buiten te houden."),
)
_USER = (
    _("Wie zijn wachtwoord kwijt is, geef je hier een nieuwe link."),
    _("Wie weggaat, hou je buiten: wat die noteerde, blijft staan."),
    _("Onderaan lees je wie wat wijzigde aan deze gebruiker."),
)

OF_PAGES: Mapping[str, tuple[str, str, str]] = {
    "home.index": (
        _("Bovenaan staat wat je nu kan noteren en wat aandacht vraagt."),
        _("Daaronder staat per programma hoever je bent in het gekozen schooljaar."),
        _("Klik op een cijfer: dan lees je hoe het berekend is."),
    ),
    "portfolio.page": (
        _("Hier staan alle programma's naast elkaar, met wat ze samen bereiken."),
        _("Wie of wat in meer dan één programma zit, telt maar één keer mee."),
        _("Cijfers die iets anders tellen, krijgen 'niet vergelijkbaar' en worden niet opgeteld."),
    ),
    "portfolio_dashboard.page": (
        _("Hier staat elk programma op een rij, in de volgorde van de portfolio."),
        _("We rangschikken geen programma's en tellen hun cijfers niet op."),
        _("Bij 'niet vergelijkbaar' lees je in woorden wat er verschilt."),
    ),
    "poster.page": (
        _("De poster toont de veranderingstheorie: van het probleem links tot de impact rechts."),
        _("Klik op een bouwsteen om de cijfers, de verhalen en de bron te zien."),
        _("Een stippellijn is onze lezing: het team moet die nog bevestigen."),
    ),
    "dashboard.page": (
        _("Hier staan de cijfers van het programma als beelden, elk met zijn tabel eronder."),
        _("Scholen staan altijd in dezelfde volgorde: we rangschikken ze niet."),
        _("Klik in een tabel op een cijfer om te lezen hoe het berekend is."),
    ),
    "report.page": (
        _("Het rapport toont elk cijfer van het programma per periode, met wat erbij hoort."),
        _("Een streepje betekent: niets geregistreerd. Dat is geen nul."),
        _("Je kan het afdrukken of bewaren als PDF, Excel, CSV, JSON of webpagina."),
    ),
    "explain.page": (
        _("Hier lees je hoe een cijfer berekend is en welke gegevens erachter zitten."),
        _("Je ziet ook wie het doel wijzigde, wanneer en waarom."),
        _("Wat niet meetelt, staat er met de reden."),
    ),
    "history.journal": (
        _("Hier staat wie wat wijzigde en wanneer, het nieuwste eerst."),
        _("Met 'Ongedaan maken' zet je een wijziging terug."),
        _("Wat je terugzet, komt er zelf ook bij te staan."),
    ),
    "history.record": (
        _("Hier staat elke vorige versie van dit gegeven."),
        _("Bij elke wijziging lees je wat er veranderde, door wie en wanneer."),
        _("De oude versies blijven bewaard."),
    ),
    **dict.fromkeys(("users.index", "users.invite"), _USERS),
    **dict.fromkeys(("users.person", "users.link"), _USER),
    "security.change_password": (
        _("Kies een lang wachtwoord dat je nergens anders gebruikt."),
        _("Een zin van vier woorden is makkelijk te onthouden en moeilijk te raden."),
        _("Ben je het kwijt? De coördinator geeft je een link om een nieuw te kiezen."),
    ),
    "school_sheet.page": (
        _("De fiche toont wat één school doet en bereikt in het schooljaar."),
        _("Klik op een cijfer om te lezen hoe het berekend is."),
        _("Onderaan zie je wie wat van jouw school kan lezen."),
    ),
    "school_year.page": (
        _("Hier zet je in één keer een nieuw schooljaar klaar."),
        _("Aangekruist zijn de scholen die vorig jaar meededen; wie stopt, vink je uit."),
        _("Je kan alles samen ongedaan maken."),
    ),
    "jump.page": (
        _("Typ een paar letters van een pagina, een cijfer, een bouwsteen of een klasgroep."),
        _("Ctrl+K brengt je van overal naar dit veld."),
        _("Met de code van een deelnemer ga je naar die deelnemer."),
    ),
    "help.words": (
        _("Deze woorden gebruiken we overal op dezelfde manier."),
        _("Een onderstreept woord in een uitleg brengt je hierheen."),
        _("Mis je een woord? Zeg het aan het team."),
    ),
    "help.about": (
        _("Hier staat welke versie je gebruikt en waarop ze gebouwd is."),
        _("De toegankelijkheidsverklaring zegt voor wie de pagina's bruikbaar zijn."),
        _("Alles is open: iedereen mag de code lezen en verbeteren."),
    ),
    "help.accessibility": (
        _("Deze verklaring zegt hoe toegankelijk de pagina's zijn en wat nog niet lukt."),
        _("Werkt iets niet voor jou? Meld het, dan zoeken we een oplossing."),
        _("De wet vraagt deze verklaring van elke lokale overheid."),
    ),
}

OF_VIEWS: Mapping[str, tuple[str, str, str]] = {
    "participations": (
        _("Een deelname zegt dat een school in een schooljaar meedoet met een programma."),
        _("Het aantal scholen in de cijfers komt hieruit."),
        _("De stad vult deze lijst in."),
    ),
    "trajectories": (
        _("Een traject is een reeks activiteiten met één klasgroep, met een begin en een einde."),
        _("Bij 'Weken en sessies' noteer je in één keer wat doorging en hoeveel mensen er waren."),
        _("Wat gepland is, telt nog niet mee in de cijfers."),
    ),
    "deliveries": (
        _("Een activiteit is één keer iets doen, op één dag."),
        _("Noteer wie er was met codes, of geef alleen aantallen. Niet geteld laat je leeg."),
        _("Een activiteit telt pas mee als ze doorging."),
    ),
    "meetings": (
        _("Hier noteer je elk overleg dat de cijfers tellen."),
        _("Schrijf functies op en geen namen."),
        _("De soorten overleg komen uit het programma."),
    ),
    "observations": (
        _("Een meting is een cijfer dat iemand noteert, uit een bevraging of een verslag."),
        _("Geef altijd de bron, en bij een lege meting de reden."),
        _("Een voorbehoud reist mee met het cijfer, tot in elk rapport."),
    ),
    "scores": (
        _("Een score hoort bij één deelnemer met een code, op één dag."),
        _("Met een score voor en een score na zien we wat er veranderde."),
        _("Wie er maar één heeft, wordt geteld maar niet vergeleken."),
    ),
    "targets": (
        _("Een doel zegt waar je naartoe wil; een beginsituatie waar je begon."),
        _("Een nieuw doel vervangt het vorige, maar het vorige blijft te lezen."),
        _("Schrijf op waarom je het wijzigt."),
    ),
    "stories": (
        _("Een verhaal is wat een leerling of leerkracht zelf vertelt."),
        _("Vraag altijd toestemming; zonder toestemming deelt niemand het."),
        _("Schrijf geen namen in het verhaal."),
    ),
    "groups": (
        _("Een klasgroep hoort bij één school en één schooljaar."),
        _("Trajecten en deelnemers verwijzen ernaar."),
        _("Elk schooljaar maak je nieuwe klasgroepen."),
    ),
    "participants": (
        _("Een deelnemer is een leerling, leerkracht of buddy, gekend met een code alleen."),
        _("De lijst met namen blijft op school en staat niet in dit programma."),
        _("Per schooljaar schrijf je iemand in bij een school."),
    ),
    "sites": (
        _("Hier staan de scholen en de plaatsen waar programma's lopen."),
        _("Oefenscholen zijn verzonnen en tellen nergens mee."),
        _("Twee namen voor één school zet je bij Andere namen."),
    ),
    "aliases": (
        _("Soms heeft een school twee namen in de bronnen."),
        _("Bevestig je dat het dezelfde school is, dan telt ze één keer."),
        _("Je kan een beslissing altijd terugnemen."),
    ),
}


def of_view(intro: str, visible_to: str) -> tuple[str, str, str]:
    """Return the sentences of a view that has none of its own, such as a plugin's."""
    return (
        intro or _("Hier staan de gegevens van dit programma."),
        visible_to or _("Zichtbaar voor: jouw school en de stad."),
        _("Wat je wijzigt of verwijdert, kan je ongedaan maken."),
    )
