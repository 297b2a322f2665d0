"""The fixed words in which a theory is declared: stages, horizons, roles and ways to measure."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """Where an element stands between problem and impact, in the order of the poster."""

    PROBLEM = "problem"
    TARGET_GROUP = "target_group"
    INPUT = "input"
    INTERVENTION = "intervention"
    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"


class Horizon(StrEnum):
    """When an outcome is expected: short (KT), medium (MLT) or long term (LT)."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


class PremiseKind(StrEnum):
    """Assumption (tested), precondition (met or not) or active ingredient (present, and how)."""

    ASSUMPTION = "assumption"
    PRECONDITION = "precondition"
    INGREDIENT = "ingredient"


class Direction(StrEnum):
    """Which way an indicator should move, with or without a number."""

    INCREASE = "increase"
    DECREASE = "decrease"
    MAINTAIN = "maintain"


class Behaviour(StrEnum):
    """How values of one indicator combine over time."""

    FLOW = "flow"  # adds up over periods
    STOCK = "stock"  # a level on a day: the latest one speaks
    CUMULATIVE = "cumulative"  # a running total since the start
    DISTINCT = "distinct"  # everyone once: a set union, never added up


class Countable(StrEnum):
    """What a counted indicator counts; the word decides which records are read."""

    SCHOOLS = "schools"  # participations; the campuses of one school count once
    CAMPUSES = "campuses"  # participations; every campus counts
    TRAJECTORIES = "trajectories"
    GROUPS = "groups"  # groups that take part in a trajectory
    DELIVERIES = "deliveries"
    PARTICIPANTS = "participants"  # people present at deliveries, each once
    MEETINGS = "meetings"
    STORIES = "stories"


class At(StrEnum):
    """Which day of a trajectory decides its period."""

    START = "start"
    END = "end"
    OVERLAP = "overlap"


class Role(StrEnum):
    """In which capacity a person known by code takes part."""

    PUPIL = "pupil"
    TEACHER = "teacher"
    BUDDY = "buddy"
    PARENT = "parent"
    PROFESSIONAL = "professional"


class ValueKind(StrEnum):
    """What one observation of an observed indicator holds."""

    NUMBER = "number"
    RATIO = "ratio"  # numerator and denominator, kept apart
    RATING = "rating"
    TEXT = "text"
