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


class Summary(StrEnum):
    """How several values become one figure."""

    SUM = "sum"
    MEAN = "mean"  # must be asked for by name: most averages of averages are wrong
    MEDIAN = "median"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    LATEST = "latest"  # the value of the last day
    SHARE = "share"  # how many of the values are at or above a threshold
    DISTRIBUTION = "distribution"  # how often each value of a rating was given
    CHANGE = "change"  # after minus before, for who has both


class Quantity(StrEnum):
    """Which number in the records is summarised."""

    MINUTES = "minutes"  # of deliveries
    AMOUNT = "amount"  # of resources, in euro
    HOURS = "hours"  # of resources


class Moment(StrEnum):
    """When a person gave a score, relative to a trajectory."""

    BEFORE = "before"
    AFTER = "after"
    FOLLOW_UP = "follow_up"


class Gap(StrEnum):
    """What a period without a value shows of a stock."""

    BLANK = "blank"
    CARRIED = "carried"  # the last known level, named as such


class Progress(StrEnum):
    """What a figure's progress to its target is measured from."""

    BY_DIRECTION = "by_direction"  # a decrease from its baseline, anything else as a share
    OF_TARGET = "of_target"
    FROM_BASELINE = "from_baseline"


class Overall(StrEnum):
    """Which target counts for a period that holds periods with targets of their own."""

    STORED = "stored"  # only what was agreed for the whole
    SUMMED = "summed"  # where nothing was agreed for the whole, what the parts add up to


class Dated(StrEnum):
    """What decides the period of a record that has both a day and a school year."""

    DAY = "day"
    SCHOOL_YEAR = "school_year"  # attributed: counts in periods that hold the whole year


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
