"""The words that stand beside a figure or box on a page."""

from __future__ import annotations

from collections.abc import Iterator

from toc_core.figures import Figure, Origin
from toc_core.formats.words import absence_text, change_note, change_text, ratio_text, target_text
from toc_core.i18n import _
from toc_core.theory import Count, Countable, Horizon, Indicator, PremiseKind, Stage
from toc_webadmin.pages.records import counted, counted_words


def unit_beside(label: str, unit: str) -> str:
    """Return the unit when the label does not say it already (Aantal scholen: school)."""
    return "" if unit[:4].casefold() in label.casefold() else unit


def origin_words(figure: Figure, indicator: Indicator) -> str:
    """Return in one sentence where a figure comes from."""
    if figure.origin is Origin.ABSENT:
        reason = absence_text(figure)
        return _("Geen cijfer: {reason}.").format(reason=reason.rstrip("."))
    if figure.origin is Origin.OBSERVED:
        return _("Ingevuld als meting ({rows}).").format(
            rows=counted_words("observation", figure.rows)
        )
    return _("Geteld uit wat geregistreerd is: {rows}.").format(rows=_read(figure, indicator))


def _read(figure: Figure, indicator: Indicator) -> str:
    """Return how many records were read, by their kind."""
    of = indicator.measure.of if isinstance(indicator.measure, Count) else None
    if of is Countable.PARTICIPANTS:  # codes and head counts together
        return counted(
            figure.rows, _("registratie van aanwezigen"), _("registraties van aanwezigen")
        )
    return counted_words(_TABLES[of] if of else "", figure.rows)


_TABLES = {
    Countable.SCHOOLS: "participation",
    Countable.CAMPUSES: "participation",
    Countable.TRAJECTORIES: "trajectory",
    Countable.GROUPS: "trajectory",
    Countable.DELIVERIES: "delivery",
    Countable.MEETINGS: "meeting",
    Countable.STORIES: "story",
}


def notes_of(figure: Figure) -> Iterator[str]:
    """Yield what must be said of a figure, each in one line."""
    yield from (words for words in (target_text(figure), ratio_text(figure)) if words)
    step = change_text(figure)
    if step and figure.change and figure.change.difference is not None:
        yield _("{step} tegenover {period}").format(step=step, period=figure.change.previous)
    yield from (_("let op: {words}").format(words=c.text) for c in figure.caveats)
    if change_note(figure):
        yield change_note(figure)
    yield from (_("niet meegeteld: {reason}").format(reason=r) for r in figure.left_out)


def stage_words() -> dict[Stage, str]:
    """Return the word for each step of a theory."""
    return {
        Stage.PROBLEM: _("Maatschappelijk probleem"),
        Stage.TARGET_GROUP: _("Doelgroep"),
        Stage.INPUT: _("Input"),
        Stage.INTERVENTION: _("Interventie"),
        Stage.OUTPUT: _("Output"),
        Stage.OUTCOME: _("Outcome"),
        Stage.IMPACT: _("Impact"),
    }


def horizon_words() -> dict[Horizon, str]:
    """Return the word for each term."""
    return {
        Horizon.SHORT: _("korte termijn"),
        Horizon.MEDIUM: _("middellange termijn"),
        Horizon.LONG: _("lange termijn"),
    }


def premise_words() -> dict[PremiseKind, str]:
    """Return the word for each kind of premise."""
    return {
        PremiseKind.ASSUMPTION: _("Aanname"),
        PremiseKind.PRECONDITION: _("Randvoorwaarde"),
        PremiseKind.INGREDIENT: _("Werkzaam bestanddeel"),
    }
