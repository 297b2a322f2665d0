"""The rules of the checks of a portfolio; ``rules.CODES`` has them with all others."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from toc_core.checks.rule import Rule, Severity

_ERROR, _GAP = Severity.ERROR, Severity.GAP

PORTFOLIO_CODES: Mapping[str, Rule] = MappingProxyType(
    {
        "unknown-programme": Rule(
            _GAP,
            "Het programma '{code}' is niet geladen{hint}.",
            "Installeer zijn plugin, of verbeter de code.",
        ),
        "unknown-in-portfolio": Rule(
            _ERROR,
            "{role} '{code}' bestaat niet{hint}.",
            "Verbeter de code of voeg toe wat ontbreekt.",
        ),
        "invalid-reference": Rule(
            _ERROR,
            "'{code}' zegt niet van welk programma het is.",
            "Schrijf programma.code, bijvoorbeeld buddy.schools.",
        ),
        "outside-portfolio": Rule(
            _ERROR,
            "Het programma '{code}' staat niet in de lijst van de portfolio.",
            "Zet het bij 'programmes'.",
        ),
        "senseless-shared-indicator": Rule(
            _ERROR,
            "De gedeelde indicator '{code}' telt niets samen en noemt geen twee indicatoren.",
            "Noem minstens twee indicatoren of een telling.",
        ),
        "policy-order": Rule(
            _ERROR,
            "De BBC-code '{code}' hangt onder '{parent}', en dat past niet bij een {level}.",
            "Hang een actie onder een actieplan, en een actieplan onder een beleidsdoelstelling.",
        ),
        "policy-cycle": Rule(
            _ERROR,
            "De BBC-codes lopen in een kring: {loop}.",
            "Haal een van de verwijzingen weg.",
        ),
        "no-policy-plan": Rule(
            _GAP,
            "De portfolio is niet gekoppeld aan het beleidsplan van de stad (BBC).",
            "Vul de codes van beleidsdoelstelling, actieplan en actie in, zoals de stad ze kent.",
        ),
        "no-goal": Rule(
            _GAP,
            "Deze programma's staan bij geen enkele doelstelling: {names}.",
            "Spreek met het team af aan welke doelstelling ze bijdragen, als dat zo is.",
        ),
        "no-offer-level": Rule(
            _GAP,
            "Deze programma's staan op geen enkel niveau van het aanbod: {names}.",
            "Spreek met het team af op welk niveau ze staan.",
        ),
        "framework-without-programme": Rule(
            _GAP,
            "Bij deze kaders staat geen programma: {names}.",
            "Spreek met het team af welke programma's eronder vallen.",
        ),
        "goal-without-programme": Rule(
            _GAP,
            "Bij de doelstelling '{label}' staat geen programma.",
            "Spreek met het team af welke programma's eraan bijdragen.",
        ),
        "no-contribution": Rule(
            _GAP,
            "Niemand zegt hoe deze programma's bijdragen aan de doelstelling '{label}': {names}.",
            "Laat elk programma in één zin zeggen hoe het bijdraagt.",
        ),
    }
)
