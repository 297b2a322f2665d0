"""What should change: the sub-goals, what the justification works towards, and the signs of it.

The document gives no horizon. Ours: what happens in the pupil, parents and teachers is short
term; the changes that it says it sees are medium term; what runs over years is long term. So every
outcome and the impact are ``derived``.
"""

from __future__ import annotations

from toc_core import Element, Horizon, Stage


def _outcome(
    code: str, label: str, source_text: str, *, horizon: Horizon, level: str = "pupil"
) -> Element:
    """Return an outcome: the words are quoted, its place in time is our reading."""
    return Element(
        code,
        Stage.OUTCOME,
        label,
        level=level,
        horizon=horizon,
        source_text=source_text,
        derived=True,
    )


_SUB_GOALS = (
    _outcome(
        "grip",
        "Meer greep op het schoolse domein: de school ‘nabij’ houden en drempels wegwerken",
        "Meer greep geven op het schoolse domein, gegeven de grote aanwezigheid (tijd en energie) "
        "en impact op diens leven en beleving: de school ‘nabij’ houden en drempels wegwerken.",
        horizon=Horizon.SHORT,
    ),
    _outcome(
        "own_influence",
        "De leerling beseft een mate van invloed te hebben op de eigen beleving en het eigen "
        "functioneren",
        "Meegeven dat die nog een mate van invloed heeft op de eigen beleving en het eigen "
        "functioneren.",
        horizon=Horizon.SHORT,
    ),
    _outcome(
        "basic_needs",
        "De leerling is versterkt in het beleven van autonomie, betrokkenheid en competentie, de "
        "bouwstenen voor motivatie",
        "Versterken in het beleven van autonomie, betrokkenheid en competentie, de bouwstenen voor "
        "motivatie.",
        horizon=Horizon.SHORT,
    ),
    _outcome(
        "network",
        "Het netwerk van de leerling is in kaart gebracht en draagt mee bij aan diens draagkracht",
        "Hun netwerk in kaart brengen en aansporen om mee aan de draagkracht van de leerling bij "
        "te dragen.",
        horizon=Horizon.SHORT,
    ),
    _outcome(
        "parents_influence",
        "Ouders beseffen dat zij een mate van invloed hebben op het welbevinden van hun kind en er "
        "niet alleen voor staan",
        "Meegeven dat zij nog een mate van invloed hebben op het welbevinden van hun kind, maar "
        "dat zij er niet alleen voor staan",
        horizon=Horizon.SHORT,
        level="parents",
    ),
    _outcome(
        "teachers_room",
        "Leraren hebben ruimte om een traject mee in te vullen, vooral voor hun vak, en de "
        "leerling hierin te begeleiden",
        "Ruimte geven om een traject mee in te vullen, vnl. voor hun vak, en de leerling hierin te "
        "begeleiden.",
        horizon=Horizon.SHORT,
        level="teachers",
    ),
    _outcome(
        "teachers_heard",
        "Leraren zijn beluisterd over de leerling en het traject zelf",
        "Beluisteren: hun input, ideeén, bedenkingen en bekommernissen met betrekking tot de "
        "leerling en het traject zelf.",
        horizon=Horizon.SHORT,
        level="teachers",
    ),
)

_FROM_THE_JUSTIFICATION = (
    _outcome(
        "bond",
        "Een goede band met een leraar of mentor",
        "Een goede band met een leraar of mentor",
        horizon=Horizon.SHORT,
    ),
    _outcome(
        "self_concept",
        "Een sterker academisch zelfconcept en geloof in het nut van inspanningen (effort beliefs)",
        "het versterken van het academisch zelfconcept van de leerling (inschatting eigen "
        "prestaties, vertrouwen in eigen capaciteiten) en het geloof in het nut van inspanningen "
        "(effort beliefs).",
        horizon=Horizon.SHORT,
    ),
    _outcome(
        "ambitions",
        "Onderwijsambities",
        "De onderwijsambities van leerlingen",
        horizon=Horizon.SHORT,
    ),
    _outcome(
        "protective_factors",
        "Beschermende factoren tegen uitval: doorzetten, huiswerk afwerken, voorbereid naar de les "
        "komen, hoge ‘locus of control’, goed zelfconcept, verwachtingen om school te blijven "
        "volgen",
        "beschermende factoren tegen uitval: doorzetten, huiswerk afwerken, voorbereid naar de les "
        "komen, hoge ‘locus of control’, goed zelfconcept, verwachtingen om school te blijven "
        "volgen",
        horizon=Horizon.SHORT,
    ),
    _outcome(
        "perfectionism_insight",
        "Inzicht in zelfkritisch perfectionisme en faalangst, en manieren om deze aan te pakken",
        "De mentor werkt richting inzicht hierin en manieren om deze aan te pakken",
        horizon=Horizon.SHORT,
    ),
    _outcome(
        "motivation",
        "Autonome motivatie (plezier ervaren, belang inzien) voor schoolse zaken",
        "de autonome motivatie (plezier ervaren, belang inzien) van leerlingen voor schoolse zaken",
        horizon=Horizon.MEDIUM,
    ),
    _outcome(
        "engagement",
        "Hogere betrokkenheid van de leerling",
        "het verhogen van betrokkenheid van de leerling zelf",
        horizon=Horizon.MEDIUM,
    ),
)

# "Verandering zien we bv. aan": four signs that the document names.
_SIGNS = (
    _outcome(
        "attendance",
        "Verhoogde aanwezigheid op school",
        "een verhoogde aanwezigheid op school",
        horizon=Horizon.MEDIUM,
    ),
    _outcome(
        "wellbeing",
        "Grotere tevredenheid en schoolwelbevinden",
        "een grotere tevredenheid en schoolwelbevinden",
        horizon=Horizon.MEDIUM,
    ),
    _outcome("results", "Betere prestaties", "betere prestaties", horizon=Horizon.MEDIUM),
    _outcome(
        "participation",
        "Grotere deelname aan het klasgebeuren",
        "een grotere deelname aan het klasgebeuren.",
        horizon=Horizon.MEDIUM,
    ),
)

_LONG_TERM = (
    _outcome(
        "no_disengagement",
        "Het jarenlange proces van zich mentaal loskoppelen en terugtrekken van school is "
        "tegengegaan",
        "om het jarenlange proces van zich mentaal loskoppelen en je terugtrekken van school tegen "
        "te gaan",
        horizon=Horizon.LONG,
    ),
)

_IMPACT = Element(
    "no_dropout",
    Stage.IMPACT,
    "Uitval in het secundair onderwijs voorkomen",
    source_text="uitval in het secundair onderwijs te voorkomen",
    derived=True,
)

OUTCOMES = (*_SUB_GOALS, *_FROM_THE_JUSTIFICATION, *_SIGNS, *_LONG_TERM, _IMPACT)
