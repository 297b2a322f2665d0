"""The codes that a record of a trajectory may hold, one enum for each list in ``words``."""

from __future__ import annotations

from enum import StrEnum

from toc_core.i18n import later
from toc_flexible_trajectories.words import ASKED_BY, INDICATIONS, MONITORING, PACKAGE


class Listed(StrEnum):
    """A code of a list; the admin shows its ``label``."""

    @property
    def label(self) -> str:
        """Return what a person reads."""
        return str(_LABELS[self.value])


class AskedBy(Listed):
    """Who asked for a flexible trajectory."""

    PARENTS_AND_PUPIL = "parents_and_pupil"
    CLASS_COUNCIL = "class_council"
    PUPIL_GUIDANCE = "pupil_guidance"


class Indication(Listed):
    """Why somebody of the school spoke with the pupil."""

    ABSENCES = "absences"
    SCHOOL_FATIGUE = "school_fatigue"
    EMPTY_TOOLBOX = "empty_toolbox"
    PERFECTIONISM = "perfectionism"


class PackagePart(Listed):
    """One part of the tailor-made package."""

    GENERAL_HELP = "general_help"
    REDUCED_PACKAGE = "reduced_package"
    EXEMPTION = "exemption"
    ADAPTED_TIMETABLE = "adapted_timetable"
    ADAPTED_EXAMS = "adapted_exams"
    TIME_OUT = "time_out"
    PROGRESSIVE_RETURN = "progressive_return"
    FREED_TIME_REST = "freed_time_rest"
    FREED_TIME_REMEDIAL = "freed_time_remedial"
    FREED_TIME_INDEPENDENT = "freed_time_independent"
    SUBJECT_FOCUS = "subject_focus"
    BROADER_FOCUS = "broader_focus"


class MonitoringMeans(Listed):
    """How the school looked whether the trajectory does what it should."""

    MENTOR_FEEDBACK = "mentor_feedback"
    BOARD_CHECK = "board_check"
    EXTERNAL_FEEDBACK = "external_feedback"
    SATISFACTION_TALKS = "satisfaction_talks"
    APPWELL = "appwell"


class Council(Listed):
    """What the klassenraad decided."""

    APPROVED = "approved"
    REFUSED = "refused"


class NoteClass(Listed):
    """Who in the school may read a note: also pupil and parents (*zorg*), or staff only."""

    CARE = "zorg"
    STAFF = "meldingsmap"


_LABELS = {
    **{one.code: one.label for one in (*ASKED_BY, *INDICATIONS, *PACKAGE, *MONITORING)},
    Council.APPROVED.value: later("goedgekeurd"),
    Council.REFUSED.value: later("geweigerd"),
    NoteClass.CARE.value: later("zorg: leerling en ouders zien dit ook"),
    NoteClass.STAFF.value: later("meldingsmap: alleen voor personeel"),
}
