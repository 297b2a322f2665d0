"""How stored values are spoken: enum members as Dutch words, days, numbers and blanks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from markupsafe import Markup

from toc_core.db.measures import AgreedKind
from toc_core.db.people import OrganisationKind, SiteKind
from toc_core.db.records import Consent, DeliveryStatus
from toc_core.db.trajectories import StepKind, TrajectoryStatus
from toc_core.figures import CaveatKind, caveat_words, display
from toc_core.i18n import _
from toc_core.theory import Moment, Role

BLANK = "–"


def _words() -> Mapping[type[StrEnum], Mapping[Any, str]]:
    return {
        TrajectoryStatus: {
            TrajectoryStatus.PLANNED: _("gepland"),
            TrajectoryStatus.RUNNING: _("lopend"),
            TrajectoryStatus.FINISHED: _("afgerond"),
            TrajectoryStatus.STOPPED: _("gestopt"),
        },
        DeliveryStatus: {
            DeliveryStatus.PLANNED: _("gepland"),
            DeliveryStatus.HELD: _("gedaan"),
            DeliveryStatus.CANCELLED: _("ging niet door"),
        },
        Moment: {
            Moment.BEFORE: _("voor"),
            Moment.AFTER: _("na"),
            Moment.FOLLOW_UP: _("opvolging"),
        },
        StepKind: {StepKind.STEP: _("stap"), StepKind.DECISION: _("beslissing")},
        Consent: {
            Consent.SHARE: _("mag gedeeld worden"),
            Consent.TEAM_ONLY: _("alleen voor het team"),
            Consent.WITHDRAWN: _("ingetrokken"),
        },
        **_place_words(),
        Role: {
            Role.PUPIL: _("leerling"),
            Role.TEACHER: _("leerkracht"),
            Role.BUDDY: _("buddy"),
            Role.PARENT: _("ouder"),
            Role.PROFESSIONAL: _("professional"),
        },
        CaveatKind: caveat_words(),
        AgreedKind: {AgreedKind.TARGET: _("doel"), AgreedKind.BASELINE: _("beginsituatie")},
    }


def _place_words() -> Mapping[type[StrEnum], Mapping[Any, str]]:
    return {
        SiteKind: {
            SiteKind.SCHOOL: _("school"),
            SiteKind.CAMPUS: _("campus"),
            SiteKind.CITY: _("de stad"),
        },
        OrganisationKind: {
            OrganisationKind.PARTNER: _("partner"),
            OrganisationKind.FUNDER: _("geldgever"),
            OrganisationKind.COLLEGE: _("hogeschool"),
            OrganisationKind.RESEARCH: _("onderzoeksgroep"),
        },
    }


def spoken(member: StrEnum) -> str:
    """Return the Dutch word of an enum member; an enum of a plugin brings its own as ``label``.

    A member without one is shown as it is stored.
    """
    own = getattr(member, "label", member.value)
    return _words().get(type(member), {}).get(member, str(own))


def roles_spoken(role: Role) -> str:
    """Return a role in the plural."""
    return {
        Role.PUPIL: _("leerlingen"),
        Role.TEACHER: _("leerkrachten"),
        Role.BUDDY: _("buddy's"),
        Role.PARENT: _("ouders"),
        Role.PROFESSIONAL: _("professionals"),
    }[role]


def people_spoken(number: int, role: Role) -> str:
    """Return how many of a role, as 1 leerkracht or 2 leerkrachten."""
    return f"{number} {spoken(role) if number == 1 else roles_spoken(role)}"


def day_spoken(day: date) -> str:
    """Return a day as 12/05/2025."""
    return day.strftime("%d/%m/%Y")


def weekdays() -> tuple[str, ...]:
    """Return the days of school, Monday first."""
    return (_("maandag"), _("dinsdag"), _("woensdag"), _("donderdag"), _("vrijdag"))


def day_and_month(day: date) -> str:
    """Return a day as 3 november."""
    months = (
        *(_("januari"), _("februari"), _("maart"), _("april"), _("mei"), _("juni")),
        *(_("juli"), _("augustus"), _("september"), _("oktober"), _("november"), _("december")),
    )
    return f"{day.day} {months[day.month - 1]}"


def school_day_spoken(day: date) -> str:
    """Return a day of school as maandag 3 november."""
    return f"{weekdays()[day.weekday()]} {day_and_month(day)}"


def shown(value: Any) -> str | Markup:
    """Return a stored value as a person reads it; a blank is a dash and never a zero."""
    if value is None or value == "":
        return BLANK
    if isinstance(value, (TrajectoryStatus, DeliveryStatus)):
        words = Markup('<span class="status status-{}">{}</span>')
        return words.format(value.value, spoken(value))
    return written(value)


def written(value: Any) -> str:
    """Return a stored value in words: yes or no, a day, a number as long as it is."""
    match value:
        case bool():
            return _("ja") if value else _("nee")
        case StrEnum():
            return spoken(value)
        case Decimal():
            places = max(0, -int(value.normalize().as_tuple().exponent))
            return display(value, places)
        case datetime():
            return f"{value:%d/%m/%Y %H:%M}"
        case date():
            return day_spoken(value)
        case _:
            return str(value)
