"""A new trajectory on one page: its class group, its weeks and what comes back every week.

The class group is written as the school calls it; one that does not exist yet in that school year
is made along. Nothing here is stored before the trajectory itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from wtforms import Field, SelectField, ValidationError
from wtforms.fields.choices import Choice

from toc_core.db.people import Group, Site
from toc_core.db.records import Delivery, DeliveryStatus
from toc_core.db.rules import LATEST
from toc_core.db.theory import ElementRow
from toc_core.db.trajectories import Trajectory, TrajectoryStatus
from toc_core.i18n import _, later
from toc_core.periods import Period, school_year_of
from toc_core.weeks import Week, school_weeks
from toc_webadmin.menu import FIRST_YEAR
from toc_webadmin.sessions import current_session
from toc_webadmin.views.base import TocForm
from toc_webadmin.views.fields import (
    DayField,
    LongTextField,
    Needed,
    TextField,
    Unasked,
    WholeNumberField,
    WordField,
)
from toc_webadmin.views.words import day_and_month, weekdays

MOST_WEEKS = 40
MOST_NAMES = 50
FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 9, 1), date(2090, 1, 1)  # between these, weeks are laid


class WeekdayField(SelectField):  # type: ignore[misc]
    """A day of school, Monday unless another one is chosen."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=[], coerce=int, default=0, validate_choice=False, **options)

    def iter_choices(self) -> Iterable[Any]:
        """Yield the five days."""
        for number, word in enumerate(weekdays()):
            yield Choice(str(number), word, number == self.data, {})

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day; another word is refused."""
        if valuelist and valuelist[0] not in {str(n) for n, _word in enumerate(weekdays())}:
            raise ValueError(_("Kies een van de woorden uit de lijst."))
        self.data = int(valuelist[0]) if valuelist else 0


class WeeklyField(Field):  # type: ignore[misc]
    """A box per intervention that can be planned; ``data`` holds those that are ticked."""

    wide = True
    ticks = True

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.offered: dict[str, tuple[ElementRow, str]] = {}
        self.ticked: set[str] = set()

    def offer(self, rows: Iterable[tuple[ElementRow, str]]) -> None:
        """Set which interventions can be ticked, each with its name."""
        self.offered = {row.code: (row, name) for row, name in rows}

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was ticked."""
        self.ticked = set(valuelist)

    @property
    def chosen(self) -> list[ElementRow]:
        """Return the interventions that are ticked, in the order of the theory."""
        return [row for code, (row, _name) in self.offered.items() if code in self.ticked]

    def options(self) -> Iterable[tuple[str, str, bool]]:
        """Return value, words and whether it is ticked, of every intervention."""
        return [(code, name, code in self.ticked) for code, (_r, name) in self.offered.items()]

    def pre_validate(self, form: Any) -> None:
        """Refuse what was not offered."""
        if self.ticked - set(self.offered):
            raise ValidationError(_("Kies iets uit de lijst."))


class NewTrajectoryForm(TocForm):
    """The form of a new trajectory; ``planned`` holds its weeks once they could be laid."""

    class_group = TextField(
        label=later("Klasgroep"),
        description=later("Zoals de school ze noemt. Een nieuwe naam maken we voor je aan."),
        render_kw={"list": "class_group-names"},
    )
    start = DayField(
        label=later("Start"),
        description=later("Week 1 begint op de maandag van die week."),
        validators=[Needed()],
    )
    weeks = WholeNumberField(
        label=later("Hoeveel weken?"),
        description=later("Schoolvakanties slaan we over. Niet gekend? Laat leeg."),
        validators=[Unasked()],
    )
    weekday = WeekdayField(
        label=later("Op welke dag?"), description=later("Je kan dit later verschuiven.")
    )
    weekly = WeeklyField(
        label=later("Wat komt elke week terug?"),
        description=later("Elke week plannen we er één sessie van. Niets? Kruis niets aan."),
    )
    status = WordField(
        kind=TrajectoryStatus,
        label=later("Status"),
        blank=later("volgt uit de start"),
        validators=[Unasked()],
    )
    note = LongTextField(
        label=later("Opmerking"), description=later("Geen namen van leerlingen of leerkrachten.")
    )

    def __init__(self, *positional: Any, **named: Any) -> None:
        super().__init__(*positional, **named)
        self.planned: tuple[Week, ...] = ()
        self.sessions: list[Delivery] = []
        self.names: list[str] = []

    def populate_obj(self, obj: Any) -> None:
        """Set what the trajectory itself holds; the weeks decide on its first and last day."""
        obj.start, obj.note = self.start.data, self.note.data or ""
        number = self.weeks.data
        if number and 0 < number <= MOST_WEEKS and FIRST_DAY <= obj.start < LAST_DAY:
            self.planned = school_weeks(obj.start, number, self.weekday.data)
            obj.start, obj.end = self.planned[0].first, self.planned[-1].last

    def plan(self, trajectory: Trajectory) -> None:
        """Make the sessions of every week, which are not stored yet."""
        self.sessions = [
            Delivery(
                programme_id=trajectory.programme_id,
                site_id=trajectory.site_id,
                element=element,
                element_id=element.id,
                trajectory=trajectory,
                day=week.day,
                status=DeliveryStatus.PLANNED,
            )
            for week in self.planned
            for element in self.weekly.chosen
        ]

    def week_problems(self) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with the number of weeks."""
        number = self.weeks.data
        if number is None and self.weekly.ticked:
            yield "weeks", _("zonder aantal weken kunnen we geen sessies plannen.")
        if number is not None and not 0 < number <= MOST_WEEKS:
            yield "weeks", _("geef een aantal van 1 tot {most}.").format(most=MOST_WEEKS)
        start = self.start.data
        if start is not None and LAST_DAY <= start < LATEST:
            yield "start", _("dit is geen datum van onze tijd.")
        year = year_of(self.planned)
        late = next((w for w in self.planned if year and w.last > year.end), None)
        if late is not None and year is not None:
            yield (
                "weeks",
                _(
                    "week {number} valt na het schooljaar, op {day}. "
                    "Kies minder weken of een vroegere start."
                ).format(number=late.number, day=day_and_month(late.day)),
            )


def year_of(weeks: tuple[Week, ...]) -> Period | None:
    """Return the school year in which the first week begins; none without weeks."""
    return school_year_of(weeks[0].first) if weeks else None


def first_start(day: date) -> date:
    """Return the first Monday of a school week that is not before a day."""
    ahead = day + timedelta(days=-day.weekday() % 7)
    return school_weeks(ahead, 1)[0].monday


def known_names(site: Site) -> list[str]:
    """Return the names of the class groups of a school, the newest years first, each once."""
    newest = (Group.school_year.desc(), Group.label)
    statement = select(Group.label).where(Group.site_id == site.id).order_by(*newest)
    names = current_session().scalars(statement).all()
    return list(dict.fromkeys(names))[:MOST_NAMES]


def suggested_name(programme_id: int | None, site: Site, year: str) -> str:
    """Return the class group that will probably start: the newest one, unless it has already.

    Groups that had a trajectory of the programme in an earlier year go before all others.
    """
    groups = select(Group.label, Group.school_year).where(Group.site_id == site.id)
    runs = groups.join(Trajectory, Trajectory.group_id == Group.id).where(
        Trajectory.programme_id == programme_id, Trajectory.site_id == site.id
    )
    ask = current_session().execute
    had = ask(runs.order_by(Group.school_year.desc(), Trajectory.start.desc())).all()
    others = ask(groups.order_by(Group.school_year.desc(), Group.id.desc()).limit(MOST_NAMES)).all()
    started = {label for label, of_year in had if of_year == year}
    earlier = [label for label, of_year in had if of_year < year]
    fitting = (label for label in (*earlier, *(o[0] for o in others)) if label not in started)
    return next(fitting, "")


def group_called(site: Site, year: str, name: str) -> Group | None:
    """Return the class group of that name, or a new one that is not stored yet; none if blank.

    Capitals and spaces make no other name; a new one is spelled as in an earlier year.
    """
    wanted = " ".join(name.split())
    if not wanted:
        return None
    newest_first = Group.school_year.desc()
    groups = select(Group).where(Group.site_id == site.id).order_by(newest_first, Group.id)
    same = [g for g in current_session().scalars(groups) if _plain(g.label) == _plain(wanted)]
    here = next((group for group in same if group.school_year == year), None)
    label = same[0].label if same else wanted
    return here or Group(site_id=site.id, school_year=year, label=label)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
