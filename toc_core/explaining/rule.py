"""The rule of an indicator in plain Dutch sentences, as ``docs/figures.md`` has it in English."""

from __future__ import annotations

from collections.abc import Iterator

from toc_core.figures import Origin
from toc_core.i18n import _
from toc_core.periods import Period, parse_period
from toc_core.theory import (
    At,
    Behaviour,
    Count,
    Countable,
    Custom,
    Element,
    Formula,
    Indicator,
    Observed,
    Programme,
    Quantity,
    Recorded,
    Role,
    Scored,
    Stage,
    Summary,
    ValueKind,
)


def rule_of(
    programme: Programme, indicator: Indicator, origin: Origin = Origin.COUNTED
) -> tuple[str, ...]:
    """Return how an indicator got a figure of this origin, one sentence at a time."""
    measure = indicator.measure
    if indicator.counted_from and origin is Origin.OBSERVED:
        return _typed(indicator)
    if isinstance(measure, Count):
        said = _count(programme, measure)
    elif isinstance(measure, Observed):
        said = _observed(measure, indicator)
    elif isinstance(measure, Scored):
        said = _scored(measure, indicator)
    elif isinstance(measure, Recorded):
        said = _recorded(programme, measure)
    elif isinstance(measure, Formula):
        said = _formula(programme, measure)
    else:
        said = _custom(measure)
    return (*said, *_counted_from(indicator), *_in_time(indicator))


def _typed(indicator: Indicator) -> tuple[str, ...]:
    """Return the rule of a total that was typed because nothing was counted yet."""
    first = parse_period(indicator.counted_from or "").label
    return (
        _(
            "We tellen pas vanaf {first}. Van vroeger hebben we alleen totalen; wie erachter zit, "
            "weten we niet."
        ).format(first=first),
    )


def _count(programme: Programme, count: Count) -> Iterator[str]:
    yield _("We tellen {things}.").format(things=_things(count))
    chosen = _interventions(programme, count)
    if chosen:
        names = ", ".join(element.label for element in chosen)
        yield _("Alleen bij: {names}.").format(names=names)
    if count.roles:
        yield _("Alleen {roles}.").format(roles=_joined(role_words()[role] for role in count.roles))
    if count.kinds:
        labels = {kind.code: kind.label for kind in programme.meeting_kinds}
        names = ", ".join(labels.get(kind, kind) for kind in count.kinds)
        yield _("Alleen overleg van deze soort: {names}.").format(names=names)
    if count.of in (Countable.DELIVERIES, Countable.PARTICIPANTS):
        yield (
            _("Alleen wat doorging telt; gepland of geannuleerd telt niet.")
            if count.held_only
            else _("Ook wat nog gepland is telt; geannuleerd telt niet.")
        )
    if count.of is Countable.STORIES:
        yield _("Verhalen waarvan de toestemming is ingetrokken, tellen niet mee.")
    if count.of is Countable.PARTICIPANTS:
        yield _(
            "Wie een code heeft, telt één keer, hoe vaak die ook komt. Zijn er alleen aantallen "
            "zonder code, dan zeggen we hoeveel mensen het minstens en hoogstens zijn."
        )


def _things(count: Count) -> str:
    if count.of in (Countable.TRAJECTORIES, Countable.GROUPS):
        groups = _("klasgroepen, elk één keer, van trajecten")
        what = _("trajecten") if count.of is Countable.TRAJECTORIES else groups
        when = {
            At.START: _("die in de periode starten"),
            At.END: _("die in de periode eindigen"),
            At.OVERLAP: _("die in de periode lopen"),
        }[count.at]
        return f"{what} {when}"
    return {
        Countable.SCHOOLS: _("scholen die deelnemen, elke school één keer, ook met meer campussen"),
        Countable.CAMPUSES: _("campussen die deelnemen"),
        Countable.DELIVERIES: _("activiteiten"),
        Countable.PARTICIPANTS: _("mensen die aanwezig waren, iedereen één keer"),
        Countable.MEETINGS: _("overlegmomenten"),
        Countable.STORIES: _("verhalen"),
    }[count.of]


def _interventions(programme: Programme, count: Count) -> list[Element]:
    if not count.interventions and count.level is None:
        return []
    return [
        e
        for e in programme.of_stage(Stage.INTERVENTION)
        if (not count.interventions or e.code in count.interventions)
        and (count.level is None or e.level == count.level)
    ]


def _observed(measure: Observed, indicator: Indicator) -> Iterator[str]:
    yield _("Dit wordt ingevuld als meting, per school of voor de hele stad en per periode.")
    if measure.kind is ValueKind.TEXT:
        yield _("Het antwoord staat in woorden; er wordt niets mee gerekend.")
    elif measure.kind is ValueKind.RATIO:
        yield _("We tellen de tellers op en de noemers op, en delen pas dan: nooit een gemiddelde "
                "van percentages.")  # fmt: skip
    elif indicator.behaviour is Behaviour.DISTINCT and measure.summary is Summary.SUM:
        yield _("In verschillende metingen kunnen dezelfde mensen zitten; daarom geven we dan het "
                "grootste getal en de som als grenzen.")  # fmt: skip
    else:
        yield _summary(measure.summary, measure.threshold)
    yield _("Alleen een meting waarvan de hele periode binnen de gevraagde valt, telt. Is er een "
            "cijfer voor de hele stad, dan tellen we die van de scholen er niet bij.")  # fmt: skip


def _scored(measure: Scored, indicator: Indicator) -> Iterator[str]:
    yield _("Dit komt uit scores van mensen, elk met een code.")
    if measure.summary is Summary.CHANGE:
        first, last = (moment_words()[moment] for moment in measure.moments)
        yield _("Van ieder vergelijken we de eerste score {first} met de laatste {last}; het "
                "cijfer is het gemiddelde verschil. Wie er maar een van beide heeft, telt niet "
                "mee en wordt genoemd.").format(first=first, last=last)  # fmt: skip
        return
    if measure.moments:
        words = _joined(moment_words()[moment] for moment in measure.moments)
        yield _("Alleen scores {moments}.").format(moments=words)
    if indicator.behaviour in (Behaviour.STOCK, Behaviour.DISTINCT):
        yield _("Iedereen telt één keer, met de laatste score van de periode.")
    yield _summary(measure.summary, measure.threshold)


def _recorded(programme: Programme, measure: Recorded) -> Iterator[str]:
    yield {
        Quantity.MINUTES: _("Dit komt uit de duur, in minuten, van activiteiten die doorgingen."),
        Quantity.AMOUNT: _("Dit komt uit de bedragen van de ingezette middelen, in euro."),
        Quantity.HOURS: _("Dit komt uit de uren van de ingezette middelen."),
    }[measure.of]
    labels = {e.code: e.label for e in programme.elements}
    if measure.elements:
        names = ", ".join(labels.get(code, code) for code in measure.elements)
        yield _("Alleen bij: {names}.").format(names=names)
    yield _summary(measure.summary, measure.threshold)


def _formula(programme: Programme, measure: Formula) -> Iterator[str]:
    yield _("Dit wordt berekend: {formula}.").format(formula=measure.expression)
    labels = {i.code: programme.indicator_label(i) for i in programme.all_indicators()}
    for code, label in labels.items():
        if code in measure.expression:
            yield _("'{code}' is {label}.").format(code=code, label=label)
    yield _("We rekenen met de exacte cijfers van dezelfde periode en ronden pas op het einde af.")


def _custom(measure: Custom) -> Iterator[str]:
    yield _("Dit wordt geteld met de maat '{name}', die de plugin van het programma meebrengt.")\
        .format(name=measure.name)  # fmt: skip
    if measure.summary is not None:
        yield _summary(measure.summary, measure.threshold)


def _summary(summary: Summary, threshold: object) -> str:
    return {
        Summary.SUM: _("De waarden worden opgeteld."),
        Summary.MEAN: _("We nemen het gemiddelde; elke waarde weegt even zwaar."),
        Summary.MEDIAN: _("We nemen de middelste waarde (mediaan)."),
        Summary.MINIMUM: _("We nemen de laagste waarde."),
        Summary.MAXIMUM: _("We nemen de hoogste waarde."),
        Summary.LATEST: _("We nemen de laatste waarde."),
        Summary.SHARE: _("We tellen hoeveel waarden minstens {threshold} zijn, op het totaal."),
        Summary.DISTRIBUTION: _("We tonen hoe vaak elke waarde gegeven is, zonder gemiddelde."),
        Summary.CHANGE: "",
    }[summary].format(threshold=threshold)


def _counted_from(indicator: Indicator) -> Iterator[str]:
    if indicator.counted_from:
        first = parse_period(indicator.counted_from).label
        yield _("We tellen vanaf {first}. Van vroeger hebben we alleen totalen. Vergelijk die niet "
                "met de jaren erna.").format(first=first)  # fmt: skip


def _in_time(indicator: Indicator) -> Iterator[str]:
    said = {
        Behaviour.FLOW: "",
        Behaviour.STOCK: _("Dit is een stand op een dag: de laatste van de periode telt."),
        Behaviour.CUMULATIVE: _("Dit loopt op: alles van het begin tot het einde van de periode."),
        Behaviour.DISTINCT: _("Over langere tijd tellen we {nobody} twee keer. Tel de jaren dus "
                              "niet op.").format(nobody=_nobody(indicator)),
    }[indicator.behaviour]  # fmt: skip
    if said:
        yield said


def _nobody(indicator: Indicator) -> str:
    of = indicator.measure.of if isinstance(indicator.measure, Count) else None
    words = {
        Countable.SCHOOLS: _("geen school"),
        Countable.CAMPUSES: _("geen campus"),
        Countable.GROUPS: _("geen klasgroep"),
        Countable.PARTICIPANTS: _("niemand"),
    }
    return words[of] if of in words else _("niemand of niets")


def role_words() -> dict[Role, str]:
    """Return the word for people of each role."""
    return {
        Role.PUPIL: _("leerlingen"),
        Role.TEACHER: _("leerkrachten"),
        Role.BUDDY: _("buddy's"),
        Role.PARENT: _("ouders"),
        Role.PROFESSIONAL: _("professionals"),
    }


def moment_words() -> dict[str, str]:
    """Return the word for each moment of a score."""
    return {"before": _("voor"), "after": _("na"), "follow_up": _("bij de opvolging")}


def window_words(period: Period, *, to_date: bool) -> str:
    """Return the days that were looked at."""
    end = f"{period.end:%d/%m/%Y}"
    if to_date:
        return _("alles tot en met {end}").format(end=end)
    return _("van {start} tot en met {end}").format(start=f"{period.start:%d/%m/%Y}", end=end)


def _joined(words: Iterator[str]) -> str:
    return _(" en ").join(words)
