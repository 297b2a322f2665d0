"""The rules of the checks: a stable code, a severity, what is found, and what helps.

Messages are data: a check names a code and fills in the words; ``docs/checks.md`` is held equal
to ``CODES`` by a test. The texts are message ids, translated when a problem is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from toc_core.checks.portfolio_rules import PORTFOLIO_CODES
from toc_core.checks.rule import Rule, Severity

__all__ = ["CODES", "Rule", "Severity"]

_ERROR, _GAP = Severity.ERROR, Severity.GAP

CODES: Mapping[str, Rule] = MappingProxyType(
    {
        # Names
        "invalid-code": Rule(
            _ERROR,
            "De code '{code}' is niet goed geschreven.",
            "Gebruik kleine letters, cijfers en liggende streepjes, en begin met een letter.",
        ),
        "duplicate-code": Rule(
            _ERROR,
            "De code '{code}' komt {count} keer voor ({kinds}).",
            "Geef elk een eigen code.",
        ),
        "reserved-code": Rule(
            _ERROR,
            "De categorie '{code}' staat in de lijst, maar 'onbekend' hoort er altijd vanzelf bij.",
            "Haal deze categorie weg.",
        ),
        "unknown-code": Rule(
            _ERROR,
            "{role} '{code}' bestaat niet in dit programma{hint}.",
            "Verbeter de code of voeg toe wat ontbreekt.",
        ),
        "wrong-stage": Rule(
            _ERROR,
            "'{code}' is geen interventie, maar de telling vraagt er een.",
            "Kies de code van een interventie.",
        ),
        "same-as-itself": Rule(
            _ERROR,
            "'{code}' is gelijkgesteld aan zichzelf.",
            "Noem de andere bouwsteen of haal de gelijkstelling weg.",
        ),
        "empty-label": Rule(
            _ERROR,
            "Er staat geen tekst bij '{code}'.",
            "Vul een label in.",
        ),
        "empty-version": Rule(
            _ERROR,
            "Het programma heeft geen versie.",
            "Vul een versie in, bijvoorbeeld '1'.",
        ),
        "invalid-language": Rule(
            _ERROR,
            "De taal '{language}' is geen code van een taal.",
            "Schrijf de taal van de teksten als nl, en of fr.",
        ),
        "empty-disaggregation": Rule(
            _ERROR,
            "De opsplitsing '{code}' heeft geen categorieën.",
            "Noem minstens één categorie of haal de opsplitsing weg.",
        ),
        # Elements
        "missing-horizon": Rule(
            _ERROR,
            "De outcome '{code}' heeft geen termijn.",
            "Kies korte (short), middellange (medium) of lange termijn (long).",
        ),
        "needless-horizon": Rule(
            _ERROR,
            "'{code}' heeft een termijn, maar is geen outcome.",
            "Haal de termijn weg: alleen een outcome heeft er een.",
        ),
        "no-impact": Rule(
            _GAP,
            "Het programma heeft geen impact.",
            "Spreek met het team af waartoe het op termijn bijdraagt.",
        ),
        "orphan": Rule(
            _GAP,
            "De bouwsteen '{code}' hangt met geen enkel verband vast.",
            "Verbind hem met wat ervoor komt of met wat erop volgt.",
        ),
        "outcome-without-indicator": Rule(
            _GAP,
            "De outcome '{code}' heeft geen indicator.",
            "Spreek met het team af waaraan je ziet dat dit lukt.",
        ),
        # Links
        "no-links": Rule(
            _GAP,
            "Het programma heeft geen verbanden: wat waartoe leidt, staat er niet.",
            "Leg samen met het team de verbanden.",
        ),
        "empty-link": Rule(
            _ERROR,
            "Het verband naar '{effect}' heeft geen oorzaak.",
            "Noem minstens één oorzaak of haal het verband weg.",
        ),
        "causes-as-text": Rule(
            _ERROR,
            "De oorzaken van het verband naar '{effect}' zijn één tekst;",
            'schrijf ("{causes}",) met een komma.',
        ),
        "repeated-cause": Rule(
            _ERROR,
            "De oorzaak '{code}' staat twee keer in hetzelfde verband.",
            "Noem elke oorzaak één keer.",
        ),
        "duplicate-link": Rule(
            _ERROR,
            "Hetzelfde verband staat {count} keer in het programma.",
            "Houd er één over.",
        ),
        "leap-to-impact": Rule(
            _ERROR,
            "Het verband springt van '{cause}' naar de impact '{effect}', zonder outcome ertussen.",
            "Zet de outcome ertussen die de impact mogelijk maakt.",
        ),
        "link-backwards": Rule(
            _ERROR,
            "Het verband loopt terug: '{effect}' komt vóór '{cause}'.",
            "Draai het verband om, of verklaar het tot terugkoppeling (feedback).",
        ),
        "undeclared-cycle": Rule(
            _ERROR,
            "De verbanden lopen in een kring: {loop}.",
            "Haal een verband weg, of verklaar het tot terugkoppeling (feedback).",
        ),
        "feedback-without-loop": Rule(
            _ERROR,
            "De terugkoppeling naar '{effect}' sluit geen kring.",
            "Haal 'feedback' weg of leg het verband dat ontbreekt.",
        ),
        "unreachable-impact": Rule(
            _ERROR,
            "Geen enkele interventie leidt tot de impact '{code}'.",
            "Leg de verbanden van een interventie over outcomes tot deze impact.",
        ),
        "level-gap": Rule(
            _GAP,
            "Het niveau '{code}' heeft interventies, maar geen outcome op {horizon}.",
            "Vul de outcome aan of bespreek met het team waarom ze ontbreekt.",
        ),
        "level-break": Rule(
            _GAP,
            "Op het niveau '{code}' leidt geen interventie tot de outcomes op {horizon}.",
            "Leg het verband met de stap ervoor.",
        ),
        # Premises
        "ingredient-without-intervention": Rule(
            _GAP,
            "Bij het werkzaam bestanddeel '{code}' hoort geen interventie.",
            "Noem de interventies waarin het aanwezig moet zijn.",
        ),
        "precondition-without-scope": Rule(
            _GAP,
            "De randvoorwaarde '{code}' zegt niet waarvoor ze geldt.",
            "Noem de bouwstenen, verbanden of termijn waarvoor ze geldt.",
        ),
        "assumption-without-scope": Rule(
            _GAP,
            "De aanname '{code}' zegt niet waarover ze gaat.",
            "Noem de bouwstenen of verbanden waarover ze gaat.",
        ),
        # Indicators
        "senseless-filter": Rule(
            _ERROR,
            "De indicator '{code}' telt '{of}', en daar past '{filter}' niet bij.",
            "Haal '{filter}' weg of tel iets anders.",
        ),
        "empty-filter": Rule(
            _ERROR,
            "De indicator '{code}' telt niets: geen van de interventies hoort bij niveau"
            " '{level}'.",
            "Haal het niveau weg of kies interventies van dat niveau.",
        ),
        "needless-counted-from": Rule(
            _ERROR,
            "De indicator '{code}' noemt een eerste getelde periode, maar wordt niet geteld.",
            "Haal 'counted_from' weg of maak er een telling van.",
        ),
        "invalid-period": Rule(
            _ERROR,
            "'{period}' is geen periode.",
            "Schrijf bijvoorbeeld 2024-2025, 2024-2025.T1, 2024 of 2024.Q1.",
        ),
        "invalid-decimals": Rule(
            _ERROR,
            "De indicator '{code}' vraagt {decimals} cijfers na de komma.",
            "Kies een getal van 0 tot en met 6.",
        ),
        # Measures
        "missing-threshold": Rule(
            _ERROR,
            "De indicator '{code}' vraagt een aandeel vanaf een drempel, maar noemt er geen.",
            "Geef 'threshold' een getal.",
        ),
        "summed-rating": Rule(
            _ERROR,
            "De indicator '{code}' telt beoordelingen op, en dat zegt niets.",
            "Kies 'distribution', 'median' of een ander gebruik (summary).",
        ),
        "senseless-summary": Rule(
            _ERROR,
            "De indicator '{code}' kan niet samengevat worden als '{summary}'.",
            "Haal 'summary' weg of kies een andere maat.",
        ),
        "change-without-moments": Rule(
            _ERROR,
            "De indicator '{code}' vergelijkt twee metingen, maar noemt geen twee momenten.",
            "Geef 'moments' het moment voor en het moment na.",
        ),
        "stock-of-events": Rule(
            _ERROR,
            "De indicator '{code}' is een stand op een dag, maar '{of}' duren niet.",
            "Kies het gedrag 'flow' of 'cumulative'.",
        ),
        "senseless-setting": Rule(
            _ERROR,
            "Bij de indicator '{code}' zegt de afspraak '{setting}' niets.",
            "Haal de afspraak weg.",
        ),
        "invalid-margin": Rule(
            _ERROR,
            "De indicator '{code}' heeft een marge van {margin} %.",
            "Kies een getal van 1 tot en met 100.",
        ),
        "too-many-axes": Rule(
            _ERROR,
            "De indicator '{code}' kruist '{axes}'.",
            "Kruis hoogstens {most} verschillende opsplitsingen.",
        ),
        "apart-from-itself": Rule(
            _ERROR,
            "De indicator '{code}' staat apart van zichzelf.",
            "Noem de andere indicator of haal dit weg.",
        ),
        "wrong-stage-for-quantity": Rule(
            _ERROR,
            "'{code}' past niet bij '{of}': dat staat bij een {stage}.",
            "Kies een andere bouwsteen.",
        ),
        "invalid-formula": Rule(
            _ERROR,
            "De formule van '{code}' klopt niet: {reason}.",
            "Schrijf ze met codes van indicatoren, getallen, + - * / en haakjes.",
        ),
        "unknown-measure": Rule(
            _ERROR,
            "De maat '{name}' bestaat niet{hint}.",
            "Installeer de plugin die ze meebrengt, of verbeter de naam.",
        ),
        "unknown-operand": Rule(
            _ERROR,
            "De formule van '{code}' noemt de indicator '{name}', en die bestaat niet.",
            "Verbeter de code.",
        ),
        "operand-without-number": Rule(
            _ERROR,
            "De formule van '{code}' rekent met '{name}', en dat is geen getal.",
            "Kies een indicator met een getal.",
        ),
        "formula-cycle": Rule(
            _ERROR,
            "De formules lopen in een kring: {loop}.",
            "Haal een van de verwijzingen weg.",
        ),
        "mixed-units": Rule(
            _ERROR,
            "De formule van '{code}' telt '{left}' en '{right}' bij elkaar op of van elkaar af.",
            "Tel alleen op wat dezelfde eenheid heeft.",
        ),
        **PORTFOLIO_CODES,
    }
)
