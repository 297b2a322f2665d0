"""Targets and baselines in words: what changed, when, by whom and why; what never counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from decimal import Decimal

from toc_core.db.measures import AgreedKind
from toc_core.explaining.agreeing import Agreement, Standing
from toc_core.figures import display
from toc_core.i18n import _


@dataclass(frozen=True)
class AgreedRow:
    """One agreement in words, for a row of a table; ``standing`` is empty when it speaks."""

    kind: str
    standing: str
    period: str
    site: str
    value: str
    agreed_on: str
    entered_on: str
    who: str
    reason: str


def agreed_row(one: Agreement, site: str, zone: tzinfo) -> AgreedRow:
    """Return an agreement with a school in words."""
    return AgreedRow(
        kind_words()[one.kind],
        standing_words(one),
        one.period.label,
        site,
        value_words(one.value),
        *_days(one, zone),
        one.author,
        one.reason,
    )


def kind_words() -> dict[AgreedKind, str]:
    """Return the word for each kind of agreement."""
    return {AgreedKind.TARGET: _("doel"), AgreedKind.BASELINE: _("beginsituatie")}


def value_words(value: Decimal | None) -> str:
    """Return an agreed value with the decimals it has; a direction is one without a number."""
    if value is None:
        return _("alleen een richting")
    exponent = value.normalize().as_tuple().exponent
    return display(value, max(0, -exponent) if isinstance(exponent, int) else 0)


def standing_word(one: Agreement) -> str:
    """Return in one word that an agreement does not speak; empty when it does."""
    return {
        Standing.SPEAKS: "",
        Standing.REPLACED: _("vervangen"),
        Standing.NEVER: _("telde nooit"),
    }[one.standing]


def standing_words(one: Agreement) -> str:
    """Return the same, and why one never did speak."""
    if one.standing is not Standing.NEVER or one.before is None:
        return standing_word(one)
    return _("{never}: later ingevoerd, maar vroeger afgesproken dan {other}").format(
        never=standing_word(one), other=_other(one.before)
    )


def _other(one: Agreement) -> str:
    words = {
        AgreedKind.TARGET: _("het doel van {value}"),
        AgreedKind.BASELINE: _("de beginsituatie van {value}"),
    }
    return words[one.kind].format(value=value_words(one.value))


def step_words(one: Agreement) -> str:
    """Return from what to what an agreement went: ``van 60 naar 80``; else its value."""
    if not one.is_change or one.before is None:
        return value_words(one.value)
    return _("van {old} naar {new}").format(
        old=value_words(one.before.value), new=value_words(one.value)
    )


def change_words(one: Agreement, site: str, zone: tzinfo) -> str:
    """Return what was agreed, when it was entered, by whom and why; ``site`` names a school."""
    changed, first = (
        (_("Het doel ging {step}."), _("Het doel is {step}."))
        if one.kind is AgreedKind.TARGET
        else (_("De beginsituatie ging {step}."), _("De beginsituatie is {step}."))
    )
    said = (changed if one.is_change else first).format(step=step_words(one))
    agreed, entered = _days(one, zone)
    told = _("{said} Afgesproken op {agreed}, ingevoerd op {entered} door {who}. {reason}").format(
        said=said, agreed=agreed, entered=entered, who=one.author, reason=reason_words(one)
    )
    return f"{site}: {told}" if site else told


def late_words(one: Agreement, zone: tzinfo) -> str:
    """Return the warning that a target came when its period was over; empty when it did not."""
    entered = one.entered.astimezone(zone).date()
    if entered <= one.period.end or one.kind is not AgreedKind.TARGET:
        return ""
    said = _("Let op: dit doel kwam er pas na {period}, op {day}.").format(
        period=one.period.label, day=f"{entered:%d/%m/%Y}"
    )
    before = one.before if one.is_change else None
    if before is None or before.entered.astimezone(zone).date() > one.period.end:
        return said
    return _("{said} Tot dan was het {value}.").format(said=said, value=value_words(before.value))


def reason_words(one: Agreement) -> str:
    """Return the reason as a sentence, also when none was given."""
    return _("Reden: {reason}.").format(reason=one.reason.rstrip(".") or _("niet opgegeven"))


def _days(one: Agreement, zone: tzinfo) -> tuple[str, str]:
    entered = one.entered.astimezone(zone)
    return f"{one.agreed_on:%d/%m/%Y}", f"{entered:%d/%m/%Y}"
