"""The tables behind matching: what pupils ask, what buddies offer, and the matches."""

# ruff: noqa: RUF012 - Flask-Admin reads its declarations from the class

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload
from toc_webadmin.clock import today
from toc_webadmin.sessions import current_session
from toc_webadmin.views.base import TocModelView
from toc_webadmin.views.closed import CITY_ROLES, EVERY_ROLE
from toc_webadmin.views.fields import DayField, Needed, Unasked
from toc_webadmin.views.filters import SiteFilter, WordFilter
from toc_webadmin.views.people import YEAR_HELP, default_year, not_enrolled, pupils_among
from toc_webadmin.views.words import day_spoken, shown

from toc_buddy.lists import Kind
from toc_buddy.models import Match, Offer, Request
from toc_buddy.running import stop
from toc_buddy.views.asking import practice_asked
from toc_buddy.views.fields import AfternoonsField, HelpField, LanguagesField
from toc_core.db.codes import new_code
from toc_core.db.people import Enrolment, Participant
from toc_core.i18n import _, later
from toc_core.theory import Role


class RequestView(TocModelView):
    """What the pupils of a school ask."""

    record, kind, path = Request, "requests", "aanvragen"
    title, one = later("Aanvragen"), later("Aanvraag")
    new_label = later("Nieuwe aanvraag")
    intro = later("Welke leerlingen vragen een buddy, en wat past er voor hen?")
    empty = later("Hier komt elke leerling die een buddy vraagt, met een code.")
    form_intro = later(
        "Gebruik alleen codes, en kruis alleen aan wat nodig is om een buddy te vinden."
    )
    duplicate = later("Deze leerling vraagt in dat schooljaar al een buddy.")
    allowed = EVERY_ROLE
    site_first = True
    year_of = "school_year"
    search_label = later("Zoek code of school")
    column_list = ("participant", "school_year", "asked_on", "level", "free", "site")
    column_sortable_list = ("school_year", "asked_on", ("site", "site.label"))
    column_default_sort = ("asked_on", False)
    column_searchable_list = ("participant.code", "site.label")
    column_details_list = (*column_list, "help", "language", "must_speak")
    form_columns = (
        *("participant", "school_year", "asked_on", "level", "free", "help"),
        *("language", "must_speak"),
    )
    not_asked = {"site_id": "asked before the form"}
    form_overrides = {"free": AfternoonsField, "help": HelpField}
    column_labels = {
        "participant": later("Leerling"),
        "school_year": later("Schooljaar"),
        "asked_on": later("Wacht sinds"),
        "level": later("Waar zit de leerling?"),
        "free": later("Vrij op"),
        "help": later("Vraagt hulp bij"),
        "language": later("Taal naast Nederlands"),
        "must_speak": later("De buddy moet deze taal spreken"),
        "site": later("School"),
    }
    column_descriptions = {
        "participant": later("De code van de leerling. Nog geen code? Maak er een bij Deelnemers."),
        "school_year": YEAR_HELP,
        "language": later("Alleen als het helpt om een buddy te vinden. Anders: laat leeg."),
    }

    @property
    def column_filters(self) -> list[Any]:
        """Return the filters of the list."""
        return [SiteFilter(Request.site_id)]

    def get_query(self) -> Any:
        """Return the requests, each with what a list says of it."""
        loads = (joinedload(Request.participant), joinedload(Request.site))
        return super().get_query().options(*loads)

    def rows_for(self, relation: str, target: type[Any]) -> Iterable[Any]:
        """Return the pupils of the school that the form is for."""
        return pupils_among(super().rows_for(relation, Enrolment))

    def blank_row(self) -> Any:
        """Return a request of today, in the school year that is shown."""
        return SimpleNamespace(asked_on=today(), school_year=default_year())

    def more_problems(self, row: Any, form: Any) -> list[tuple[str, str]]:
        """Return why the pupil cannot ask here."""
        return not_enrolled(row) if row.participant is not None else []


class OfferView(TocModelView):
    """What the buddies offer; for the city."""

    record, kind, path = Offer, "offers", "aanbod"
    title, one = later("Aanbod van buddy's"), later("Aanbod")
    new_label = later("Nieuwe buddy")
    intro = later("Wie wil buddy zijn, wanneer, en waarvoor?")
    empty = later("Nog geen buddy's. Hier komt elke buddy, met een code.")
    form_intro = later("Geen namen: wie bij welke code hoort, bewaar je zelf.")
    visible_to = later(
        "Zichtbaar voor: de stad. Een school ziet de codes die aan haar gekoppeld zijn."
    )
    duplicate = later("Van deze buddy staat er in dat schooljaar al een aanbod.")
    allowed = CITY_ROLES
    year_of = "school_year"
    search_label = later("Zoek een code")
    column_list = ("participant", "kind", "school_year", "free", "most", "fictitious")
    column_sortable_list = ("school_year", "kind", "offered_on")
    column_default_sort = ("offered_on", False)
    column_searchable_list = ("participant.code",)
    column_details_list = (*column_list, "offered_on", "level", "help", "languages")
    form_columns = (
        *("participant", "kind", "school_year", "offered_on", "most", "level"),
        *("free", "help", "languages"),
    )
    not_asked = {"fictitious": "follows from whose figures are shown"}
    form_overrides = {"free": AfternoonsField, "help": HelpField, "languages": LanguagesField}
    form_args = {
        "participant": {"validators": [Unasked()]},
        "level": {"blank": later("maakt niet uit")},
    }
    column_labels = {
        "participant": later("Buddy"),
        "kind": later("Soort"),
        "school_year": later("Schooljaar"),
        "offered_on": later("Biedt zich aan sinds"),
        "most": later("Hoeveel leerlingen hoogstens?"),
        "level": later("Begeleidt liefst"),
        "free": later("Vrij op"),
        "help": later("Helpt met"),
        "languages": later("Spreekt ook"),
        "fictitious": later("Oefengegeven"),
    }
    column_descriptions = {
        "participant": later("Een nieuwe buddy? Laat leeg, dan maken wij een code."),
        "school_year": YEAR_HELP,
        "most": later("Meestal 1, hoogstens 3."),
    }

    @property
    def column_filters(self) -> list[Any]:
        """Return the filters of the list."""
        return [WordFilter("soort", Offer.kind, _("Soort"), Kind)]

    def get_query(self) -> Any:
        """Return the offers, each with its buddy."""
        return super().get_query().options(joinedload(Offer.participant))

    def rows_for(self, relation: str, target: type[Any]) -> Iterable[Any]:
        """Return the buddies that have a code."""
        buddies = select(Participant).where(Participant.role == Role.BUDDY)
        return current_session().scalars(buddies.order_by(Participant.code)).all()

    def blank_row(self) -> Any:
        """Return an offer of today, in the school year that is shown."""
        return SimpleNamespace(offered_on=today(), school_year=default_year(), most=1)

    def edit_form(self, obj: Any = None) -> Any:
        """Return the form of an offer; whose it is, does not change."""
        form = super().edit_form(obj)
        del form["participant"]
        return form

    def fill(self, row: Any, form: Any) -> None:
        """Give a new buddy a code; an offer belongs to practice when practice is shown."""
        super().fill(row, form)
        if row.participant is None:
            row.participant = Participant(code=new_code(), role=Role.BUDDY)
        if row.id is None:
            row.fictitious = practice_asked()

    def store(self, row: Any, form: Any) -> str:
        """Say the code, because only now it can be written down."""
        super().store(row, form)
        return _("Buddy {code} bewaard. Schrijf de code naast de naam.").format(
            code=row.participant.code
        )


class MatchView(TocModelView):
    """The matches; the city stops one, and a match is made on the page of matching alone."""

    record, kind, path = Match, "matches", "matches"
    title, one = later("Matches"), later("Match")
    new_label = later("Nieuwe match")
    intro = later("Welke leerling heeft welke buddy, en waarom die twee?")
    empty = later("Hier komt elke leerling met een buddy. De stad brengt hen samen.")
    form_intro = later(
        "Een match die stopt, blijft in de lijst staan. De leerling wacht dan opnieuw."
    )
    allowed = EVERY_ROLE
    can_create = False
    can_delete = False
    year_of = "school_year"
    search_label = later("Zoek een code of school")
    column_list = ("pupil", "buddy", "school_year", "standing", "site")
    column_sortable_list = ("school_year", ("site", "site.label"))
    column_default_sort = ("id", True)
    column_searchable_list = ("pupil.code", "buddy.code", "site.label")
    form_columns = ("stopped_because", "stopped_on")
    not_asked = {
        **dict.fromkeys(("site_id", "school_year", "pupil_id", "buddy_id"), "made by matching"),
        **dict.fromkeys(("place", "trajectory_id", "reasons"), "made by matching"),
    }
    city_alone = frozenset({"place"})  # the second is of a buddy with a pupil elsewhere
    column_labels = {
        "pupil": later("Leerling"),
        "buddy": later("Buddy"),
        "school_year": later("Schooljaar"),
        "standing": later("Hoever staat het?"),
        "site": later("School"),
        "stopped_because": later("Waarom stopt ze?"),
        "reasons": later("Waarom deze twee"),
        "place": later("Plaats bij de buddy"),
    }
    column_formatters = {"standing": lambda row: standing(row)}
    form_extra_fields = {
        "stopped_on": DayField(label=later("Laatste dag"), validators=[Needed()]),
    }

    @property
    def column_filters(self) -> list[Any]:
        """Return the filters of the list."""
        return [SiteFilter(Match.site_id)]

    def get_query(self) -> Any:
        """Return the matches, each with what a list says of it."""
        match = Match
        loads = (joinedload(r) for r in (match.pupil, match.buddy, match.site, match.trajectory))
        return super().get_query().options(*loads)

    def edit_form(self, obj: Any = None) -> Any:
        """Return the form that stops a match."""
        form = super().edit_form(obj)
        if not form["stopped_on"].raw_data:
            form["stopped_on"].data = obj.trajectory.end or today()
        return form

    def fill(self, row: Any, form: Any) -> None:
        """End the trajectory along, or let it run again."""
        super().fill(row, form)
        day = form["stopped_on"].data
        if row.stopped_because is not None and day is not None and day >= row.trajectory.start:
            stop(row, row.stopped_because, day)

    def more_problems(self, row: Any, form: Any) -> list[tuple[str, str]]:
        """Return why the match cannot stop like this."""
        day = form["stopped_on"].data
        if row.stopped_because is None:
            return [("stopped_because", _("kies waarom de match stopt."))]
        if day is not None and day < row.trajectory.start:
            began = day_spoken(row.trajectory.start)
            return [("stopped_on", _("dit ligt voor het begin ({day}).").format(day=began))]
        return []

    def heading_of(self, row: Any) -> str:
        """Return both codes."""
        return str(row)

    def parts_of(self, row: Any) -> list[tuple[str, list[str]]]:
        """Return why these two."""
        return [(_("Waarom deze twee"), [one.words for one in row.reasons])] if row.reasons else []


def standing(match: Match) -> str:
    """Return how far a match is, in a few words."""
    began = day_spoken(match.trajectory.start)
    if match.stopped_because is None:
        return _("gematcht sinds {day}").format(day=began)
    ended = day_spoken(match.trajectory.end) if match.trajectory.end else began
    why = shown(match.stopped_because)
    return _("gestopt op {day}: {why}").format(day=ended, why=why)
